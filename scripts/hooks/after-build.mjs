// What is made of a build once Trunk is done, in this order: the list of files is the last.
await import("./styles.mjs");
await import("./lean-programs.mjs");
await import("./worker-program.mjs");
await import("./embed-page.mjs");
await import("./single-file.mjs");
await import("./offline-copy.mjs");
