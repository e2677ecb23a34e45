// A user's own files: what is read, what is refused, and that figures follow the first and not the second.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import * as hand from "./by-hand.mjs";
import { closeTable, ROOT, walk } from "./harness.mjs";

const data = `${ROOT}tests/data/browser/`;
const pair = [`${data}accounts-2016.csv`, `${data}accounts-2018.csv`];

async function showsTheHandWorkedNumbers(visit) {
  closeTable(await visit.table("decile-raised"), hand.decileRaised, "decile-raised");
  closeTable(await visit.table("table-1"), hand.table1, "table-1");
  closeTable(await visit.table("measures"), hand.measures, "measures");
}

walk("a file a wave gives the numbers worked out by hand, and the report counts the schools", async (visit) => {
  await visit.read(...pair);
  for (const name of ["accounts-2016.csv", "accounts-2018.csv"]) {
    assert.equal(await visit.file(name).getAttribute("data-state"), "ready");
    assert.equal(await visit.file(name).getAttribute("data-rows"), "5");
    assert.match(await visit.file(name).innerText(), /UTF-8/);
  }
  await visit.use();
  await showsTheHandWorkedNumbers(visit);
  const report = await visit.report();
  for (const [count, value] of Object.entries(hand.report)) assert.equal(report[count], value, count);
  assert.doesNotMatch(await visit.page.locator("header").first().innerText(), /invented/i);
});

walk("one file with a wave column, semicolons and pound signs gives the same", async (visit) => {
  await visit.read(`${data}both-waves.csv`);
  await visit.use();
  await showsTheHandWorkedNumbers(visit);
});

walk("columns that nothing is read from are named, before the files are used and after", async (visit) => {
  const text = readFileSync(pair[0], "utf8").trimEnd().split(/\r?\n/).map((line, at) => `${line},${at ? "x" : "Gifts in kind"}`).join("\n");
  await visit.read({ name: "accounts-2016.csv", text });
  await visit.read(pair[1]);
  const unused = visit.file("accounts-2016.csv").locator('[data-handle="unused"]');
  assert.match(await unused.innerText(), /^1 column of this file is not used: Gifts in kind\./);
  await visit.use();
  const line = visit.page.locator(".openable li", { hasText: "column of the file not used" });
  await line.locator("summary").click();
  assert.match(await line.innerText(), /Gifts in kind/);
});

walk("files can be dropped on the page", async (visit) => {
  const files = pair.map((path) => ({ name: path.split("/").pop(), text: readFileSync(path, "utf8") }));
  const transfer = await visit.page.evaluateHandle((files) => {
    const transfer = new DataTransfer();
    for (const { name, text } of files) transfer.items.add(new File([text], name, { type: "text/csv" }));
    return transfer;
  }, files);
  for (const type of ["dragenter", "dragover", "drop"]) {
    await visit.page.dispatchEvent("body", type, { dataTransfer: transfer });
  }
  await visit.file("accounts-2018.csv").and(visit.page.locator('[data-state="ready"]')).waitFor({ state: "attached" });
  await visit.use();
  await showsTheHandWorkedNumbers(visit);
});

walk("a broken file is refused by line and column, and the figures stay", async (visit) => {
  const earlier = await visit.everyTable();
  await visit.read(`${data}quote-never-closed.csv`);
  const block = visit.file("quote-never-closed.csv");
  assert.equal(await block.getAttribute("data-state"), "refused");
  const words = await block.innerText();
  assert.match(words, /line 3\b/i);
  assert.match(words, /column 2\b/i);
  assert.match(words, /quotation mark/i);
  assert.deepEqual(await visit.everyTable(), earlier);
});

walk("a broken file beside good ones does not stop them", async (visit) => {
  await visit.read(`${data}quote-never-closed.csv`, ...pair);
  assert.equal(await visit.file("quote-never-closed.csv").getAttribute("data-state"), "refused");
  await visit.use();
  await showsTheHandWorkedNumbers(visit);
});

for (const [what, file, words] of [
  ["an empty file", { name: "empty.csv", text: "" }, /empty/i],
  ["a workbook named as CSV", { name: "book.csv", bytes: Buffer.from("PK\x03\x04\x14\0\x06\0\x08\0\0\0!\0[Content_Types].xml", "latin1") }, /sheet/i],
  ["a picture named as CSV", { name: "picture.csv", bytes: Buffer.from("\x89PNG\r\n\x1a\n\0\0\0", "latin1") }, /picture/i],
]) {
  walk(`${what} is refused in words, and the figures stay`, async (visit) => {
    const earlier = await visit.everyTable();
    await visit.read(file);
    assert.equal(await visit.file(file.name).getAttribute("data-state"), "refused");
    assert.match(await visit.file(file.name).innerText(), words);
    assert.deepEqual(await visit.everyTable(), earlier);
  });
}

