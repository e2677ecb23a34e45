// The copy that opens without a network: made after the figures, of the site's own files alone, and
// the second visit needs nothing else.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { ROOT, walk } from "./harness.mjs";

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
