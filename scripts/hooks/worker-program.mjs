// After a build: the worker's program gets names that change with it, and makes the figures that the page
// opens with. Both are named on the tag of boot.js.
import { createHash } from "node:crypto";
import { readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const folder = process.env.TRUNK_STAGING_DIR;
const BUILT = "giving-gap-worker";
const hash = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest("hex").slice(0, 16);

const [script, module] = await Promise.all([readFile(join(folder, `${BUILT}.js`)), readFile(join(folder, `${BUILT}_bg.wasm`))]);
const worker = `worker-${hash(script, module)}`;
await rename(join(folder, `${BUILT}.js`), join(folder, `${worker}.js`));
await rename(join(folder, `${BUILT}_bg.wasm`), join(folder, `${worker}_bg.wasm`));
await rm(join(folder, `${BUILT}_loader.js`), { force: true });

const demo = join(folder, "demo");
const names = (await readdir(demo)).filter((name) => name.endsWith(".csv"));
const files = Object.fromEntries(await Promise.all(names.map(async (name) => [name, new Uint8Array(await readFile(join(demo, name)))])));
// Node takes a script for a module by its ending alone.
const copy = join(folder, `${worker}.mjs`);
await writeFile(copy, script);
const program = await import(pathToFileURL(copy));
await rm(copy);
program.initSync({ module });
const figures = program.opening(files);
const opening = `opening-${hash(figures)}.bin`;
await writeFile(join(folder, opening), figures);

const page = await readFile(join(folder, "index.html"), "utf8");
const tag = 'src="./boot.js"';
if (!page.includes(tag)) throw new Error("index.html has no tag of boot.js to name the worker on");
await writeFile(join(folder, "index.html"), page.replace(tag, `${tag} data-worker="./${worker}.js" data-opening="./${opening}"`));
