// Resampling: every interval of every figure, 2,000 paired resamples, and how its time grows with the schools.
import { median, milliseconds, table, times } from "./table.mjs";

const SIZES = [
  [380, 306],
  [1_700, 1_700],
  [17_000, 17_000],
];
const RUNS = 3;

export async function run({ browser, site }) {
  const page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(600_000);
  await page.goto(`${site.url}peers.html`);
  const rows = [];
  for (const [first, second] of SIZES) {
    const taken = [];
    for (let at = 0; at < RUNS; at += 1) taken.push(await page.evaluate(timeResampling, { first, second }));
    const time = median(taken.map(({ time }) => time));
    rows.push({ first, second, time, measures: taken[0].measures });
  }
  await page.context().close();
  const per = ({ first, second, time }) => (1e6 * time) / (2000 * (first + second));
  return [
    table(
      "Resampling: intervals of all figures, 2,000 paired resamples",
      ["schools", "time", "a resample and school", "measures with an interval"],
      rows.map((row) => [
        `${row.first.toLocaleString("en-GB")} + ${row.second.toLocaleString("en-GB")}`,
        milliseconds(row.time),
        `${per(row).toFixed(0)} ns`,
        row.measures,
      ]),
    ),
    `From the smallest to the largest, the time of one resample of one school grows ${times(per(rows.at(-1)) / per(rows[0]))} (linear is 1.0×).\n`,
  ].join("\n");
}

/** In the page: the time from a question to its last interval. */
async function timeResampling({ first, second }) {
  const { default: start, Resampling } = await import("./peers/probe.js");
  await start();
  const resampling = new Resampling(first, second);
  const clock = performance.now();
  const measures = resampling.finish();
  const time = performance.now() - clock;
  resampling.free();
  return { time, measures };
}
