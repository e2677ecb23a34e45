// The main walk through the built page in every browser: the demonstration, a chart shared, files of the
// user's own, an option, a reload, a visit without a network, and the single file. `ONLY=firefox` walks in
// one of them.
import assert from "node:assert/strict";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";
import { serve } from "../../scripts/serve.mjs";
import * as hand from "./by-hand.mjs";
import { decileMeans, demonstration, inColumns } from "./expected.mjs";
import { addressIn, decode, rowsOf } from "./payload.mjs";
import { closeTable, tableOf } from "./tables.mjs";
import { BROWSERS, launch } from "./webdriver.mjs";

const ROOT = new URL("../../", import.meta.url).pathname;
const BASE = "/giving-gap/";
const pair = ["accounts-2016.csv", "accounts-2018.csv"];
const expected = inColumns(
  Object.fromEntries(Object.entries(demonstration(`${ROOT}public/demo`)).map(([wave, schools]) => [wave, decileMeans(schools, {}, ["donations", "pta_income"])])),
);

// WebDriver tells nothing of what went wrong before its first word, so the page itself keeps a list, from
// the first line of its first script on. A copy of the site does, since its offline copy is held to hashes.
const WATCHED = `${ROOT}target/watched-site/`;
rmSync(WATCHED, { recursive: true, force: true });
cpSync(`${ROOT}dist`, WATCHED, { recursive: true });
writeFileSync(
  `${WATCHED}boot.js`,
  `{
  const troubles = (window.troubles = []);
  addEventListener("error", ({ message, target }) => troubles.push(message ?? \`not loaded: \${target.src ?? target.href}\`), true);
  addEventListener("unhandledrejection", ({ reason }) => troubles.push(String(reason)));
  addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => troubles.push(\`\${violatedDirective} forbids \${blockedURI}\`));
  const say = console.error;
  console.error = (...words) => (troubles.push(words.join(" ")), say(...words));
}
${readFileSync(`${ROOT}dist/boot.js`, "utf8")}`,
);

const ready = () => document.documentElement.dataset.ready === "true";
const exists = (selector) => document.querySelector(selector) !== null;
const revision = () => Number(document.documentElement.dataset.revision ?? 0);

const summary = [];
after(() => summary.forEach((line) => console.log(line)));

