// Starts the program that Trunk named on this script's tag. A module of its own, since the page's
// policy allows no inline script.

const { js, wasm } = document.querySelector("script[data-js]").dataset;
const at = (address) => new URL(address, document.baseURI);

// The theme someone chose before, put on before the first paint; without one, the system's.
try {
  const theme = localStorage.getItem("giving-gap.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage is switched off: the system's theme it is.
}

try {
  const program = await import(at(js));
  await program.default({ module_or_path: at(wasm) });
} catch (fault) {
  const status = document.getElementById("shell-status");
  if (status) status.textContent = `This page could not start in this browser (${fault.message}). A current Firefox, Chrome, Edge or Safari can run it.`;
  throw fault;
}

keepAfterFirstFigures();

/** Asks for the copy that opens without a network once the first figures are there, so that it delays none. */
function keepAfterFirstFigures() {
  const root = document.documentElement;
  // A chart in a frame on another site keeps nothing.
  if (!("serviceWorker" in navigator) || location.pathname.endsWith("/embed.html")) return;
  const watch = new MutationObserver(() => root.dataset.ready === "true" && begin());
  const begin = () => {
    watch.disconnect();
    // A browser that keeps nothing (a private window, a full disk) shows the page all the same.
    navigator.serviceWorker.register(at("offline.js"), { updateViaCache: "none" }).then(announceNewer, () => {});
  };
  watch.observe(root, { attributes: true, attributeFilter: ["data-ready"] });
  if (root.dataset.ready === "true") begin();
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
