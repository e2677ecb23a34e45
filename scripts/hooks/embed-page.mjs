// After a build: embed.html, the page that a frame on another site shows. It is the same program as
// index.html, which sees by the address which of the two it is.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const folder = process.env.TRUNK_STAGING_DIR;
const page = await readFile(join(folder, "index.html"), "utf8");
const shell = /<div id="shell">[\s\S]*<\/noscript>\s*<\/div>/;
const title = /<title>[^<]*<\/title>/;
if (!shell.test(page) || !title.test(page)) throw new Error("index.html has no shell or title to replace");
const embed = page
  .replace(title, "<title>Chart: Giving Gap</title>\n<meta name=\"robots\" content=\"noindex\">")
  .replace(shell, `<div id="shell">
<p id="shell-status" role="status">Drawing the chart …</p>
<noscript><p>This chart is drawn with JavaScript, which is switched off here. <a href="./">Giving Gap</a></p></noscript>
</div>`);
await writeFile(join(folder, "embed.html"), embed);
