// Nothing leaves: no way out to another origin, from the page or its worker, and no request after load.
import assert from "node:assert/strict";
import { ROOT, walk } from "./harness.mjs";
import { blocked, noWayOut } from "./ways-out.mjs";

walk("no way leads from the page to another origin", { allowed: blocked }, ({ page }) => noWayOut(page));

walk("no way leads from the worker to another origin", { allowed: blocked }, async ({ page }) => {
  const workers = page.workers();
  assert.ok(workers.length > 0, "there is a worker");
  for (const worker of workers) await noWayOut(worker);
});

walk("after load there is no request through import, exploring and export", async (visit) => {
  const { page } = visit;
  await page.waitForTimeout(1500); // the offline copy is made after the figures
  const loaded = visit.requests.length;
  await visit.read(`${ROOT}tests/data/browser/accounts-2016.csv`, `${ROOT}tests/data/browser/accounts-2018.csv`);
  await visit.use();
  await visit.revised(() => visit.choose("measure", "donations"));
  await page.mouse.wheel(0, 2000);
  await page.waitForTimeout(500);
  assert.deepEqual(visit.requests.slice(loaded), []);
});

walk("the policy is strict", async ({ page }) => {
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
  assert.match(policy, /default-src 'none'/);
  const scripts = policy.match(/script-src ([^;]*)/)[1];
  assert.doesNotMatch(scripts, /unsafe-inline|'unsafe-eval'|https?:|\*/);
  assert.equal(policy.match(/connect-src ([^;]*)/)[1].trim(), "'self'");
});
