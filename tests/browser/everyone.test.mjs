// The page for everyone: narrow screens, large text, dark mode, print, and what axe-core checks.
import { AxeBuilder } from "@axe-core/playwright";
import assert from "node:assert/strict";
import { ROOT, walk } from "./harness.mjs";
import { painted } from "./painted.mjs";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

// axe-core looks at every word of a page as long as this one: up to two minutes on a busy machine.
const LONG = 8 * 60_000;

async function axeFindsNothing(page, where) {
  const { violations } = await new AxeBuilder({ page }).options({ resultTypes: ["violations"] }).withTags(RULES).analyze();
  // A link of the index carries the whole view in its fragment. Where its scroller hides it, axe-core takes it for a
  // skip link and the fragment for the name of an element; opening.test.mjs follows every one of them instead.
  const isIndexLink = (id, html) => id === "skip-link" && /href="#v=1&(amp;)?/.test(html);
  const words = violations.flatMap(({ id, help, nodes }) =>
    nodes.filter(({ html }) => !isIndexLink(id, html)).map(({ target, failureSummary }) => `${id} (${help})\n  at ${target.join(" ")}\n  ${failureSummary.replaceAll("\n", "\n  ")}`),
  );
  assert.ok(words.length === 0, `axe-core ${where}:\n${words.join("\n")}`);
}

