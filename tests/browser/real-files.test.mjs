// The real accounts of 2014 and 2017, the census, school details and deprivation, dropped together:
// one row for each school and wave, the counts those of tests/real_files.py. Skipped where the files
// are not: they are not part of the project, and tests/data has each of their quirks in small.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { test } from "node:test";
import { ROOT, walk } from "./harness.mjs";

const folder = `${process.env.GIVING_GAP_SHARED ?? `${ROOT}../shared`}/data/`;
const NAMES = [
  "cfr_financials_2014.csv",
  "cfr_financials_2017.csv",
  "england_census.csv",
  "school_details_2018.csv",
  "imd2015_england_lsoa11.csv",
];

// From tests/real_files.py, over the same folder; rows read are `wc -l` of the files less a header each.
const REPORT = {
  "rows-read": 17_848 + 15_275 + 23_942 + 26_078 + 32_844,
  "schools-both": 12_907,
  "schools-first-only": 2_658,
  "schools-second-only": 67,
  unlinked: 9_278 + 10_315,
};
const TOTAL_INCOME = { 2016: [15_565, 19_751_771_581.35], 2018: [12_974, 17_263_894_597.55] };

if (NAMES.every((name) => existsSync(folder + name))) {
  walk("the real files dropped together give one row a school and wave", { patience: 400_000 }, async (visit) => {
    await visit.read(...NAMES.map((name) => folder + name));
    for (const name of NAMES) assert.equal(await visit.file(name).getAttribute("data-state"), "ready", name);
    assert.match(await visit.file("school_details_2018.csv").innerText(), /Windows-1252/);
    await visit.use();
    const report = await visit.report();
    for (const [count, value] of Object.entries(REPORT)) assert.equal(report[count], value, count);
    await visit.revised(() => visit.choose("measure", "total_income"));
    const measures = await visit.table("measures");
    for (const [wave, [schools, total]] of Object.entries(TOTAL_INCOME)) {
      assert.equal(measures.n[wave], schools, `schools with total income in ${wave}`);
      assert.ok(Math.abs(measures.total[wave] - total) < 0.01, `${measures.total[wave]} in ${wave}`);
    }
  });
} else {
  test("the real files dropped together give one row a school and wave", { skip: `there is no ${folder}` }, () => {});
}
