// The copy that opens without a network: made after the figures, of the site's own files alone, and
// the second visit needs nothing else.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { serve } from "../../scripts/serve.mjs";
import { BASE, ROOT, walk } from "./harness.mjs";

const keeps = { serviceWorkers: "allow", patience: 240_000 };

/** Waits until the copy is whole, and gives the addresses that it keeps. */
const keptFiles = (page) =>
  page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    const cache = await caches.open("giving-gap");
    return (await cache.keys()).map((request) => request.url);
  });

walk("the second visit works with the network off, files of one's own included", keeps, async (visit) => {
  const { page, profile } = visit;
  const earlier = await visit.everyTable();
  await keptFiles(page);
  await profile.setOffline(true);
  await page.reload();
  await visit.ready();
  assert.deepEqual(await visit.everyTable(), earlier);
  assert.ok(await page.evaluate(() => navigator.serviceWorker.controller !== null), "the copy answered");
  await visit.read(`${ROOT}tests/data/browser/both-waves.csv`);
  await visit.use();
});

walk("the copy is the site's own list, each file by its hash, and nothing that a user gave", keeps, async (visit) => {
  await visit.read(`${ROOT}tests/data/browser/both-waves.csv`);
  await visit.use();
  const kept = await keptFiles(visit.page);
  const base = new URL("./", visit.page.url()).href;
  for (const address of kept) {
    const { pathname, searchParams } = new URL(address);
    assert.ok(address.startsWith(base), address);
    const bytes = readFileSync(`${ROOT}dist/${pathname.slice(new URL(base).pathname.length)}`);
    assert.equal(searchParams.get("sha256"), createHash("sha256").update(bytes).digest("hex"), address);
  }
  const names = kept.map((address) => address.slice(base.length).split("?")[0]);
  for (const needed of ["index.html", "boot.js", "demo/accounts-2016.csv"]) assert.ok(names.includes(needed), needed);
  assert.ok(names.some((name) => name.endsWith(".wasm")));
  assert.ok(!names.includes("giving-gap.html"), "the single file is not kept");
});

walk("a newer version is announced, and not put in place", keeps, async (visit) => {
  const { page } = visit;
  await keptFiles(page);
  await page.evaluate(() => dispatchEvent(new Event("giving-gap:newer")));
  const notice = page.locator(".notice", { hasText: "newer version" });
  await notice.waitFor();
  assert.equal(await page.locator('html[data-ready="true"]').count(), 1);
});

const sha256 = (text) => createHash("sha256").update(text).digest("hex");

// The site is another one here, since its files change under the page.
const elsewhere = { ...keeps, opens: false, allowed: [/request outside the site: http:\/\/127\.0\.0\.1:/, /404/] };

walk("a newer version on the site is announced, waits until the page is closed, and is there the next time", elsewhere, async (visit) => {
  const { page, profile } = visit;
  const folder = mkdtempSync(`${tmpdir()}/giving-gap-`);
  cpSync(`${ROOT}dist`, folder, { recursive: true });
  const site = await serve({ folder, base: BASE });
  try {
    await page.goto(site.url);
    await visit.ready();
    const before = await keptFiles(page);
    await page.reload();
    await visit.ready();
    await visit.read(`${ROOT}tests/data/browser/both-waves.csv`);
    await visit.use();

    const earlier = readFileSync(`${folder}/index.html`, "utf8");
    const newer = earlier.replace("<head>", '<head><meta name="version" content="newer">');
    writeFileSync(`${folder}/index.html`, newer);
    const list = readFileSync(`${folder}/offline.js`, "utf8");
    assert.ok(list.includes(sha256(earlier)));
    writeFileSync(`${folder}/offline.js`, list.replace(sha256(earlier), sha256(newer)));
    await page.evaluate(async () => (await navigator.serviceWorker.ready).update());
    await page.locator(".notice", { hasText: "newer version" }).waitFor();
    const isNewer = (page) => page.locator('meta[name="version"]').count();
    assert.equal(await isNewer(page), 0);
    assert.equal(await page.locator(".finding, [data-figure]").first().isVisible(), true);
    await page.reload();
    await visit.ready();
    assert.equal(await isNewer(page), 0, "a reload in the middle of work does not change it");

    await page.close();
    const next = await profile.newPage();
    // Beside the site, so that nobody stands in the way; the browser takes its moment to see that.
    await next.goto(new URL("/", site.url).href);
    await next.waitForFunction(async (scope) => (await navigator.serviceWorker.getRegistration(scope)).waiting === null, site.url);
    await next.goto(site.url);
    await next.locator('html[data-ready="true"]').waitFor({ state: "attached" });
    assert.equal(await isNewer(next), 1);
    const hashes = (addresses) => addresses.map((address) => new URL(address).searchParams.get("sha256"));
    const after = hashes(await keptFiles(next));
    assert.deepEqual(after.toSorted(), hashes(before).map((hash) => (hash === sha256(earlier) ? sha256(newer) : hash)).toSorted());
  } finally {
    await site.close();
    rmSync(folder, { recursive: true });
  }
});
