// Drawing: the scatter of schools at three sizes, first draw and redraw, beside two charting libraries.
import { median, milliseconds, table, times } from "./table.mjs";

const SIZES = [306, 17_000, 100_000];
const RUNS = 9;

export async function run({ browser, site }) {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  await page.goto(`${site.url}peers.html`);
  const rows = [];
  for (const points of SIZES) {
    const taken = {};
    // By turns, so that each finds the browser as warm as the others do.
    for (let at = 0; at < RUNS; at += 1) {
      for (const name of await page.evaluate(async () => Object.keys((await import("./peers/drawers.js")).drawers))) {
        (taken[name] ??= []).push(await page.evaluate(timeDrawer, { name, points }));
      }
    }
    const found = Object.entries(taken).map(([name, times]) => ({ name, first: median(times.map(({ first }) => first)), again: median(times.map(({ again }) => again)) }));
    const [own, ...peers] = found;
    const fastest = (kind) => Math.min(...peers.map((peer) => peer[kind]));
    for (const { name, first, again } of found) rows.push([points.toLocaleString("en-GB"), name, milliseconds(first), milliseconds(again)]);
    rows.push(["", "fastest peer over Giving Gap", times(fastest("first") / own.first), times(fastest("again") / own.again)]);
  }
  await page.context().close();
  return table("Drawing: points of schools, 952 × 560 CSS px", ["points", "drawn by", "first draw", "redraw"], rows);
}

/** In the page: draws once in a fresh element and once more, each until the picture is there. */
async function timeDrawer({ name, points }) {
  const { drawers } = await import("./peers/drawers.js");
  const holder = document.createElement("div");
  holder.style.width = "952px";
  document.body.append(holder);
  // What a library queues for the next frame is a part of its drawing; reading a pixel waits for the rest.
  const settled = () =>
    new Promise((resolve) =>
      requestAnimationFrame(() => {
        const canvas = holder.querySelector("canvas");
        canvas?.getContext("2d").getImageData(0, 0, 1, 1);
        if (!canvas) holder.getBoundingClientRect();
        resolve();
      }),
    );
  const drawer = await drawers[name](holder, points);
  const timed = async (draw) => {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const start = performance.now();
    await draw();
    const busy = performance.now() - start;
    const queued = performance.now();
    await settled();
    // The wait for the frame itself is no work of the library's.
    return busy + Math.max(0, performance.now() - queued - 1000 / 60);
  };
  const first = await timed(drawer.first);
  const again = await timed(drawer.again);
  drawer.end?.();
  holder.remove();
  return { first, again };
}
