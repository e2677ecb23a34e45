// The demonstration's figures against the CSVs that it is made of, computed here a second time.
import assert from "node:assert/strict";
import { closeTable, ROOT, walk } from "./harness.mjs";
import { decileMeans, demonstration, drivers, inColumns, measures, table1, table2 } from "./expected.mjs";

const waves = demonstration(`${ROOT}public/demo`);
const each = (compute) =>
  inColumns(Object.fromEntries(Object.entries(waves).map(([wave, schools]) => [wave, compute(schools)])));

walk("Figure 1 is what the accounts give, in parts that add up", async (visit) => {
  const table = await visit.table("decile-raised");
  closeTable(table, each((schools) => decileMeans(schools, {}, ["donations", "pta_income"])), "decile-raised");
  for (let decile = 1; decile <= 10; decile += 1) {
    for (const wave of Object.keys(waves)) {
      const parts = table[`${decile}-donations`][wave] + table[`${decile}-pta_income`][wave];
      assert.ok(Math.abs(parts - table[decile][wave]) < 1e-6, `decile ${decile} in ${wave}`);
    }
  }
});

walk("Table 1 is what the accounts give", async (visit) => {
  closeTable(await visit.table("table-1"), each(table1), "table-1");
});

walk("Figure 2 is what the questionnaires give", async (visit) => {
  const minutes = { measure: "volunteer_minutes", basis: "pupil" };
  closeTable(await visit.table("decile-volunteer"), each((schools) => decileMeans(schools, minutes)), "decile-volunteer");
});

walk("Table 2 is what the questionnaires give", async (visit) => {
  closeTable(await visit.table("table-2"), each(table2), "table-2");
});

walk("every measure is what the accounts give, in both waves and as a change", async (visit) => {
  closeTable(await visit.table("measures"), each((schools) => measures(schools)), "measures");
});

walk("what drives it is what head teachers answered, with Wilson's intervals", async (visit) => {
  closeTable(await visit.table("drivers"), each(drivers), "drivers");
});

/** Two schools in one wave, with nothing but donations. */
const ONE_WAVE = {
  name: "one-wave.csv",
  text: "urn,wave,pupils,donations,imd_decile\n100001,2018,100,1000,1\n100002,2018,100,3000,10\n",
};

walk("with one wave the page speaks of one, and what cannot be drawn says why and what to do", async (visit) => {
  const { page } = visit;
  await visit.read(ONE_WAVE);
  await visit.use();
  assert.match(await page.locator(".mast-lede p").innerText(), /area is, in one wave: how unequal it is, and how sure/);
  const standfirst = (section) => page.locator(`#${section} .standfirst`).innerText();
  assert.equal(await standfirst("what-changed"), "Each sentence says how sure we can be. The bars are 95% intervals.");
  assert.match(await standfirst("what-explains"), /^There is one wave/);
  const heading = (section) => page.locator(`#${section} h2`).innerText();
  assert.equal(await heading("what-explains"), "How much goes with deprivation");
  assert.equal(await heading("schools"), "Behind the averages: every school");
  assert.equal(await page.locator('[data-choice="change"]').isVisible(), false, "no change to choose");
  assert.equal(await page.locator('[data-handle="one-school"] .figure-kicker').innerText(), "One school");
  const says = {
    "table-2": /^No school has a value\. Add a file with the minutes or hours/,
    "decile-volunteer": /^No school has a value\. Add a file with the minutes or hours/,
    decomposition: /^There is one wave, so nothing to compare\. Add the file of another wave/,
    drivers: /^No file holds answers to a questionnaire\. Add/,
  };
  for (const [kind, words] of Object.entries(says)) {
    const card = visit.card(kind);
    assert.match(await card.locator(".figure-says").textContent(), words);
    assert.equal(await card.locator(".legend button, .gaps").count(), 0, `${kind} has no key to nothing`);
  }
  const empty = visit.card("table-2").locator("table");
  assert.equal(await empty.locator("tbody tr").count() > 0, true, "the rows are there for whoever reads by script");
  assert.equal(await empty.isVisible(), false, "and no wall of dashes is seen");
  const columns = await visit.card("schools").locator("thead th").allInnerTexts();
  assert.deepEqual(columns.map((name) => name.trim()), ["School", "Decile", "Pupils", "Donations 2018"]);
});

walk("measures beside a chart say what they compare, in their unit", async (visit) => {
  const entry = (kind, name) => visit.card(kind).locator(".gaps > div", { has: visit.page.locator(`dt:has-text("${name}")`) });
  assert.match(await entry("decile-volunteer", "Difference").innerText(), /least less most deprived\s.* → .* minutes/s);
  assert.match(await entry("decile-raised", "Ratio").innerText(), /least over most deprived\s.* → .* times/s);
});
