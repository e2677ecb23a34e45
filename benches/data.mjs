// The files that the benchmarks are about, the same in every run.
import { createWriteStream, existsSync, mkdirSync } from "node:fs";
import { once } from "node:events";
import { numbers } from "./numbers.mjs";

const FILLERS = 46; // with the seven of the template, 53 columns as a CFR file has

/**
 * Writes `rows` schools × 53 columns, about 430 bytes a row, as one wave; resolves to the file's path and
 * to what any reader of it must find: the mean raised of each decile.
 */
export async function accounts(rows, folder = "target/bench") {
  mkdirSync(folder, { recursive: true });
  const path = `${folder}/accounts-${rows}-2018.csv`;
  const random = numbers();
  const sums = Array.from({ length: 10 }, () => [0, 0]);
  const header = ["urn", "school", "phase", "pupils", "donations", "pta_income", "imd_decile"];
  const fillers = Array.from({ length: FILLERS }, (_, at) => `E${String(at + 1).padStart(2, "0")} Heading of the accounts`);
  const out = existsSync(path) ? null : createWriteStream(path);
  out?.write(`${[...header, ...fillers].join(",")}\n`);
  for (let row = 0; row < rows; row += 1) {
    const decile = 1 + Math.floor(random() * 10);
    const donations = Math.floor(random() ** 2 * 4000 * decile);
    const hasPta = random() > 0.06;
    const pta = Math.floor(random() ** 2 * 3000 * decile);
    if (hasPta) {
      sums[decile - 1][0] += donations + pta;
      sums[decile - 1][1] += 1;
    }
    const cells = [100000 + row, `"School ${row}, Wealdmarch"`, "Primary", 30 + Math.floor(random() * 400), donations, hasPta ? pta : "", decile];
    if (out) {
      for (let at = 0; at < FILLERS; at += 1) cells.push((random() * 1e5 - 1e3).toFixed(1));
      if (!out.write(`${cells.join(",")}\n`)) await once(out, "drain");
    } else for (let at = 0; at < FILLERS; at += 1) random();
  }
  if (out) {
    out.end();
    await once(out, "finish");
  }
  return { path, means: sums.map(([sum, n]) => sum / n) };
}
