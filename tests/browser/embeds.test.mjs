// Charts inside frames: on a page of another origin, with and without scripts, and with addresses that are not right.
import { AxeBuilder } from "@axe-core/playwright";
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { createServer } from "node:http";
import { after, before } from "node:test";
import { serve } from "../../scripts/serve.mjs";
import { BASE, ROOT, site, walk } from "./harness.mjs";
import { addressIn, encode } from "./payload.mjs";
import { sum, transferred } from "./transfer.mjs";

const kept = readdirSync(`${ROOT}tests/data/embeds`).filter((name) => name.endsWith(".txt"));
const fragment = (name) => readFileSync(`${ROOT}tests/data/embeds/${name}`, "utf8").trim();
const embed = (name, query = "") => `${site.url}embed.html${query}#${fragment(name)}`;

// A page on another origin, with whatever a test puts on it.
let host;
let hosted = "";
before(async () => {
  const server = createServer((_, response) => response.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(hosted));
  await new Promise((listening) => server.listen(0, "localhost", listening));
  host = { server, url: `http://localhost:${server.address().port}/` };
});
after(() => (host.server.close(), host.server.closeAllConnections()));

const ELSEWHERE = { opens: false, patience: 5 * 60_000, allowed: [/request outside the site: http:\/\/localhost/] };
const page = (body, style = "") => `<!doctype html><html lang="en"><title>Host</title><link rel="icon" href="data:,"><style>${style}</style><main style="width:700px">${body}</main>`;
const script = () => `<script async src="${site.url}embed.js"></script>`;

/** The codes of some cards, as the panel gives them. */
async function codes(visit, kinds) {
  const found = [];
  await visit.open();
  for (const kind of kinds) {
    await visit.card(kind).locator('[data-handle="share"]').click();
    found.push(await visit.page.locator('textarea[data-handle="embed-code"]').inputValue());
    await visit.page.keyboard.press("Escape");
  }
  return found;
}

/** Waits until every frame is as high as what is in it; `inSight` scrolls to each before. */
async function fitted(page, { inSight = false } = {}) {
  const frames = page.locator("iframe");
  for (let at = 0; at < (await frames.count()); at += 1) {
    const body = page.frameLocator("iframe").nth(at).locator("html[data-ready] body:has([data-figure])");
    await body.waitFor({ state: "attached" });
    if (inSight) await frames.nth(at).scrollIntoViewIfNeeded();
    const heights = async () => [
      await frames.nth(at).evaluate((node) => node.clientHeight),
      await body.evaluate((node) => Math.ceil(node.getBoundingClientRect().height)),
    ];
    let [given, wanted] = await heights();
    for (let tries = 0; given !== wanted && tries < 100; tries += 1) {
      await page.waitForTimeout(50);
      [given, wanted] = await heights();
    }
    assert.equal(given, wanted, `frame ${at} is as high as its content`);
    assert.ok(wanted > 100);
  }
}

walk("three embeds on another origin draw, fit their height, and answer keys", ELSEWHERE, async (visit) => {
  hosted = page((await codes(visit, ["decile-raised", "lorenz", "table-2"])).join("\n"));
  await visit.page.goto(host.url);
  await fitted(visit.page);
  await visit.page.locator("main").evaluate((main) => (main.style.width = "340px"));
  await fitted(visit.page, { inSight: true });

  const first = visit.page.frameLocator("iframe").first();
  await first.locator("canvas").focus();
  await visit.page.keyboard.press("ArrowRight");
  assert.match(await first.locator('[data-handle="tooltip"]').innerText(), /most deprived[^]*£/);
  await visit.page.keyboard.press("Escape");
  await first.getByRole("button", { name: "Table", exact: true }).click();
  assert.ok(await first.locator("table[data-table]").isVisible());
  await fitted(visit.page);
});

