// What every browser test stands on: the built page, served under a sub-path, watched for anything
// that a user would not want to happen, and read through the handles that the page promises.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { after, before, test } from "node:test";
import { launchChromium } from "../../scripts/chromium.mjs";
import { serve } from "../../scripts/serve.mjs";
import { tableOf } from "./tables.mjs";

export { close, closeTable } from "./tables.mjs";

export const ROOT = new URL("../../", import.meta.url).pathname;
export const BASE = "/giving-gap/";
const PATIENCE = 60_000; // a loaded machine is slow, not wrong

let browser;
export let site;
before(async () => {
  site = await serve({ folder: `${ROOT}dist`, base: BASE });
  // Whatever is not the site's own cannot be found, so that no test can pass with help from outside.
  browser = await launchChromium({ flags: ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"] });
});
after(async () => {
  await browser?.close();
  await site?.close();
});

/**
 * A test of the page in a fresh browser profile: `walk("what holds", options, async (visit) => …)`.
 * Options: `path` and `hash` of the address, `opens` (false: the body opens it), `allowed` (expressions
 * that a console message may match), `patience` (milliseconds for the whole walk), and whatever a Playwright
 * context takes; the offline copy is made only with `serviceWorkers: "allow"`. The test fails on any
 * script error, console error, or request outside the site, even where the body is content.
 */
export function walk(name, options, body = options) {
  const { path = "", hash = "", opens = true, allowed = [], patience = 3 * PATIENCE, ...context } = body === options ? {} : options;
  test(name, { timeout: patience }, async () => {
    const profile = await browser.newContext({ viewport: { width: 1280, height: 900 }, serviceWorkers: "block", ...context });
    profile.setDefaultTimeout(PATIENCE);
    const visit = new Visit(profile, await profile.newPage(), allowed);
    try {
      if (opens) await visit.open(path, hash);
      await body(visit);
      assert.deepEqual(visit.troubles, [], "the page reported trouble");
    } catch (error) {
      await visit.keepPicture(name);
      if (visit.troubles.length > 0) error.message += `\nThe page's own troubles:\n${visit.troubles.join("\n")}`;
      throw error;
    } finally {
      await profile.close();
    }
  });
}

export class Visit {
  constructor(profile, page, allowed) {
    this.profile = profile;
    this.page = page;
    /** Script errors, console errors and requests outside the site, in words. */
    this.troubles = [];
    /** The address of every request, in order. */
    this.requests = [];
    const trouble = (text) => allowed.some((pattern) => pattern.test(text)) || this.troubles.push(text);
    const watch = (page) => {
      page.on("pageerror", (error) => trouble(`script error: ${error.message}`));
      page.on("console", (message) => message.type() === "error" && trouble(`console: ${message.text()}`));
      page.on("crash", () => trouble("the page crashed"));
    };
    profile.pages().forEach(watch);
    profile.on("page", watch);
    profile.on("request", (request) => {
      const url = request.url();
      if (/^(data|blob):/.test(url)) return;
      this.requests.push(url);
      if (!url.startsWith(site.url)) trouble(`request outside the site: ${url}`);
    });
  }

  /** Opens the page and waits until every card has been drawn for the first time. */
  async open(path = "", hash = "") {
    await this.page.goto(site.url + path + hash);
    await this.ready();
  }

  async ready() {
    await this.page.locator('html[data-ready="true"]').waitFor({ state: "attached" });
  }

  revision() {
    return this.page.evaluate(() => Number(document.documentElement.dataset.revision ?? 0));
  }

  /** Does something that asks for new figures, and waits until they are there. Returns how far the revision rose. */
  async revised(action) {
    const earlier = await this.revision();
    await action();
    const deadline = Date.now() + PATIENCE;
    for (;;) {
      const now = await this.revision();
      if (now > earlier) return now - earlier;
      assert.ok(Date.now() < deadline, `the revision stayed at ${earlier}`);
      await this.page.waitForTimeout(20);
    }
  }

  card(kind) {
    return this.page.locator(`[data-figure="${kind}"]`);
  }

  state(kind) {
    return this.card(kind).getAttribute("data-state");
  }

  /** The table of a figure: `table[row][column]` is a number, or null where the page gives none. */
  async table(kind) {
    await this.card(kind).locator("table[data-table]").first().waitFor({ state: "attached", timeout: 3000 });
    return this.page.evaluate(tableOf, kind);
  }

  /** Every figure's table, as text: what must not move where a test says that figures stay. */
  everyTable() {
    return this.page.evaluate(() =>
      Object.fromEntries(
        [...document.querySelectorAll("[data-figure]")].map((card) => [
          card.dataset.figure,
          [...card.querySelectorAll("table[data-table] data")].map((data) => data.value).join(" "),
        ]),
      ),
    );
  }

  /** What the options hold: `{ measure: "raised", … }`. */
  options() {
    return this.page.evaluate(() =>
      Object.fromEntries([...document.querySelectorAll("[data-option]")].map((option) => [option.dataset.option, option.dataset.value])),
    );
  }

  /** Chooses a value of an option, in whatever form the option has. */
  async choose(option, value) {
    const control = this.page.locator(`[data-option="${option}"]`);
    const tag = await control.evaluate((node) => (node.tagName === "INPUT" ? node.type : node.tagName.toLowerCase()));
    if (tag === "select") await control.selectOption(String(value));
    else if (tag === "checkbox") await control.setChecked(Boolean(value));
    else if (tag === "number") {
      await control.fill(String(value));
      await control.press("Tab");
    } else await control.locator(`button[value="${value}"]`).click();
  }

  /** Hands files to the page: paths, or `{ name, text }` or `{ name, bytes }` made up by the test. */
  async give(...files) {
    await this.page.locator('input[type=file][data-handle="files"]').setInputFiles(
      files.map((file) =>
        typeof file === "string"
          ? file
          : { name: file.name, mimeType: "text/csv", buffer: Buffer.from(file.bytes ?? file.text) },
      ),
    );
  }

  file(name) {
    return this.page.locator(`[data-handle="import"] [data-file="${name}"]`);
  }

  /** Hands files over and waits until each is read or refused. */
  async read(...files) {
    await this.give(...files);
    for (const file of files) {
      const name = typeof file === "string" ? file.split("/").pop() : file.name;
      await this.file(name).and(this.page.locator('[data-state="ready"], [data-state="refused"]')).waitFor({ state: "attached" });
    }
  }

  /** Presses *use* and waits for the figures that it asks for. */
  async use() {
    await this.revised(() => this.page.locator('[data-handle="use"]').click());
  }

  /** The import report: `{ "rows-read": 8, … }`. */
  async report() {
    await this.page.locator('[data-handle="import-report"] data[data-count]').first().waitFor({ state: "attached" });
    return this.page.evaluate(() =>
      Object.fromEntries(
        [...document.querySelectorAll('[data-handle="import-report"] data[data-count]')].map((data) => [data.dataset.count, Number(data.value)]),
      ),
    );
  }

  async keepPicture(name) {
    const folder = `${ROOT}target/failures`;
    await mkdir(folder, { recursive: true });
    const file = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, "-").slice(0, 80);
    await this.page.screenshot({ path: `${folder}/${file}.png` }).catch(() => {});
  }
}
