// Resampling: the headline measures' intervals and every figure's, 2,000 paired resamples, and how the
// time grows with the schools.
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
    rows.push({ first, second, time, whole: median(taken.map(({ whole }) => whole)), measures: taken[0].measures });
  }
  await page.context().close();
  const per = ({ first, second, time }) => (1e6 * time) / (2000 * (first + second));
  return [
    table(
      "Resampling: intervals of the headline measures, then of all figures, 2,000 paired resamples",
      ["schools", "headline", "a resample and school", "measures with an interval", "all figures"],
      rows.map((row) => [
        `${row.first.toLocaleString("en-GB")} + ${row.second.toLocaleString("en-GB")}`,
        milliseconds(row.time),
        `${per(row).toFixed(0)} ns`,
        row.measures,
        milliseconds(row.whole),
      ]),
    ),
    `From the smallest to the largest, the time of one resample of one school grows ${times(per(rows.at(-1)) / per(rows[0]))} (linear is 1.0×).\n`,
  ].join("\n");
}

/** In the page: the times from a question to the headline's intervals and to the last one. */
async function timeResampling({ first, second }) {
  const { default: start, Resampling } = await import("./peers/probe.js");
  await start();
  const resampling = new Resampling(first, second);
  const clock = performance.now();
  const measures = resampling.headline();
  const time = performance.now() - clock;
  resampling.finish();
  const whole = performance.now() - clock;
  resampling.free();
  return { time, whole, measures };
}
