// `make bench`: serves the built page and its peers, measures them in one Chromium, prints tables.
//
//   node benches/run.mjs [PART…]   import, drawing, resampling, visit; all where none is given
//
// The times are this machine's; what is meant to hold elsewhere are the ratios within one run. The
// last result stands in benches/README.md, renewed by `make bench RENEW=1`.
import { build } from "esbuild";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { launchChromium } from "../scripts/chromium.mjs";
import { serve } from "../scripts/serve.mjs";

const PARTS = ["import", "drawing", "resampling", "visit"];
const here = new URL(".", import.meta.url).pathname;
const folder = "target/bench/site";
const wanted = process.argv.slice(2).length > 0 ? process.argv.slice(2) : PARTS;

rmSync(folder, { recursive: true, force: true });
mkdirSync(`${folder}/peers`, { recursive: true });
cpSync("dist", `${folder}/app`, { recursive: true });
for (const file of ["duckdb-eh.wasm", "duckdb-browser-eh.worker.js"]) {
  cpSync(`${here}node_modules/@duckdb/duckdb-wasm/dist/${file}`, `${folder}/peers/${file}`);
}
await build({
  entryPoints: [`${here}peers.mjs`],
  outdir: `${folder}/peers`,
  bundle: true,
  format: "esm",
  minify: true,
  logLevel: "error",
});
writeFileSync(`${folder}/peers.html`, '<!doctype html><meta charset="utf-8"><title>Peers</title><link rel="icon" href="data:,"><input type="file">');

const site = await serve({ folder });
const browser = await launchChromium({ flags: ["--enable-precise-memory-info"] });
const machine = `${new Date().toISOString().slice(0, 10)}, Chromium ${browser.version()}, ${cpus().length} × ${cpus()[0].model.trim()}`;
const results = [`Measured ${machine}.\n`];
console.log(results[0]);
try {
  for (const part of wanted) {
    if (!existsSync(`${here}${part}.mjs`)) throw new Error(`There is no part “${part}”: ${PARTS.join(", ")}`);
    const { run } = await import(`./${part}.mjs`);
    results.push(await run({ browser, site, folder }));
    console.log(results.at(-1));
  }
} finally {
  await browser.close();
  await site.close();
}

if (process.env.RENEW) {
  const readme = `${here}README.md`;
  const [head] = readFileSync(readme, "utf8").split("<!-- results -->");
  writeFileSync(readme, `${head}<!-- results -->\n\n${results.join("\n")}`);
}
