// What a user decides about their files: every control of the import panel, and the numbers that follow.
import assert from "node:assert/strict";
import { createWriteStream, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { once } from "node:events";
import { ROOT, walk } from "./harness.mjs";

/** A file of rows under a header. */
const csv = (name, ...lines) => ({ name, text: `${lines.join("\n")}\n` });
const labelled = (visit, name, label) => visit.file(name).getByLabel(label, { exact: true });
const openCodes = (visit, name) => visit.file(name).locator('[data-handle="codes"] > summary').click();

/** Uses the files and checks some rows of the table of measures, in one wave. */
async function gives(visit, wave, rows) {
  await visit.use();
  await shows(visit, wave, rows);
}
async function shows(visit, wave, rows) {
  const table = await visit.table("measures");
  for (const [row, value] of Object.entries(rows)) {
    const found = table[row][wave];
    assert.ok(Math.abs(found - value) < 1e-9, `${row} of ${wave}: ${found}, not ${value}`);
  }
}

walk("which end is deprived is asked, assumed until it is said, and can be turned", async (visit) => {
  const name = "deciles-2016.csv";
  // £1,000 in decile 1 and £6,000 in decile 10: the difference is 5,000, or −5,000 the other way round.
  await visit.read(csv(name, "urn,pupils,donations,imd_decile", "100001,100,1000,1", "100002,50,6000,10"));
  const notes = () => visit.card("decile-raised").locator(".notes").textContent();
  await gives(visit, "2016", { difference: 5000 });
  assert.match(await notes(), /Direction/);
  await labelled(visit, name, "10 is the most deprived").check();
  await gives(visit, "2016", { difference: -5000 });
  assert.doesNotMatch(await notes(), /Direction/);
  await labelled(visit, name, "1 is the most deprived").check();
  await gives(visit, "2016", { difference: 5000 });
  assert.doesNotMatch(await notes(), /Direction/);
});

walk("a mark that may be decimal is asked for whichever column is chosen", async (visit) => {
  const name = "marks-2016.csv";
  await visit.read(csv(name, "urn;pupils;income;sum", "100001;10;10;1,234", "100002;10;20;5,678"));
  const question = visit.file(name).locator('[data-handle="decimal-mark"]');
  assert.equal(await question.count(), 0);
  await visit.file(name).locator("details.more-fields > summary").click();
  await visit.file(name).locator('select[data-field="donations"]').selectOption("sum");
  assert.match(await question.innerText(), /In sum, is the mark in 1,234/);
  await gives(visit, "2016", { total: 6912 });
  await question.getByText("comma is decimal").click();
  await gives(visit, "2016", { total: 6.912 });
  // The answer can be taken back.
  await question.getByText("point is decimal").click();
  await gives(visit, "2016", { total: 6912 });
});

walk("a user's own code is a missing value, counted", async (visit) => {
  const name = "codes-2016.csv";
  await visit.read(csv(name, "urn,donations", "100001,-99", "100002,100"));
  await gives(visit, "2016", { n: 2, total: 1 });
  await openCodes(visit, name);
  await labelled(visit, name, "Code").fill("-99");
  await visit.file(name).getByRole("button", { name: "Add" }).click();
  assert.match(await visit.file(name).locator('[data-handle="codes"] li').innerText(), /-99/);
  await gives(visit, "2016", { n: 1, missing: 1, total: 100 });
  const words = await visit.page.locator('[data-handle="import-report"]').innerText();
  assert.match(words, /1 value of donations missing \(donations\): withheld by the publisher/);
});

walk("a dash is missing until it is said to mean zero", async (visit) => {
  const name = "dashes-2016.csv";
  await visit.read(csv(name, "urn,donations", "100001,100", "100002,-", "100003,50"));
  await gives(visit, "2016", { n: 2, missing: 1, total: 150 });
  await openCodes(visit, name);
  const codes = visit.file(name).locator('[data-handle="codes"] li');
  assert.deepEqual(await codes.allInnerTexts(), ["- not applicable"]);
  await labelled(visit, name, "Code").fill("-");
  await visit.file(name).getByLabel("Means").selectOption("zero");
  await visit.file(name).getByRole("button", { name: "Add" }).click();
  assert.deepEqual(await codes.allInnerTexts(), ["- zero"]);
  await gives(visit, "2016", { n: 3, total: 150 });
});

walk("totals and rows of other keys are left out, and kept on demand", async (visit) => {
  const name = "totals-2016.csv";
  const schools = ["100001,Ash,100,10", "100002,Oak,200,20", "100003,Elm,300,30"];
  await visit.read(csv(name, "urn,school,donations,pupils", ...schools, "999001,Kent,600,60", "NAT,Everywhere,600,60"));
  await gives(visit, "2016", { n: 3, total: 600 });
  assert.equal((await visit.report())["rows-left-out"], 2);
  await openCodes(visit, name);
  await visit.file(name).getByLabel(/Keep rows that look like totals/).check();
  await gives(visit, "2016", { n: 5, total: 1800 });
});

walk("other schools can be let in, and of rows that contradict the last be kept", async (visit) => {
  await visit.read(csv("mixed-2016.csv", "urn,phase,donations", "100001,Primary,10", "100002,Secondary,20", "100001,Primary,15"));
  await gives(visit, "2016", { n: 1, total: 10 });
  const { page } = visit;
  await page.getByLabel("Let in schools that are not state primary schools").check();
  await gives(visit, "2016", { n: 2, total: 30 });
  await page.getByLabel(/keep the last, not the first/).check();
  await gives(visit, "2016", { n: 2, total: 35 });
  assert.match(await page.locator('[data-handle="import-report"]').innerText(), /1 row says something else/);
});

walk("of several rows the newest by a column is kept, and the column can be changed", async (visit) => {
  const name = "dated-2016.csv";
  await visit.read(csv(name, "urn,donations,date,checked on", "100001,10,01/02/2015,01/02/2016", "100001,20,01/03/2015,01/01/2016"));
  await gives(visit, "2016", { n: 1, total: 20 });
  assert.match(await visit.page.locator('[data-handle="import-report"]').innerText(), /the newest by date before the wave’s end/);
  await openCodes(visit, name);
  await visit.file(name).locator('[data-handle="dated-by"]').selectOption("checked on");
  await gives(visit, "2016", { total: 10 });
});

walk("a unit in the header is shown and can be changed", async (visit) => {
  const name = "units-2016.csv";
  await visit.read(csv(name, "urn,Donations (£ thousand)", "100001,12", "100002,0.5"));
  const unit = labelled(visit, name, "Unit of Donations to the school");
  assert.equal(await unit.inputValue(), "1000");
  await gives(visit, "2016", { total: 12_500 });
  await unit.selectOption("as written");
  await gives(visit, "2016", { total: 12.5 });
});

walk("a mapping is remembered for files of the same header, and forgotten on demand", async (visit) => {
  const file = (name) => csv(name, "urn,sum", "100001,10", "100002,20");
  const donations = (name) => visit.file(name).locator('select[data-field="donations"]');
  await visit.read(file("first-2016.csv"));
  await visit.file("first-2016.csv").locator("details.more-fields > summary").click();
  await donations("first-2016.csv").selectOption("sum");
  await visit.use();
  await visit.read(file("second-2018.csv"));
  const second = visit.file("second-2018.csv");
  assert.match(await second.innerText(), /Read as you had a file of the same columns read before/);
  assert.equal(await donations("second-2018.csv").inputValue(), "sum");
  assert.equal(await second.locator('[data-handle="wave"]').inputValue(), "2018", "its own year's");
  await second.getByRole("button", { name: "Forget that" }).click();
  await second.getByText("Read as you had").waitFor({ state: "detached" });
  assert.equal(await donations("second-2018.csv").inputValue(), "");
});

walk("of three waves two are chosen and swapped, and other files choose anew", async (visit) => {
  const { page } = visit;
  await visit.read(csv("three.csv", "urn,wave,donations", "100001,2012,10", "100001,2015,20", "100001,2019,40"));
  await gives(visit, "2012", { total: 10 });
  await shows(visit, "2019", { total: 40 });
  const waves = page.locator('[data-handle="waves"]');
  await visit.revised(() => waves.getByLabel("Second wave").selectOption("2015"));
  assert.match(await waves.innerText(), /from 2012 to 2015/);
  let table = await visit.table("measures");
  assert.deepEqual([table.total["2012"], table.total["2015"], table.total.change], [10, 20, 10]);
  await visit.revised(() => waves.locator('[data-handle="swap"]').click());
  assert.match(await waves.innerText(), /from 2015 to 2012/);
  table = await visit.table("measures");
  assert.equal(table.total.change, -10);
  // Choosing the other wave is swapping too.
  await visit.revised(() => waves.getByLabel("First wave").selectOption("2012"));
  assert.match(await waves.innerText(), /from 2012 to 2015/);
  await visit.revised(() => page.locator('[data-handle="remove-all"]').click());
  await visit.read(csv("other.csv", "urn,wave,donations", "100001,2016,1", "100001,2018,2"));
  await gives(visit, "2016", { total: 1 });
  await shows(visit, "2018", { total: 2 });
});

walk("labels are free: of a file, and of each content of a wave column", async (visit) => {
  const { page } = visit;
  const name = "accounts.csv";
  await visit.read(csv(name, "urn,donations", "100001,10", "100002,20"));
  const wave = visit.file(name).locator('[data-handle="wave"]');
  assert.equal(await wave.inputValue(), "", "nothing tells the year");
  assert.equal(await page.locator('[data-handle="use"]').isEnabled(), false);
  await wave.selectOption({ label: "Another label …" });
  const label = labelled(visit, name, "Label of the wave");
  await label.fill("After");
  await label.press("Tab");
  await gives(visit, "After", { total: 30 });
  await visit.read(csv("rounds.csv", "urn,wave,donations", "100001,I,1", "100001,II,2"));
  for (const [content, called] of [["I", "Before"], ["II", "After"]]) {
    const input = labelled(visit, "rounds.csv", `“${content}” is wave`);
    await input.fill(called);
    await input.press("Tab");
  }
  // The first file has the school in *After*: 10, not 2. *Before* comes first, whatever the alphabet says.
  await gives(visit, "Before", { total: 1 });
  await shows(visit, "After", { total: 30 });
  assert.match(await page.locator('[data-handle="waves"]').innerText(), /from Before to After/);
});

walk("files of two years are two waves, and a wave that two years share is named", async (visit) => {
  const file = (year) => csv(`accounts_${year}.csv`, "urn,donations", `100001,${year}`);
  const wave = (year) => visit.file(`accounts_${year}.csv`).locator('[data-handle="wave"]');
  await visit.read(file(2014));
  assert.equal(await wave(2014).inputValue(), "2016", "as the paper calls the accounts of 2013/14");
  await visit.read(file(2016));
  await visit.page.waitForFunction((select) => select.value === "2014", await wave(2014).elementHandle());
  assert.equal(await wave(2016).inputValue(), "2016");
  const clash = visit.page.locator('[data-handle="clash"]');
  assert.equal(await clash.count(), 0);
  await wave(2014).selectOption("2016");
  assert.match(await clash.innerText(), /accounts_2014\.csv is of 2014 and accounts_2016\.csv of 2016, and both say wave 2016/);
  await wave(2014).selectOption("2014");
  await clash.waitFor({ state: "detached" });
  await gives(visit, "2014", { total: 2014 });
  await shows(visit, "2016", { total: 2016 });
});

walk("schools are linked to areas by LSOA, and to PTAs by charity number", async (visit) => {
  const accounts = ["urn,donations,pta_charity_number,lsoa", "100001,1000,900001,E01000001", "100002,2000,900002,E01000002"];
  await visit.read(
    csv("accounts-2014.csv", ...accounts),
    csv("register.csv", "regno,fyend,income", "900001,31/03/2014,400", "900002,31/08/2014,600"),
    csv("areas.csv", "LSOA code (2011),IMD decile (1 is most deprived)", "E01000001,1", "E01000002,10"),
  );
  // 1000 + 400 in decile 1, 2000 + 600 in decile 10.
  await gives(visit, "2016", { n: 2, total: 4000, difference: 1200 });
});

walk("the report can be saved, and says what the page says", async (visit) => {
  await visit.read(csv("saved-2016.csv", "urn,donations", "100001,SUPP", "100002,5", ",7"));
  await visit.use();
  const save = visit.page.locator('[data-handle="save-report"]');
  const [download] = await Promise.all([visit.page.waitForEvent("download"), save.click()]);
  const lines = readFileSync(await download.path(), "utf8").replace(/^\ufeff/, "").split(/\r?\n/);
  for (const line of [
    "file,what,reason,count,lines",
    "saved-2016.csv,rows read,,3,",
    "saved-2016.csv,rows left out,without a key,1,4",
    "saved-2016.csv,donations missing (donations),withheld by the publisher,1,2: SUPP",
  ]) {
    assert.ok(lines.includes(line), `${line} in\n${lines.join("\n")}`);
  }
});

walk("a real workbook is answered step by step", async (visit) => {
  await visit.read(`${ROOT}tests/data/spreadsheet.xlsx`);
  assert.equal(await visit.file("spreadsheet.xlsx").getAttribute("data-state"), "refused");
  assert.match(await visit.file("spreadsheet.xlsx").innerText(), /which holds several sheets.*Save as.*CSV UTF-8/);
});

/** A file that takes seconds to read: a million rows of some 150 bytes. */
async function large(folder) {
  const path = join(folder, "large-2016.csv");
  const stream = createWriteStream(path);
  stream.write("urn,donations,note\n");
  for (let block = 0; block < 100; block += 1) {
    const rows = Array.from({ length: 10_000 }, (_, at) => `${100_001 + at},${at},${"x".repeat(130)}`);
    if (!stream.write(`${rows.join("\n")}\n`)) await once(stream, "drain");
  }
  stream.end();
  await once(stream, "finish");
  return path;
}

walk("reading and using can be stopped, and the figures stay", async (visit) => {
  const { page } = visit;
  const folder = await mkdtemp(join(tmpdir(), "giving-gap-"));
  try {
    const path = await large(folder);
    const earlier = await visit.everyTable();
    const block = visit.file("large-2016.csv");
    await visit.give(path);
    await block.getByRole("button", { name: /off the list/ }).click();
    await block.waitFor({ state: "detached" });
    await visit.read(path);
    await page.locator('[data-handle="use"]').click();
    await page.locator('[data-handle="cancel"]').click();
    const focused = await page.evaluate(() => document.activeElement.dataset.handle);
    assert.equal(focused, "use", "the button that was pressed is gone");
    const why = page.locator('[data-handle="import-error"]');
    await why.waitFor();
    assert.match(await why.innerText(), /Stopped: the files were not used\. The figures stay as they were\./);
    assert.deepEqual(await visit.everyTable(), earlier);
    assert.equal(await page.locator('[data-handle="use"]').isEnabled(), true, "they can be used after all");
  } finally {
    await rm(folder, { recursive: true });
  }
});
