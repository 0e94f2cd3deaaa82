// What people do on a page, for journeys: press Tab until something is reached, choose a filter, read the list.

import assert from "node:assert/strict";

/** What has the focus, in words: for messages and for comparing. */
export function focused(page) {
  return page.evaluate(() => {
    const { activeElement: element } = document;
    if (!element || element === document.body) return "the page";
    const name = element.getAttribute("aria-label") ?? element.labels?.[0]?.textContent ?? element.textContent;
    return `${element.tagName.toLowerCase()} ${name.trim().replace(/\s+/g, " ").slice(0, 60)}`;
  });
}

/** Presses Tab until `target` has the focus; every stop on the way must be seen. */
export async function tabTo(page, target, { within = 60, looking = false } = {}) {
  const passed = [];
  for (let count = 0; count < within; count += 1) {
    await page.keyboard.press("Tab");
    passed.push(await focused(page));
    if (looking) await expectFocusSeen(page);
    if (await target.evaluateAll((found) => found.some((element) => element === document.activeElement))) return;
  }
  assert.fail(`not reached within ${within} presses of Tab: ${target}\npassed: ${passed.join(" | ")}`);
}

/** Fails unless the element that has the focus looks different from when it has not, and is inside the window. */
export async function expectFocusSeen(page) {
  const stop = await focused(page);
  const { clip, hasParts } = await page.evaluate(() => {
    const { activeElement: element } = document;
    // The focus of a link may be drawn around the whole card that it makes clickable.
    const box = (element.closest("li") ?? element).getBoundingClientRect();
    const own = element.getBoundingClientRect();
    const [left, top] = [Math.min(box.left, own.left) - 8, Math.min(box.top, own.top) - 8].map((edge) => Math.max(0, edge));
    const right = Math.min(innerWidth, Math.max(box.right, own.right) + 8);
    const bottom = Math.min(innerHeight, Math.max(box.bottom, own.bottom) + 8);
    const seen = own.right > 0 && own.bottom > 0 && own.left < innerWidth && own.top < innerHeight;
    return {
      clip: seen && { x: left, y: top, width: right - left, height: bottom - top },
      // Inside a field of date and time, Tab goes from day to month: leaving it would begin again.
      hasParts: element.type === "datetime-local",
    };
  });
  assert.ok(clip, `${stop} has the focus but is outside the window`);
  if (hasParts) return;
  const options = { clip, animations: "disabled", caret: "hide" };
  const withFocus = await page.screenshot(options);
  await page.evaluate(() => {
    globalThis.journeyStop = document.activeElement;
    globalThis.journeyStop.blur();
  });
  const without = await page.screenshot(options);
  // Focused again by a script after a key was pressed, an element shows its focus as it did.
  await page.evaluate(() => globalThis.journeyStop.focus({ preventScroll: true }));
  assert.ok(!withFocus.equals(without), `${stop} has the focus but nothing shows it`);
}

/** The names of the places of the list, in order. */
export function names(page) {
  return page.locator("#list .place-card__name a").allTextContents();
}

/** Does something that changes the list without loading the page, and waits for the new one. */
export async function andTheListFollows(page, change) {
  await page.evaluate(() => {
    globalThis.journeyList = new Promise((done) => document.addEventListener("results", () => done(true), { once: true }));
  });
  await change();
  assert.ok(await page.evaluate(() => globalThis.journeyList), "the list did not change in the page");
}

/** Opens what folds the filters, one group of them and its less usual values, as on a phone; on a wide window the first is always unfolded. */
export async function unfold(page, legend) {
  const filters = page.locator("details.facets");
  if (!(await filters.locator(".facets__groups").isVisible())) await filters.locator(":scope > summary").click();
  const group = filters.locator("details.facet", { has: page.locator(":scope > summary", { hasText: legend }) });
  for (const fold of [filters.locator(".facets__more", { has: group }), group, group.locator("details.facet__more")]) {
    if ((await fold.count()) && !(await fold.evaluate((element) => element.open))) await fold.locator(":scope > summary").click();
  }
  return group;
}

/** Asks a question in the form of the page. */
export async function ask(page, { need = "", commune = "" }) {
  const form = page.locator("main form[role=search]");
  await form.locator("[name=q]").fill(need);
  await form.locator("[name=commune]").fill(commune);
  await form.locator("button[type=submit]").click();
  await page.waitForLoadState();
}
