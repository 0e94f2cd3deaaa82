// Pages for journeys: one browser per file, one fresh visitor per page, the same rules for all of them.
//
//   await visit("/lieux", { javaScript: false, width: 320, language: "en", theme: "dark" }, async (page) => { … });
//   await expectAccessible(page);
//
// Every visit fails when the page asked anything of another site, or when a script or the browser reported an error:
// a breach of the content security policy is one of those. What a failed visit looked like is kept as a picture.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { after } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium } from "playwright-core";
import { findBrowser } from "./find-browser.mjs";

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

/** The address of the running program, without a final slash. */
export const site = process.env.SITE_ADDRESS;

const pictures = process.env.JOURNEY_PICTURES;
const STEP_WITHIN_MS = 15_000;
const JOURNEY_WITHIN_MS = 90_000;
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

let browser;

async function openBrowser() {
  browser ??= await chromium.launch({
    executablePath: findBrowser(),
    headless: true,
    // The sandbox of Chromium does not work as root, which is what containers of continuous integration are.
    chromiumSandbox: process.getuid?.() !== 0,
    args: [
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  return browser;
}

after(async () => {
  await browser?.close();
});

/**
 * Opens `path` as a new visitor, hands the page over, and closes it.
 *
 * Options: `javaScript` (true), `width` (1280) and `height` (900) in pixels, `language` ("fr"), `theme` ("light"),
 * `motion` ("no-preference"), `zoom` (1): 4 shows the page as at 400 %; `at`: the position that the browser tells to
 * the page, { latitude, longitude }, or nothing when the visitor refuses.
 * `mayFail`: addresses or messages (a regular expression) that are expected to fail in this journey.
 */
export async function visit(path, options, journey) {
  const { javaScript = true, width = 1280, height = 900, language = "fr", theme = "light" } = options;
  const { motion = "no-preference", zoom = 1, at, mayFail } = options;
  const context = await (await openBrowser()).newContext({
    baseURL: site,
    viewport: { width: Math.round(width / zoom), height: Math.round(height / zoom) },
    deviceScaleFactor: zoom,
    locale: language === "fr" ? "fr-FR" : "en-GB",
    colorScheme: theme,
    reducedMotion: motion,
    timezoneId: "Europe/Paris",
    ...(at && { geolocation: at, permissions: ["geolocation"] }),
  });
  context.setDefaultTimeout(STEP_WITHIN_MS);
  const complaints = [];
  const complain = (text) => {
    if (!mayFail?.test(text)) complaints.push(text);
  };
  let page;
  try {
    // Listened to and not routed: a browser whose requests are routed keeps nothing from one page to the next.
    context.on("request", (request) => {
      const { origin, protocol } = new URL(request.url());
      if (origin !== site && !["data:", "blob:", "about:"].includes(protocol)) complain(`asked another site: ${request.url()}`);
    });
    page = await context.newPage();
    page.on("pageerror", (error) => complain(`script error: ${error.message}`));
    page.on("console", (message) => {
      if (message.type() === "error") complain(`browser error: ${message.text()} (${message.location().url})`);
    });
    page.on("response", (answer) => {
      if (answer.status() >= 500) complain(`answered ${answer.status()}: ${answer.url()}`);
    });
    if (!javaScript) await forbidScripts(page);
    await page.goto(path);
    const late = sleep(JOURNEY_WITHIN_MS, undefined, { ref: false }).then(() => {
      throw new Error(`the journey from ${path} took more than ${JOURNEY_WITHIN_MS / 1000} s`);
    });
    await Promise.race([journey(page), late]);
    assert.deepEqual(complaints, [], `what went wrong on ${path}`);
  } catch (error) {
    error.message += await keepPicture(page, path, options);
    throw error;
  } finally {
    await context.close();
  }
}

let kept = 0;

/** Keeps what the page looks like, and says where. */
async function keepPicture(page, path, { language = "fr", theme = "light", width = 1280 }) {
  if (!pictures || !page || page.isClosed()) return "";
  mkdirSync(pictures, { recursive: true });
  const words = path.replace(/[^a-z0-9]+/gi, "-").replace(/^-|-$/g, "").slice(0, 60) || "home";
  const file = join(pictures, `${process.pid}-${(kept += 1)}-${words}-${language}-${theme}-${width}.png`);
  // A page too broken for a picture must not hide why it broke.
  const reason = await page.screenshot({ path: file, fullPage: true, timeout: 5_000 }).then(() => "", (error) => error.message);
  return reason ? `\n(no picture: ${reason})` : `\n(picture: ${file})`;
}

/** The sessions that keep scripts off, by page: rules are checked with scripts of ours, so they need a way around. */
const withoutScripts = new WeakMap();

async function forbidScripts(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setScriptExecutionDisabled", { value: true });
  withoutScripts.set(page, session);
}

/**
 * Fails with one line for each rule that the page breaks, naming the first element that breaks it.
 * `rules`: the only rules to look at, by name; all of them otherwise.
 */
export async function expectAccessible(page, { rules } = {}) {
  const session = withoutScripts.get(page);
  // The scripts of the page were never loaded, so letting ours run now does not start them.
  await session?.send("Emulation.setScriptExecutionDisabled", { value: false });
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe);
  const { violations } = await page.evaluate(
    (runOnly) => globalThis.axe.run(document, { runOnly, resultTypes: ["violations"] }),
    rules ? { type: "rule", values: rules } : { type: "tag", values: RULES },
  );
  await session?.send("Emulation.setScriptExecutionDisabled", { value: true });
  const found = violations.map(
    ({ id, impact, help, nodes }) =>
      `${impact} ${id}: ${help} (${nodes.length} times, first ${nodes[0].target.join(" ")}: ${nodes[0].any[0]?.message ?? ""})`,
  );
  assert.deepEqual(found, [], `accessibility of ${page.url()}`);
}

/** Fails when the page is wider than the window: nobody should have to scroll sideways. */
export async function expectNoSidewaysScroll(page) {
  const [wanted, seen] = await page.evaluate(() => [
    document.documentElement.scrollWidth,
    document.documentElement.clientWidth,
  ]);
  assert.ok(wanted <= seen, `${page.url()} is ${wanted} px wide in a window of ${seen} px`);
}
