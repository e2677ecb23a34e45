// Import: from *use* to the means by decile, beside other readers on the same file in the same browser.
import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { accounts } from "./data.mjs";
import { median, milliseconds, table, times } from "./table.mjs";

const SIZES = [
  { rows: 17_000, runs: 5 },
  { rows: 250_000, runs: 3 },
];
const BYTES = "the file's bytes alone";
const GROWTH = [300, 3_000, 30_000, 300_000];

export async function run({ browser, site }) {
  const parts = [];
  for (const { rows, runs } of SIZES) {
    const file = await accounts(rows);
    const own = [];
    for (let at = 0; at < runs; at += 1) own.push(await timeOwn(browser, site, file));
    const ours = median(own.map(({ time }) => time));
    const peers = await timePeers(browser, site, file, runs);
    const size = `${Math.round(statSync(file.path).size / 1e6)} MB`;
    parts.push(
      table(
        `Import: ${rows.toLocaleString("en-GB")} schools × 53 columns, ${size}`,
        ["reader", "median time", "over Giving Gap's"],
        [["**Giving Gap**, use to means by decile", milliseconds(ours), ""], ...peers.map(([name, time]) => [name, milliseconds(time), times(time / ours)])],
      ),
      `Giving Gap over the bytes alone: ${times(ours / peers.find(([name]) => name === BYTES)[1])}. ` +
        `Longest task of the main thread: ${milliseconds(Math.max(...own.map(({ longest }) => longest)))} (0 is under 50 ms). ` +
        `The worker's memory grew by ${megabytes(median(own.map(({ used }) => used)))} until the means were there, after ${megabytes(median(own.map(({ surveyed }) => surveyed)))} while the file was recognised; ` +
        `0.1 s later, the other figures being made, by ${megabytes(median(own.map(({ after }) => after)))}.\n`,
    );
  }
  parts.push(await growth(browser, site));
  return parts.join("\n");
}

const megabytes = (bytes) => `${Math.round(bytes / 2 ** 20)} MiB`;

/** How the time from *use* to the means grows with the rows: linear, or less where fixed costs show. */
async function growth(browser, site) {
  const rows = [];
  for (const size of GROWTH) {
    const file = await accounts(size);
    const taken = [];
    for (let at = 0; at < 3; at += 1) taken.push((await timeOwn(browser, site, file)).time);
    const time = median(taken);
    rows.push([size.toLocaleString("en-GB"), milliseconds(time), `${((1000 * time) / size).toFixed(1)} µs`]);
  }
  return table("Import: growth with the rows", ["rows", "use to means by decile", "a row"], rows);
}

/** Opens the page, gives it the file, and times from the click on *use* to the new means in Figure 1's table. */
async function timeOwn(browser, site, { path, means }) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const memory = await workerMemory(page);
  await page.goto(`${site.url}app/`);
  await page.locator('html[data-ready="true"]').waitFor({ state: "attached" });
  const opened = await memory();
  await page.setInputFiles('[data-handle="files"]', path);
  await page.locator('[data-handle="use"]:enabled').waitFor({ timeout: 120_000 });
  const recognised = await memory();
  await memory.watch();
  const result = await page.evaluate(
    (expected) =>
      new Promise((resolve) => {
        let longest = 0;
        new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => (longest = Math.max(longest, duration)))).observe({ entryTypes: ["longtask"] });
        const shown = () => {
          const row = document.querySelector('[data-figure="decile-raised"] table[data-table] [data-row="10"]');
          const cell = row && [...row.querySelectorAll("data")].find(({ value }) => Math.abs(value / expected[9] - 1) < 1e-9);
          return Boolean(cell);
        };
        let start = 0;
        new MutationObserver((_, observer) => {
          if (!shown()) return;
          observer.disconnect();
          const time = performance.now() - start;
          const shownAt = performance.timeOrigin + start + time;
          setTimeout(() => resolve({ time, shownAt, longest }), 100);
        }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
        start = performance.now();
        document.querySelector('[data-handle="use"]').click();
      }),
    means,
  );
  const read = await memory();
  const used = await memory.at(result.shownAt);
  await context.close();
  return { ...result, surveyed: recognised - opened, used: used - recognised, after: read - recognised };
}

/**
 * Resolves to a question: how many bytes of wasm memory the page's worker has. Its `watch` notes that at each
 * message that the worker sends from then on, and its `at` tells what the last before a time came with.
 */
async function workerMemory(page) {
  const devtools = await page.context().newCDPSession(page);
  const answers = new Map();
  let worker = null;
  let last = 0;
  devtools.on("Target.attachedToTarget", ({ sessionId, targetInfo }) => {
    if (targetInfo.type === "worker") worker = sessionId;
  });
  devtools.on("Target.receivedMessageFromTarget", ({ message }) => {
    const { id, result } = JSON.parse(message);
    answers.get(id)?.(result);
  });
  await devtools.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
  const ask = (method, params) =>
    new Promise((resolve) => {
      last += 1;
      answers.set(last, resolve);
      devtools.send("Target.sendMessageToTarget", { sessionId: worker, message: JSON.stringify({ id: last, method, params }) });
    });
  let memory = null;
  const call = async (work, ...values) => {
    if (memory === null) {
      const { result: prototype } = await ask("Runtime.evaluate", { expression: "WebAssembly.Memory.prototype" });
      ({ objects: memory } = await ask("Runtime.queryObjects", { prototypeObjectId: prototype.objectId }));
    }
    const words = values.map((value) => ({ value }));
    const { result } = await ask("Runtime.callFunctionOn", { functionDeclaration: String(work), objectId: memory.objectId, arguments: words, returnByValue: true });
    return result.value;
  };
  const now = () => call(function () { return Math.max(...this.map(({ buffer }) => buffer.byteLength)); });
  const watch = () =>
    call(function () {
      const [post, memories] = [self.postMessage, this];
      self.noted = [];
      self.postMessage = (...words) => {
        self.noted.push([performance.timeOrigin + performance.now(), Math.max(...memories.map(({ buffer }) => buffer.byteLength))]);
        post.apply(self, words);
      };
    });
  const at = (time) => call(function (time) { return self.noted.findLast(([sent]) => sent <= time)[1]; }, time);
  return Object.assign(now, { watch, at });
}

async function timePeers(browser, site, { path, means }, runs) {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.setDefaultTimeout(180_000);
  await page.goto(`${site.url}peers.html`);
  await page.setInputFiles("input[type=file]", path);
  await page.evaluate(async () => (window.peers = await import("./peers/peers.js")));
  await page.evaluate(() => window.peers.startDuckdb());
  const rows = [];
  for (const name of await page.evaluate(() => Object.keys(window.peers.readers))) {
    const taken = [];
    for (let at = 0; at < runs; at += 1) {
      const { time, found } = await page.evaluate((name) => window.peers.timeReader(name), name);
      // A reader that is fast and wrong is not in the race.
      if (name !== BYTES) found.forEach((mean, at) => assert.ok(Math.abs(mean / means[at] - 1) < 1e-9, `${name}: ${mean} is not ${means[at]}`));
      taken.push(time);
    }
    rows.push([name, median(taken)]);
  }
  await context.close();
  return rows;
}
