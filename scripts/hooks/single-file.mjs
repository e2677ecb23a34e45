// After a build: giving-gap.html, the whole page in one file that opens from a memory stick. What the site
// would fetch is inside, its scripts and styles are allowed by their hashes, and nothing may be asked for.
import { createHash } from "node:crypto";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { folder, SINGLE_FILE } from "./programs.mjs";

const text = (name) => readFile(join(folder, name), "utf8");
let page = await text("index.html");
/** Takes all that matches out of the page, and gives the first group of each. */
const take = (pattern, inItsPlace = "") => {
  const found = [...page.matchAll(pattern)];
  if (found.length === 0) throw new Error(`index.html has no ${pattern}`);
  page = page.replaceAll(pattern, () => inItsPlace);
  return found.map(([, group]) => group);
};
const hashes = { script: [], style: [] };
/** An element of the page whose text the policy will allow. */
const inlined = (tag, attributes, body) => {
  if (/<\/(script|style)|<!--/i.test(body)) throw new Error(`a ${tag} that ends early: ${body.slice(0, 80)} …`);
  const whole = `\n${body}\n`;
  hashes[tag].push(`'sha256-${createHash("sha256").update(whole).digest("base64")}'`);
  return `<${tag}${attributes}>${whole}</${tag}>`;
};

const sheets = await Promise.all(take(/<link rel="stylesheet" href="\.\/([^"]*)"[^>]*>\n?/g).map(text));
const styles = inlined("style", "", sheets.join("\n"));

const [attributes] = take(/<script type="module" src="\.\/boot\.js"([^>]*)><\/script>\n?/g);
const named = Object.fromEntries([...attributes.matchAll(/data-(\w+)="\.\/([^"]*)"/g)].map(([, name, file]) => [name, file]));
/** A script of wasm-bindgen's that gives no names away, with `last` in the place of that. */
const closed = async (name, last) => {
  const end = /^export \{ initSync, __wbg_init as default \};\s*$/m;
  const body = await text(name);
  if (!end.test(body)) throw new Error(`${name} does not end with the names that it gives away`);
  return body.replace(end, last).replaceAll(/^export (?=class |function )/gm, "").replaceAll("import.meta.url", "location.href");
};
const scripts = [
  inlined("script", ' type="module"', await readFile(new URL("held-parts.js", import.meta.url), "utf8")),
  inlined("script", ' type="module"', await closed(named.js, "givingGapHeld.program = { default: __wbg_init };")),
  inlined("script", ` type="module"${attributes.replaceAll('"./', '"')}`, await text("boot.js")),
];

const demonstration = (await readdir(join(folder, "demo"))).map((name) => `demo/${name}`);
const parts = [named.wasm, named.opening, named.worker.replace(/\.js$/, "_bg.wasm"), ...demonstration];
const contents = await Promise.all(parts.map(async (name) => [name, await readFile(join(folder, name))]));
// A page from a disk may start a worker from a blob only where its script is no module.
contents.push([named.worker, `"use strict";\n${await closed(named.worker, "")}`]);
const held = contents.map(
  ([name, bytes]) => `<script type="application/gzip" id="held/${name}">${gzipSync(bytes, { level: 9 }).toString("base64")}</script>`,
);

take(/<link rel="(?:manifest|modulepreload|preload)"[^>]*>/g);
// One picture is enough: it need not come over a line, and is there for a moment.
take(/\s*<source [^>]*>/g);
const picture = encodeURIComponent(await text("figure-1.svg"));
take(/src="figure-1\.svg"/g, `src="data:image/svg+xml,${picture}"`);
const policy = [
  "default-src 'none'",
  `script-src ${hashes.script.join(" ")} 'wasm-unsafe-eval'`,
  "worker-src blob:",
  `style-src ${hashes.style.join(" ")}`,
  "img-src blob: data:",
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");
take(
  /<!--[^>]*-->\s*<meta http-equiv="Content-Security-Policy"[^>]*>/g,
  `<!-- Nothing may be asked for, of anyone; the worker, made from a blob, inherits this. -->
<meta http-equiv="Content-Security-Policy" content="${policy}">`,
);
const outside = page.match(/(?:src|href)="(?!data:)[^"]*"/);
if (outside) throw new Error(`the single file would still ask for ${outside[0]}`);
take(/\s*<\/head>/g, `\n${styles}\n</head>`);
take(/<\/body>/g, `${[...held, ...scripts].join("\n")}\n</body>`);
await writeFile(join(folder, SINGLE_FILE), page);
