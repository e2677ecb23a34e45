// Every way from a page or a worker to another origin, tried.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before } from "node:test";
import { setTimeout as delay } from "node:timers/promises";

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

/** What the console may say of it. */
export const blocked = [/Content Security Policy/i, /Failed to load|violates|Refused|ERR_/i, /request outside the site/];

/** No way leads out of a page or a worker, neither by what it says itself nor by what the other side saw. */
export async function noWayOut(place) {
  visitors = [];
  assert.deepEqual(await place.evaluate(tryEveryWay, outside.address), []);
  await delay(300);
  assert.deepEqual(visitors, []);
}
