// Starts the page's program, which the build named on this script's tag, and fetches what it asks for. A
// module of its own, since the page's policy allows no inline script. The single file has it inside, by hash.

const { js, wasm, worker, opening } = document.querySelector("script[data-js]").dataset;
const at = (address) => new URL(address, document.baseURI);
// What the single file holds of the site; undefined on the site, which fetches it.
const held = globalThis.givingGapHeld;

async function fetched(address) {
  const response = await (held ? held.part(address) : fetch(at(address)));
  if (!response.ok) throw new Error(`${address} did not come (${response.status})`);
  return response;
}

async function compiled(address) {
  const response = await fetched(address);
  // Compiled while it comes, where the host names its type.
  const isNamed = response.headers.get("content-type") === "application/wasm";
  return isNamed ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

// An address with options asks for other figures than the site was built with, and an embed brings its own.
const opens = opening && !location.hash.includes("=");
const first = opens ? fetched(opening).then((response) => response.arrayBuffer()) : Promise.resolve(null);
first.catch(() => {}); // the program, which waits for it, goes on without

globalThis.givingGap = {
  /** Whether others can follow an address to this page, and frame its charts. */
  hasAddress: () => !held,

  /** The bytes of the figures that the site was built with. */
  opening: () => first,

  /** What a worker is started with; its part of the program comes second, so that the figures come first. */
  async program(names) {
    const file = async (name) => [name, new Uint8Array(await (await fetched(`demo/${name}`)).arrayBuffer())];
    const script = fetched(worker).then((response) => response.text());
    const module = compiled(worker.replace(/\.js$/, "_bg.wasm"));
    const files = await Promise.all(names.map(file));
    // From a disk, no worker may be a module.
    return { type: held ? "classic" : "module", script: await script, module: await module, demonstration: Object.fromEntries(files) };
  },
};

// The theme someone chose before, put on before the first paint; without one, the system's.
try {
  const theme = localStorage.getItem("giving-gap.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage is switched off: the system's theme it is.
}

goBackToReading();

// Where the page comes from its own copy, it is there sooner than a picture of it could be looked at.
if (!held && navigator.serviceWorker?.controller) document.querySelector(".shell-figure")?.remove();

try {
  const [program, module] = await Promise.all([held?.program ?? import(at(js)), compiled(wasm)]);
  await program.default({ module_or_path: module });
} catch (fault) {
  const status = document.getElementById("shell-status");
  if (status) status.textContent = `This page could not start in this browser (${fault.message}). A current Firefox, Chrome, Edge or Safari can run it.`;
  throw fault;
}

onceReady(keepCopy);

/** Does something once the first figures are there, so that it delays none. */
function onceReady(act) {
  const root = document.documentElement;
  if (root.dataset.ready === "true") return act();
  const watch = new MutationObserver(() => {
    if (root.dataset.ready !== "true") return;
    watch.disconnect();
    act();
  });
  watch.observe(root, { attributes: true, attributeFilter: ["data-ready"] });
}

/** Asks for the copy that opens without a network. */
function keepCopy() {
  // A chart in a frame on another site keeps nothing, and the single file is its own copy.
  if (held || !("serviceWorker" in navigator) || location.pathname.endsWith("/embed.html")) return;
  // A browser that keeps nothing (a private window, a full disk) shows the page all the same.
  navigator.serviceWorker.register(at("offline.js"), { updateViaCache: "none" }).then(announceNewer, () => {});
}

/**
 * Goes back to where somebody was before the page was loaded anew. The browser would by itself, but before the
 * figures stand; from then on it is left to it.
 */
function goBackToReading() {
  if (parent !== globalThis) return; // a chart in a frame has nothing to scroll
  const name = "giving-gap.reading";
  const isAnew = performance.getEntriesByType("navigation")[0]?.type !== "navigate";
  history.scrollRestoration = "manual";
  onceReady(() => {
    history.scrollRestoration = "auto";
    try {
      const top = isAnew ? Number(sessionStorage.getItem(name)) : 0;
      // Whoever has begun to read stays where they are.
      if (scrollY === 0) scrollTo({ top, behavior: "instant" });
      addEventListener("pagehide", () => sessionStorage.setItem(name, scrollY));
    } catch {
      // Storage is switched off: the page begins at its top.
    }
  });
}

/** Tells the page that a newer version waits; it is never put in place under somebody's work. */
function announceNewer(registration) {
  const tell = () => navigator.serviceWorker.controller && dispatchEvent(new Event("giving-gap:newer"));
  if (registration?.waiting) tell();
  registration?.addEventListener("updatefound", () => {
    const newer = registration.installing;
    newer?.addEventListener("statechange", () => newer.state === "installed" && tell());
  });
}
