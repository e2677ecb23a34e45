// A first visit: what is transferred, and when the first figure is there over a slow line, beside a page
// that reads the same CSVs with Papa Parse and draws the same figure with Observable Plot.
import { build } from "esbuild";
import { mkdirSync, readFileSync, writeFileSync, cpSync } from "node:fs";
import { pack, serve } from "../scripts/serve.mjs";
import { median, milliseconds, table, times } from "./table.mjs";

const RUNS = 5;
const LINE = 10e6 / 8; // bytes a second: 10 Mbit/s
const kilobytes = (bytes) => `${(bytes / 1000).toFixed(0)} kB`;

export async function run({ browser, folder }) {
  await buildPeer(folder);
  const site = await serve({ folder, compress: true, rate: LINE });
  try {
    const pages = [];
    for (const [name, path] of [["**Giving Gap**", "app/"], ["Papa Parse and Observable Plot", "visit-peer/"]]) {
      const visits = [];
      for (let at = 0; at < RUNS; at += 1) visits.push(await visit(browser, site, path));
      const sizes = await transferred(folder, site, visits[0].requests);
      const middle = (what) => median(visits.map((visit) => visit[what]));
      pages.push({ name, ...sizes, time: middle("time"), explored: middle("explored"), longest: middle("longest"), all: middle("all") });
    }
    const [own, peer] = pages;
    return [
      table(
        "First visit: cold cache, 10 Mbit/s",
        ["page", "brotli", "gzip", "of it before the first figure, gzip", "first figure", "first to explore", "every figure", "longest task of the main thread"],
        pages.map(({ name, brotli, gzip, first, time, explored, all, longest }) => [name, kilobytes(brotli), kilobytes(gzip), kilobytes(first), milliseconds(time), milliseconds(explored), milliseconds(all), milliseconds(longest)]),
      ),
      `The peer's first figure over Giving Gap's: ${times(peer.time / own.time)}; over its first to explore: ${times(peer.time / own.explored)}. Of Giving Gap's bytes, demonstration data in gzip: ${kilobytes(own.data)}.\n`,
    ].join("\n");
  } finally {
    await site.close();
  }
}

/**
 * Opens a page with nothing cached; resolves to when its first figure is painted, which may be a picture of it
 * that the page itself brings, and when one that can be explored is.
 */
async function visit(browser, site, path) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, serviceWorkers: "block" });
  const page = await context.newPage();
  const requests = [];
  context.on("request", (request) => request.url().startsWith("http") && requests.push(request.url()));
  await page.addInitScript(() => {
    window.longest = 0;
    new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => (window.longest = Math.max(window.longest, duration)))).observe({ type: "longtask", buffered: true });
    const look = () => {
      const canvas = document.querySelector('[data-figure="decile-raised"] canvas');
      const picture = document.querySelector("#shell img");
      if (picture?.complete && picture.naturalWidth > 0 && getComputedStyle(picture).visibility === "visible") window.figureAt ??= performance.now();
      const painted = canvas?.width > 0 && canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some((value) => value !== 0);
      if (painted || document.querySelector('[data-figure="decile-raised"] svg rect')) window.exploredAt = performance.now();
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await page.goto(site.url + path);
  let explored;
  while (!(explored = await page.evaluate(() => window.exploredAt))) await page.waitForTimeout(20);
  const time = (await page.evaluate(() => window.figureAt)) ?? explored;
  let all = explored;
  if (path === "app/") {
    const isShown = () => document.querySelector("[data-figure]") && !document.querySelector('[data-figure][data-state="busy"]') && performance.now();
    while (!(all = await page.evaluate(isShown))) await page.waitForTimeout(20);
    await page.locator('html[data-ready="true"]').waitFor({ state: "attached" });
  }
  const longest = await page.evaluate(() => window.longest);
  await context.close();
  return { time, explored, all, longest, requests };
}

/** What a host sends for these requests, compressed as hosts compress. */
async function transferred(folder, site, requests) {
  const sum = { brotli: 0, gzip: 0, first: 0, data: 0 };
  for (const url of new Set(requests)) {
    let path = url.slice(site.url.length).replace(/[?#].*/, "");
    if (path === "" || path.endsWith("/")) path += "index.html";
    const bytes = readFileSync(`${folder}/${path}`);
    const gzip = (await pack(bytes, "gzip")).length;
    sum.brotli += (await pack(bytes, "br")).length;
    sum.gzip += gzip;
    // The worker's program and the demonstration's own files are asked for once the first figure is there.
    if (!/^app\/(worker-|demo\/)/.test(path)) sum.first += gzip;
    if (path.endsWith(".csv")) sum.data += gzip;
  }
  return sum;
}

async function buildPeer(folder) {
  const out = `${folder}/visit-peer`;
  mkdirSync(out, { recursive: true });
  cpSync("public/demo", `${out}/demo`, { recursive: true });
  await build({ entryPoints: [new URL("visit-peer.mjs", import.meta.url).pathname], outdir: out, bundle: true, format: "esm", minify: true, logLevel: "error" });
  writeFileSync(
    `${out}/index.html`,
    '<!doctype html><meta charset="utf-8"><title>Peer</title><link rel="icon" href="data:,"><div data-figure="decile-raised"></div><script type="module" src="visit-peer.js"></script>',
  );
}
