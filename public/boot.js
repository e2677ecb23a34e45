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
