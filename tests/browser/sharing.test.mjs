// Charts that leave the page: the panel shows what goes, what goes is safe, and every file says what it should.
import { AxeBuilder } from "@axe-core/playwright";
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { parseCsv } from "./expected.mjs";
import { ROOT, walk } from "./harness.mjs";
import { addressIn, decode, rowsOf, unzip } from "./payload.mjs";

const demo = ["accounts-2016.csv", "accounts-2018.csv"].flatMap((name) => parseCsv(readFileSync(`${ROOT}public/demo/${name}`, "utf8")));
const HOLDS_SCHOOL = new RegExp(demo.flatMap(({ urn, school }) => [urn, school.replaceAll(/[.()]/g, "\\$&")]).join("|"));

async function openShare(visit, kind) {
  await visit.card(kind).locator('[data-handle="share"]').click();
  const panel = visit.page.locator('[data-handle="share-panel"]');
  await settled(panel);
  return panel;
}

/** Waits until the disclosure check has spoken. */
async function settled(panel) {
  await panel.locator('[data-handle="verdict"], .verdict.stays:not(:has-text("Checking"))').waitFor();
}

async function close(visit) {
  await visit.page.keyboard.press("Escape");
  await visit.page.locator('[data-handle="share-panel"]').waitFor({ state: "detached" });
}

const codeIn = (panel) => panel.locator('textarea[data-handle="embed-code"]').inputValue();

async function saved(visit, panel, kind) {
  const [download] = await Promise.all([visit.page.waitForEvent("download"), panel.locator(`[data-download="${kind}"]`).click()]);
  assert.match(download.suggestedFilename(), new RegExp(`^giving-gap-[a-z0-9-]+\\.${kind}$`));
  return readFileSync(await download.path());
}

walk("the panel is a dialog that says what leaves, and gives the focus back", async (visit) => {
  const button = visit.card("decile-raised").locator('[data-handle="share"]');
  await button.focus();
  await visit.page.keyboard.press("Enter");
  const panel = visit.page.locator('[data-handle="share-panel"]');
  await settled(panel);
  assert.ok(await panel.evaluate((node) => node.contains(document.activeElement)));
  assert.match(await panel.locator('[data-handle="carries"]').innerText(), /68 values.*\n.*Title, sentence, notes/);
  const preview = panel.locator(".preview img");
  assert.equal(await preview.evaluate((image) => image.decode().then(() => image.naturalWidth)), 960);
  assert.equal(await preview.getAttribute("alt"), await panel.locator('[data-handle="description"]').inputValue());
  await visit.page.keyboard.press("Escape");
  await panel.waitFor({ state: "detached" });
  assert.ok(await button.evaluate((node) => node === document.activeElement));
});

walk("no embed holds a school or a withheld value", async (visit) => {
  const kinds = await visit.page.locator("[data-figure]").evaluateAll((cards) => cards.map((card) => card.dataset.figure));
  let open = 0;
  for (const kind of kinds) {
    const panel = await openShare(visit, kind);
    if (["schools", "claims"].includes(kind)) {
      assert.equal(await panel.locator('[data-handle="embed-code"], [data-download]').count(), 0, `${kind} leaves as a link alone`);
      assert.equal(await panel.locator('[data-handle="already-public"]').count(), kind === "schools" ? 1 : 0);
    } else {
      const { figure, json } = await decode(addressIn(await codeIn(panel)));
      assert.equal(figure.kind, kind);
      assert.doesNotMatch(json, HOLDS_SCHOOL);
      assert.ok(figure.title && figure.sentence && figure.provenance.source, "what stands beside the numbers goes along");
      open += 1;
    }
    await close(visit);
  }
  assert.equal(open, kinds.length - 2);

  // One school's values: the page shows them, and neither code nor file does.
  const table = await visit.table("table-1");
  const panel = await openShare(visit, "table-1");
  const { figure, json } = await decode(addressIn(await codeIn(panel)));
  const row = rowsOf(figure.rows, figure).find(({ key }) => key === "max-per-pupil");
  assert.deepEqual(row.waves.map(({ v }) => v), ["c", "c"]);
  const csv = (await saved(visit, panel, "csv")).toString("utf8");
  for (const wave of ["2016", "2018"]) {
    const withheld = table["max-per-pupil"][wave];
    assert.ok(withheld > 100, "the page itself shows it");
    // As a number of its own: the same digits inside another number tell nothing.
    const given = new RegExp(`(?<![\\d.])(?:${String(withheld).replace(".", "\\.")}|${Math.round(withheld)})(?![\\d.])`);
    for (const text of [json, csv]) {
      assert.doesNotMatch(text, given, `${withheld} is given away`);
    }
  }
  assert.match(csv, /^max-per-pupil,.*\[c\] withheld/m);
});

