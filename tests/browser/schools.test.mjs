// Single schools: the scatter's axes and scales, picking by a drag, following one school, the table.
import assert from "node:assert/strict";
import { ROOT, walk } from "./harness.mjs";
import { demonstration } from "./expected.mjs";

const waves = demonstration(`${ROOT}public/demo`);
const byUrn = Object.fromEntries(Object.entries(waves).map(([wave, schools]) => [wave, new Map(schools.map((school) => [school.urn, school]))]));
const plain = (text) => text.replaceAll(/[\u2060\u00a0\s]+/g, " ").trim();

/** `{ urn, x, y }` of every school that has both values. */
function pairs(x, y) {
  const schools = [...byUrn[2016].keys(), ...[...byUrn[2018].keys()].filter((urn) => !byUrn[2016].has(urn))];
  const value = (urn, [measure, wave]) => byUrn[wave].get(urn)?.[measure] ?? null;
  return schools.map((urn) => ({ urn, x: value(urn, x), y: value(urn, y) })).filter(({ x, y }) => x !== null && y !== null);
}
const raised = pairs(["raised", 2016], ["raised", 2018]);

const scatter = (visit) => visit.card("schools").locator("canvas");
const title = (visit) => visit.card("schools").locator("h3").innerText();
const fragment = (visit) => new URLSearchParams(new URL(visit.page.url()).hash.slice(1));

async function box(visit) {
  await scatter(visit).scrollIntoViewIfNeeded();
  return scatter(visit).boundingBox();
}

/** Drags by mouse from one share of the chart's width and height to another. */
async function drag(visit, [fromX, fromY], [toX, toY]) {
  const { x, y, width, height } = await box(visit);
  const { mouse } = visit.page;
  await mouse.move(x + fromX * width, y + fromY * height);
  await mouse.down();
  await mouse.move(x + ((fromX + toX) / 2) * width, y + ((fromY + toY) / 2) * height);
  await mouse.move(x + toX * width, y + toY * height);
  await mouse.up();
}

/** The URNs that the address's picked area holds, from the CSVs alone. */
function pickedByAddress(visit, points = raised) {
  const [[x0, x1], [y0, y1]] = fragment(visit)
    .get("picked")
    .split(",")
    .map((span) => span.split(":"))
    .map(([from, to]) => [from === "" ? -Infinity : Number(from), to === "" ? Infinity : Number(to)]);
  return points.filter(({ x, y }) => x >= x0 && x <= x1 && y >= y0 && y <= y1).map(({ urn }) => urn);
}

const count = (visit) => visit.card("schools").locator(".count").innerText();
const rows = (visit) => visit.card("schools").locator("table[data-table] tr[data-row]").evaluateAll((all) => all.map((row) => row.dataset.row));

walk("the scatter counts the schools above the line of no change as the accounts do", async (visit) => {
  const above = raised.filter(({ x, y }) => y > x).length;
  assert.equal(await title(visit), `${above} of ${raised.length} schools lie above the line of no change`);
});

walk("any measure stands against any other, in the address too, and Back undoes", async (visit) => {
  const card = visit.card("schools");
  await visit.revised(() => card.locator('[data-choice="x"]').selectOption("donations@2"));
  await visit.revised(() => card.locator('[data-choice="y"]').selectOption("pta_income@2"));
  assert.equal(fragment(visit).get("x"), "donations@2");
  assert.equal(fragment(visit).get("y"), "pta_income@2");
  const points = pairs(["donations", 2018], ["pta_income", 2018]);
  const above = points.filter(({ x, y }) => y > x).length;
  const says = plain(await card.locator(".figure-says").innerText());
  assert.equal(says, `“PTA income a school, 2018” is higher than “Direct donations a school, 2018” in ${above} of ${points.length} schools.`);
  assert.doesNotMatch(await title(visit), /no change/);
  await visit.revised(() => visit.page.goBack());
  assert.equal(fragment(visit).has("y"), false);
  assert.equal(await card.locator('[data-choice="y"]').getAttribute("data-value"), "@2");
});

walk("scales are log or linear, by mouse and by keyboard", async (visit) => {
  const card = visit.card("schools");
  const picture = () => scatter(visit).evaluate((node) => node.toDataURL());
  const log = await picture();
  await visit.revised(() => card.locator('[data-choice="log"] [value="linear"]').click());
  assert.equal(fragment(visit).get("log"), "off");
  assert.notEqual(await picture(), log);
  await card.locator('[data-choice="log"] [value="log"]').focus();
  await visit.revised(() => visit.page.keyboard.press("Enter"));
  assert.equal(fragment(visit).has("log"), false);
  assert.equal(await picture(), log);
});

