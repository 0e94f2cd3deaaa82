// Where Chromium is on this machine.

import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** The browser of this machine: BROWSER_PATH, or the first of the usual names on the path. */
export function findBrowser() {
  if (process.env.BROWSER_PATH) return process.env.BROWSER_PATH;
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const folders = (process.env.PATH ?? "").split(delimiter);
  const found = names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path));
  if (!found) throw new Error("Chromium is missing: ./test installs it on Debian; elsewhere set BROWSER_PATH");
  return found;
}
