// What the page is explored by besides its charts, by mouse, by touch and by keyboard alone: options,
// menus, the theme, scales, filters, the form of a card, the table of schools. Each must come to the same.
import assert from "node:assert/strict";
import { walk } from "./harness.mjs";

const fragment = (visit) => new URLSearchParams(new URL(visit.page.url()).hash.slice(1));

const MEANS = {
  "by mouse": [{}, (control) => control.click()],
  "by touch": [{ hasTouch: true, isMobile: true, viewport: { width: 375, height: 800 } }, (control) => control.tap()],
  "by keyboard": [{}, async (control) => {
    await control.focus();
    await control.press("Space");
  }],
};

for (const [means, [context, press]] of Object.entries(MEANS)) {
  const pressed = async (control) => {
    await control.scrollIntoViewIfNeeded();
    await press(control);
  };

  /** Chooses from a menu; what a finger or a mouse opens is the browser's own list. */
  const picked = async (menu, value) => {
    if (means !== "by keyboard") {
      await pressed(menu);
      return menu.selectOption(value);
    }
    const values = await menu.locator("option").evaluateAll((options) => options.map((option) => option.value));
    await menu.focus();
    await menu.press("Home");
    for (let at = 0; at < values.indexOf(value); at += 1) await menu.press("ArrowDown");
  };

  walk(`the measure, a filter and the theme are chosen ${means}`, context, async (visit) => {
    const { page } = visit;
    await visit.revised(() => picked(page.locator('[data-option="measure"]'), "total_income"));
    await page.waitForFunction(() => new URLSearchParams(location.hash.slice(1)).get("measure") === "total_income");
    await pressed(page.locator("details.filters > summary"));
    const all = (await visit.table("measures")).n["2018"];
    const tenth = page.locator("details.filters label", { hasText: "Tenth of deprivation" }).locator("select");
    await visit.revised(() => picked(tenth, "3"));
    await page.waitForFunction(() => new URLSearchParams(location.hash.slice(1)).get("decile") === "3");
    await page.waitForFunction((all) => Number(document.querySelector('[data-figure="measures"] [data-row="n"] [data-col="2018"] data').value) < all / 5, all);
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    const seen = [await ground()];
    for (const theme of ["dark", "light"]) {
      const button = page.locator(`.mast-tools button[value="${theme}"]`);
      await pressed(button);
      assert.equal(await button.getAttribute("aria-pressed"), "true");
      seen.push(await ground());
    }
    assert.equal(seen[0], seen[2], "the system's is light");
    assert.notEqual(seen[1], seen[2]);
  });

  walk(`options, filters and scales are chosen ${means}`, context, async (visit) => {
    const option = (name, value) => visit.page.locator(`[data-option="${name}"] button[value="${value}"]`);
    const inSchool = (await visit.table("measures")).mean["2018"];
    await visit.revised(() => pressed(option("basis", "pupil")));
    assert.equal(fragment(visit).get("basis"), "pupil");
    assert.ok((await visit.table("measures")).mean["2018"] < inSchool / 50);
    await visit.revised(() => pressed(option("weighting", "pupils")));
    await visit.revised(() => pressed(option("matched", "matched")));
    assert.deepEqual((await visit.table("measures")).n, { ...(await visit.table("measures")).n, 2016: 306, 2018: 306 });
    await visit.revised(() => pressed(visit.page.locator('[data-option="intervals"]')));
    assert.equal((await visit.table("measures")).mean["2018-low"], null);
    await pressed(visit.page.locator("details.filters > summary"));
    await visit.page.locator("details.filters select:visible").first().waitFor();
    const widening = visit.card("distribution").getByRole("button", { name: "Widening (log)" });
    await visit.revised(() => pressed(widening));
    assert.equal(await widening.getAttribute("aria-pressed"), "true");
    const linear = visit.card("schools").getByRole("button", { name: "Linear" });
    await pressed(linear);
    assert.equal(await linear.getAttribute("aria-pressed"), "true");
    const single = visit.card("change").getByRole("button", { name: "Single schools" });
    await visit.revised(() => pressed(single));
    assert.match(await visit.card("change").locator(".figure-title").innerText(), /schools/);
  });

  walk(`a card shows its table, and the table of schools is sorted and a school followed, ${means}`, context, async (visit) => {
    const lorenz = visit.card("lorenz");
    await pressed(lorenz.getByRole("button", { name: "Table", exact: true }));
    assert.ok(await lorenz.locator("table[data-table]").isVisible());
    await pressed(lorenz.getByRole("button", { name: "Chart", exact: true }));
    assert.ok(await lorenz.locator("canvas").first().isVisible());
    const rest = visit.card("measures").locator('[data-row="bottom-5"]');
    const more = visit.card("measures").locator('[data-handle="all-rows"]');
    const lastMain = visit.card("measures").locator('[data-row="theil-within"]');
    assert.deepEqual([await lastMain.isVisible(), await rest.isVisible()], [true, false]);
    await pressed(more);
    assert.equal(await rest.isVisible(), true);
    await pressed(more);
    assert.equal(await rest.isVisible(), false);
    const schools = visit.card("schools");
    const heading = schools.locator("button.sort", { hasText: "Decile" });
    await pressed(heading);
    const decile = schools.locator("tr[data-row] td data").first();
    const first = await decile.getAttribute("value");
    await pressed(heading);
    assert.deepEqual([first, await decile.getAttribute("value")].sort(), ["1", "10"]);
    const row = schools.locator("tr[data-row]").first();
    const urn = await row.getAttribute("data-row");
    await pressed(row.locator("button.follow"));
    assert.equal(fragment(visit).get("school"), urn);
    await pressed(visit.page.locator('[data-handle="stop-following"]'));
    assert.equal(fragment(visit).has("school"), false);
  });

  walk(`a figure is shared and the panel closed ${means}`, context, async (visit) => {
    await pressed(visit.card("lorenz").locator('[data-handle="share"]'));
    const panel = visit.page.locator('[data-handle="share-panel"]');
    await panel.locator('textarea[data-handle="embed-code"]').waitFor();
    await pressed(panel.getByRole("button", { name: "Close" }));
    await panel.waitFor({ state: "detached" });
  });
}
