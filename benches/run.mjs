// `make bench`: serves the built page and its peers, measures them in one Chromium, prints tables.
//
//   node benches/run.mjs [PART…]   import, drawing, exploring, resampling, visit; all where none is given
//
// The times are this machine's; what is meant to hold elsewhere are the ratios within one run. The
// last result stands in benches/README.md, renewed by `make bench RENEW=1`.
import { build } from "esbuild";
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { launchChromium } from "../scripts/chromium.mjs";
import { serve } from "../scripts/serve.mjs";

const PARTS = ["import", "drawing", "exploring", "resampling", "visit"];
const here = new URL(".", import.meta.url).pathname;
const folder = "target/bench/site";
const wanted = process.argv.slice(2).length > 0 ? process.argv.slice(2) : PARTS;

rmSync(folder, { recursive: true, force: true });
mkdirSync(`${folder}/peers`, { recursive: true });
cpSync("dist", `${folder}/app`, { recursive: true });
for (const file of ["duckdb-eh.wasm", "duckdb-browser-eh.worker.js"]) {
  cpSync(`${here}node_modules/@duckdb/duckdb-wasm/dist/${file}`, `${folder}/peers/${file}`);
}
if (wanted.includes("drawing") || wanted.includes("resampling")) buildProbe();
await build({
  entryPoints: ["peers", ...(wanted.includes("drawing") ? ["drawers"] : [])].map((name) => `${here}${name}.mjs`),
  outdir: `${folder}/peers`,
  bundle: true,
  external: ["./probe.js"],
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

/** The page's own drawing and resampling as a module without the page: benches/browser/probe.rs. */
function buildProbe() {
  const target = "wasm32-unknown-unknown";
  const run = (tool, ...words) => execFileSync(tool, words, { stdio: "inherit" });
  run("cargo", "build", "--quiet", "--release", "--target", target, "--bin", "probe", "--features", "probe");
  const wasm = `${process.env.CARGO_TARGET_DIR ?? "target"}/${target}/release/probe.wasm`;
  run("wasm-bindgen", "--target", "web", "--no-typescript", "--out-dir", `${folder}/peers`, wasm);
  run("wasm-opt", "-Oz", `${folder}/peers/probe_bg.wasm`, "-o", `${folder}/peers/probe_bg.wasm`);
}

if (process.env.RENEW) {
  const readme = `${here}README.md`;
  const [head] = readFileSync(readme, "utf8").split("<!-- results -->");
  writeFileSync(readme, `${head}<!-- results -->\n\n${results.join("\n")}`);
}
