// Only some schools: each condition by its menu, the way back, and a tenth by a click on it.
import assert from "node:assert/strict";
import { demonstration, measures } from "./expected.mjs";
import { close, ROOT, walk } from "./harness.mjs";

const waves = demonstration(`${ROOT}public/demo`);
const fragment = (visit) => new URLSearchParams(new URL(visit.page.url()).hash.slice(1));
const count = (visit) => visit.card("schools").locator(".count").innerText();

/** Eight schools of every kind that can be asked for; the amounts tell which of them are left. */
const SCHOOLS = [
  // urn, local authority, phase, Ofsted, PTA, decile, pupils, donations
  [100001, "Kent", "Primary", "Good", "charity", 1, 90, 1],
  [100002, "Kent", "Primary", "Good", "association", 2, 150, 2],
  [100003, "Kent", "Infant", "Outstanding", "charity", 3, 250, 4],
  [100004, "Essex", "Primary", "Good", "association", 4, 500, 8],
  [100005, "Essex", "Primary", "Outstanding", "charity", 1, 100, 16],
  [100006, "Essex", "Infant", "Good", "association", 2, 200, 32],
  [100007, "Essex", "Infant", "Good", "charity", 3, 300, 64],
  [100008, "Kent", "Primary", "Outstanding", "association", 4, 430, 128],
];
const FILE = {
  name: "eight.csv",
  text: [
    "urn,wave,local_authority,phase,ofsted,pta_status,imd_decile,pupils,donations,pta_income",
    ...["2016", "2018"].flatMap((wave) => SCHOOLS.map(([urn, la, phase, ofsted, pta, decile, pupils, donations]) => [urn, wave, la, phase, ofsted, pta, decile, pupils, donations, 0].join(","))),
  ].join("\n"),
};
const CONDITIONS = [
  ["Local authority", "authority", "Kent", ([, la]) => la === "Kent"],
  ["Phase", "phase", "Infant", ([, , phase]) => phase === "Infant"],
  ["Ofsted grade", "ofsted", "Outstanding", ([, , , ofsted]) => ofsted === "Outstanding"],
  ["PTA", "pta", "charity", ([, , , , pta]) => pta === "charity"],
  ["Tenth of deprivation", "decile", "3", ([, , , , , decile]) => decile === 3],
  ["Pupils", "pupils", "106-210", ([, , , , , , pupils]) => pupils >= 106 && pupils <= 210],
];

walk("each condition leaves its schools, two leave those of both, and all schools come back", async (visit) => {
  await visit.read(FILE);
  await visit.use();
  await visit.revised(() => visit.choose("measure", "donations"));
  const filters = visit.page.locator("details.filters");
  await filters.locator("summary").click();
  const menu = (label) => filters.locator("label", { has: visit.page.locator(`span:text-is("${label}")`) }).locator("select");
  const leaves = async (schools) => {
    const { n, total } = await visit.table("measures");
    assert.deepEqual([n["2018"], total["2018"]], [schools.length, schools.reduce((sum, school) => sum + school[7], 0)]);
    assert.equal(await count(visit), `${schools.length} of 8 schools`);
  };
  for (const [label, name, value, is] of CONDITIONS) {
    await visit.revised(() => menu(label).selectOption(value));
    assert.equal(fragment(visit).get(name), value);
    await leaves(SCHOOLS.filter(is));
    await visit.revised(() => visit.page.locator('[data-handle="all-schools"]').click());
    assert.equal(fragment(visit).has(name), false);
    await leaves(SCHOOLS);
  }
  await visit.revised(() => menu("Local authority").selectOption("Essex"));
  await visit.revised(() => menu("PTA").selectOption("charity"));
  await leaves(SCHOOLS.filter(([, la, , , pta]) => la === "Essex" && pta === "charity"));
  await visit.revised(() => visit.page.goBack());
  await leaves(SCHOOLS.filter(([, la]) => la === "Essex"));
});

walk("a click on a tenth leaves the chart whole and filters the rest and the table of schools", async (visit) => {
  const card = visit.card("decile-raised");
  const whole = await visit.table("decile-raised");
  await card.locator("canvas").focus();
  await visit.page.keyboard.press("Home");
  await visit.revised(() => visit.page.keyboard.press("Enter"));
  assert.equal(fragment(visit).get("decile"), "1");
  assert.deepEqual(await visit.table("decile-raised"), whole);
  const inTenth = (schools) => schools.filter(({ decile }) => decile === 1);
  const { mean } = await visit.table("measures");
  for (const [wave, schools] of Object.entries(waves)) close(mean[wave], measures(inTenth(schools)).mean, `mean of ${wave}`);
  const either = new Set(Object.values(waves).flatMap((schools) => inTenth(schools).map(({ urn }) => urn)));
  assert.equal(await count(visit), `${either.size} of 380 schools`);
});

walk("the table of schools has the first wave in the second's prices", async (visit) => {
  await visit.revised(() => visit.choose("prices", 10));
  const card = visit.card("schools");
  await card.locator('input[type="search"]').fill("900002");
  const value = async (column) => Number(await card.locator(`tr[data-row="900002"] [data-col="${column}"] data`).getAttribute("value"));
  const [before, after] = [2016, 2018].map((wave) => waves[wave].find(({ urn }) => urn === "900002").raised);
  close(await value("2016"), before * 1.1, "2016");
  close(await value("2018"), after, "2018");
  close(await value("change"), after - before * 1.1, "change");
  await card.getByRole("button", { name: "Raised 2016, 2018 prices", exact: true }).waitFor();
});
