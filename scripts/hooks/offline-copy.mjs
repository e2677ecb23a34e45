// After a build: the list of the site's files, each with its SHA-256, into the worker that keeps a copy.
import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { folder, SINGLE_FILE } from "./programs.mjs";

const worker = join(folder, "offline.js");
const empty = "const FILES = {};";
const script = await readFile(worker, "utf8");
if (!script.includes(empty)) throw new Error("offline.js has no empty list to fill");

const files = {};
for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
  const path = join(entry.parentPath ?? entry.path, entry.name);
  const name = path.slice(folder.length).replace(/^[\\/]+/, "").replaceAll("\\", "/");
  // The single file is all of them over again, for those who take it away.
  if (!entry.isFile() || path === worker || name === SINGLE_FILE) continue;
  files[name] = createHash("sha256").update(await readFile(path)).digest("hex");
}
const list = Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
await writeFile(worker, script.replace(empty, `const FILES = ${JSON.stringify(list, null, 2)};`));