walk("Use is there once a key and one amount in one wave are, and not before", async (visit) => {
  const use = visit.page.locator('[data-handle="use"]');
  await visit.read({ name: "names-2016.csv", text: "urn,school\n100001,Ash Primary School\n" });
  assert.equal(await use.isEnabled(), false);
  await visit.read(pair[0]);
  assert.equal(await use.isEnabled(), true);
});

walk("a column is one field's: choosing it for another takes it away", async (visit) => {
  await visit.read(pair[0]);
  const field = (name) => visit.file("accounts-2016.csv").locator(`select[data-field="${name}"]`);
  assert.equal(await field("donations").inputValue(), "donations");
  assert.equal(await field("pta_income").inputValue(), "pta_income");
  await field("pta_income").selectOption("donations");
  assert.notEqual(await field("donations").inputValue(), "donations");
  assert.equal(await field("pta_income").inputValue(), "donations");
});

walk("repeated and empty headers have names of their own", async (visit) => {
  await visit.read({ name: "odd-2016.csv", text: "urn,amount,amount,\n1,2,3,4\n2,3,4,5\n" });
  const options = await visit.file("odd-2016.csv").locator('select[data-field="urn"] option').evaluateAll((all) => all.map((option) => option.value));
  for (const name of ["urn", "amount", "amount#2", "#column-4"]) assert.ok(options.includes(name), `${name} in ${options}`);
});

walk("the wave of a file is proposed from its name", async (visit) => {
  const [first] = pair;
  await visit.read(first);
  const wave = visit.file("accounts-2016.csv").locator('[data-handle="wave"]');
  assert.equal(await wave.inputValue(), "2016");
});

walk("files are taken, changed, removed and used by keyboard alone", async (visit) => {
  const { page } = visit;
  const { keyboard } = page;
  /** Presses Tab until the focus stands on the one element. */
  const tabTo = async (selector, key = "Tab") => {
    for (let presses = 0; presses < 300; presses += 1) {
      if (await page.evaluate((selector) => document.activeElement?.matches(selector), selector)) return;
      await keyboard.press(key);
    }
    assert.fail(`no Tab leads to ${selector}`);
  };
  const isReady = (name) => visit.file(name).and(page.locator('[data-state="ready"]')).waitFor({ state: "attached" });
  // Chromium's own dialogue is caught only once a listener stands, so it stands before the first key.
  let chosen;
  page.on("filechooser", (chooser) => chooser.setFiles(chosen));
  const choose = async (...paths) => {
    chosen = paths;
    await tabTo('[data-handle="files"]');
    await keyboard.press("Enter");
  };
  await choose(...pair);
  await isReady("accounts-2016.csv");
  await isReady("accounts-2018.csv");
  // Another encoding reads the file again.
  await tabTo('[data-file="accounts-2016.csv"] [data-handle="wave"]');
  await keyboard.press("Tab");
  const encoding = visit.file("accounts-2016.csv").locator("select").nth(1);
  const before = await encoding.inputValue();
  await keyboard.press("ArrowDown");
  await page.waitForFunction(([select, before]) => select.value !== before, [await encoding.elementHandle(), before]);
  await isReady("accounts-2016.csv");
  await tabTo('[data-file="accounts-2016.csv"] [data-handle="wave"]');
  await tabTo('[data-file="accounts-2016.csv"] button');
  await keyboard.press("Enter");
  await visit.file("accounts-2016.csv").waitFor({ state: "detached" });
  await choose(pair[0]);
  await isReady("accounts-2016.csv");
  await tabTo('[data-handle="use"]');
  await visit.revised(() => keyboard.press("Enter"));
  await showsTheHandWorkedNumbers(visit);
});

