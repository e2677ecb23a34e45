// The briefing: two sheets of A4 with everything on them, and the page as it was afterwards.
import assert from "node:assert/strict";
import { walk } from "./harness.mjs";

/** Presses the button with the browser's own dialogue kept away, and waits until it would have come. */
async function layOut(page) {
  await page.evaluate(() => (window.print = () => (document.documentElement.dataset.asked = "true")));
  await page.locator('[data-handle="briefing"]').click();
  await page.locator('html[data-asked="true"]').waitFor({ state: "attached" });
}

/** How many pages a PDF has: their objects are not compressed in what Chromium writes. */
const pages = (pdf) => pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;

walk("one button makes exactly two sheets with nothing cut off", async ({ page }) => {
  await layOut(page);
  await page.emulateMedia({ media: "print" });
  const sheets = await page.evaluate(() =>
    [...document.querySelectorAll(".briefing-sheet")].map((sheet) => ({
      cut: sheet.scrollHeight - sheet.clientHeight > 1 || sheet.scrollWidth - sheet.clientWidth > 1,
      charts: [...sheet.querySelectorAll("img")].map((chart) => chart.naturalWidth > 0 && chart.clientHeight > 120 && chart.alt.length > 40),
    })),
  );
  assert.deepEqual(sheets, [
    { cut: false, charts: [true, true, true, true] },
    { cut: false, charts: [] },
  ]);
  const others = await page.evaluate(() => [...document.body.children].filter((node) => !node.matches(".briefing") && node.checkVisibility()).length);
  assert.equal(others, 0, "nothing else is printed");
  assert.equal(pages(await page.pdf()), 2);
});

walk("it says what the page says, of which data and on which day", async (visit) => {
  const { page } = visit;
  await layOut(page);
  const words = await page.locator(".briefing").textContent();
  for (const sentence of await page.locator(".finding .say").allTextContents()) assert.ok(words.includes(sentence), sentence);
  for (const kind of ["decile-raised", "decile-volunteer", "lorenz", "concentration", "table-1", "table-2"]) {
    const title = await visit.card(kind).locator(".figure-title").textContent();
    assert.ok(words.includes(title.trim()), title);
  }
  assert.match(words, /invented schools/);
  assert.ok(words.includes(new Date().toLocaleDateString("en-GB", { dateStyle: "long" })), "the date");
  assert.match(words, /Method and caveats/);
});

walk("once it is printed the page is as it was", async ({ page }) => {
  await layOut(page);
  await page.evaluate(() => window.dispatchEvent(new Event("afterprint")));
  await page.locator(".briefing").waitFor({ state: "detached" });
  assert.equal(await page.locator("html").getAttribute("data-print"), null);
});
