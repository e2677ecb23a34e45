// After a build: embed.html, the page that a frame on another site shows. It is index.html with another
// shell and a smaller program.
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { folder, named } from "./programs.mjs";

const embed = await named("giving-gap-embed", "embed");
let page = await readFile(join(folder, "index.html"), "utf8");
const replace = (what, words) => {
  if (!what.test(page)) throw new Error(`index.html has no ${what} to replace`);
  page = page.replace(what, words);
};
replace(/<title>[^<]*<\/title>/, '<title>Chart: Giving Gap</title>\n<meta name="robots" content="noindex">');
replace(
  /<div id="shell">[\s\S]*<\/div>(?=\s*<\/body>)/,
  `<div id="shell">
<p id="shell-status" role="status">Drawing the chart …</p>
<noscript><p>This chart is drawn with JavaScript, which is switched off here. <a href="./">Giving Gap</a></p></noscript>
</div>`,
);
replace(/<script [^>]*data-js=[\s\S]*?<\/script>/, `<script type="module" src="./boot.js" data-js="./${embed.js}" data-wasm="./${embed.wasm}"></script>`);
replace(/<link rel="modulepreload"[^>]*>/, `<link rel="modulepreload" href="./${embed.js}">`);
replace(/<link rel="preload"[^>]*type="application\/wasm"[^>]*>/, `<link rel="preload" href="./${embed.wasm}" crossorigin="anonymous" as="fetch" type="application/wasm">`);
await writeFile(join(folder, "embed.html"), page);
