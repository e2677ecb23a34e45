// The view and its address: what Back undoes, what a link keeps, and what the data in place cannot show.
import assert from "node:assert/strict";
import { demonstration } from "./expected.mjs";
import { ROOT, walk } from "./harness.mjs";

const fragment = (visit) => new URLSearchParams(new URL(visit.page.url()).hash.slice(1));
const TOUCH = { hasTouch: true, isMobile: true, viewport: { width: 375, height: 800 } };

/** Accounts that have total income and nothing else. */
const INCOME = {
  name: "income.csv",
  text: `urn,wave,pupils,total_income,imd_decile
100001,2016,100,1000,1\n100002,2016,100,3000,10
100001,2018,100,2000,1\n100002,2018,100,4000,10\n`,
};

async function showsIncome(visit, basis) {
  assert.equal((await visit.options()).measure, "total_income");
  assert.equal(await visit.page.locator('[data-option="measure"]').inputValue(), "total_income", "the menu says so");
  const { mean } = await visit.table("measures");
  const per = basis === "pupil" ? 100 : 1;
  assert.deepEqual([mean["2016"], mean["2018"]], [2000 / per, 3000 / per]);
}

walk("Back and a link by hand show what one's own files hold, and say what they lack", async (visit) => {
  const { page } = visit;
  await visit.read(INCOME);
  await visit.use();
  await showsIncome(visit, "school");
  await visit.revised(() => visit.choose("basis", "pupil"));
  await visit.revised(() => page.goBack());
  await showsIncome(visit, "school");
  assert.equal(fragment(visit).get("measure"), "total_income", "the address says what is shown");
  await page.evaluate(() => (location.hash = "#v=1&measure=other:Trips&authority=Nowhere&basis=pupil"));
  const notices = page.locator('[data-handle="notices"]');
  await notices.getByText("no measure “Trips”").waitFor();
  await notices.getByText("no local authority “Nowhere”").waitFor();
  await page.waitForFunction(() => !location.hash.includes("Trips"));
  await page.locator('[data-option="basis"][data-value="pupil"]').waitFor();
  await page.locator('[data-figure="measures"][data-state="ready"]').waitFor();
  await showsIncome(visit, "pupil");
  assert.equal(fragment(visit).has("authority"), false);
});

const CHOSEN = "#v=1&measure=donations&basis=pupil&pupils=106-210&school=900002";

walk("links within the page keep options, filters and the school that is followed", { hash: CHOSEN }, async (visit) => {
  const { page } = visit;
  const kept = () => ["measure", "basis", "pupils", "school"].map((name) => fragment(visit).get(name));
  const chosen = ["donations", "pupil", "106-210", "900002"];
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  assert.equal(fragment(visit).get("at"), "what-changed");
  assert.deepEqual(kept(), chosen, "the skip link");
  assert.ok(await page.evaluate(() => document.activeElement.closest("#what-changed")), "the focus is there");
  await page.locator("a.brand").click();
  assert.deepEqual(kept(), chosen, "the name of the page");
  for (const link of await page.locator('nav[aria-label="Sections"] a').all()) {
    const href = new URLSearchParams((await link.getAttribute("href")).slice(1));
    assert.deepEqual(["measure", "basis", "pupils", "school"].map((name) => href.get(name)), chosen, await link.innerText());
  }
});

walk("the bare name of a section, typed by hand, leads there and keeps the view", { hash: CHOSEN }, async (visit) => {
  const { page } = visit;
  const before = await visit.everyTable();
  await page.evaluate(() => (location.hash = "#claims"));
  await page.waitForFunction(() => Math.abs(document.querySelector("#claims").getBoundingClientRect().top) < 200);
  const kept = ["measure", "basis", "pupils", "school", "at"].map((name) => fragment(visit).get(name));
  assert.deepEqual(kept, ["donations", "pupil", "106-210", "900002", "claims"]);
  await page.waitForFunction(() => document.activeElement.id === "heading-claims", null, { timeout: 3000 });
  assert.deepEqual(await visit.everyTable(), before);
});

walk("what a legend hides and which card shows its table stand in the address, and Back undoes", async (visit) => {
  const { page } = visit;
  const card = visit.card("lorenz");
  const wave = card.getByRole("button", { name: "2016", exact: true });
  const before = await visit.everyTable();
  await wave.click();
  assert.equal(fragment(visit).get("hidden"), "lorenz:wave-1");
  assert.equal(await wave.getAttribute("aria-pressed"), "false");
  await card.getByRole("button", { name: "Table", exact: true }).click();
  assert.equal(fragment(visit).get("tables"), "lorenz");
  assert.ok(await card.locator("table[data-table]").isVisible());
  await page.goBack();
  await card.locator("canvas").waitFor();
  assert.equal(fragment(visit).has("tables"), false);
  await page.goBack();
  await card.getByRole("button", { name: "2016", exact: true, pressed: true }).waitFor();
  assert.deepEqual(await visit.everyTable(), before);
});

walk("an address opens with what it hides, in the card that it names alone", { hash: "#v=1&hidden=lorenz:wave-1&tables=change&find=900002&sort=school:up" }, async (visit) => {
  const pressed = (kind) => visit.card(kind).getByRole("button", { name: "2016", exact: true }).getAttribute("aria-pressed");
  assert.equal(await pressed("lorenz"), "false");
  assert.equal(await pressed("concentration"), "true");
  assert.ok(await visit.card("change").locator("table[data-table]").isVisible());
  const schools = visit.card("schools");
  assert.equal(await schools.locator("tr[data-row]").getAttribute("data-row"), "900002");
  assert.equal(await schools.locator("th[aria-sort]").textContent(), "School");
});

walk("a legend's entry is switched by touch", TOUCH, async (visit) => {
  const entry = visit.card("lorenz").getByRole("button", { name: "2016", exact: true });
  await entry.scrollIntoViewIfNeeded();
  await entry.tap();
  assert.equal(await entry.getAttribute("aria-pressed"), "false");
  await entry.tap();
  assert.equal(await entry.getAttribute("aria-pressed"), "true");
});

walk("the table of schools is searched and sorted with the keyboard, in the address too, and Back undoes", async (visit) => {
  const { page } = visit;
  const card = visit.card("schools");
  const first = () => card.locator("tr[data-row]").first().getAttribute("data-row");
  const usual = await first();
  await card.getByRole("button", { name: "School", exact: true }).focus();
  await page.keyboard.press("Enter");
  assert.equal(fragment(visit).get("sort"), "school:up");
  const names = Object.values(demonstration(`${ROOT}public/demo`)).flat().map(({ school }) => school).sort();
  assert.equal(await card.locator("tr[data-row] .name").first().textContent(), names[0]);
  await card.locator('input[type="search"]').focus();
  await page.keyboard.type("900002");
  assert.equal(await first(), "900002");
  assert.equal(fragment(visit).has("find"), false, "not a step for every letter");
  await page.keyboard.press("Enter");
  assert.equal(fragment(visit).get("find"), "900002");
  await page.goBack();
  await card.locator(".count", { hasText: "380 of 380" }).waitFor();
  await page.goBack();
  await page.waitForFunction((urn) => document.querySelector('[data-figure="schools"] tr[data-row]').dataset.row === urn, usual);
  assert.equal(fragment(visit).has("sort"), false);
});
