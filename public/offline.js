// Keeps a copy of the site's own files in the browser, so that the page opens without a network. It
// asks for nothing but the files of its list, each held to its SHA-256, and answers for no other.

const FILES = {}; // path → SHA-256, written here by the build
const CACHE = "giving-gap";
const home = new URL(self.registration.scope);
const address = (path) => new URL(path, home).href;
const kept = (path) => `${address(path)}?sha256=${FILES[path]}`;

const sha256 = async (bytes) =>
  [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

async function keep(cache, path) {
  // A file that an earlier version had is the same file.
  if (await cache.match(kept(path))) return;
  const response = await fetch(address(path), { cache: "no-cache" });
  const bytes = await response.arrayBuffer();
  if (!response.ok || (await sha256(bytes)) !== FILES[path]) throw new Error(`${path} is not the file of this version`);
  const type = response.headers.get("content-type") ?? "application/octet-stream";
  await cache.put(kept(path), new Response(bytes, { headers: { "content-type": type } }));
}

self.addEventListener("install", (event) => {
  const all = (cache) => Promise.all(Object.keys(FILES).map((path) => keep(cache, path)));
  event.waitUntil(caches.open(CACHE).then(all));
});

// The version before is open nowhere any more: what it alone had may go.
self.addEventListener("activate", (event) => {
  const wanted = new Set(Object.keys(FILES).map(kept));
  const tidy = async () => {
    const cache = await caches.open(CACHE);
    const stale = (await cache.keys()).filter((request) => !wanted.has(request.url));
    await Promise.all(stale.map((request) => cache.delete(request)));
  };
  event.waitUntil(tidy());
});

self.addEventListener("fetch", (event) => {
  const { origin, pathname } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== home.origin || !pathname.startsWith(home.pathname)) return;
  const path = decodeURIComponent(pathname.slice(home.pathname.length)) || "index.html";
  if (!Object.hasOwn(FILES, path)) return;
  const answer = async () => (await (await caches.open(CACHE)).match(kept(path))) ?? fetch(event.request);
  event.respondWith(answer());
});