walk("a frame far down the page has its height before it is seen", ELSEWHERE, async (visit) => {
  hosted = page(`<iframe title="Near" src="${embed("1-lorenz.txt")}"></iframe><div style="height:3000px"></div><iframe title="Far" src="${embed("1-decile-volunteer.txt")}"></iframe>${script()}`);
  await visit.page.goto(host.url);
  await fitted(visit.page);
});

walk("twenty embeds on one page fetch the app once, and start only as a reader comes near", { ...ELSEWHERE, allowed: [...ELSEWHERE.allowed, /request outside the site: http:\/\/127\.0\.0\.1/] }, async (visit) => {
  const { page: reader } = visit;
  const four = await codes(visit, ["decile-raised", "lorenz", "table-2", "drivers"]);
  // A host that lets files be kept for ten minutes, as GitHub Pages does.
  const kept = await serve({ folder: `${ROOT}dist`, base: BASE, maxAge: 600 });
  const sent = [];
  const lines = new Set();
  kept.server.on("connection", (socket) => lines.add(socket));
  kept.server.on("request", ({ url }) => sent.push(new URL(url, kept.url).pathname));
  const bytes = () => [...lines].reduce((sum, { bytesWritten }) => sum + bytesWritten, 0);
  try {
    hosted = page(Array.from({ length: 20 }, (_, at) => four[at % 4].replaceAll(site.url, kept.url)).join("\n"));
    await reader.addInitScript(() => {
      window.longest = 0;
      new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => (window.longest = Math.max(window.longest, duration)))).observe({ type: "longtask" });
    });
    await reader.goto(host.url);
    const chart = (at) => reader.frameLocator("iframe").nth(at).locator("[data-figure]");
    await chart(0).waitFor();
    const started = () => reader.frames().filter((frame) => frame.url().startsWith(kept.url)).length;
    await reader.waitForTimeout(500);
    assert.ok(started() < 12, `${started()} of twenty frames started with the reader at the top`);
    const [first, ofFirst] = [bytes(), sent.length];
    const began = performance.now();
    for (let at = 0; at < 20; at += 1) {
      await reader.locator("iframe").nth(at).scrollIntoViewIfNeeded();
      await chart(at).waitFor();
    }
    console.log(`twenty embeds: ${first} bytes in ${ofFirst} requests for the first, ${bytes() - first} in ${sent.length - ofFirst} for the rest, which took ${Math.round(performance.now() - began)} ms to scroll through; longest task of the host's page ${Math.round(await reader.evaluate(() => window.longest))} ms`);
    await fitted(reader);
    assert.equal(started(), 20);
    // What comes twice was not kept.
    const twice = sent.filter((path, at) => sent.indexOf(path) !== at);
    assert.deepEqual(twice, []);
  } finally {
    await kept.close();
  }
});

walk("only a frame of the page is believed, and only about itself", ELSEWHERE, async (visit) => {
  hosted = page(`<iframe title="Chart" src="${embed("1-lorenz.txt")}"></iframe>${script()}<iframe title="Other" id="other" src="about:blank"></iframe>`);
  await visit.page.goto(host.url);
  await visit.page.frameLocator("iframe").first().locator("html[data-ready]").waitFor({ state: "attached" });
  const height = () => visit.page.locator("iframe").first().evaluate((frame) => frame.clientHeight);
  await visit.page.waitForTimeout(500);
  const fits = await height();
  await visit.page.evaluate(() => postMessage({ type: "giving-gap:height", height: 5000 }, "*"));
  await visit.page.evaluate(() => other.contentWindow.eval('parent.postMessage({ type: "giving-gap:height", height: 4000 }, "*"); parent.postMessage({ type: "giving-gap:height", height: "1e9" }, "*"); parent.postMessage(null, "*")'));
  await visit.page.waitForTimeout(200);
  assert.equal(await height(), fits);
});

