// Figure 1 of the demonstration, read with Papa Parse and drawn with Observable Plot.
import * as Plot from "@observablehq/plot";
import Papa from "papaparse";

const waves = ["2016", "2018"];
const rows = (
  await Promise.all(waves.map(async (wave) => Papa.parse(await (await fetch(`demo/accounts-${wave}.csv`)).text(), { header: true, dynamicTyping: true, skipEmptyLines: true }).data))
).flat();

const known = rows
  .map((row) => ({ ...row, pta_income: row.pta_income ?? (row.pta_status === "none" ? 0 : null) }))
  .filter((row) => row.donations !== null && row.pta_income !== null);
const parts = known.flatMap(({ wave, imd_decile, donations, pta_income, pta_gift }) => [
  { wave, decile: imd_decile, part: "donations", amount: donations - (pta_gift ?? 0) },
  { wave, decile: imd_decile, part: "PTA income", amount: pta_income },
]);
const means = Object.values(
  parts.reduce((groups, { wave, decile, part, amount }) => {
    const group = (groups[`${wave} ${decile} ${part}`] ??= { wave, decile, part, sum: 0, n: 0 });
    group.sum += amount;
    group.n += 1;
    return groups;
  }, {}),
).map((group) => ({ ...group, mean: group.sum / group.n }));

document.querySelector('[data-figure="decile-raised"]').append(
  Plot.plot({
    width: 952,
    height: 480,
    color: { legend: true, range: ["#12436d", "#f46a25"] },
    marks: [Plot.barY(means, { fx: "decile", x: "wave", y: "mean", fill: "part", tip: true }), Plot.ruleY([0])],
  }),
);