walk("a drag picks schools, the table shows them alone, and Escape, the button and Back go back", async (visit) => {
  const card = visit.card("schools");
  await drag(visit, [0.35, 0.3], [0.62, 0.62]);
  const expected = pickedByAddress(visit);
  assert.ok(expected.length > 2 && expected.length < raised.length, `${expected.length} schools`);
  assert.equal(await count(visit), `${expected.length} of 380 schools`);
  assert.match(await card.locator('[data-handle="picked"]').innerText(), new RegExp(`^${expected.length} schools are picked: `));
  const shown = await rows(visit);
  assert.ok(shown.length > 0 && shown.every((urn) => expected.includes(urn)), "only rows of picked schools");

  await scatter(visit).focus();
  await visit.page.keyboard.press("Escape");
  assert.equal(fragment(visit).has("picked"), false);
  assert.equal(await count(visit), "380 of 380 schools");
  await visit.page.goBack();
  await card.locator('[data-handle="pick-none"]').waitFor();
  assert.equal(await count(visit), `${expected.length} of 380 schools`);
  await card.locator('[data-handle="pick-none"]').click();
  assert.equal(await count(visit), "380 of 380 schools");
});

walk("Escape gives up a drag that is under way, and a click is no drag", async (visit) => {
  const { x, y, width, height } = await box(visit);
  const { mouse, keyboard } = visit.page;
  await mouse.move(x + 0.3 * width, y + 0.3 * height);
  await mouse.down();
  await mouse.move(x + 0.6 * width, y + 0.6 * height);
  assert.equal(await visit.card("schools").locator(".band").count(), 1);
  await keyboard.press("Escape");
  await mouse.up();
  assert.equal(fragment(visit).has("picked"), false);
  assert.equal(await visit.card("schools").locator(".band").count(), 0);
});

walk("schools are picked by amounts, with the keyboard alone", async (visit) => {
  const card = visit.card("schools");
  await card.locator(".pick summary").focus();
  await visit.page.keyboard.press("Enter");
  await card.locator('[data-choice="pick-x-from"]').focus();
  await visit.page.keyboard.type("20000");
  await visit.page.keyboard.press("Tab");
  await card.locator('[data-choice="pick-y-to"]').focus();
  await visit.page.keyboard.type("30000");
  await visit.page.keyboard.press("Tab");
  const expected = raised.filter(({ x, y }) => x >= 20_000 && y <= 30_000).length;
  assert.equal(fragment(visit).get("picked"), "20000:,:30000");
  assert.equal(await count(visit), `${expected} of 380 schools`);
});

const TOUCH = { hasTouch: true, isMobile: true, viewport: { width: 375, height: 800 } };

/** A finger that goes from one place to another, as the browser's own input. */
async function swipe(visit, from, to) {
  const session = await visit.profile.newCDPSession(visit.page);
  const send = (type, points) => session.send("Input.dispatchTouchEvent", { type, touchPoints: points.map(([x, y]) => ({ x, y })) });
  await send("touchStart", [from]);
  for (let step = 1; step <= 8; step += 1) {
    await send("touchMove", [[from[0] + ((to[0] - from[0]) * step) / 8, from[1] + ((to[1] - from[1]) * step) / 8]]);
    await visit.page.waitForTimeout(30);
  }
  await send("touchEnd", []);
  await visit.page.waitForTimeout(300);
}

walk("by touch a sideways drag picks, and one up the page scrolls it", TOUCH, async (visit) => {
  const { x, y, width, height } = await box(visit);
  const at = (across, down) => [x + across * width, y + down * height];
  const scrolled = () => visit.page.evaluate(() => scrollY);
  const earlier = await scrolled();
  await swipe(visit, at(0.5, 0.8), at(0.5, 0.3));
  assert.ok((await scrolled()) > earlier + 50, "the page scrolled");
  assert.equal(fragment(visit).has("picked"), false);
  await scatter(visit).scrollIntoViewIfNeeded();
  const now = await scatter(visit).boundingBox();
  await swipe(visit, [now.x + 0.25 * now.width, now.y + 0.3 * now.height], [now.x + 0.95 * now.width, now.y + 0.5 * now.height]);
  assert.ok(pickedByAddress(visit).length > 0);
});