// Without the emulation of a device's scheme, which would come before the page's.
walk("the element draws a chart, and follows the page’s colours when asked", { ...ELSEWHERE, colorScheme: null }, async (visit) => {
  const element = (scheme) => `<giving-gap-chart src="${embed("1-lorenz.txt")}" title="Who holds what" scheme="${scheme}"><p>Text instead</p></giving-gap-chart>`;
  hosted = page(`${script()}${element("auto")}${element("light")}${element("dark")}`, ":root { color-scheme: dark; }");
  await visit.page.goto(host.url);
  await visit.page.locator("iframe").nth(2).waitFor();
  await fitted(visit.page);
  assert.equal(await visit.page.locator("giving-gap-chart p").count(), 0);
  assert.equal(await visit.page.locator("iframe").first().getAttribute("title"), "Who holds what");
  const isLight = (at) =>
    visit.page.frameLocator("iframe").nth(at).locator("body").evaluate((body) => getComputedStyle(body).backgroundColor.match(/\d+/g).every((part) => part > 200));
  assert.deepEqual([await isLight(0), await isLight(1), await isLight(2)], [false, true, false]);
  await visit.page.evaluate(() => (document.documentElement.style.colorScheme = "light"));
  await visit.page.waitForTimeout(300);
  assert.deepEqual([await isLight(0), await isLight(1), await isLight(2)], [true, true, false]);
});

walk("with scripts off, the link and the text are there", ELSEWHERE, async (visit) => {
  const [code] = await codes(visit, ["decile-raised"]);
  const sentence = await visit.card("decile-raised").locator(".figure-says").innerText();
  hosted = page(code);
  const profile = await visit.profile.browser().newContext({ javaScriptEnabled: false });
  const plain = await profile.newPage();
  await plain.goto(host.url);
  assert.ok((await plain.locator("main").innerText()).includes(sentence));
  assert.equal(await plain.locator("noscript a").getAttribute("href"), addressIn(code));
  assert.ok((await plain.locator("iframe").evaluate((frame) => frame.clientHeight)) >= 420);
  assert.match(await plain.frameLocator("iframe").locator("body").innerText(), /JavaScript[^]*Giving Gap/);
  await profile.close();
});

walk("an embed loads less than half of what the page does", ELSEWHERE, async (visit) => {
  await visit.open();
  const page = sum(await transferred(visit), "gzip");
  visit.requests.length = 0;
  await visit.page.goto(embed("1-lorenz.txt"));
  await visit.page.locator("[data-figure]").waitFor();
  const embedded = sum(await transferred(visit), "gzip");
  assert.ok(embedded < page / 2, `${embedded} bytes beside ${page}`);
  assert.equal(visit.page.workers().length, 0, "it computes nothing");
});

for (const name of kept) {
  walk(`the embed of an earlier day opens: ${name}`, { opens: false }, async ({ page }) => {
    const figure = JSON.parse(readFileSync(`${ROOT}tests/data/embeds/${name.replace(".txt", ".json")}`, "utf8"));
    await page.goto(embed(name));
    await page.locator('html[data-ready="true"]').waitFor({ state: "attached" });
    const card = page.locator("[data-figure]");
    assert.equal(await card.getAttribute("data-figure"), figure.kind);
    assert.equal(await card.locator("h1").innerText(), figure.title);
    assert.equal(await card.locator("table[data-table] [data-row]").count(), figure.rows.length);
    const [{ k, w }] = figure.rows;
    assert.equal(await card.locator(`[data-row="${k}"] [data-col="${figure.waves[0]}"] > data`).getAttribute("value"), String(w[0].v.Ok));
    assert.match(await card.locator("figcaption").innerText(), /Source: .* Free to reuse with this line/);
    if (figure.form === "Table") return assert.equal(await page.locator("canvas").count(), 0);
    const painted = () => page.locator("canvas").evaluate((canvas) => canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.some((part) => part > 0));
    for (let tries = 0; !(await painted()) && tries < 50; tries += 1) await page.waitForTimeout(20);
    assert.ok(await painted());
  });
}

