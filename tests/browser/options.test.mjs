// The options: what each one asks for, that every event counts once, and that they govern what they say.
import assert from "node:assert/strict";
import { closeTable, ROOT, walk } from "./harness.mjs";
import { decileMeans, demonstration, inColumns, measures } from "./expected.mjs";

const waves = demonstration(`${ROOT}public/demo`);
const each = (compute) =>
  inColumns(Object.fromEntries(Object.entries(waves).map(([wave, schools]) => [wave, compute(schools)])));

walk("the options open on their defaults", async (visit) => {
  const { measure, basis, weighting, threshold, matched, prices } = await visit.options();
  assert.deepEqual(
    { measure, basis, weighting, threshold: Number(threshold), matched, prices: Number(prices) },
    { measure: "raised", basis: "school", weighting: "none", threshold: 10_000, matched: "all", prices: 0 },
  );
});

for (const choice of [
  { measure: "donations" },
  { measure: "pta_income" },
  { measure: "total_income" },
  { basis: "pupil" },
  { weighting: "pupils" },
  { basis: "pupil", weighting: "pupils" },
  { measure: "volunteer_minutes", basis: "pupil" },
]) {
  const words = Object.entries(choice).map(([option, value]) => `${option} ${value}`).join(", ");
  walk(`figures follow ${words}`, async (visit) => {
    for (const [option, value] of Object.entries(choice)) {
      assert.equal(await visit.revised(() => visit.choose(option, value)), 1, "one event, one revision");
      assert.equal((await visit.options())[option], value);
    }
    const parts = choice.measure ? [] : ["donations", "pta_income"];
    closeTable(await visit.table("decile-raised"), each((schools) => decileMeans(schools, choice, parts)), "decile-raised");
    const expected = each((schools) => measures(schools, choice));
    // A threshold in pounds says nothing of minutes.
    if (choice.measure === "volunteer_minutes") expected["share-above-threshold"] = { 2016: null, 2018: null };
    closeTable(await visit.table("measures"), expected, "measures");
  });
}

walk("the threshold is in pounds per school, whatever the basis", async (visit) => {
  await visit.revised(() => visit.choose("threshold", 20_000));
  const row = "share-above-threshold";
  const expected = each((schools) => ({ [row]: measures(schools, { threshold: 20_000 })[row] }));
  closeTable(await visit.table("measures"), expected, "per school");
  await visit.revised(() => visit.choose("basis", "pupil"));
  closeTable(await visit.table("measures"), expected, "per pupil");
});

walk("matched schools are those with a value in both waves, each with its own decile", async (visit) => {
  await visit.revised(() => visit.choose("matched", "matched"));
  const known = Object.values(waves).map((schools) => new Set(schools.filter((s) => s.raised !== null).map((s) => s.urn)));
  const matched = (schools) => schools.filter(({ urn }) => known.every((urns) => urns.has(urn)));
  closeTable(await visit.table("decile-raised"), each((schools) => decileMeans(matched(schools))), "decile-raised");
  const { n, mean, gini } = each((schools) => measures(matched(schools)));
  closeTable(await visit.table("measures"), { n, mean, gini }, "measures");
});

walk("a price change puts the first wave in the second's prices", async (visit) => {
  await visit.revised(() => visit.choose("prices", 5));
  const dear = (schools) => schools.map((s) => ({ ...s, raised: s.raised === null ? null : s.raised * 1.05 }));
  const expected = inColumns({ 2016: decileMeans(dear(waves[2016])), 2018: decileMeans(waves[2018]) });
  closeTable(await visit.table("decile-raised"), expected, "decile-raised");
  closeTable(
    await visit.table("measures"),
    inColumns({ 2016: measures(dear(waves[2016])), 2018: measures(waves[2018]) }),
    "measures",
  );
});

walk("options leave alone what they do not govern", async (visit) => {
  const earlier = await visit.everyTable();
  await visit.revised(() => visit.choose("measure", "donations"));
  await visit.revised(() => visit.choose("basis", "pupil"));
  const later = await visit.everyTable();
  for (const kind of ["table-1", "table-2", "decile-volunteer", "drivers", "claims"]) {
    if (kind in earlier) assert.equal(later[kind], earlier[kind], kind);
  }
  assert.notEqual(later["decile-raised"], earlier["decile-raised"]);
});

walk("an event that changes nothing is one revision too, and two events are two", async (visit) => {
  const earlier = await visit.everyTable();
  const again = () =>
    visit.page.locator('[data-option="measure"]').evaluate((option) => {
      if (option.tagName === "SELECT") option.dispatchEvent(new Event("change", { bubbles: true }));
      else option.querySelector('[value="raised"]').click();
    });
  assert.equal(await visit.revised(again), 1);
  const start = await visit.revision();
  await visit.revised(() => visit.choose("measure", "donations"));
  await visit.revised(() => visit.choose("measure", "raised"));
  assert.equal((await visit.revision()) - start, 2);
  assert.deepEqual(await visit.everyTable(), earlier, "and back again is where it began");
});

walk("when the revision has risen, no card is busy and the intervals are there", async (visit) => {
  await visit.revised(() => visit.choose("measure", "pta_income"));
  assert.equal(await visit.page.locator('[data-figure][data-state="busy"]').count(), 0);
  const { mean } = await visit.table("measures");
  for (const wave of ["2016", "2018", "change"]) {
    assert.ok(mean[`${wave}-low`] < mean[wave] && mean[wave] < mean[`${wave}-high`], `${wave}: interval around the mean`);
  }
});

walk("intervals can be put away and come back the same", async (visit) => {
  const { gini } = await visit.table("measures");
  await visit.revised(() => visit.choose("intervals", false));
  await visit.revised(() => visit.choose("intervals", true));
  assert.deepEqual((await visit.table("measures")).gini, gini, "the same seed gives the same interval");
});

walk("options live in the address, only what differs from the default, and Back undoes", async (visit) => {
  const { page } = visit;
  await visit.revised(() => visit.choose("measure", "donations"));
  assert.match(page.url(), /#v=1&measure=donations/);
  assert.doesNotMatch(page.url(), /basis=|weighting=/);
  await visit.revised(() => visit.choose("basis", "pupil"));
  await visit.revised(() => page.goBack());
  assert.equal((await visit.options()).basis, "school");
  assert.equal((await visit.options()).measure, "donations");
});

walk("an address opens its view", { hash: "#v=1&measure=pta_income&basis=pupil" }, async (visit) => {
  const { measure, basis } = await visit.options();
  assert.deepEqual({ measure, basis }, { measure: "pta_income", basis: "pupil" });
  const expected = each((schools) => decileMeans(schools, { measure: "pta_income", basis: "pupil" }));
  closeTable(await visit.table("decile-raised"), expected, "decile-raised");
});

walk("a broken address says so and shows the default", { hash: "#v=1&measure=%3Cimg%20src%3Dx%3E&basis=nonsense" }, async (visit) => {
  const { measure, basis } = await visit.options();
  assert.deepEqual({ measure, basis }, { measure: "raised", basis: "school" });
  assert.equal(await visit.page.locator('img[src="x"]').count(), 0);
  assert.match(await visit.page.locator("body").innerText(), /(link|address)[^.]*(not|could|cannot)/i);
});