/** What the card of one school says: `{ name, rows: { amount: [2016, 2018] } }`. */
function oneSchool(visit) {
  return visit.page.locator('[data-handle="one-school"]').evaluate((card) => ({
    name: card.querySelector("h4").textContent,
    rows: Object.fromEntries(
      [...card.querySelectorAll("[data-row]")].map((row) => [
        row.dataset.row,
        ["2016", "2018"].map((wave) => {
          const value = row.querySelector(`[data-col="${wave}"] data`)?.value ?? "";
          return value === "" ? null : Number(value);
        }),
      ]),
    ),
  }));
}

walk("a school picked in the table is followed in the chart, the card and the address; Back undoes", async (visit) => {
  const picture = () => scatter(visit).evaluate((node) => node.toDataURL());
  const before = await picture();
  const row = visit.card("schools").locator("tr[data-row]").nth(1);
  const urn = await row.getAttribute("data-row");
  await row.locator("button").click();
  assert.equal(fragment(visit).get("school"), urn);
  assert.notEqual(await picture(), before, "the chart rings it");
  const { name, rows } = await oneSchool(visit);
  const values = (measure) => [2016, 2018].map((wave) => byUrn[wave].get(urn)?.[measure] ?? null);
  assert.equal(name, byUrn[2018].get(urn).school);
  for (const measure of ["raised", "donations", "pta_income", "total_income", "volunteer_minutes"]) {
    assert.deepEqual(rows[measure], values(measure), measure);
  }
  const place = (wave) => 1 + waves[wave].filter(({ raised }) => raised !== null && raised > byUrn[wave].get(urn).raised).length;
  assert.deepEqual(rows.rank, [place(2016), place(2018)]);
  await visit.page.goBack();
  assert.equal(fragment(visit).has("school"), false);
  await visit.page.locator('[data-handle="stop-following"]').waitFor({ state: "detached" });
  assert.equal(await picture(), before);
});

walk("a click on a mark follows its school, and so does Enter", async (visit) => {
  await scatter(visit).focus();
  await visit.page.keyboard.press("End");
  await visit.page.keyboard.press("Enter");
  const furthest = raised.reduce((a, b) => (b.x > a.x ? b : a)).urn;
  assert.equal(fragment(visit).get("school"), furthest);
  assert.equal((await oneSchool(visit)).name, byUrn[2018].get(furthest).school);
  await visit.page.locator('[data-handle="stop-following"]').click();
  assert.equal(fragment(visit).has("school"), false);
  const { x, y, width, height } = await box(visit);
  await visit.page.mouse.click(x + 0.8 * width, y + 0.25 * height);
  assert.ok(byUrn[2018].has(fragment(visit).get("school")));
});

walk("the tooltip and what is read out name the school", async (visit) => {
  const names = new Set(Object.values(waves).flat().map(({ school }) => school));
  const named = (text) => [...names].some((name) => text.startsWith(`${name}. Tenth `));
  await scatter(visit).focus();
  await visit.page.keyboard.press("End");
  const card = visit.card("schools");
  assert.ok(named(await card.locator(".plot [aria-live]").textContent()));
  assert.ok(named(await card.locator('[data-handle="tooltip"] thead th').first().innerText()));
});

/** As many schools as there are state primaries and more, one wave; the amounts run with the number. */
const MANY = 20_000;
const many = () => ({
  name: "many.csv",
  text: `urn,school,wave,pupils,donations,pta_income,imd_decile\n${Array.from({ length: MANY }, (_, at) => `${100_000 + at},School ${at},2018,200,${at},0,${(at % 10) + 1}`).join("\n")}`,
});

