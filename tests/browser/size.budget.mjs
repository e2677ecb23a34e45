// What a first visit may cost: 300 kB of brotli and 360 kB of gzip. It does not keep that yet; size.test.mjs
// holds what it costs by now.
import assert from "node:assert/strict";
import { walk } from "./harness.mjs";
import { inWords, sum, transferred } from "./transfer.mjs";

const BUDGET = { br: 300_000, gzip: 360_000 };

walk("a first visit stays within its budget", async (visit) => {
  const files = await transferred(visit);
  for (const [encoding, budget] of Object.entries(BUDGET)) {
    const all = sum(files, encoding);
    assert.ok(all <= budget, `${all} bytes of ${encoding}, ${budget} are allowed:\n${inWords(files, encoding)}`);
  }
});
