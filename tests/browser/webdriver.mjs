// Browsers driven by plain WebDriver over HTTP: https://www.w3.org/TR/webdriver2/ names every address here.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { createServer } from "node:net";
import { delimiter, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { chromiumPath } from "../../scripts/chromium.mjs";

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf"; // the standard's name for an element's id
const PATIENCE = 60_000; // a loaded machine is slow, not wrong

const onPath = (...names) => {
  const folders = process.env.PATH.split(delimiter);
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
  if (!found) throw new Error(`No ${names.join(" or ")} was found: scripts/setup browsers installs it.`);
  return found;
};

/** WebKitGTK's own small browser stands in a folder that is named after the machine's kind. */
function miniBrowser() {
  const found = readdirSync("/usr/lib").map((kind) => `/usr/lib/${kind}/webkit2gtk-4.1/MiniBrowser`).find(existsSync);
  if (!found) throw new Error("No MiniBrowser of WebKitGTK was found: scripts/setup browsers installs it.");
  return found;
}

/** How each browser is started: its driver's words, and what a new session asks of it. */
export const BROWSERS = {
  chromium: () => ({
    driver: [onPath("chromedriver"), "--log-level=OFF"],
    options: { "goog:chromeOptions": { binary: chromiumPath(), args: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking"] } },
  }),
  firefox: () => ({
    driver: [onPath("geckodriver"), "--log=fatal"],
    options: { "moz:firefoxOptions": { binary: onPath("firefox-esr", "firefox"), args: ["-headless"] } },
  }),
  webkitgtk: () => ({
    driver: [onPath("WebKitWebDriver")],
    needsScreen: true,
    options: { "webkitgtk:browserOptions": { binary: miniBrowser(), args: ["--automation"] } },
  }),
};

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

/** A screen that nobody sees, on the first free number, which Xvfb writes to the pipe once it is ready. */
async function screen() {
  const process = spawn(onPath("Xvfb"), ["-displayfd", "3", "-screen", "0", "1280x900x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const [number] = await once(process.stdio[3], "data", { signal: AbortSignal.timeout(PATIENCE) });
  return { process, display: `:${String(number).trim()}` };
}

/** Starts a browser of `BROWSERS`; `end` closes it, its driver and its screen. */
export async function launch(name) {
  assert.ok(name in BROWSERS, `No browser is called ${name}: there are ${Object.keys(BROWSERS).join(", ")}.`);
  const { driver: [command, ...words], options, needsScreen } = BROWSERS[name]();
  const processes = [];
  const stop = () => processes.forEach((process) => process.kill());
  try {
    const port = await freePort();
    const environment = { ...process.env };
    if (needsScreen) {
      const { process: server, display } = await screen();
      processes.push(server);
      Object.assign(environment, { DISPLAY: display, GDK_BACKEND: "x11" });
    }
    processes.push(spawn(command, [...words, `--port=${port}`], { env: environment, stdio: "ignore" }));
    const browser = new Browser(`http://127.0.0.1:${port}`, stop);
    await browser.begin(options);
    return browser;
  } catch (fault) {
    stop();
    throw fault;
  }
}

class Browser {
  constructor(driver, stop) {
    this.driver = driver;
    this.session = "";
    this.stop = stop;
  }

  async ask(method, path, body) {
    const response = await fetch(this.driver + this.session + path, {
      method,
      headers: { "content-type": "application/json" },
      body: method === "POST" ? JSON.stringify(body ?? {}) : undefined,
      signal: AbortSignal.timeout(2 * PATIENCE),
    });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`);
    return value;
  }

  async begin(options) {
    await until(() => this.ask("GET", "/status").then(({ ready }) => ready, () => false), "the driver does not answer");
    const { sessionId, capabilities } = await this.ask("POST", "/session", { capabilities: { alwaysMatch: options } });
    this.session = `/session/${sessionId}`;
    this.version = `${capabilities.browserName} ${capabilities.browserVersion}`;
    await this.ask("POST", "/window/rect", { width: 1280, height: 900 });
  }

  async end() {
    await this.ask("DELETE", "").catch(() => {});
    this.stop();
  }

  open(address) {
    return this.ask("POST", "/url", { url: address });
  }

  reload() {
    return this.ask("POST", "/refresh");
  }

  /** What a function gives that runs in the page; a promise is waited for. */
  evaluate(body, ...words) {
    return this.ask("POST", "/execute/sync", { script: `return (${body})(...arguments)`, args: words });
  }

  until(holds, what, ...words) {
    return until(() => this.evaluate(holds, ...words), what);
  }

  async find(selector) {
    return (await this.ask("POST", "/element", { using: "css selector", value: selector }))[ELEMENT];
  }

  /** Presses as a user does: into view, and on whatever lies on top there. */
  async click(selector) {
    // The driver would scroll as the page does, smoothly, and press before it has arrived.
    await this.until(
      (selector) => {
        const node = document.querySelector(selector);
        const earlier = node.getBoundingClientRect().top;
        node.scrollIntoView({ block: "center", behavior: "instant" });
        return Math.abs(node.getBoundingClientRect().top - earlier) < 1;
      },
      `${selector} does not come to rest`,
      selector,
    );
    await this.ask("POST", `/element/${await this.find(selector)}/click`);
  }

  async type(selector, text) {
    await this.ask("POST", `/element/${await this.find(selector)}/value`, { text });
  }

  /** A key pressed wherever the focus stands. */
  async press(key) {
    const actions = ["keyDown", "keyUp"].map((type) => ({ type, value: key }));
    await this.ask("POST", "/actions", { actions: [{ type: "key", id: "keyboard", actions }] });
  }

  async picture() {
    return Buffer.from(await this.ask("GET", "/screenshot"), "base64");
  }
}

async function until(holds, what) {
  const deadline = Date.now() + PATIENCE;
  while (!(await holds())) {
    assert.ok(Date.now() < deadline, what);
    await delay(50);
  }
}