walk("an embed carries what the card shows", async (visit) => {
  const table = await visit.table("decile-raised");
  const panel = await openShare(visit, "decile-raised");
  const { figure } = await decode(addressIn(await codeIn(panel)));
  const rows = rowsOf(figure.rows, figure);
  assert.equal(rows.length, 30);
  for (const { key, waves } of rows) {
    figure.waves.forEach((wave, at) => {
      const { v, low, high, n } = waves[at];
      assert.ok(Math.abs(v - table[key][wave]) <= 0.5, `${key} in ${wave}`);
      assert.equal(n, table[key][`${wave}-n`]);
      // The intervals of the parts, which no chart draws, stay behind.
      if (/-(donations|pta_income)$/.test(key)) return;
      assert.ok(Math.abs(low - table[key][`${wave}-low`]) <= 0.5 && Math.abs(high - table[key][`${wave}-high`]) <= 0.5);
    });
  }
});

walk("an image holds all that stands beside the chart", async (visit) => {
  const panel = await openShare(visit, "decile-raised");
  const text = (await saved(visit, panel, "svg")).toString("utf8");
  const seen = await visit.page.evaluate(async (text) => {
    const document = new DOMParser().parseFromString(text, "image/svg+xml");
    const image = new Image();
    image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
    await image.decode();
    return {
      root: document.documentElement.localName,
      faults: document.querySelectorAll("parsererror, script, foreignObject, image, [href]").length,
      words: [...document.querySelectorAll("text")].map((node) => node.textContent).join(" "),
      metadata: document.querySelector("metadata").textContent,
      size: [image.naturalWidth, image.naturalHeight],
    };
  }, text);
  assert.equal(seen.root, "svg");
  assert.equal(seen.faults, 0);
  for (const part of ["Figure 1", "most deprived", "Donations", "PTA", "95%", "Disclosure control", "Source:", "Made with Giving Gap"]) {
    assert.ok(seen.words.includes(part), part);
  }
  assert.match(seen.metadata, /Seed: \d+\nResamples: 2,000/);
  for (const ratio of [2, 4]) {
    await panel.locator('[data-handle="png-ratio"]').selectOption(String(ratio));
    const bytes = await saved(visit, panel, "png");
    assert.deepEqual([bytes.readUInt32BE(16), bytes.readUInt32BE(20)], seen.size.map((px) => ratio * px));
    assert.ok(bytes.includes("iTXtTitle") && bytes.includes("iTXtSoftware\0\0\0\0\0Giving Gap"));
  }
});

