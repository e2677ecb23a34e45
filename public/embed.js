// Fits the charts of Giving Gap on this page to their height, however many there are. Put it on the
// page once. A chart is an <iframe> of embed.html, or the shorter
//   <giving-gap-chart src="…/embed.html#embed=…" title="…" scheme="auto"><p>Text instead</p></giving-gap-chart>
// `scheme` is light, dark or auto: auto follows the page's own `color-scheme`, which a frame inherits.
(() => {
  if (window.customElements?.get("giving-gap-chart")) return;
  const TALLEST = 20000;

  // A frame says its height when it changes; only a frame that is on this page is believed, and only
  // about itself.
  window.addEventListener("message", (event) => {
    const { type, height } = event.data ?? {};
    if (type !== "giving-gap:height" || !(height > 0 && height < TALLEST)) return;
    for (const frame of document.querySelectorAll("iframe")) {
      if (frame.contentWindow !== event.source) continue;
      frame.style.aspectRatio = "auto";
      frame.style.minHeight = "0";
      frame.style.height = `${Math.ceil(height)}px`;
    }
  });

  // Frames that were ready before this script are asked once.
  const ask = () => {
    for (const frame of document.querySelectorAll('iframe[src*="embed.html"]')) {
      frame.contentWindow?.postMessage({ type: "giving-gap:ask" }, "*");
    }
  };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", ask);
  ask();

  window.customElements?.define("giving-gap-chart", class extends HTMLElement {
    connectedCallback() {
      if (this.querySelector("iframe")) return;
      const address = new URL(this.getAttribute("src") ?? "", document.baseURI);
      if (!/^https?:$/.test(address.protocol)) return;
      const scheme = this.getAttribute("scheme");
      if (scheme) address.searchParams.set("scheme", scheme);
      const frame = document.createElement("iframe");
      frame.title = this.getAttribute("title") ?? "Chart";
      frame.loading = "lazy";
      frame.src = address.href;
      frame.style.cssText = "width:100%;border:0;aspect-ratio:4/3;min-height:420px";
      this.style.display = "block";
      this.replaceChildren(frame);
    }
  });
})();
