// A worker that dies is replaced, and the figures stay as they were: whatever ended it.
import assert from "node:assert/strict";
import * as hand from "./by-hand.mjs";
import { closeTable, ROOT, site, walk } from "./harness.mjs";

const data = `${ROOT}tests/data/browser/`;
const pair = [`${data}accounts-2016.csv`, `${data}accounts-2018.csv`];
const RESTARTED = "The part of the page that reads and counts stopped, and was started again. Nothing was lost.";
// What a browser says by itself of an error that nobody caught.
const dying = { allowed: [/script error/, /console: /] };

const notice = (page, text) => page.locator('[data-handle="notices"] .notice', { hasText: text });

/** Lines that let the tests get at the memory of the program in the worker. */
const SHOWS_MEMORY = `
  const instantiate = WebAssembly.instantiate;
  WebAssembly.instantiate = async (...of) => {
    const made = await instantiate(...of);
    globalThis.program = (made.instance ?? made).exports;
    return made;
  };`;

/** Ruins the memory of the program in the worker, so that its next step is a trap. */
const ruinMemory = (page) => page.workers()[0].evaluate(() => void new Uint8Array(program.memory.buffer).fill(0xff));

/** Takes all memory that the program in the worker can have, so that the next need is a trap. */
async function exhaustMemory(page) {
  await page.workers()[0].evaluate(() => {
    for (let bytes = 2 ** 28; bytes >= 2 ** 10; bytes /= 2) {
      try {
        for (;;) program.__wbindgen_malloc(bytes, 8);
      } catch {
        // Not so many at once: fewer.
      }
    }
  });
}

/** Lines that run first in every worker of the page; the environment breaks, the page's own code stays. */
const inEveryWorker = (page, lines) =>
  page.addInitScript((lines) => {
    const Real = Blob;
    globalThis.Blob = function (parts, options) {
      return new Real(options?.type === "text/javascript" ? [lines, "\n", ...parts] : parts, options);
    };
  }, lines);

async function useThePair(visit) {
  await visit.read(...pair);
  await visit.use();
  await visit.revised(() => visit.choose("measure", "donations"));
  return visit.everyTable();
}

/** After the death: the same figures, other figures on request, and nothing asked of the network. */
async function goesOn(visit, earlier, requests) {
  await notice(visit.page, RESTARTED).waitFor();
  assert.deepEqual(await visit.everyTable(), earlier);
  await visit.revised(() => visit.choose("measure", "raised"));
  closeTable(await visit.table("decile-raised"), hand.decileRaised, "decile-raised");
  closeTable(await visit.table("measures"), hand.measures, "measures");
  assert.equal(visit.page.workers().length, 1, "one worker, the new one");
  assert.deepEqual(visit.requests.slice(requests), [], "the page has kept the program");
}

walk("what is shared after a worker died is the figure that the card shows", dying, async (visit) => {
  const { page } = visit;
  await visit.revised(() => visit.choose("basis", "pupil"));
  await page.workers()[0].evaluate(() => close()).catch(() => {});
  await notice(page, RESTARTED).waitFor();
  await page.locator('#figure-decile-raised [data-handle="share"]').click();
  const preview = page.locator('[data-handle="share-panel"] .preview img');
  await preview.waitFor();
  assert.match(await preview.getAttribute("alt"), /^Chart\. Mean money raised a pupil,/);
});

for (const [what, kill] of [
  ["ends without a word", (page) => page.workers()[0].evaluate(() => close())],
  ["throws what nobody catches", (page) => page.workers()[0].evaluate(() => void setTimeout(() => { throw new Error("broken"); }))],
]) {
  walk(`a worker that ${what} is replaced, with the files and figures`, dying, async (visit) => {
    const earlier = await useThePair(visit);
    const requests = visit.requests.length;
    await kill(visit.page).catch(() => {});
    await goesOn(visit, earlier, requests);
  });
}

