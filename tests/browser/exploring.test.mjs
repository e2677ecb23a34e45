// Exploring a chart: mouse, touch and keyboard find the same marks, and say what the table says.
import assert from "node:assert/strict";
import { site, walk } from "./harness.mjs";
import { painted } from "./painted.mjs";

const WAVES = ["2016", "2018"];
const plain = (text) => text.replaceAll(/[\u2060\u00a0\s]+/g, " ").trim();

/** The tooltip's lines as text, once there is one. */
async function tooltip(card) {
  const box = card.locator('[data-handle="tooltip"]');
  return (await box.count()) === 0 ? null : plain(await box.innerText());
}

/** Where in the page a share of the canvas's width and height is. */
async function spot(canvas, across, down) {
  await canvas.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await canvas.boundingBox();
  return [x + across * width, y + down * height];
}

/** What a figure's table shows, as the reader sees it: `words[row][column]`. */
function shownWords(card) {
  return card.locator("table[data-table]").first().evaluate((table) =>
    Object.fromEntries(
      [...table.querySelectorAll("[data-row]")].map((row) => [
        row.dataset.row,
        Object.fromEntries([...row.querySelectorAll("[data-col] data, data[data-col]")].map((data) => [data.closest("[data-col]").dataset.col, data.textContent])),
      ]),
    ),
  );
}

