// The Chromium that tests, pictures and benchmarks drive, and the flags that keep it quiet.
import { chromium } from "playwright-core";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const FLAGS = [
  "--no-sandbox", // as root there is none
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The browser named by GIVING_GAP_CHROMIUM, or the first on the PATH. */
export function chromiumPath() {
  if (process.env.GIVING_GAP_CHROMIUM) return process.env.GIVING_GAP_CHROMIUM;
  const folders = [...process.env.PATH.split(delimiter), "/usr/bin"];
  const found = NAMES.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
  if (!found) throw new Error("No Chromium was found: scripts/setup test installs one.");
  return found;
}

export function launchChromium({ flags = [], ...options } = {}) {
  return chromium.launch({ executablePath: chromiumPath(), args: [...FLAGS, ...flags], ...options });
}
