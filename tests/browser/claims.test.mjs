// The claims: the paper's own, judged by the demonstration, and another study's in their place.
import assert from "node:assert/strict";
import { walk } from "./harness.mjs";

const HEADER = "id,wave,quantity,value,unit,rounding,printed,place,measure,check";
const own = (...rows) => ({ name: "another.csv", mimeType: "text/csv", buffer: Buffer.from([HEADER, ...rows].join("\n")) });

/** The verdict of every row, by its key. */
const verdicts = (page) =>
  page.evaluate(() =>
    Object.fromEntries([...document.querySelectorAll('[data-figure="claims"] [data-verdict]')].map((row) => [row.dataset.row, row.dataset.verdict])),
  );

const give = (visit, file) => visit.revised(() => visit.page.locator('[data-handle="claims-file"]').setInputFiles(file));

walk("every published figure is reproduced, but for those that exclude each other", async ({ page }) => {
  const found = await verdicts(page);
  const claims = Object.entries(found).filter(([key]) => !key.startsWith("check:"));
  const others = Object.fromEntries(claims.filter(([, verdict]) => verdict !== "reproduced"));
  assert.deepEqual(others, {
    withdrawn: "differs",
    "core-rise": "differs",
    "most-raised-per-pupil-2018": "near",
    "top-1-share-2018": "differs",
    "bottom-1-per-pupil-2018": "differs",
  });
  assert.ok(claims.length > 50, `${claims.length} claims`);
  // Faults 1, 2, 3 and 5 of the paper by arithmetic alone; 4 by the largest schools of the data.
  for (const key of ["sample", "top-1-share", "most-per-pupil", "bottom-1"]) assert.equal(found[`check:${key}`], "impossible", key);
  assert.equal(found["check:core-rise"], "edge");
  assert.equal(found["check:donations-rise"], "consistent");
});

walk("every verdict has its sum, and what does not hold a ruler where it can be drawn", async ({ page }) => {
  const rows = page.locator('[data-figure="claims"] [data-verdict]');
  for (const sum of await rows.locator("td.sum").allTextContents()) assert.ok(sum.trim().length > 10, sum);
  const ruler = page.locator('[data-row="check:core-rise"] svg.ruler');
  assert.match(await ruler.textContent(), /published 58%/);
  assert.match(await ruler.textContent(), /53\.6%/);
});

walk("another study's claims are judged in the place of the paper's, over a reload too", async (visit) => {
  const { page } = visit;
  const before = await verdicts(page);
  // The demonstration has 306 schools in 2018, and a hundred are not; 7 less 3 are 4, not 5.
  await give(visit, own("right,2018,Schools,306,number,exact,,p. 1,schools,", "wrong,2018,Schools,100,number,exact,,p. 2,schools,", "seven,,Seven,7,number,exact,,,,", "three,,Three,3,number,exact,,,,", "five,,Five,5,number,exact,,,,", "sum,,Seven less three are five,,,,,p. 3,,five = seven - three"));
  const expected = { right: "reproduced", wrong: "differs", "check:sum": "impossible" };
  assert.deepEqual(await verdicts(page), expected);
  assert.match(await page.locator('[data-handle="claims-source"]').innerText(), /another\.csv/);
  await page.reload();
  await visit.ready();
  await page.locator('[data-figure="claims"] [data-row="right"]').waitFor({ state: "attached" });
  assert.deepEqual(await verdicts(page), expected);
  await visit.revised(() => page.locator('[data-handle="claims-paper"]').click());
  assert.deepEqual(await verdicts(page), before);
  assert.match(await page.locator('[data-handle="claims-source"]').innerText(), /paper/);
});

walk("a claims file with a fault is refused by line and column, and the claims stay", async (visit) => {
  const { page } = visit;
  const before = await verdicts(page);
  await give(visit, own("right,2018,Schools,306,number,exact,,p. 1,schools,", "bad,2018,Schools,many,number,exact,,p. 1,schools,"));
  const words = await page.locator('[data-handle="claims-error"]').innerText();
  assert.match(words, /another\.csv/);
  assert.match(words, /Line 3, column “value”/);
  assert.deepEqual(await verdicts(page), before);
  assert.equal(await page.locator('[data-handle="claims-paper"]').count(), 0);
});

walk("a claims file that a spreadsheet saved with its pound signs in Windows-1252 is read", async (visit) => {
  const rows = `${HEADER}\nmean,2018,Raised per school,19883,\xa3,1,,p. 1,raised/school/mean,\n`;
  await give(visit, { name: "saved.csv", mimeType: "text/csv", buffer: Buffer.from(rows, "latin1") });
  assert.deepEqual(await verdicts(visit.page), { mean: "reproduced" });
});

walk("the template can be had, and is itself a claims file", async (visit) => {
  const { page } = visit;
  const [download] = await Promise.all([page.waitForEvent("download"), page.locator('[data-handle="claims-template"]').click()]);
  await give(visit, await download.path());
  assert.equal(await page.locator('[data-handle="claims-error"]').count(), 0);
  assert.ok((await verdicts(page))["check:rise"]);
});
