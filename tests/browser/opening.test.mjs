// What a first visit shows: the demonstration, drawn, under a sub-path, from this site alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { BASE, site, walk } from "./harness.mjs";
import { painted } from "./painted.mjs";

walk("the page opens on the demonstration, and says that its schools are invented", async (visit) => {
  const { page } = visit;
  assert.equal(await page.getAttribute("html", "lang"), "en-GB");
  assert.match(await page.title(), /Giving Gap/);
  assert.equal(await page.locator("h1").count(), 1);
  const opening = await page.locator("header").first().innerText();
  assert.match(opening, /invented/i);
  assert.match(opening, /demonstration/i);
});

walk("every card has a state, a heading, and a table; none is busy or in error", async (visit) => {
  const cards = await visit.page.evaluate(() =>
    [...document.querySelectorAll("[data-figure]")].map((card) => ({
      kind: card.dataset.figure,
      state: card.dataset.state,
      title: card.querySelector("h3, h4, figcaption")?.textContent.trim(),
      rows: card.querySelectorAll("table[data-table] [data-row]").length,
    })),
  );
  assert.ok(cards.length >= 2, "the page has figures");
  for (const { kind, state, title, rows } of cards) {
    assert.equal(state, "ready", kind);
    assert.ok(title, `${kind} has a title`);
    assert.ok(rows > 0, `${kind} has rows`);
  }
  const kinds = cards.map(({ kind }) => kind);
  assert.equal(new Set(kinds).size, kinds.length, "each kind stands once");
});

walk("every canvas is painted", async (visit) => {
  const canvases = visit.page.locator("[data-figure] canvas");
  assert.ok((await canvases.count()) > 0, "there are charts");
  for (const canvas of await canvases.all()) {
    const kind = await canvas.evaluate((node) => node.closest("[data-figure]").dataset.figure);
    await canvas.scrollIntoViewIfNeeded();
    const { colours, share } = await painted(canvas);
    assert.ok(colours > 3, `${kind} has ${colours} colours`);
    assert.ok(share > 0.005, `${kind} is painted on ${share} of its area`);
  }
});

walk("canvases are sharp on a screen of twice the density", { deviceScaleFactor: 2 }, async (visit) => {
  const canvases = await visit.page.locator("[data-figure] canvas").all();
  assert.ok(canvases.length > 0, "there are charts");
  for (const canvas of canvases) {
    await canvas.scrollIntoViewIfNeeded();
    const { wide, shown } = await canvas.evaluate((node) => ({ wide: node.width, shown: node.getBoundingClientRect().width }));
    assert.ok(Math.abs(wide - 2 * shown) <= 2, `${wide} device pixels for ${shown} CSS pixels`);
  }
});

walk("everything comes from under the sub-path, and each file once", async (visit) => {
  const paths = visit.requests.map((url) => new URL(url).pathname);
  for (const path of paths) assert.ok(path.startsWith(BASE), path);
  const repeated = paths.filter((path, at) => path.endsWith(".wasm") && paths.indexOf(path) !== at);
  assert.deepEqual(repeated, [], "each program comes once");
});

walk("the index leads to each section and keeps the rest of the address", async (visit) => {
  const { page } = visit;
  const links = page.locator('nav[aria-label] a[href*="#"]');
  const count = await links.count();
  assert.ok(count >= 2, "there is an index of sections");
  for (let at = 0; at < count; at += 1) {
    const link = links.nth(at);
    const name = (await link.innerText()).trim();
    await link.click();
    await page.waitForFunction(
      (name) =>
        [...document.querySelectorAll("main section")].some((section) => {
          const { top, bottom } = section.getBoundingClientRect();
          return section.innerText.toLowerCase().includes(name.toLowerCase()) && top < innerHeight / 2 && bottom > 0;
        }),
      name,
    );
  }
});

test("the site is served under a sub-path", () => assert.ok(site.url.endsWith(BASE)));

walk("Figure 1 is there as a picture until the program has come, and then the page from its top", { opens: false }, async ({ page }) => {
  let release;
  const line = new Promise((resolve) => (release = resolve));
  await page.route("**/*.wasm", async (route) => {
    await line;
    await route.continue();
  });
  await page.goto(site.url, { waitUntil: "commit" });
  const picture = page.locator("#shell img");
  await page.locator("#shell img:visible").waitFor();
  // Its place is there before it is.
  assert.ok(await picture.evaluate((image) => image.decode().then(() => image.naturalWidth > 0)), "the picture is painted");
  assert.match(await page.locator("#shell").innerText(), /Starting …[\s\S]*Figure 1 of the demonstration, whose schools are invented/);
  await page.mouse.wheel(0, 600);
  await page.waitForFunction(() => scrollY > 0);
  release();
  await page.locator('html[data-ready="true"]').waitFor({ state: "attached" });
  assert.equal(await picture.count(), 0);
  assert.equal(await page.evaluate(() => scrollY), 0);
});

walk("a browser without WebAssembly is told which can run the page", { opens: false, allowed: [/WebAssembly/] }, async ({ page }) => {
  await page.addInitScript(() => delete globalThis.WebAssembly);
  await page.goto(site.url);
  const status = page.locator("#shell-status");
  await status.filter({ hasText: "could not start in this browser" }).waitFor();
  assert.match(await status.innerText(), /A current Firefox, Chrome, Edge or Safari can run it/);
  assert.equal(await page.locator("h1").isVisible(), true);
});

walk("a browser that knows no modules, and so runs nothing, shows in plain HTML what the page needs", { opens: false }, async ({ page }) => {
  await page.route(site.url, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: (await response.text()).replaceAll('type="module"', 'type="unknown"') });
  });
  await page.goto(site.url);
  const late = page.locator(".shell-late");
  assert.equal(await late.isVisible(), false, "not before the program could have come");
  await page.evaluate(() => document.getAnimations().forEach((animation) => animation.finish()));
  assert.match(await late.innerText(), /needs a browser of 2023 or later/);
  assert.equal(await late.isVisible(), true);
});
