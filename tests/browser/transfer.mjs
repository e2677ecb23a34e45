// What a visit transfers, file by file, compressed as hosts compress.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { pack } from "../../scripts/serve.mjs";
import { ROOT, site } from "./harness.mjs";

// The worker's program and the demonstration's own files come once the first figures are there.
const COMES_SECOND = /^(worker-|demo\/)/;

/** The files of a visit: `{ path, isSecond, br, gzip }`, bytes. */
export async function transferred(visit) {
  const paths = new Set(visit.requests.map((url) => url.slice(site.url.length).replace(/[?#].*/, "") || "index.html"));
  assert.ok([...paths].some((path) => path.endsWith(".wasm")), "the visit is whole");
  return Promise.all(
    [...paths].map(async (path) => {
      const bytes = readFileSync(`${ROOT}dist/${path}`);
      const [br, gzip] = await Promise.all(["br", "gzip"].map((encoding) => pack(bytes, encoding)));
      return { path, isSecond: COMES_SECOND.test(path), br: br.length, gzip: gzip.length };
    }),
  );
}

export const sum = (files, encoding) => files.reduce((all, file) => all + file[encoding], 0);

export const inWords = (files, encoding) =>
  [...files]
    .sort((a, b) => b[encoding] - a[encoding])
    .map((file) => `${file.path}: ${file[encoding]}`)
    .join("\n");
