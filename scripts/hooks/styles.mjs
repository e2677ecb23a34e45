// After a build: the style sheets without their comments and indents, which a reader's browser has no use
// for. Their names stay; their integrity in index.html is that of what is left.
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { folder } from "./programs.mjs";

const index = join(folder, "index.html");
let page = await readFile(index, "utf8");
for (const [link, name, before] of page.matchAll(/<link rel="stylesheet" href="\.\/([^"]+\.css)" integrity="([^"]+)"/g)) {
  const sheet = join(folder, name);
  const lean = (await readFile(sheet, "utf8")).replaceAll(/\/\*[\s\S]*?\*\//g, "").replaceAll(/^\s+/gm, "");
  await writeFile(sheet, lean);
  page = page.replace(link, link.replace(before, `sha384-${createHash("sha384").update(lean).digest("base64")}`));
}
await writeFile(index, page);
