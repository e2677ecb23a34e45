// The import panel without a mouse and on a narrow screen: from the choice of files to their figures, and back.
import assert from "node:assert/strict";
import { ROOT, walk } from "./harness.mjs";

const data = (name) => `${ROOT}tests/data/${name}`;

walk("files are used by keyboard alone, and the focus is never lost", async (visit) => {
  const { page } = visit;
  const focus = () =>
    page.evaluate(() => {
      const { dataset, tagName } = document.activeElement;
      const file = document.activeElement.closest("[data-file]")?.dataset.file;
      return [file, dataset.handle ?? tagName.toLowerCase()].filter(Boolean).join(" ");
    });
  const becomes = async (expected) => {
    await page.waitForFunction(() => document.activeElement !== document.body);
    assert.equal(await focus(), expected);
  };
  const press = async (control, key = "Enter") => {
    await control.focus();
    await page.keyboard.press(key);
  };
  const removal = (name) => visit.file(name).getByRole("button", { name: /off the list/ });

  await visit.read(...["accounts_2014.csv", "open_quote.csv", "accounts_2017.csv"].map(data));
  await page.locator('[data-handle="files"]').focus();
  for (let at = 0; at < 80 && (await focus()) !== "use"; at += 1) await page.keyboard.press("Tab");
  assert.equal(await focus(), "use", "Tab reaches it");
  await visit.revised(() => page.keyboard.press("Enter"));
  await becomes("use");

  await press(visit.file("accounts_2014.csv").getByLabel("Encoding"), "ArrowDown");
  await visit.file("accounts_2014.csv").getByText("read as Windows-1252").waitFor();
  await becomes("accounts_2014.csv select");

  // A slip is undone where it was made, a refused file's too.
  await press(removal("open_quote.csv"));
  await becomes("put-back");
  await page.keyboard.press("Enter");
  await becomes("open_quote.csv button");
  assert.equal(await visit.file("open_quote.csv").getAttribute("data-state"), "refused");
  await page.keyboard.press("Enter");
  await becomes("put-back");
  await press(removal("accounts_2017.csv"));
  await becomes("put-back");
  await press(page.locator('[data-handle="remove-all"]'));
  await becomes("files");
});

walk("questions about a file fit a narrow screen", { viewport: { width: 375, height: 800 } }, async (visit) => {
  const names = ["decimal_mark_tie.csv", "direction_not_stated.csv", "ragged_rows.csv", "spreadsheet.xlsx"];
  await visit.read(...names.map(data));
  await visit.file("decimal_mark_tie.csv").locator('[data-handle="decimal-mark"]').waitFor();
  assert.equal(await visit.page.evaluate(() => document.documentElement.scrollWidth), 375);
  // A field's name has the line to itself but for how sure the guess is.
  const name = await visit.file("decimal_mark_tie.csv").locator(".map th[scope=row]").first().boundingBox();
  assert.ok(name.width > 200, `${name.width} px for the name of a field`);
});