walk("a table leaves in full precision", async (visit) => {
  const table = await visit.table("decile-raised");
  const panel = await openShare(visit, "decile-raised");
  const text = (await saved(visit, panel, "csv")).toString("utf8");
  const head = text.split("\r\n").filter((line) => line.startsWith("# ")).join("\n");
  for (const name of ["figure,Figure 1", "measured,", "title,", "software,Giving Gap", "seed,", 'missing,"c withheld']) assert.ok(head.includes(`# ${name}`), name);
  const rows = parseCsv(text.replaceAll(/^#.*\r\n/gm, ""));
  assert.ok(rows.length > 30);
  const columns = ["2016", "2018", "change"].flatMap((name) => ["", "-low", "-high", "-n"].map((of) => name + of));
  for (const [key, cells] of Object.entries(table)) {
    const row = rows.find(({ row }) => row === key);
    for (const column of columns) assert.equal(row[column] === "" ? null : Number(row[column]), cells[column] ?? null, `${key} ${column}`);
  }
});

walk("a web page opens from a disk, asks for nothing, and shows sentence, table and tooltips", { allowed: [/request outside the site: file:/] }, async (visit) => {
  const sentence = await visit.card("decile-raised").locator(".figure-says").innerText();
  const panel = await openShare(visit, "decile-raised");
  const bytes = await saved(visit, panel, "html");
  const path = `${mkdtempSync(`${tmpdir()}/giving-gap-`)}/chart.html`;
  writeFileSync(path, bytes);
  const page = await visit.profile.newPage();
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(`file://${path}`);
  assert.deepEqual(asked, [`file://${path}`]);
  assert.ok((await page.locator("main").innerText()).includes(sentence));
  assert.equal(await page.locator("tbody tr").count(), 34);
  assert.equal(await page.locator("tbody tr").nth(0).locator("td").count(), 3);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  assert.match(await page.locator(".tip").innerText(), /most deprived.*: £[\d,]+, 95% interval £[\d,]+ to £[\d,]+, \d+ schools/);
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Shift+Tab");
  assert.equal(await page.locator(".tip").isVisible(), false);
  await page.close();
});

walk("an archive holds every file, and says what it holds", async (visit) => {
  const panel = await openShare(visit, "table-1");
  const members = await unzip(await saved(visit, panel, "zip"));
  const stem = "giving-gap-table-1";
  assert.deepEqual(Object.keys(members).sort(), ["README.txt", "disclosure-control.txt", ...["csv", "html", "json", "png", "svg"].map((kind) => `${stem}.${kind}`)].sort());
  const readme = members["README.txt"].toString("utf8");
  for (const name of Object.keys(members)) if (name !== "README.txt") assert.ok(readme.includes(name), name);
  assert.match(members["disclosure-control.txt"].toString("utf8"), /in 2018 is withheld\.\r\n$/);
  assert.equal(JSON.parse(members[`${stem}.json`]).kind, "table-1");
  assert.deepEqual(members[`${stem}.csv`], await saved(visit, panel, "csv"));
  assert.equal(members[`${stem}.png`].readUInt32BE(16), 1920);
});

walk("a description in one’s own words goes into the code and every file", async (visit) => {
  const panel = await openShare(visit, "lorenz");
  const words = "Two curves bow <far> below the line & equality.";
  await panel.locator('[data-handle="description"]').fill(words);
  assert.equal(await panel.locator(".preview img").getAttribute("alt"), words);
  const code = await codeIn(panel);
  assert.match(code, /<noscript><p>Two curves bow &lt;far&gt; below the line &amp; equality\. <a/);
  assert.equal((await decode(addressIn(code))).figure.description, words);
  for (const kind of ["svg", "html", "csv", "zip"]) {
    const bytes = await saved(visit, panel, kind);
    const text = kind === "zip" ? (await unzip(bytes))["README.txt"].toString("utf8") : bytes.toString("utf8");
    assert.ok(text.includes(kind === "svg" || kind === "html" ? "Two curves bow &lt;far&gt;" : words), kind);
  }
});

/** Two waves of invented schools: three in each of the two most deprived tenths, fifteen in each other. */
function fewDeprived() {
  let seed = 7;
  const next = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  const amount = (tenth) => Math.round(11000 * tenth + 9000 * next()) + 0.37;
  const schools = Array.from({ length: 10 }, (_, at) => at + 1).flatMap((tenth) =>
    Array.from({ length: tenth < 3 ? 3 : 15 }, (_, at) => ({
      urn: 830000 + 100 * tenth + at,
      school: `Quillfeather ${tenth}-${at} School`,
      imd_decile: tenth,
      pupils: 101 + Math.round(300 * next()),
      waves: [2016, 2018].map(() => ({ donations: amount(tenth), pta_income: amount(tenth) })),
    })),
  );
  const file = (year, at) => {
    const lines = schools.map(({ urn, school, imd_decile, pupils, waves }) => [urn, school, imd_decile, pupils, waves[at].donations, waves[at].pta_income]);
    return { name: `accounts-${year}.csv`, text: ["urn,school,imd_decile,pupils,donations,pta_income", ...lines].join("\n") };
  };
  // By the definitions: the mean of each tenth and of both, in each wave, of each part and of the sum.
  const groups = [[1], [2], [1, 2]].map((tenths) => schools.filter(({ imd_decile }) => tenths.includes(imd_decile)));
  const sums = [({ donations }) => donations, ({ pta_income }) => pta_income, (wave) => wave.donations + wave.pta_income];
  const mean = (group, at, sum) => group.reduce((total, { waves }) => total + sum(waves[at]), 0) / group.length;
  const secrets = groups.flatMap((group) => [0, 1].flatMap((at) => sums.map((sum) => Math.round(mean(group, at, sum)))));
  return { files: [file(2016, 0), file(2018, 1)], schools, secrets };
}

/** Every number in a value, however deep. */
function numbersIn(value) {
  if (typeof value === "number") return [value];
  return value && typeof value === "object" ? Object.values(value).flatMap(numbersIn) : [];
}

walk("of a user's few schools nothing is in any payload", async (visit) => {
  const { files, schools, secrets } = fewDeprived();
  await visit.read(...files);
  await visit.use();
  assert.ok(secrets.includes(Math.round((await visit.table("decile-raised"))["1"]["2016"])), "the page itself shows them");
  const kinds = await visit.page.locator("[data-figure]").evaluateAll((cards) => cards.map((card) => card.dataset.figure));
  let withheld = 0;
  let open = 0;
  for (const kind of kinds) {
    const panel = await openShare(visit, kind);
    if (await panel.locator('[data-handle="embed-code"]').count()) {
      const { figure, json } = await decode(addressIn(await codeIn(panel)));
      const rows = ["rows", "companions"].flatMap((list) => (figure[list]?.k ? rowsOf(figure[list], figure) : []));
      const told = new Set([...numbersIn(rows), ...numbersIn(figure)].map((number) => Math.round(number)));
      for (const secret of secrets) {
        assert.ok(!told.has(secret) && !json.includes(secret.toLocaleString("en-GB")), `${kind} tells ${secret}`);
      }
      for (const { urn, school } of schools) assert.ok(!json.includes(String(urn)) && !json.includes(school), `${kind} names ${school}`);
      withheld += rows.flatMap(({ waves }) => waves).filter((estimate) => estimate?.v === "c").length;
      open += 1;
    }
    await close(visit);
  }
  assert.ok(open > 6 && withheld > 20, `${open} figures left, ${withheld} values withheld`);
});

walk("while one types a description the code stays in sight, and cannot be copied until it is the new one", async (visit) => {
  const panel = await openShare(visit, "lorenz");
  await codeIn(panel);
  const seen = panel.evaluate(async (node) => {
    const area = node.querySelector("textarea.code");
    const states = new Set();
    const until = performance.now() + 1500;
    while (performance.now() < until) {
      const isCurrent = area.dataset.handle === "embed-code";
      states.add(`${area.isConnected && area.value.length > 0} ${isCurrent === !area.inert}`);
      await new Promise(requestAnimationFrame);
    }
    return [...states];
  });
  await panel.locator('[data-handle="description"]').pressSequentially("Two curves bow.", { delay: 30 });
  assert.deepEqual(await seen, ["true true"]);
  assert.match(await codeIn(panel), /Two curves bow\./);
});

walk("the image goes to the clipboard", { permissions: ["clipboard-read", "clipboard-write"] }, async (visit) => {
  const panel = await openShare(visit, "lorenz");
  await panel.locator('[data-handle="copy-image"]').click();
  await panel.getByText("Copied").waitFor();
  const size = await visit.page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const image = await createImageBitmap(await item.getType("image/png"));
    return image.width;
  });
  assert.equal(size, 1920);
});