walk("a worker that traps on a question is replaced, and the question answered", { opens: false, ...dying }, async (visit) => {
  await inEveryWorker(visit.page, SHOWS_MEMORY);
  await visit.open();
  await useThePair(visit);
  await ruinMemory(visit.page);
  await visit.revised(() => visit.choose("measure", "raised"));
  await notice(visit.page, RESTARTED).waitFor();
  closeTable(await visit.table("decile-raised"), hand.decileRaised, "decile-raised");
  const report = await visit.report();
  for (const [count, value] of Object.entries(hand.report)) assert.equal(report[count], value, count);
  assert.equal(await visit.file("accounts-2016.csv").getAttribute("data-state"), "ready");
});

walk("a worker that finds no memory for a file is replaced, and the file read", { opens: false, ...dying }, async (visit) => {
  await inEveryWorker(visit.page, SHOWS_MEMORY);
  await visit.open();
  const earlier = await useThePair(visit);
  await exhaustMemory(visit.page);
  const rows = 12_000;
  const remark = "x".repeat(1000);
  const text = `urn,donations,remark\n${Array.from({ length: rows }, (_, row) => `${100000 + row},${row}.25,${remark}`).join("\n")}\n`;
  await visit.read({ name: "large-2016.csv", text });
  await notice(visit.page, RESTARTED).waitFor();
  assert.equal(await visit.file("large-2016.csv").getAttribute("data-rows"), String(rows));
  assert.deepEqual(await visit.everyTable(), earlier);
});

const DIES_OF_ONE_FILE = `
  const slice = Blob.prototype.slice;
  Blob.prototype.slice = function (...range) {
    if (this.name === "killer-2016.csv") close();
    return slice.apply(this, range);
  };`;

walk("a file that ends the worker twice is refused by name; the others and the figures stay", { opens: false, ...dying }, async (visit) => {
  await inEveryWorker(visit.page, DIES_OF_ONE_FILE);
  await visit.open();
  const earlier = await useThePair(visit);
  await visit.read({ name: "killer-2016.csv", text: "urn,donations\n100001,5\n" }, { name: "more-2016.csv", text: "urn,donations\n100001,5\n" });
  const block = visit.file("killer-2016.csv");
  assert.equal(await block.getAttribute("data-state"), "refused");
  assert.equal(
    (await block.locator(".notice").innerText()).trim(),
    "Not read. killer-2016.csv: reading this file stopped the part of the page that reads and counts, twice. It may be damaged, or need more memory than this browser gives: keep only the columns that are needed, and drop it again. The figures stay as they were.",
  );
  assert.equal(await visit.file("more-2016.csv").getAttribute("data-state"), "ready");
  assert.deepEqual(await visit.everyTable(), earlier);
  await visit.revised(() => visit.choose("measure", "raised"));
  closeTable(await visit.table("decile-raised"), hand.decileRaised, "decile-raised");
});

walk("a worker that never answers its start is replaced", { opens: false, ...dying }, async (visit) => {
  const { page } = visit;
  await page.clock.install();
  // The first worker is deaf; later ones are whole.
  await page.addInitScript(() => {
    const Real = Blob;
    let made = 0;
    globalThis.Blob = function (parts, options) {
      if (options?.type !== "text/javascript") return new Real(parts, options);
      made += 1;
      return new Real(made === 1 ? ["onmessage = () => {};"] : parts, options);
    };
  });
  // Other figures than the site was built with: they have to be asked for.
  await page.goto(`${site.url}#v=1&measure=donations`);
  await page.locator("main").waitFor();
  await page.waitForTimeout(2000);
  assert.equal(await page.locator('html[data-ready="true"]').count(), 0, "nothing answers");
  await page.clock.runFor(41_000);
  await visit.ready();
  await notice(page, RESTARTED).waitFor();
  assert.equal(await visit.state("decile-raised"), "ready");
});

walk("where no worker can live, the page says so and what to do", { opens: false, ...dying }, async (visit) => {
  const { page } = visit;
  await inEveryWorker(page, "addEventListener('message', () => { throw new Error('no memory'); });");
  await page.goto(site.url);
  await notice(page, "reload the page to go on").waitFor();
});
