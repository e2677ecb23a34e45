// The programs beside the page's own: Trunk names them after themselves, a host's caches want names that
// change with what is in them.
import { createHash } from "node:crypto";
import { readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";

export const folder = process.env.TRUNK_STAGING_DIR;

/** The page with everything in it. */
export const SINGLE_FILE = "giving-gap.html";

export const hash = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest("hex").slice(0, 16);

/** Renames the two files of a program, and answers with their names and what is in them. */
export async function named(built, name) {
  const [script, wasm] = [`${built}.js`, `${built}_bg.wasm`].map((file) => join(folder, file));
  const [text, module] = await Promise.all([readFile(script), readFile(wasm)]);
  const stem = `${name}-${hash(text, module)}`;
  const files = { js: `${stem}.js`, wasm: `${stem}_bg.wasm` };
  await rename(script, join(folder, files.js));
  await rename(wasm, join(folder, files.wasm));
  // Trunk's own start of a worker, which the page's policy would not bind.
  await rm(join(folder, `${built}_loader.js`), { force: true });
  return { ...files, text, module };
}