const whole = fragment(kept[0]);
const BROKEN = {
  "cut short": whole.slice(0, -20),
  "cut in its middle": whole.slice(0, whole.length / 2),
  "with a changed letter": whole.replace(/(1\..{40})(.)/, (_, head, letter) => head + (letter === "A" ? "B" : "A")),
  "of a later version": whole.replace("=1.", "=99."),
  "that is empty": "",
  "without a payload": "embed=",
  "that is a view": "v=1&measure=donations",
  "that is too large": `embed=1.${"A".repeat(100_000)}.00000000`,
  "that unpacks to too much": await encode({ kind: "lorenz", title: " ".repeat(3 << 20) }),
  "that is no figure": await encode({ hello: "world" }),
  "that is no figure of ours": await encode({ kind: "pie", rows: [] }),
  "that is markup": "embed=<img src=x onerror=alert(1)>",
};

walk("an address that is not right says so in words, with a way home", { opens: false }, async ({ page }) => {
  for (const [what, broken] of Object.entries(BROKEN)) {
    await page.goto("about:blank");
    await page.goto(`${site.url}embed.html#${broken}`);
    const message = page.locator('[data-handle="embed-error"]');
    await message.waitFor();
    assert.match(await message.locator("p").innerText(), /^[A-Z].{20,}\.$/, what);
    assert.equal(await message.locator("a").evaluate((link) => link.href), site.url, what);
    assert.equal(await page.locator("[data-figure], img").count(), 0, what);
  }
});

walk("an embed leads to its figure on the page, with the options that it was made with", ELSEWHERE, async (visit) => {
  const { page } = visit;
  await visit.open("", "#v=1&measure=donations&basis=pupil&pta=charity&school=900214&hidden=lorenz:wave-1");
  const chosen = await visit.options();
  assert.deepEqual([chosen.measure, chosen.basis], ["donations", "pupil"]);
  await visit.card("lorenz").locator('[data-handle="share"]').click();
  const code = await page.locator('textarea[data-handle="embed-code"]').inputValue();
  await page.goto(addressIn(code));
  const link = await page.getByRole("link", { name: "Explore in Giving Gap" }).evaluate((link) => link.href);
  assert.equal(link, `${site.url}#v=1&measure=donations&basis=pupil&pta=charity&at=lorenz`);
  await page.goto(link);
  await visit.ready();
  assert.deepEqual(await visit.options(), chosen);
  await page.waitForFunction(() => document.activeElement.id === "title-lorenz");
});

walk("what a payload says is text", { opens: false }, async ({ page }) => {
  const figure = JSON.parse(readFileSync(`${ROOT}tests/data/embeds/1-lorenz.json`, "utf8"));
  const markup = '<img src=x onerror="document.title=`run`"><script>document.title=`run`</script>';
  Object.assign(figure, { title: markup, subtitle: markup, sentence: markup, kicker: markup, description: markup });
  figure.rows[0].t = markup;
  figure.notes.push({ term: markup, text: markup });
  figure.provenance.source = markup;
  await page.goto(`${site.url}embed.html#${await encode(figure)}`);
  await page.locator("[data-figure]").waitFor();
  assert.equal(await page.locator("h1").innerText(), markup);
  assert.equal(await page.locator("[data-figure] img, [data-figure] script").count(), 0);
  assert.equal(await page.title(), markup);
});

for (const scheme of ["light", "dark"]) {
  walk(`axe-core finds nothing in an embed, ${scheme}`, { opens: false, viewport: { width: 700, height: 900 } }, async ({ page }) => {
    await page.goto(embed("1-decile-raised.txt", `?scheme=${scheme}`));
    await page.locator("[data-figure]").waitFor();
    await page.getByRole("button", { name: "Table", exact: true }).click();
    const { violations } = await new AxeBuilder({ page }).analyze();
    assert.deepEqual(violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} at ${target}`)), []);
  });
}
