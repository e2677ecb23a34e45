// Runs the browser tests with node's own runner, and ends with one line that counts them.
//
//   node scripts/browser-tests.mjs [FILE…]   names of tests/browser/NAME.test.mjs; all where none is given
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { run } from "node:test";
import { spec } from "node:test/reporters";

const folder = new URL("../tests/browser/", import.meta.url).pathname;
const wanted = process.argv.slice(2);
const files = readdirSync(folder)
  .filter((name) => name.endsWith(".test.mjs") && (wanted.length === 0 || wanted.includes(name.slice(0, -".test.mjs".length))))
  .map((name) => folder + name);
if (files.length === 0) {
  console.error(`No browser test is called ${wanted.join(" or ")}.`);
  process.exit(1);
}
rmSync("target/failures", { recursive: true, force: true });

let [passed, failed, skipped] = [0, 0, 0];
// A test file is a process with a browser of its own; two of them keep two cores busy.
const stream = run({ files, concurrency: 2 })
  .on("test:pass", ({ skip, todo, details }) => {
    if (details.type === "suite") return;
    if (skip !== undefined || todo !== undefined) skipped += 1;
    else passed += 1;
  })
  .on("test:fail", ({ details }) => {
    if (details.type !== "suite") failed += 1;
  });
stream.compose(spec).pipe(process.stdout);
stream.on("end", () => {
  const line = `browser tests: ${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}\n`;
  mkdirSync("target", { recursive: true });
  writeFileSync("target/browser-tests.txt", line);
  // After the runner's own summary, which is still being written.
  process.on("exit", () => process.stdout.write(line));
  if (failed > 0) process.exitCode = 1;
});