walk("the mouse finds every tenth of Figure 1, and the tooltip says what the table says", async (visit) => {
  const card = visit.card("decile-raised");
  const canvas = card.locator("canvas").first();
  const words = await shownWords(card);
  const found = new Map();
  for (let step = 0; step <= 60; step += 1) {
    await visit.page.mouse.move(...(await spot(canvas, 0.06 + 0.84 * (step / 60), 0.85)));
    const text = await tooltip(card);
    const decile = text?.match(/\b(10|[1-9])\b/)?.[1];
    if (decile) found.set(decile, text);
  }
  assert.deepEqual([...found.keys()].map(Number).sort((a, b) => a - b), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  for (const [decile, text] of found) {
    for (const wave of WAVES) {
      assert.ok(text.includes(wave), `the tooltip of ${decile} names ${wave}`);
      for (const row of [decile, `${decile}-donations`, `${decile}-pta_income`]) {
        assert.ok(text.includes(plain(words[row][wave])), `“${text}” has ${words[row][wave]} of ${row} in ${wave}`);
      }
    }
  }
});

walk("the tooltip goes when the mouse does", async (visit) => {
  const card = visit.card("decile-raised");
  const canvas = card.locator("canvas").first();
  await visit.page.mouse.move(...(await spot(canvas, 0.5, 0.8)));
  assert.ok(await tooltip(card));
  await visit.page.mouse.move(2, 2);
  await card.locator('[data-handle="tooltip"]').waitFor({ state: "detached" });
});

walk("a touch shows the tooltip, and another moves it", { hasTouch: true, isMobile: true, viewport: { width: 375, height: 800 } }, async (visit) => {
  const card = visit.card("decile-raised");
  const canvas = card.locator("canvas").first();
  await visit.page.touchscreen.tap(...(await spot(canvas, 0.2, 0.8)));
  const first = await tooltip(card);
  assert.ok(first);
  await visit.page.touchscreen.tap(...(await spot(canvas, 0.8, 0.8)));
  const second = await tooltip(card);
  assert.ok(second);
  assert.notEqual(first, second);
});

const CHARTS = ["decile-volunteer", "lorenz", "top-shares", "concentration", "distribution", "change", "decomposition", "between-within", "drivers", "schools"];

/** Tries places over a chart until a tooltip shows; resolves to its words. */
async function firstTooltip(card, go) {
  const canvas = card.locator("canvas").first();
  for (const across of [0.5, 0.3, 0.7]) {
    for (const down of [0.5, 0.35, 0.65, 0.8]) {
      await go(...(await spot(canvas, across, down)));
      const text = await tooltip(card);
      if (text) return text;
    }
  }
  return null;
}

for (const [means, options] of [["mouse", {}], ["touch", { hasTouch: true, isMobile: true, viewport: { width: 375, height: 800 } }]]) {
  walk(`every other chart has a tooltip with numbers by ${means}`, options, async (visit) => {
    const { mouse, touchscreen } = visit.page;
    for (const kind of CHARTS) {
      const text = await firstTooltip(visit.card(kind), (x, y) => (means === "mouse" ? mouse.move(x, y) : touchscreen.tap(x, y)));
      assert.match(text ?? "", /\d/, kind);
      assert.doesNotMatch(text, /NaN|undefined|Infinity/, kind);
      if (means === "mouse") await mouse.move(2, 2);
    }
  });
}

walk("before each chart it is said what it is, to those who do not see it", async (visit) => {
  for (const kind of ["decile-raised", ...CHARTS]) {
    const says = await visit.card(kind).evaluate((card) => {
      const canvas = card.querySelector("canvas");
      const before = [...card.querySelectorAll(".unseen")].filter((node) => node.compareDocumentPosition(canvas) & Node.DOCUMENT_POSITION_FOLLOWING);
      return before.map((node) => node.textContent).join(" ");
    });
    assert.match(says, /(chart|curves|strip|histogram|waterfall|scatter)/i, kind);
  }
  const bars = await visit.card("decile-raised").locator(".unseen").first().textContent();
  assert.match(plain(bars), /^A bar chart of 10 rows by tenth of deprivation in 2016 and 2018: 20 bars, £[\d,]+ to £[\d,]+\.$/);
});

/** Goes from mark to mark until nothing new is said; resolves to all that was said. */
async function walkMarks(page, card, keys) {
  const live = card.locator("[aria-live]").first();
  const said = new Set();
  const press = async (key) => {
    const earlier = await live.textContent();
    await page.keyboard.press(key);
    await page.waitForTimeout(15);
    const now = await live.textContent();
    if (now) said.add(plain(now));
    return now !== earlier;
  };
  await press("Home");
  for (let column = 0; column < 200; column += 1) {
    for (let row = 0; row < 12 && (await press(keys.down)); row += 1);
    for (let row = 0; row < 12 && (await press(keys.up)); row += 1);
    if (!(await press(keys.right))) break;
  }
  return [...said];
}

for (const kind of ["decile-raised", "decile-volunteer"]) {
  walk(`arrow keys reach every mark of ${kind}, and what is said is what the table says`, async (visit) => {
    const card = visit.card(kind);
    const canvas = card.locator("canvas").first();
    await canvas.focus();
    const words = await shownWords(card);
    const said = await walkMarks(visit.page, card, { right: "ArrowRight", up: "ArrowUp", down: "ArrowDown" });
    for (const [row, columns] of Object.entries(words)) {
      for (const wave of WAVES) {
        const amount = plain(columns[wave]);
        assert.ok(said.some((text) => text.includes(amount) && text.includes(wave)), `${row} in ${wave}: nothing says ${amount}`);
      }
    }
  });
}

walk("Escape puts the tooltip away, and Tab leaves the chart", async (visit) => {
  const card = visit.card("decile-raised");
  await card.locator("canvas").first().focus();
  await visit.page.keyboard.press("ArrowRight");
  assert.ok(await tooltip(card));
  await visit.page.keyboard.press("Escape");
  assert.equal(await tooltip(card), null);
  await visit.page.keyboard.press("Tab");
  assert.equal(await card.locator("canvas").first().evaluate((node) => node === document.activeElement), false);
});

walk("the legend switches a series off and on, by mouse and by keyboard", async (visit) => {
  const card = visit.card("decile-raised");
  const canvas = card.locator("canvas").first();
  const picture = () => canvas.evaluate((node) => node.toDataURL());
  const whole = await picture();
  const entry = card.getByRole("button", { name: /donations/i }).first();
  await entry.click();
  assert.equal(await entry.getAttribute("aria-pressed"), "false");
  const without = await picture();
  assert.notEqual(without, whole);
  await entry.focus();
  await visit.page.keyboard.press("Enter");
  assert.equal(await entry.getAttribute("aria-pressed"), "true");
  assert.equal(await picture(), whole);
});

walk("charts follow the theme and the width of the window", async (visit) => {
  const { page } = visit;
  const canvas = visit.card("decile-raised").locator("canvas").first();
  const picture = () => canvas.evaluate((node) => node.toDataURL());
  const light = await picture();
  await page.getByRole("button", { name: "Dark" }).first().click();
  await page.waitForTimeout(200);
  assert.notEqual(await picture(), light);
  await page.setViewportSize({ width: 600, height: 900 });
  await page.waitForTimeout(300);
  const box = await canvas.boundingBox();
  assert.ok(box.width <= 600 && box.width > 300, `${box.width} px of a window of 600`);
  assert.ok((await painted(canvas)).share > 0.005);
});

walk("a click on a tenth shows its schools alone, another goes back, and Enter and a second tap do the same", async (visit) => {
  const { page } = visit;
  const card = visit.card("decile-raised");
  const canvas = card.locator("canvas").first();
  const decile = () => new URLSearchParams(new URL(page.url()).hash.slice(1)).get("decile");
  const at = await spot(canvas, 0.8, 0.85);
  await visit.revised(() => page.mouse.click(...at));
  const chosen = decile();
  assert.match(chosen, /^\d+$/);
  const { n } = await visit.table("measures");
  assert.equal(n["2018"], (await visit.table("decile-raised"))[chosen]["2018-n"]);
  await visit.revised(() => page.goBack());
  assert.equal(decile(), null);
  await canvas.focus();
  await page.keyboard.press("End");
  await visit.revised(() => page.keyboard.press("Enter"));
  assert.equal(decile(), "10");
});

walk("a second tap on a tenth shows its schools alone", { hasTouch: true, isMobile: true, viewport: { width: 375, height: 800 } }, async (visit) => {
  const at = await spot(visit.card("decile-raised").locator("canvas").first(), 0.5, 0.8);
  await visit.page.touchscreen.tap(...at);
  assert.doesNotMatch(visit.page.url(), /decile=/);
  await visit.revised(() => visit.page.touchscreen.tap(...at));
  assert.match(visit.page.url(), /decile=\d+/);
});

walk("a distribution in widening steps holds every school, and its bars are no tenths to click on", async (visit) => {
  const card = visit.card("distribution");
  const total = async () => Object.values(await visit.table("distribution")).reduce((sum, row) => sum + row["2018"], 0);
  const equal = Object.keys(await visit.table("distribution")).length;
  await visit.revised(() => card.locator('[data-choice="distribution"] [value="log"]').click());
  assert.match(visit.page.url(), /distribution=log/);
  assert.ok(Math.abs((await total()) - 1) < 1e-12);
  assert.notEqual(Object.keys(await visit.table("distribution")).length, equal);
  await visit.page.mouse.click(...(await spot(card.locator("canvas").first(), 0.5, 0.7)));
  assert.doesNotMatch(visit.page.url(), /decile=/);
});

walk("a Lorenz curve of amounts is drawn from the same table, and the address keeps the choice", async (visit) => {
  const card = visit.card("lorenz");
  const before = await visit.table("lorenz");
  await visit.revised(() => card.locator('[data-choice="lorenz"] [value="amount"]').click());
  assert.match(visit.page.url(), /lorenz=amount/);
  assert.deepEqual(await visit.table("lorenz"), before);
  assert.match(await card.locator(".figure-title").innerText(), /^Shared by all schools, what the lower half have is £/);
});

walk("a link to a figure opens there, on its heading", { hash: "#v=1&basis=pupil&at=lorenz" }, async (visit) => {
  const heading = visit.card("lorenz").locator("h2, h3").first();
  await visit.page.waitForFunction((heading) => document.activeElement === heading, await heading.elementHandle());
  const top = await heading.evaluate((heading) => heading.getBoundingClientRect().top);
  assert.ok(top >= 0 && top < 450, `its heading stands at ${top}`);
});

walk("somebody who reads already is not taken away by a link", { opens: false }, async ({ page }) => {
  await page.addInitScript(() => {
    const seen = new MutationObserver(() => document.body && document.body.scrollHeight > 3000 && (scrollTo(0, 700), seen.disconnect()));
    seen.observe(document, { childList: true, subtree: true });
  });
  await page.goto(`${site.url}#v=1&at=claims`);
  await page.locator('html[data-ready="true"]').waitFor({ state: "attached" });
  await page.waitForTimeout(500);
  // The browser keeps what is read in its place while charts come above it, so how far it is says nothing.
  assert.ok((await page.evaluate(() => scrollY)) > 0);
  const top = await page.locator("#claims").evaluate((section) => section.getBoundingClientRect().top);
  assert.ok(top > 900, `the section of the link stands at ${top}`);
  assert.ok(await page.evaluate(() => document.activeElement === document.body));
});

walk("what is wrong with a link is said in sight, wherever it leads, and takes no focus", { hash: "#v=1&basis=nonsense&at=claims" }, async (visit) => {
  const notice = visit.page.locator('[data-handle="notices"] [role="alert"]');
  await notice.waitFor();
  const inSight = () => notice.evaluate((node) => {
    const { top, bottom } = node.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });
  assert.ok(await inSight());
  await visit.page.mouse.wheel(0, 3000);
  await visit.page.waitForTimeout(200);
  assert.ok(await inSight(), "and stays in sight");
  assert.ok(await visit.page.evaluate(() => !document.activeElement.closest('[data-handle="notices"]')));
  await notice.getByRole("button", { name: "Dismiss" }).click();
  assert.equal(await notice.count(), 0);
});