const chosen = process.env.ONLY ? [process.env.ONLY] : Object.keys(BROWSERS);
for (const name of chosen) {
  test(name, { timeout: 600_000 }, async (walk) => {
    const browser = await launch(name);
    const site = await serve({ folder: WATCHED, base: BASE });
    const untouched = await serve({ folder: `${ROOT}dist`, base: BASE });
    let [passed, failed] = [0, 0];
    walk.after(async () => {
      summary.push(`${name} (${browser.version}): ${passed} steps passed, ${failed} failed`);
      await browser.end();
      await Promise.all([site.close(), untouched.close()]);
    });

    /** A step of the walk; it fails also where the page reported trouble, and after a step that failed. */
    const step = (what, body) =>
      walk.test(what, async () => {
        try {
          assert.equal(failed, 0, "an earlier step failed");
          await body();
          assert.deepEqual(await browser.evaluate(() => window.troubles ?? []), [], "the page reported trouble");
          passed += 1;
        } catch (fault) {
          failed += 1;
          const troubles = await browser.evaluate(() => window.troubles ?? []).catch(() => []);
          fault.message += troubles.map((trouble) => `\nThe page's own trouble: ${trouble}`).join("");
          mkdirSync(`${ROOT}target/failures`, { recursive: true });
          writeFileSync(`${ROOT}target/failures/${name}-${what.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-")}.png`, await browser.picture().catch(() => ""));
          throw fault;
        }
      });
    const open = async (address) => {
      await browser.open(address);
      await browser.until(ready, "the page did not become ready");
    };
    const table = (kind) => browser.evaluate(tableOf, kind);
    const revised = async (action) => {
      const earlier = await browser.evaluate(revision);
      await action();
      await browser.until((earlier) => Number(document.documentElement.dataset.revision) > earlier, `the revision stayed at ${earlier}`, earlier);
    };

    const give = () => browser.type('input[type=file][data-handle="files"]', pair.map((file) => `${ROOT}tests/data/browser/${file}`).join("\n"));
    const use = async () => {
      for (const file of pair) await browser.until(exists, `${file} was not read`, `[data-handle="import"] [data-file="${file}"][data-state="ready"]`);
      await revised(() => browser.click('[data-handle="use"]'));
    };
    // By its first letters, as from a keyboard: WebKit's driver cannot press an option of a closed list.
    const chooseDonations = () => revised(() => browser.type('select[data-option="measure"]', "Don"));

    await step("the demonstration is drawn, with its numbers", async () => {
      await open(site.url);
      closeTable(await table("decile-raised"), expected, "decile-raised");
      const states = await browser.evaluate(() => [...document.querySelectorAll("[data-figure]")].map((card) => card.dataset.state));
      assert.deepEqual([...new Set(states)], ["ready"]);
      const colours = await browser.evaluate(() => {
        const canvas = document.querySelector('[data-figure="decile-raised"] canvas');
        canvas.scrollIntoView();
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        return new Set(new Uint32Array(data.buffer)).size;
      });
      assert.ok(colours > 4, `${colours} colours are no chart`);
    });

    await step("a chart is shared, and its address opens as that chart", async () => {
      const before = await table("decile-raised");
      await browser.click('[data-figure="decile-raised"] [data-handle="share"]');
      await browser.until(exists, "no embed code came", '[data-handle="share-panel"] textarea[data-handle="embed-code"]');
      await browser.until(() => document.querySelector('[data-handle="share-panel"] .preview img')?.naturalWidth > 0, "no preview was drawn");
      assert.ok(await browser.evaluate(() => document.activeElement.closest(":modal") !== null), "the panel is a dialogue, with the focus");
      const address = addressIn(await browser.evaluate(() => document.querySelector('textarea[data-handle="embed-code"]').value));
      const { figure } = await decode(address);
      for (const { key, waves } of rowsOf(figure.rows, figure)) {
        figure.waves.forEach((wave, at) => assert.ok(Math.abs(waves[at].v - before[key][wave]) <= 0.5, `${key} in ${wave}`));
      }
      await browser.press("\uE00C"); // Escape
      await browser.until(() => document.querySelector('[data-handle="share-panel"]') === null, "Escape does not close the panel");

      await open(address);
      const there = await table("decile-raised");
      for (const [key, cells] of Object.entries(there)) assert.ok(Math.abs(cells["2018"] - before[key]["2018"]) <= 0.5, `${key} of the embed`);
      await open(site.url);
    });

    await step("files of the user's own give the numbers worked out by hand", async () => {
      await give();
      await use();
      closeTable(await table("decile-raised"), hand.decileRaised, "decile-raised");
      closeTable(await table("measures"), hand.measures, "measures");
      closeTable(await table("table-1"), hand.table1, "table-1");
    });

    await step("an option changes the figures", async () => {
      await chooseDonations();
      closeTable(await table("decile-raised"), hand.decileDonations, "decile-raised");
    });

    await step("a reload loses neither files nor options", async () => {
      await browser.reload();
      await browser.until(ready, "the page did not become ready");
      closeTable(await table("decile-raised"), hand.decileDonations, "decile-raised");
    });

    await step("a second visit needs no network", async () => {
      await open(untouched.url);
      await browser.until(() => navigator.serviceWorker.getRegistration().then((registration) => registration?.active?.state === "activated"), "no copy was kept");
      await untouched.close();
      // By its address: Firefox's driver reloads past every service worker.
      await open(untouched.url);
      closeTable(await table("decile-raised"), expected, "decile-raised");
    });

    await step("the page opens from one file on a disk", async () => {
      await open(pathToFileURL(`${ROOT}dist/giving-gap.html`).href);
      closeTable(await table("decile-raised"), expected, "decile-raised");
      await give();
      if (name === "webkitgtk") {
        // WebKit's worker cannot read a file there: the page says which browsers can.
        await browser.until(() => /Firefox, Chrome and Edge do/.test(document.body.innerText), "it is not said what to do");
        return;
      }
      await use();
      await chooseDonations();
      closeTable(await table("decile-raised"), hand.decileDonations, "decile-raised");
    });
  });
}
