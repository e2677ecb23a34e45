// In the single file before boot.js: answers as the network would, with what the page holds in elements that
// no browser runs, each part compressed and written in base64.
globalThis.givingGapHeld = {
  part(address) {
    const element = document.getElementById(`held/${address}`);
    if (!element) return new Response(null, { status: 404 });
    const bytes = Uint8Array.from(atob(element.textContent), (letter) => letter.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip")));
  },
};
