// A reload loses nothing: files, how they are read and the figures come back; where the browser keeps
// nothing, the page names what has to be dropped again; no tab touches another's files.
import assert from "node:assert/strict";
import * as hand from "./by-hand.mjs";
import { closeTable, ROOT, site, walk } from "./harness.mjs";

const data = `${ROOT}tests/data/browser/`;
const pair = [`${data}accounts-2016.csv`, `${data}accounts-2018.csv`];

/** Everything in the browser's database, by its keys; or puts a key there. */
const kept = (page, put) =>
  page.evaluate(async (put) => {
    const wait = (request) => new Promise((resolve, reject) => Object.assign(request, { onsuccess: () => resolve(request.result), onerror: reject }));
    const database = await wait(indexedDB.open("giving-gap", 1));
    const store = database.transaction("files", put ? "readwrite" : "readonly").objectStore("files");
    if (put) await wait(store.put(new File(["urn\n"], "old.csv"), put));
    const keys = await wait(store.getAllKeys());
    database.close();
    return keys;
  }, put);

/** Waits until so many files are in the database. */
async function keeps(page, count) {
  for (let left = 100; left > 0; left -= 1) {
    if ((await kept(page)).length === count) return;
    await page.waitForTimeout(100);
  }
  assert.equal((await kept(page)).length, count);
}

async function reload(visit) {
  await visit.page.reload();
  await visit.ready();
}

async function isTheDemonstration(page) {
  assert.match(await page.locator('[data-handle="loaded"]').innerText(), /^Demonstration data/);
}

walk("after a reload the files, how they are read and the figures are there", async (visit) => {
  const { page } = visit;
  // Two things that nothing but the user's choice can tell: the file's wave, and a column that is left out.
  await visit.read({ name: "no-year.csv", text: "urn,school,pupils,donations,pta_income,imd_decile\n100001,Ash,100,1000,500,1\n100002,Elm,50,6000,4000,10\n" });
  await visit.read(pair[1]);
  await visit.file("no-year.csv").locator('[data-handle="wave"]').selectOption("2016");
  await visit.file("no-year.csv").locator('select[data-field="school"]').selectOption("");
  await visit.use();
  await visit.revised(() => visit.choose("measure", "donations"));
  const [earlier, report, options] = [await visit.everyTable(), await visit.report(), await visit.options()];
  await keeps(page, 2);
  const requests = visit.requests.length;
  await reload(visit);
  assert.deepEqual(await visit.everyTable(), earlier);
  assert.deepEqual(await visit.report(), report);
  assert.deepEqual(await visit.options(), options);
  assert.equal(await visit.file("no-year.csv").locator('[data-handle="wave"]').inputValue(), "2016");
  assert.equal(await visit.file("no-year.csv").locator('select[data-field="school"]').inputValue(), "");
  assert.equal(await page.locator(".notice").count(), 0);
  assert.ok(visit.requests.slice(requests).every((url) => url.startsWith(site.url) && !url.includes("no-year")));
  assert.match(await page.locator('[data-handle="keeping"]').innerText(), /stays in this browser until this tab is closed/);
});

walk("a reload goes back to where somebody was reading; opening the page anew does not", async (visit) => {
  const { page } = visit;
  const down = () => page.evaluate(() => scrollY);
  await page.evaluate(() => scrollTo({ top: document.querySelector("#what-explains").offsetTop + 150, behavior: "instant" }));
  const was = await down();
  assert.ok(was > 1000, `${was} px down`);
  await reload(visit);
  assert.ok(Math.abs((await down()) - was) < 2, `${await down()} px down, ${was} before`);
  await page.goto("about:blank");
  await page.goto(site.url);
  await visit.ready();
  assert.equal(await down(), 0);
});

