// What a first visit costs may only shrink. The budget, which is far less, is in size.budget.mjs; these numbers
// are lowered with what is saved, never raised without a reason in the change that does it.
import assert from "node:assert/strict";
import { walk } from "./harness.mjs";
import { inWords, sum, transferred } from "./transfer.mjs";

const FIRST_FIGURES = { br: 547_000, gzip: 695_000 };
const WHOLE = { br: 1_057_000, gzip: 1_326_000 };

walk("a first visit costs no more than it did", async (visit) => {
  const files = await transferred(visit);
  const first = files.filter((file) => !file.isSecond);
  assert.ok(first.length < files.length, "what counts comes second");
  for (const encoding of ["br", "gzip"]) {
    for (const [what, some, most] of [["before the first figures", first, FIRST_FIGURES], ["in all", files, WHOLE]]) {
      const all = sum(some, encoding);
      assert.ok(all <= most[encoding], `${all} bytes of ${encoding} ${what}, ${most[encoding]} are allowed:\n${inWords(some, encoding)}`);
      console.log(`${what}: ${all} bytes of ${encoding}`);
    }
  }
});
