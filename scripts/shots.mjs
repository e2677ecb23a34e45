// Photographs the built page into target/shots/: every section at three widths in both themes, the whole
// page, and the print as a PDF (and as pictures where pdftoppm is there).
//
//   node scripts/shots.mjs [FILE.csv…]   with these files instead of the demonstration
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { launchChromium } from "./chromium.mjs";
import { serve } from "./serve.mjs";

const OUT = "target/shots";
const WIDTHS = [1280, 768, 375];
const THEMES = ["light", "dark"];
const files = process.argv.slice(2);

rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
const site = await serve({ folder: "dist", base: "/giving-gap/" });
const browser = await launchChromium();
try {
  for (const width of WIDTHS) {
    for (const colorScheme of THEMES) {
      const page = await open({ viewport: { width, height: 900 }, colorScheme });
      await page.screenshot({ path: `${OUT}/page-${width}-${colorScheme}.png`, fullPage: true });
      for (const section of await page.locator("main section[id]").all()) {
        const name = await section.getAttribute("id");
        await section.screenshot({ path: `${OUT}/${name}-${width}-${colorScheme}.png` });
      }
      await page.context().close();
    }
  }
  const page = await open({ viewport: { width: 1280, height: 900 } });
  await page.pdf({ path: `${OUT}/print.pdf`, format: "A4", printBackground: true });
  toPictures(`${OUT}/print.pdf`);
} finally {
  await browser.close();
  await site.close();
}
console.log(`pictures are in ${OUT}/`);

async function open(options) {
  const page = await (await browser.newContext({ ...options, reducedMotion: "reduce" })).newPage();
  await page.goto(site.url);
  await page.locator('html[data-ready="true"]').waitFor({ state: "attached" });
  if (files.length > 0) {
    await page.locator('[data-handle="files"]').setInputFiles(files);
    await page.locator('[data-handle="use"]:enabled').waitFor();
    const earlier = await page.getAttribute("html", "data-revision");
    await page.locator('[data-handle="use"]').click();
    await page.locator(`html:not([data-revision="${earlier}"])`).waitFor({ state: "attached" });
  }
  // Charts may wait with drawing until they come into sight.
  for (const card of await page.locator("[data-figure]").all()) await card.scrollIntoViewIfNeeded();
  // What stays in sight while a reader scrolls would lie across the pictures.
  await page.evaluate(() => {
    scrollTo(0, 0);
    for (const element of document.querySelectorAll("body *")) {
      if (getComputedStyle(element).position === "sticky") element.style.position = "static";
    }
  });
  return page;
}

function toPictures(pdf) {
  try {
    execFileSync("pdftoppm", ["-png", "-r", "60", pdf, pdf.replace(".pdf", "")]);
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
    console.log("pdftoppm is not there: the print stays a PDF");
  }
}
