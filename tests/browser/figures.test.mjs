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
