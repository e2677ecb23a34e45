// After a build: the programs without what only their tools read. wasm-bindgen's scripts lose their comments
// and indents, and each function that a program takes from its script has a short name in the place of one
// with a hash, which does not compress.
import { createHash } from "node:crypto";
import { readFile, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { folder, hash } from "./programs.mjs";

const IMPORTS = 2; // the section's number, by the format of WebAssembly modules
const FUNCTION = 0; // and the kind of an import

/** An unsigned LEB128 number at a place, and the place after it. */
function number(bytes, at) {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return [value, at];
  }
}

function written(value) {
  const bytes = [];
  for (; value > 127; value = Math.floor(value / 128)) bytes.push((value & 127) | 128);
  return Buffer.from([...bytes, value]);
}

const sized = (bytes) => Buffer.concat([written(bytes.length), bytes]);

/** The section of imports with each name as `rename` has it. */
function renamed(section, rename) {
  let [count, at] = number(section, 0);
  const out = [written(count)];
  const text = () => {
    const [length, start] = number(section, at);
    at = start + length;
    return section.toString("utf8", start, at);
  };
  for (; count > 0; count -= 1) {
    const [from, name] = [text(), text()];
    const start = at;
    if (section[at++] !== FUNCTION) throw new Error(`${name} is imported and no function`);
    [, at] = number(section, at);
    out.push(sized(Buffer.from(from)), sized(Buffer.from(rename(name))), section.subarray(start, at));
  }
  return Buffer.concat(out);
}

/** A program's script and module, its imports under short names in both. */
function lean(script, module) {
  const names = new Map();
  const short = (name) => names.get(name) ?? names.set(name, `_${names.size.toString(36)}`).get(name);
  const parts = [module.subarray(0, 8)]; // what says that it is a module, and of which version
  for (let at = 8; at < module.length; ) {
    const start = at;
    const [size, body] = number(module, at + 1);
    at = body + size;
    const isImports = module[start] === IMPORTS;
    parts.push(isImports ? Buffer.concat([Buffer.from([IMPORTS]), sized(renamed(module.subarray(body, at), short))]) : module.subarray(start, at));
  }
  let text = script.replaceAll(/^\s*\/\*\*[\s\S]*?\*\/\n/gm, "").replaceAll(/^\s*\/\/.*\n/gm, "").replaceAll(/^\s+/gm, "");
  for (const [name, its] of names) {
    const key = new RegExp(`^${name}(?=: function)`, "m");
    if (text.split(name).length !== 2 || !key.test(text)) throw new Error(`the script does not give ${name} once`);
    text = text.replace(key, its);
  }
  return [text, Buffer.concat(parts)];
}

/** Writes a program anew; answers with its script and module. */
async function rewrite(stem) {
  const files = [`${stem}.js`, `${stem}_bg.wasm`].map((name) => join(folder, name));
  const [script, module] = await Promise.all(files.map((file) => readFile(file)));
  const both = lean(script.toString("utf8"), module);
  await Promise.all(files.map((file, at) => writeFile(file, both[at])));
  return both;
}

await rewrite("giving-gap-worker");
await rewrite("giving-gap-embed");

// Trunk named the page's own program after what was in it, and gave the page the integrity of that.
const page = (await readdir(folder)).map((name) => name.match(/^(giving-gap-[0-9a-f]{8,})\.js$/)?.[1]).find(Boolean);
const both = await rewrite(page);
const name = `giving-gap-${hash(...both)}`;
const index = join(folder, "index.html");
let html = await readFile(index, "utf8");
for (const [ending, content] of [[".js", both[0]], ["_bg.wasm", both[1]]]) {
  const link = new RegExp(`(href="\\./)${page}(${ending.replace(".", "\\.")}"[^>]*? integrity=")[^"]*`);
  if (!link.test(html)) throw new Error(`index.html names no integrity of ${page}${ending}`);
  html = html.replace(link, `$1${name}$2sha384-${createHash("sha384").update(content).digest("base64")}`);
  await writeFile(join(folder, name + ending), content);
  await rm(join(folder, page + ending));
}
await writeFile(index, html.replaceAll(page, name));