walk("Remove all deletes the copies at once, and the demonstration is back", async (visit) => {
  const { page } = visit;
  await visit.read(...pair);
  await visit.use();
  await keeps(page, 2);
  await visit.revised(() => page.locator('[data-handle="remove-all"]').click());
  await isTheDemonstration(page);
  await keeps(page, 0);
  await reload(visit);
  await isTheDemonstration(page);
  assert.equal(await page.locator("[data-file]").count(), 0);
});

walk("taking a file off the list deletes its copy, and putting it back keeps one again", async (visit) => {
  await visit.read(...pair);
  await keeps(visit.page, 2);
  const remove = () => visit.file("accounts-2016.csv").locator("button", { hasText: "Remove" }).click();
  const putBack = visit.page.locator('[data-handle="put-back"]');
  await remove();
  await keeps(visit.page, 1);
  await putBack.click();
  await keeps(visit.page, 2);
  await remove();
  await visit.page.locator('[data-handle="remove-all"]').click();
  await keeps(visit.page, 0);
  assert.equal(await putBack.count(), 0, "of all files nothing is left to put back");
});

for (const [what, refuse] of [
  ["is full", () => (IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); })],
  ["is switched off", () => (IDBFactory.prototype.open = () => { throw new DOMException("off", "SecurityError"); })],
]) {
  walk(`where storage ${what}, the page names what to drop again, before and after`, { opens: false }, async (visit) => {
    const { page } = visit;
    await page.addInitScript(refuse);
    await visit.open();
    await visit.read(...pair);
    await visit.use();
    closeTable(await visit.table("decile-raised"), hand.decileRaised, "decile-raised");
    await page.locator('[data-handle="not-kept"]', { hasText: "drop them again" }).waitFor();
    assert.equal(
      await page.locator('[data-handle="not-kept"]').innerText(),
      "This browser does not keep accounts-2016.csv and accounts-2018.csv: its storage is full or switched off, or there is more than 256 MB. After a reload, drop them again.",
    );
    await reload(visit);
    await isTheDemonstration(page);
    assert.equal(
      await page.locator(".notice p").innerText(),
      "This browser did not keep accounts-2016.csv and accounts-2018.csv over the reload. Drop them again to go on.",
    );
    await visit.read(...pair);
    await visit.use();
    closeTable(await visit.table("decile-raised"), hand.decileRaised, "decile-raised");
  });
}

walk("another tab, even a duplicate, leaves the first one's files alone", async (visit) => {
  const { page, profile } = visit;
  await visit.read(...pair);
  await visit.use();
  await keeps(page, 2);
  const earlier = await visit.everyTable();
  const remembered = await page.evaluate(() => sessionStorage.getItem("giving-gap.visit"));

  const other = await profile.newPage();
  await other.goto(site.url);
  await other.locator('html[data-ready="true"]').waitFor({ state: "attached" });
  await isTheDemonstration(other);
  // What a duplicated tab begins with.
  await other.evaluate((text) => sessionStorage.setItem("giving-gap.visit", text), remembered);
  await other.goto("about:blank");
  await other.goto(site.url);
  await other.locator('html[data-ready="true"]').waitFor({ state: "attached" });
  await other.locator('[data-file="accounts-2016.csv"][data-state="ready"]').waitFor({ state: "attached" });
  assert.match(await other.locator('[data-handle="loaded"]').innerText(), /accounts-2016/);
  await keeps(page, 4);
  await other.locator('[data-handle="remove-all"]').click();
  await keeps(page, 2);
  await other.close();

  await reload(visit);
  assert.deepEqual(await visit.everyTable(), earlier);
});

walk("what a closed tab left a day ago is deleted, and nothing younger", async (visit) => {
  const { page } = visit;
  const now = Date.now();
  const day = 24 * 3600 * 1000;
  await kept(page, `${now - day - 60_000}-1/1`);
  await kept(page, `${now - day + 600_000}-2/1`);
  await reload(visit);
  await keeps(page, 1);
  assert.deepEqual(await kept(page), [`${now - day + 600_000}-2/1`]);
});