walk("the numbers of the check can be changed within bounds, and are named", async (visit) => {
  const panel = await openShare(visit, "decile-raised");
  await panel.getByText("Numbers of the check").click();
  const fewest = panel.locator('[data-rule="fewest-schools"]');
  await fewest.fill("30");
  await fewest.press("Tab");
  await panel.getByText("Tenths became fifths").waitFor();
  const note = async () => (await decode(addressIn(await codeIn(panel)))).figure.notes.find(({ term }) => term === "Disclosure control").text;
  assert.match(await note(), /fewer than 30 schools/);
  await fewest.fill("1");
  await fewest.press("Tab");
  await panel.getByText("It may leave as it is").waitFor();
  assert.equal(await fewest.inputValue(), "5");
  assert.match(await note(), /fewer than 5 schools; two with over 90%, or the rest with under 10% of the largest/);
  for (const [rule, number, told] of [
    ["fewest-in-tail", "5", /a share of fewer than 5;/],
    ["protection", "20", /to within 20%/],
  ]) {
    await panel.locator(`[data-rule="${rule}"]`).fill(number);
    await panel.locator(`[data-rule="${rule}"]`).press("Tab");
    // While a new code is made the former one stands there, or none.
    const says = () => note().then((text) => told.test(text), () => false);
    for (let tries = 0; !(await says()); tries += 1) {
      assert.ok(tries < 100, rule);
      await visit.page.waitForTimeout(50);
    }
  }
});