walk("what was changed since the last use is said until it is used or taken back", async (visit) => {
  const { page } = visit;
  const [first] = pair;
  const western = "Windows-1252 (Western European)";
  const said = page.locator('[data-handle="behind"]');
  const isSaid = () => said.getByText("The figures still show your files as you last used them. Press “Use this data” to apply your changes.").waitFor();
  const isNot = () => page.waitForFunction(() => document.querySelector('[data-handle="behind"]').innerText === "");
  const school = visit.file("accounts-2016.csv").locator('select[data-field="school"]');
  const encoding = visit.file("accounts-2016.csv").getByLabel("Encoding");

  await visit.read(...pair);
  await encoding.selectOption(western);
  await visit.file("accounts-2016.csv").getByText("read as Windows-1252").waitFor();
  await school.selectOption("");
  await isNot();
  await visit.use();
  await isNot();
  const figures = await visit.everyTable();

  await school.selectOption("school");
  await isSaid();
  await school.selectOption("");
  await isNot();
  const letIn = page.getByLabel("Let in schools that are not state primary schools");
  await letIn.check();
  await isSaid();
  await letIn.uncheck();
  await isNot();
  for (const other of ["UTF-8", western]) {
    await encoding.selectOption(other);
    await visit.file("accounts-2016.csv").getByText(`read as ${other.split(" ")[0]}`).waitFor();
    // What is remembered for this header is how the other file was read.
    await school.selectOption("");
    await (other === western ? isNot() : isSaid());
  }

  // Put back, it stands where it was and is read as it was.
  await visit.file("accounts-2016.csv").getByRole("button", { name: /off the list/ }).click();
  await isSaid();
  await page.getByText("accounts-2016.csv was taken off the list.").waitFor();
  await page.locator('[data-handle="put-back"]').click();
  await isNot();
  assert.deepEqual(await page.locator("[data-file]").evaluateAll((all) => all.map((file) => file.dataset.file)), ["accounts-2016.csv", "accounts-2018.csv"]);
  assert.deepEqual([await school.inputValue(), await encoding.inputValue()], ["", western]);
  assert.deepEqual(await visit.everyTable(), figures);

  await visit.file("accounts-2016.csv").locator(".more-fields > summary").click();
  await school.selectOption("school");
  await visit.use();
  await isNot();
  await showsTheHandWorkedNumbers(visit);

  // A file of the same name takes the place of the one that could be put back.
  for (const name of ["accounts-2016.csv", "accounts-2018.csv"]) {
    await visit.file(name).getByRole("button", { name: /off the list/ }).click();
  }
  await said.getByText("The figures still show the files that you took off the list. “Back to demonstration data”").waitFor();
  await visit.read(first);
  assert.equal(await page.locator('[data-handle="put-back"]').count(), 1);
  await isSaid();
  await visit.read(pair[1]);
  assert.equal(await page.locator('[data-handle="put-back"]').count(), 0);
  await visit.revised(() => page.locator('[data-handle="demonstration"]').click());
  await isNot();
});

walk("encodings are told, and a name in Windows-1252 reads right", async (visit) => {
  const text = "urn,school,pupils,donations,pta_income,imd_decile\n100001,St Thomas \xE0 Becket,100,1000,500,1\n";
  await visit.read({ name: "latin-2016.csv", bytes: Buffer.from(text, "latin1") });
  const words = await visit.file("latin-2016.csv").innerText();
  assert.match(words, /Windows-1252/);
  assert.match(words, /St Thomas à Becket/);
});

walk("what a file says is text, never markup", async (visit) => {
  const evil = '<img src=x onerror="document.title=1">';
  const quoted = `"${evil.replaceAll('"', '""')}"`;
  await visit.read({ name: "evil-2016.csv", text: `urn,school,pupils,donations,pta_income,imd_decile,${quoted}\n1,${quoted},100,1000,500,1,x\n2,Ash,100,2000,500,2,x\n` });
  await visit.use();
  assert.equal(await visit.page.locator('img[src="x"]').count(), 0);
  assert.match(await visit.page.title(), /Giving Gap/);
});

walk("one wave alone shows its figures and no change", async (visit) => {
  await visit.read(pair[1]);
  await visit.use();
  const table = await visit.table("decile-raised");
  closeTable(table, { 1: { 2018: 4000, "2018-n": 2 }, 10: { 2018: 20000 } }, "decile-raised");
  assert.equal(table[1].change ?? null, null);
  assert.equal(table[1]["2016"] ?? null, null);
});

walk("the template can be downloaded, and read back", async (visit) => {
  const link = visit.page.locator("#your-data").getByText(/template/i).and(visit.page.locator("a[download], button")).first();
  const [download] = await Promise.all([visit.page.waitForEvent("download"), link.click()]);
  const text = readFileSync(await download.path(), "utf8");
  assert.match(text, /^\ufeff?urn,school,wave,/);
});
