// The page as one file, opened from a disk where nothing else lies: it does what the site does, asks for
// nothing, and offers no address.
import assert from "node:assert/strict";
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { after } from "node:test";
import { pathToFileURL } from "node:url";
import * as hand from "./by-hand.mjs";
import { decileMeans, demonstration, inColumns } from "./expected.mjs";
import { closeTable, ROOT, walk } from "./harness.mjs";
import { blocked, noWayOut } from "./ways-out.mjs";

const stick = mkdtempSync(`${tmpdir()}/giving-gap-stick-`);
after(() => rmSync(stick, { recursive: true }));
copyFileSync(`${ROOT}dist/giving-gap.html`, `${stick}/giving-gap.html`);
const file = pathToFileURL(`${stick}/giving-gap.html`).href;

const pair = ["accounts-2016.csv", "accounts-2018.csv"].map((name) => `${ROOT}tests/data/browser/${name}`);
const schools = Object.entries(demonstration(`${ROOT}public/demo`));
const means = (choice, parts) => inColumns(Object.fromEntries(schools.map(([wave, schools]) => [wave, decileMeans(schools, choice, parts)])));

walk("the site gives the file away", async ({ page }) => {
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator('[data-handle="single-file"]').click()]);
  assert.equal(download.suggestedFilename(), "giving-gap.html");
  assert.deepEqual(readFileSync(await download.path()), readFileSync(`${ROOT}dist/giving-gap.html`));
});

/** A walk through the file, which is the one thing outside the site that may be asked for. */
function walkFile(name, body, { allowed = [] } = {}) {
  const itself = { test: (text) => text.startsWith(`request outside the site: ${file}`) };
  walk(name, { opens: false, allowed: [itself, ...allowed] }, async (visit) => {
    await visit.page.goto(file);
    await visit.ready();
    await body(visit);
  });
}

walkFile("the demonstration, an option, own files and a reload need nothing but the file", async (visit) => {
  const { page } = visit;
  closeTable(await visit.table("decile-raised"), means({}, ["donations", "pta_income"]), "decile-raised");
  assert.equal(await page.locator(".notice").count(), 0);

  await visit.revised(() => visit.choose("measure", "donations"));
  closeTable(await visit.table("decile-raised"), means({ measure: "donations" }), "decile-raised of donations");
  await visit.revised(() => visit.choose("measure", "raised"));

  await visit.read(...pair);
  await visit.use();
  closeTable(await visit.table("decile-raised"), hand.decileRaised, "decile-raised");
  closeTable(await visit.table("measures"), hand.measures, "measures");
  closeTable(await visit.table("table-1"), hand.table1, "table-1");
  assert.deepEqual(Object.fromEntries(Object.entries(await visit.report()).filter(([count]) => count in hand.report)), hand.report);

  await visit.revised(() => visit.choose("measure", "donations"));
  await page.reload();
  await visit.ready();
  closeTable(await visit.table("decile-raised"), hand.decileDonations, "decile-raised after a reload");
  assert.deepEqual(visit.requests.map((url) => url.split("#")[0]), [file, file], "opened and reloaded");
});

walkFile("a chart leaves as an image, and neither an embed nor a link is offered", async (visit) => {
  const { page } = visit;
  await visit.card("decile-raised").locator('[data-handle="share"]').click();
  const panel = page.locator('[data-handle="share-panel"]');
  for (const [kind, start] of [["svg", /^<svg /], ["html", /^<!doctype html>/i]]) {
    const [download] = await Promise.all([page.waitForEvent("download"), panel.locator(`[data-download="${kind}"]`).click()]);
    assert.match(readFileSync(await download.path(), "utf8"), start);
  }
  assert.ok((await panel.locator(".preview img").evaluate((image) => image.decode().then(() => image.naturalWidth))) > 0);
  assert.match(await panel.locator('[data-handle="no-address"]').innerText(), /file on your machine/);
  assert.equal(await panel.locator('[data-handle="embed-code"], option[value="auto"]').count(), 0);
  assert.equal(await panel.getByRole("button", { name: /copy (code|link)/i }).count(), 0);
  assert.deepEqual(visit.requests, [file]);
});

walkFile("no link leads to a place that is not there", async ({ page }) => {
  const links = await page.evaluate(() => [...document.links].map((link) => link.href));
  assert.ok(links.length > 5, "the page has links");
  assert.equal(await page.locator('[data-handle="single-file"]').count(), 0);
  assert.deepEqual(links.filter((link) => link.split("#")[0] !== file && !link.startsWith("data:")), []);
});

walkFile(
  "no way leads out of the file or its worker",
  async ({ page }) => {
    await noWayOut(page);
    const workers = page.workers();
    assert.ok(workers.length > 0, "there is a worker");
    for (const worker of workers) await noWayOut(worker);
  },
  { allowed: blocked },
);

walkFile("the policy allows the page's own scripts and styles by their hashes, and no address", async ({ page }) => {
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
  assert.match(policy, /^default-src 'none'; script-src ('sha256-[A-Za-z0-9+/=]{44}' )+'wasm-unsafe-eval'; worker-src blob:; style-src 'sha256-/);
  assert.doesNotMatch(policy, /connect-src|'self'|unsafe-inline|'unsafe-eval'|https?:|\*/);
});

walk("without scripts the file still shows Figure 1", { opens: false, javaScriptEnabled: false, allowed: [/request outside the site: file:/] }, async ({ page }) => {
  await page.goto(file);
  const picture = page.locator("#shell img");
  await picture.scrollIntoViewIfNeeded();
  assert.ok(await picture.evaluate((image) => image.complete && image.naturalWidth > 0), "the picture is inside");
});