walk("the check is switched off by confirming that the data are public, and says so", async (visit) => {
  const { 2016: most } = (await visit.table("table-1"))["max-per-pupil"];
  const panel = await openShare(visit, "table-1");
  const leaving = async () => (await decode(addressIn(await codeIn(panel)))).figure;
  const mostIn = (figure) => rowsOf(figure.rows, figure).find(({ key }) => key === "max-per-pupil").waves[0].v;
  await panel.locator('[data-handle="already-public"]').check();
  assert.equal(mostIn(await leaving()), "c", "saying so is not yet confirming it");
  await panel.locator('[data-handle="confirm-public"]').click();
  await panel.getByText("Switched off").waitFor();
  const figure = await leaving();
  assert.ok(Math.abs(mostIn(figure) - most) <= 0.5);
  assert.match(figure.notes.find(({ term }) => term === "Disclosure control").text, /already public/);
  assert.match((await saved(visit, panel, "csv")).toString("utf8"), /# Disclosure control,.*already public/);
  await panel.locator('[data-handle="already-public"]').uncheck();
  await panel.getByText("Changed before it may leave").waitFor();
  assert.equal(mostIn(await leaving()), "c");
  await close(visit);

  // Single schools leave as an image, and only then.
  const schools = await openShare(visit, "schools");
  await schools.locator('[data-handle="already-public"]').check();
  await schools.locator('[data-handle="confirm-public"]').click();
  await schools.locator('[data-download="svg"]').waitFor();
  assert.equal(await schools.locator('[data-handle="embed-code"], [data-download="csv"], [data-download="html"], [data-download="zip"]').count(), 0);
  assert.doesNotMatch((await saved(visit, schools, "svg")).toString("utf8"), HOLDS_SCHOOL);
});

walk("what left before from the same data is taken into account", async (visit) => {
  const matched = () => visit.revised(() => visit.choose("matched", "matched"));
  await matched();
  const before = await openShare(visit, "decile-raised");
  assert.match(await before.locator('[data-handle="verdict"]').innerText(), /It may leave as it is/);
  await close(visit);
  await visit.revised(() => visit.choose("matched", "all"));
  await saved(visit, await openShare(visit, "decile-raised"), "csv");
  await close(visit);
  await visit.page.reload();
  await visit.ready();
  await matched();
  const after = await openShare(visit, "decile-raised");
  assert.match(await after.locator('[data-handle="verdict"]').innerText(), /Changed before it may leave/);
});

walk("what left unchecked, as public already, is taken into account too", async (visit) => {
  const panel = await openShare(visit, "decile-raised");
  await panel.locator('[data-handle="already-public"]').check();
  await panel.locator('[data-handle="confirm-public"]').click();
  await panel.getByText("Switched off").waitFor();
  await saved(visit, panel, "csv");
  await close(visit);
  await visit.revised(() => visit.choose("matched", "matched"));
  const after = await openShare(visit, "decile-raised");
  assert.match(await after.locator('[data-handle="verdict"]').innerText(), /Changed before it may leave/);
});

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1280, 375]) {
    walk(`axe-core finds nothing in the panel, ${colorScheme}, ${width} px`, { colorScheme, viewport: { width, height: 900 } }, async (visit) => {
      const panel = await openShare(visit, "decile-raised");
      await panel.getByText("Numbers of the check").click();
      await panel.locator('[data-handle="already-public"]').check();
      const { violations } = await new AxeBuilder({ page: visit.page }).include('[data-handle="share-panel"]').analyze();
      assert.deepEqual(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target}`)), []);
      assert.ok(await panel.evaluate((node) => node.scrollWidth <= node.clientWidth), "nothing overflows");
    });
  }
}