walk("the table of 20,000 schools is scrolled, sorted and searched without a freeze", async (visit) => {
  await visit.read(many());
  await visit.use();
  const card = visit.card("schools");
  const table = card.locator("table[data-table]");
  assert.equal(await table.getAttribute("aria-rowcount"), String(MANY + 1));
  const shown = () => card.locator("tr[data-row]").evaluateAll((all) => all.map((row) => [row.dataset.row, Number(row.getAttribute("aria-rowindex"))]));
  const most = await shown();
  assert.deepEqual(most[0], [String(100_000 + MANY - 1), 2]);
  assert.ok(most.length < 60, `${most.length} rows in the document`);
  const frame = card.locator(".schools-frame");
  await frame.evaluate((node) => (node.scrollTop = node.scrollHeight));
  await visit.page.waitForFunction(() => document.querySelector('[data-figure="schools"] tr[data-row="100000"]'));
  const least = await shown();
  assert.deepEqual(least.at(-1), ["100000", MANY + 1]);
  least.forEach(([, index], at) => assert.equal(index, least[0][1] + at, "the rows are numbered in order"));
  // How long the page is held, by the frame after the event.
  const held = (action) =>
    visit.page.evaluate(async (action) => {
      const card = document.querySelector('[data-figure="schools"]');
      const start = performance.now();
      if (action === "sort") card.querySelector("th button").click();
      else {
        const input = card.querySelector('input[type="search"]');
        input.value = "School 19999";
        input.dispatchEvent(new Event("input", { bubbles: true }));
      }
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      return performance.now() - start;
    }, action);
  for (const action of ["sort", "search"]) {
    const milliseconds = await held(action);
    assert.ok(milliseconds < 1500, `${action}: ${Math.round(milliseconds)} ms`);
  }
  assert.deepEqual((await shown()).map(([urn]) => urn), ["119999"]);
});

walk("a first tap shows the tooltip, a second on the same mark follows", TOUCH, async (visit) => {
  const { x, y, width, height } = await box(visit);
  const tap = () => visit.page.touchscreen.tap(x + 0.8 * width, y + 0.25 * height);
  await tap();
  assert.equal(await visit.card("schools").locator('[data-handle="tooltip"]').count(), 1);
  assert.equal(fragment(visit).has("school"), false);
  await tap();
  assert.ok(byUrn[2018].has(fragment(visit).get("school")));
});

walk("the table is searched by name and key, and sorted by any column", async (visit) => {
  const card = visit.card("schools");
  const known = waves[2018].filter(({ raised }) => raised !== null).sort((a, b) => b.raised - a.raised);
  assert.equal((await rows(visit))[0], known[0].urn);
  const some = known[40];
  await card.locator('input[type="search"]').fill(some.urn);
  assert.deepEqual(await rows(visit), [some.urn]);
  await card.locator('input[type="search"]').fill(some.school.toUpperCase());
  assert.ok((await rows(visit)).includes(some.urn));
  await card.locator('input[type="search"]').fill("");
  await card.getByRole("button", { name: "Change", exact: true }).click();
  const most = raised.reduce((a, b) => (b.y - b.x > a.y - a.x ? b : a));
  assert.equal((await rows(visit))[0], most.urn);
  assert.equal(await card.locator('th[aria-sort="descending"]').count(), 1);
});

walk("the change is shown school by school on demand, and that form does not leave the page", async (visit) => {
  const card = visit.card("change");
  await visit.revised(() => card.locator('[data-choice="change"] [value="school"]').click());
  assert.equal(fragment(visit).get("change"), "school");
  const table = await visit.table("change");
  const byChange = [...raised].sort((a, b) => b.y - b.x - (a.y - a.x));
  const shown = Object.entries(table);
  assert.equal(shown.length, 40);
  for (const [place, { urn, x, y }] of [...byChange.slice(0, 20), ...byChange.slice(-20)].entries()) {
    assert.equal(shown[place][1].change, y - x, `place ${place}, ${urn}`);
  }
  assert.deepEqual(table[`school:${byChange[0].urn}`]["2018"], byChange[0].y);
  await card.locator("canvas").focus();
  await visit.page.keyboard.press("ArrowDown");
  await visit.page.keyboard.press("Enter");
  assert.equal(fragment(visit).get("school"), byChange[0].urn);
  await card.locator('[data-handle="share"]').click();
  const panel = visit.page.locator('[data-handle="share-panel"]');
  await panel.getByText("does not leave this page").waitFor();
  assert.equal(await panel.locator('[data-handle="embed-code"]').count(), 0);
});

walk("shown a pupil, no column stands twice in the table", { hash: "#v=1&basis=pupil&sort=raised-per-pupil:up" }, async (visit) => {
  const card = visit.card("schools");
  const heads = await card.locator("thead th").allInnerTexts();
  assert.ok(heads.includes("Raised a pupil 2018") && !heads.includes("Raised a pupil"), heads);
  assert.equal(await card.locator("table[data-table] tbody tr[data-row]").first().locator("td").count(), heads.length - 1);
  // What was sorted by the column that is not there is sorted by the one that says the same.
  assert.equal(await card.locator('th[aria-sort="ascending"]').innerText(), "Raised a pupil 2018");
  await visit.revised(() => visit.choose("basis", "school"));
  assert.equal(await card.locator('th[aria-sort="ascending"]').innerText(), "Raised a pupil");
});
