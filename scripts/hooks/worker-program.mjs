// After a build: the worker's program makes the figures that the page opens with, and both are named on the
// tag of boot.js.
import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { folder, hash, named } from "./programs.mjs";

const worker = await named("giving-gap-worker", "worker");

const demo = join(folder, "demo");
const names = (await readdir(demo)).filter((name) => name.endsWith(".csv"));
const files = Object.fromEntries(await Promise.all(names.map(async (name) => [name, new Uint8Array(await readFile(join(demo, name)))])));
// Node takes a script for a module by its ending alone.
const copy = join(folder, `${worker.js}.mjs`);
await writeFile(copy, worker.text);
const program = await import(pathToFileURL(copy));
await rm(copy);
program.initSync({ module: worker.module });
const figures = program.opening(files);
const opening = `opening-${hash(figures)}.bin`;
await writeFile(join(folder, opening), figures);

const page = await readFile(join(folder, "index.html"), "utf8");
const tag = 'src="./boot.js"';
if (!page.includes(tag)) throw new Error("index.html has no tag of boot.js to name the worker on");
await writeFile(join(folder, "index.html"), page.replace(tag, `${tag} data-worker="./${worker.js}" data-opening="./${opening}"`));
