// Nothing leaves: no way out to another origin, from the page or its worker, and no request after load.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before } from "node:test";
import { ROOT, walk } from "./harness.mjs";

// Another origin that would answer everyone, and remembers who came.
let outside;
let visitors = [];
before(async () => {
  const server = createServer((request, response) => {
    visitors.push(`${request.method} ${request.url}`);
    response.writeHead(200, { "access-control-allow-origin": "*", "content-type": "text/javascript" }).end("export {}");
  });
  server.on("upgrade", (request, socket) => (visitors.push(`upgrade ${request.url}`), socket.destroy()));
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  outside = { server, address: `127.0.0.1:${server.address().port}` };
});
after(() => outside.server.close());

/** Tries every way to another origin; resolves to those that seemed to work. Runs in a page or a worker. */
async function tryEveryWay(address) {
  const url = `http://${address}/`;
  const ways = {
    fetch: () => fetch(`${url}fetch`),
    "fetch without cors": () => fetch(`${url}no-cors`, { mode: "no-cors" }),
    import: () => import(`${url}import.js`),
    xhr: () =>
      new Promise((resolve, reject) => {
        const request = new XMLHttpRequest();
        request.onload = resolve;
        request.onerror = reject;
        request.open("GET", `${url}xhr`);
        request.send();
      }),
    websocket: () =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(`ws://${address}/socket`);
        socket.onopen = resolve;
        socket.onerror = reject;
      }),
    events: () =>
      new Promise((resolve, reject) => {
        const source = new EventSource(`${url}events`);
        source.onopen = resolve;
        source.onerror = () => (source.close(), reject());
      }),
  };
  if (typeof importScripts === "function") ways.importScripts = () => importScripts(`${url}script.js`);
  if (typeof document !== "undefined") {
    ways.image = () =>
      new Promise((resolve, reject) => Object.assign(new Image(), { onload: resolve, onerror: reject, src: `${url}image.png` }));
    ways.beacon = async () => {
      navigator.sendBeacon(`${url}beacon`, "x");
      throw new Error("what it returns says nothing: the other side counts");
    };
  }
  const worked = [];
  for (const [name, way] of Object.entries(ways)) {
    const patience = new Promise((_, reject) => setTimeout(reject, 1500));
    await Promise.race([Promise.resolve().then(way), patience]).then(() => worked.push(name), () => {});
  }
  return worked;
}

const blocked = [/Content Security Policy/i, /Failed to load|violates|Refused|ERR_/i];

walk("no way leads from the page to another origin", { allowed: [...blocked, /request outside the site/] }, async ({ page }) => {
  visitors = [];
  assert.deepEqual(await page.evaluate(tryEveryWay, outside.address), []);
  await page.waitForTimeout(300);
  assert.deepEqual(visitors, []);
});

walk("no way leads from the worker to another origin", { allowed: [...blocked, /request outside the site/] }, async ({ page }) => {
  visitors = [];
  const workers = page.workers();
  assert.ok(workers.length > 0, "there is a worker");
  for (const worker of workers) assert.deepEqual(await worker.evaluate(tryEveryWay, outside.address), []);
  await page.waitForTimeout(300);
  assert.deepEqual(visitors, []);
});

walk("after load there is no request through import, exploring and export", async (visit) => {
  const { page } = visit;
  await page.waitForTimeout(1500); // the offline copy is made after the figures
  const loaded = visit.requests.length;
  await visit.read(`${ROOT}tests/data/browser/accounts-2016.csv`, `${ROOT}tests/data/browser/accounts-2018.csv`);
  await visit.use();
  await visit.revised(() => visit.choose("measure", "donations"));
  await page.mouse.wheel(0, 2000);
  await page.waitForTimeout(500);
  assert.deepEqual(visit.requests.slice(loaded), []);
});

walk("the policy is strict", async ({ page }) => {
  const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute("content");
  assert.match(policy, /default-src 'none'/);
  const scripts = policy.match(/script-src ([^;]*)/)[1];
  assert.doesNotMatch(scripts, /unsafe-inline|'unsafe-eval'|https?:|\*/);
  assert.equal(policy.match(/connect-src ([^;]*)/)[1].trim(), "'self'");
});
