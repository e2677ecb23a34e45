// The findings at the head of the page, and what becomes of one when it is counted otherwise.
import assert from "node:assert/strict";
import { demonstration } from "./expected.mjs";
import { close, ROOT, walk } from "./harness.mjs";

walk("a finding counted otherwise gives the mean per school that the files give", async (visit) => {
  const details = visit.page.locator('[data-handle="what-if"][data-key="donations-per-pupil"]');
  await details.locator("summary").click();
  const rows = details.locator(".gaps > div");
  await rows.first().waitFor();
  assert.match(await details.locator("p").innerText(), /however it is counted|other ways to count it/);
  const labels = await rows.locator("dt").allInnerTexts();
  assert.deepEqual(labels.slice(0, 2), ["As shown", "Per school"]);
  assert.ok(labels.includes("Without schools at zero") && labels.includes("Only schools in both waves"));
  const perSchool = await rows.nth(1).locator("data").evaluateAll((all) => all.map((data) => Number(data.value)));
  const waves = Object.values(demonstration(`${ROOT}public/demo`));
  const means = waves.map((schools) => {
    const known = schools.filter((school) => school.donations !== null && school.pupils > 0);
    return known.reduce((sum, school) => sum + school.donations, 0) / known.length;
  });
  perSchool.forEach((mean, wave) => close(mean, means[wave], `mean per school, wave ${wave + 1}`));
});

walk("every cell of a table has the handles of its interval and count, empty where there is none", async (visit) => {
  const lacking = await visit.page.evaluate(() => {
    const table = document.querySelector('[data-figure="measures"] table[data-table]');
    return [...table.querySelectorAll("tbody tr")].flatMap((row) =>
      [...row.querySelectorAll(":scope > td[data-col]")].flatMap((cell) =>
        ["low", "high", "n"]
          .filter((of) => !row.querySelector(`[data-col="${cell.dataset.col}-${of}"] > data`))
          .map((of) => `${row.dataset.row} ${cell.dataset.col}-${of}`),
      ),
    );
  });
  assert.deepEqual(lacking, []);
  const maximum = visit.card("measures").locator('tr[data-row="maximum"] [data-col="2018-low"] data');
  assert.equal(await maximum.getAttribute("value"), "");
});