/** Elements that stand wider than the window, where nothing around them scrolls. */
const overflow = (page) =>
  page.evaluate(() => {
    const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    if (wide <= 0) return [];
    return [...document.querySelectorAll("body *")]
      .filter((node) => node.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
      .slice(0, 5)
      .map((node) => `${node.tagName.toLowerCase()}.${node.className} to ${Math.round(node.getBoundingClientRect().right)}`);
  });

for (const colorScheme of ["light", "dark"]) {
  for (const width of [1280, 320]) {
    const options = { colorScheme, viewport: { width, height: 900 }, patience: LONG };
    walk(`axe-core finds nothing in the charts, ${colorScheme}, ${width} px`, options, async ({ page }) => {
      await axeFindsNothing(page, "with charts");
    });
    walk(`axe-core finds nothing in the tables, ${colorScheme}, ${width} px`, options, async ({ page }) => {
      for (const tab of await page.locator("[data-figure]").getByRole("button", { name: "Table", exact: true }).all()) await tab.click();
      await axeFindsNothing(page, "with tables");
    });
  }

  walk(`the theme starts as the system's, ${colorScheme}, and can be changed`, { colorScheme }, async ({ page }) => {
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const light = (colour) => colour.match(/\d+/g).slice(0, 3).every((part) => Number(part) > 200);
    assert.equal(light(await ground()), colorScheme === "light");
    const other = colorScheme === "light" ? "Dark" : "Light";
    await page.getByRole("button", { name: other }).or(page.getByRole("radio", { name: other })).first().click();
    assert.equal(light(await ground()), colorScheme !== "light");
  });
}

for (const width of [1280, 768, 375, 320]) {
  walk(`nothing overflows at ${width} px`, { viewport: { width, height: 800 } }, async ({ page }) => {
    assert.deepEqual(await overflow(page), []);
  });
}

for (const colorScheme of ["light", "dark"]) {
  walk(`at 200% text the words double, nothing overflows, and axe-core finds nothing, ${colorScheme}`, { colorScheme, patience: LONG }, async ({ page }) => {
    const size = () => page.evaluate(() => parseFloat(getComputedStyle(document.querySelector("main p")).fontSize));
    const normal = await size();
    await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
    assert.ok((await size()) > 1.9 * normal, "the page's text follows the reader's");
    assert.deepEqual(await overflow(page), []);
    await axeFindsNothing(page, "at 200% text");
  });
}

walk("targets are at least 24 px", { viewport: { width: 375, height: 800 }, hasTouch: true }, async ({ page }) => {
  const small = await page.evaluate(() =>
    [...document.querySelectorAll('button, select, input:not([type="hidden"]), summary')]
      .filter((node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
      .map((node) => [node, (node.closest("label") ?? node).getBoundingClientRect()])
      .filter(([, { width, height }]) => width > 0 && (width < 24 || height < 24))
      .map(([node, { width, height }]) => `${node.outerHTML.slice(0, 80)}: ${width} by ${height}`),
  );
  assert.deepEqual(small, []);
});

walk("focus can be seen on everything that takes it", async ({ page }) => {
  const unseen = [];
  const seen = new Set();
  for (let step = 0; step < 400; step += 1) {
    await page.keyboard.press("Tab");
    const found = await page.evaluate(() => {
      const node = document.activeElement;
      if (!node || node === document.body) return null;
      node.dataset.visited ??= String(Math.random());
      const style = getComputedStyle(node);
      const marked = (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== "none";
      return { key: node.dataset.visited, words: node.outerHTML.slice(0, 90), marked };
    });
    if (!found || seen.has(found.key)) break;
    seen.add(found.key);
    if (!found.marked) unseen.push(found.words);
  }
  assert.ok(seen.size > 5, `Tab reaches ${seen.size} places`);
  assert.deepEqual(unseen, []);
});

walk("Chart and Table switch, and say which is shown", async (visit) => {
  const card = visit.card("decile-raised");
  const tab = (name) => card.getByRole("button", { name, exact: true }).or(card.getByRole("tab", { name, exact: true }));
  assert.equal(await card.locator("canvas").first().isVisible(), true);
  assert.equal(await card.locator("table[data-table]").isVisible(), false);
  await tab("Table").click();
  assert.equal(await card.locator("table[data-table]").isVisible(), true);
  assert.equal(await card.locator("canvas").first().isVisible(), false);
  await tab("Chart").click();
  assert.equal(await card.locator("canvas").first().isVisible(), true);
});

walk("print shows every figure and no control", async ({ page }) => {
  await page.emulateMedia({ media: "print" });
  const shown = await page.evaluate(() =>
    [...document.querySelectorAll('[data-option], [data-handle="share"], input[type="file"]')].filter((node) => node.checkVisibility()).length,
  );
  assert.equal(shown, 0);
  const lacking = await page.locator("[data-figure]").evaluateAll((cards) =>
    cards.flatMap((card) => {
      const isSeen = (node) => node.checkVisibility() && node.getBoundingClientRect().height > 0;
      const parts = [...card.querySelectorAll("h3, .figure-says, canvas, figcaption")].filter((node) => node.tagName === "CANVAS" || node.textContent.trim());
      const hasNumbers = [...card.querySelectorAll("canvas, table[data-table]")].some(isSeen);
      return parts.filter((node) => !isSeen(node)).map((node) => `${card.dataset.figure}: ${node.tagName}.${node.className}`).concat(hasNumbers ? [] : [`${card.dataset.figure}: no chart and no table`]);
    }),
  );
  assert.deepEqual(lacking, []);
  // What is left of A4 within its margins: 182 mm.
  await page.setViewportSize({ width: 688, height: 1000 });
  const cut = await page.locator(".figure-table").evaluateAll((frames) =>
    frames.filter((frame) => frame.scrollWidth > frame.clientWidth + 1).map((frame) => frame.closest("[data-figure]").dataset.figure),
  );
  assert.deepEqual(cut, [], "a table is cut at the sheet's edge");
  const pdf = await page.pdf({ format: "A4" });
  assert.ok(pdf.length > 20_000);
});

walk("in forced colours the charts are drawn, and what is pressed and what has the focus can be told", { forcedColors: "active" }, async (visit) => {
  const { page } = visit;
  const card = visit.card("decile-raised");
  const { share } = await painted(card.locator("canvas").first());
  assert.ok(share > 0.005, `painted on ${share}`);
  const looks = (node) => {
    const style = getComputedStyle(node);
    return ["color", "backgroundColor", "borderColor", "borderWidth", "textDecorationLine", "outlineStyle", "opacity"].map((name) => style[name]).join(" ");
  };
  for (const name of ["Chart", "2016"]) {
    const button = card.getByRole("button", { name, exact: true }).first();
    const pressed = await button.evaluate(looks);
    if (name === "Chart") await card.getByRole("button", { name: "Table", exact: true }).click();
    else await button.click();
    await page.mouse.move(2, 2);
    await page.evaluate(() => document.activeElement.blur());
    assert.notEqual(await button.evaluate(looks), pressed, `${name}, pressed and not`);
    if (name === "Chart") await button.click();
  }
  await page.keyboard.press("Tab");
  const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  assert.notEqual(outline, "none");
});

const FILES = ["accounts-2016.csv", "accounts-2018.csv"].map((name) => `${ROOT}tests/data/browser/${name}`);

for (const width of [1280, 375, 320]) {
  walk(`with files read and used nothing overflows at ${width} px`, { viewport: { width, height: 800 } }, async (visit) => {
    await visit.read(...FILES);
    assert.deepEqual(await overflow(visit.page), [], "the panel");
    await visit.use();
    await visit.report();
    assert.deepEqual(await overflow(visit.page), [], "the report");
  });
}

walk("axe-core finds nothing in a loaded import panel, its report and the briefing", { patience: LONG }, async (visit) => {
  await visit.read(...FILES);
  await visit.use();
  await visit.report();
  await visit.page.locator('[data-handle="import"] details').evaluateAll((all) => all.forEach((details) => (details.open = true)));
  await axeFindsNothing(visit.page, "with files");
  await visit.page.evaluate(() => (window.print = () => (document.documentElement.dataset.asked = "true")));
  await visit.page.locator('[data-handle="briefing"]').click();
  await visit.page.locator('html[data-asked="true"]').waitFor({ state: "attached" });
  await visit.page.emulateMedia({ media: "print" });
  await axeFindsNothing(visit.page, "in the briefing");
});

walk("without motion where the reader wants none", { reducedMotion: "reduce" }, async ({ page }) => {
  const moving = await page.evaluate(() =>
    [...document.querySelectorAll("*")].filter((node) => {
      const { transitionDuration, animationDuration, animationName } = getComputedStyle(node);
      return transitionDuration.split(",").some((time) => parseFloat(time) > 0.01) || (animationName !== "none" && parseFloat(animationDuration) > 0.01);
    }).length,
  );
  assert.equal(moving, 0);
});

walk("without scripts the page says what it is and shows Figure 1 with its numbers", { javaScriptEnabled: false, opens: false }, async ({ page }) => {
  const { site } = await import("./harness.mjs");
  const picture = page.waitForResponse((response) => response.url().endsWith("/figure-1.svg"));
  await page.goto(site.url);
  assert.equal((await picture).status(), 200);
  assert.match(await page.locator("body").innerText(), /JavaScript/);
  await page.locator("#shell img:visible").waitFor();
  assert.ok((await page.locator("#shell img").boundingBox()).height > 300, "the picture has its size");
  assert.equal(await page.locator("#shell-status").isVisible(), false, "nothing starts");
  assert.equal(await page.locator("#shell tbody tr").count(), 10);
  const last = page.locator("#shell tbody tr").last();
  assert.match(await last.innerText(), /10.*£\d\d,\d{3}.*£\d\d,\d{3}/s);
});
