// What a first visit may cost: the whole page in 300 kB of brotli and 360 kB of gzip.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { pack } from "../../scripts/serve.mjs";
import { ROOT, site, walk } from "./harness.mjs";

const BUDGET = { br: 300_000, gzip: 360_000 };

walk("a first visit stays within its budget", async (visit) => {
  const paths = new Set(visit.requests.map((url) => url.slice(site.url.length).replace(/[?#].*/, "") || "index.html"));
  assert.ok([...paths].some((path) => path.endsWith(".wasm")), "the visit is whole");
  for (const [encoding, budget] of Object.entries(BUDGET)) {
    const parts = await Promise.all([...paths].map(async (path) => [path, (await pack(readFileSync(`${ROOT}dist/${path}`), encoding)).length]));
    const sum = parts.reduce((all, [, size]) => all + size, 0);
    const words = parts.sort((a, b) => b[1] - a[1]).map(([path, size]) => `${path}: ${size}`);
    assert.ok(sum <= budget, `${sum} bytes of ${encoding}, ${budget} are allowed:\n${words.join("\n")}`);
  }
});
