// Files that nobody means well with, or that came out of a broken export: each is refused in these very
// words, and the figures stay; or it is read for what it is, and the page stays whole.
import assert from "node:assert/strict";
import { deflateRawSync, gzipSync } from "node:zlib";
import { walk } from "./harness.mjs";

const head = "urn,school,pupils,donations,pta_income,imd_decile";
const two = `${head}\n100001,Ash,100,1000,500,1\n100002,Elm,50,6000,4000,10\n`;
const rows = (count, row) => `${head}\n${Array.from({ length: count }, (_, at) => `${100001 + at},School ${at},${row(at)}`).join("\n")}\n`;

/** An archive as any zip program writes it. */
function zip(entries) {
  const [parts, directory] = [[], []];
  let at = 0;
  for (const [name, text] of Object.entries(entries)) {
    const [bytes, title] = [deflateRawSync(Buffer.from(text)), Buffer.from(name)];
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(0x02014b50, 0);
    for (const [header, from] of [[local, 4], [central, 6]]) {
      header.writeUInt16LE(20, from);
      header.writeUInt16LE(8, from + 4); // deflated
      header.writeUInt32LE(bytes.length, from + 14);
      header.writeUInt32LE(text.length, from + 18);
      header.writeUInt16LE(title.length, from + 22);
    }
    central.writeUInt32LE(at, 42);
    parts.push(local, title, bytes);
    directory.push(central, title);
    at += 30 + title.length + bytes.length;
  }
  const all = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(directory.length / 2, 10);
  end.writeUInt32LE(all.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, all, end]);
}

/** Bytes of no format, the same in every run. */
function noise(length) {
  let state = 7;
  return Buffer.from(Array.from({ length }, () => ((state = (state * 1103515245 + 12345) & 0x7fffffff) >> 16) & 255));
}

const REFUSED = {
  "zip.csv": [
    zip({ "accounts.csv": two }),
    "this is a zip archive. Unpack it and drop the CSV files that are in it.",
  ],
  "xlsx.csv": [
    zip({ "[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>" }),
    "this is a spreadsheet, which holds several sheets. Step by step: (1) open it in Excel or LibreOffice; (2) go to the sheet with one row for each school (it has a column URN); (3) choose File, Save as, and “CSV UTF-8 (comma delimited)”; (4) drop the CSV here.",
  ],
  "gzip.csv": [gzipSync(two), "this is a compressed file, not a table of text. Find the same data as CSV and drop that."],
  "binary.csv": [noise(5000), "this is a binary file, not a table of text. Find the same data as CSV and drop that."],
  "quote.csv": [
    `${head}\n100001,"Ash,100,1000,500,1\n100002,Elm,50,6000,4000,10\n`,
    "line 2, column 2 (school): a quotation mark opens a cell that is never closed. Take the mark out or close it, and drop the file again.",
  ],
  "wide.csv": [
    `urn,${Array.from({ length: 100_000 }, (_, at) => `c${at}`).join(",")}\n100001,${"1,".repeat(100_000)}\n`,
    "line 1 has more than 16,384 columns, more than a spreadsheet can hold. Keep the columns that are needed, one row for each school, and save it again as CSV.",
  ],
  "line.csv": [
    "x".repeat(6_000_000),
    "line 1 is longer than 4 MB, so these are no rows of a table. Save it again as CSV with one line for each school.",
  ],
};

walk("what is no table is refused in words, each its own, and the figures stay", async (visit) => {
  const earlier = await visit.everyTable();
  for (const [name, [bytes, words]] of Object.entries(REFUSED)) {
    await visit.read({ name, bytes });
    assert.equal(await visit.file(name).getAttribute("data-state"), "refused", name);
    assert.equal(await visit.file(name).locator(".notice").innerText(), `Not read. ${name}: ${words} The figures stay as they were.`);
  }
  assert.deepEqual(await visit.everyTable(), earlier);
});

/** Uses one file alone. */
async function useAlone(visit, text) {
  await visit.read({ name: "hostile-2016.csv", text });
  await visit.use();
}

walk("a table without rows gives a reason, and the figures stay", async (visit) => {
  const earlier = await visit.everyTable();
  await useAlone(visit, `${head}\n`);
  assert.equal(
    await visit.page.locator('[data-handle="import-error"]').innerText(),
    "No row has both a key and a wave that is shown. Look at the rows left out of each file. The figures stay as they were.",
  );
  assert.deepEqual(await visit.everyTable(), earlier);
});

// What the table of measures shows for donations, worked out by hand; and what the report lists.
const twenty = (row) => rows(20, row);
const READ = {
  "markup, formulae and marks of direction": [
    `${head},"<img src=x onerror=""document.title=1"">"\n100001,"=HYPERLINK(""http://x.example"",""Ash"")",100,\u200F1000,500,1,<script>document.title=2</script>\n100002,@\u202EmlE\u202C,50,6000\u200E,4000,10,x\n100003,+Oak,50,=1+1,4000,10,x\n`,
    { n: 2, missing: 1, total: 7000, minimum: 1000 },
    /1 value of donations missing \(donations\): not readable as a number/,
  ],
  "every row and header twice": [
    `urn,urn,donations,donations,school,school\n${"100001,100001,5,5,Ash,Ash\n".repeat(50)}`,
    { n: 1, total: 5, mean: 5, gini: 0 },
    /49 rows left out: an exact repeat of another row/,
  ],
  "a single row": [rows(1, () => "100,1000,500,1"), { n: 1, total: 1000, gini: 0 }, /1 of 1 row used/],
  "nothing but blanks": [twenty(() => ",,,"), { n: 0, missing: 20, total: null, mean: null, gini: null }, /20 values of donations missing \(donations\): blank/],
  "all the same": [twenty((at) => `100,1000,500,${(at % 10) + 1}`), { n: 20, total: 20_000, mean: 1000, gini: 0 }, /20 of 20 rows used/],
  "negative amounts": [twenty((at) => `100,-1000,-500,${(at % 10) + 1}`), { n: 20, total: -20_000, mean: -1000, gini: null }, /20 of 20 rows used/],
  "the greatest numbers there are": [twenty((at) => `100,1e308,1e308,${(at % 10) + 1}`), { n: 20, total: null, mean: 1e308, gini: 0 }, /20 of 20 rows used/],
  "forty deciles": [rows(40, (at) => `100,1000,500,${at + 1}`), { n: 40, total: 40_000 }, /30 values of imd_decile missing \(imd_decile\): not readable as a number/],
};

walk("odd tables are read for what they are, and the page stays whole", async (visit) => {
  const { page } = visit;
  await useAlone(visit, two);
  await visit.revised(() => visit.choose("measure", "donations"));
  for (const [what, [text, measures, report]] of Object.entries(READ)) {
    await useAlone(visit, text);
    const table = await visit.table("measures");
    for (const [row, value] of Object.entries(measures)) assert.equal(table[row]["2016"] ?? null, value, `${what}: ${row}`);
    assert.match(await page.locator('[data-handle="import-report"]').innerText(), report, what);
    const states = await page.locator("[data-figure]").evaluateAll((cards) => cards.map((card) => card.dataset.state));
    assert.ok(states.every((state) => state === "ready" || state === "empty"), `${what}: ${states}`);
    assert.equal(await page.locator('img[src="x"]').count(), 0, what);
    assert.match(await page.title(), /^Giving Gap/, what);
  }
});
