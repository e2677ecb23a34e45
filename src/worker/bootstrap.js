// The worker's first lines. On its one message it imports the page's own script and starts the
// module that the page has compiled already; the program then finds that it is in a worker.
addEventListener("unhandledrejection", ({ reason }) => postMessage(String(reason)));

// Held for as long as the worker lives, so that the page hears of its end, whatever the reason.
const lock = (name) =>
  new Promise((held) => {
    const hold = () => (held(), new Promise(() => {}));
    navigator.locks ? navigator.locks.request(name, hold).catch(held) : held();
  });

onmessage = async ({ data: { js, module } }) => {
  onmessage = null;
  try {
    await lock(location.href);
    const program = await import(js);
    await program.default({ module_or_path: module });
  } catch (fault) {
    postMessage(String(fault));
  }
};
