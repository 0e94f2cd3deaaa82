// Small windows, large letters: everything stays readable and within reach.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { expectNoSidewaysScroll, visit } from "./browser.mjs";
import { SAID_OF_ERRORS, everyPage } from "./pages.mjs";

/** What is pressed to do something, and the menus: a thumb's width (WCAG 2.2, 2.5.5). */
const CONTROLS = { selector: "button, .button, input, select, summary, .site-menu a, .site-footer a", least: 44 };
/** Links that stand alone (WCAG 2.2, 2.5.8); those inside a sentence follow its lines. */
const LINKS = { selector: "main a", least: 24 };

describe("at 400 % nothing has to be scrolled sideways", async () => {
  for (const { name, path, fails } of await everyPage()) {
    test(name, async () => {
      await visit(path, { width: 1280, height: 1024, zoom: 4, mayFail: fails && SAID_OF_ERRORS }, expectNoSidewaysScroll);
    });
  }
});

describe("letters twice as large push nothing out of the window, nor onto each other", async () => {
  for (const { name, path, fails } of await everyPage()) {
    test(name, async () => {
      await visit(path, { width: 640, mayFail: fails && SAID_OF_ERRORS }, async (page) => {
        // As a browser does whose own letters are twice as large: sizes that are set in pixels would not follow.
        const before = await page.evaluate(() => parseFloat(getComputedStyle(document.querySelector("h1")).fontSize));
        await page.evaluate(() => document.documentElement.style.setProperty("font-size", "225%"));
        const after = await page.evaluate(() => parseFloat(getComputedStyle(document.querySelector("h1")).fontSize));
        assert.ok(after > before * 1.5, `the title is ${after} px high, was ${before}`);
        await expectNoSidewaysScroll(page);
        const cut = await page.evaluate(() => [...document.querySelectorAll("main *, header *, footer *")].filter((element) => {
          const { overflowX, overflowY, clipPath } = getComputedStyle(element);
          const hides = [overflowX, overflowY].includes("hidden") && clipPath === "none";
          return hides && element.clientHeight > 0 && element.textContent.trim() && element.scrollHeight > element.clientHeight + 2;
        }).map((element) => element.className || element.tagName));
        assert.deepEqual(cut, [], "text is cut");
      });
    });
  }
});

test("on a phone everything to press is large enough for a thumb", async () => {
  for (const path of ["/", "/lieux?commune=Montavreuil", "/territoires/departements/18", "/plan-du-site"]) {
    await visit(path, { width: 360 }, async (page) => {
      const small = await page.evaluate((kinds) => {
        const isAlone = (element) => getComputedStyle(element).display !== "inline";
        const isSeen = (element) => element.checkVisibility() && !element.closest(".skip-link, .map__exit") && isAlone(element);
        // A field is pressed by its label too; a card by any part of it.
        const box = (element) => (element.closest("label.choice, .door") ?? element).getBoundingClientRect();
        return kinds.flatMap(({ selector, least }) =>
          [...document.querySelectorAll(selector)]
            .filter((element) => isSeen(element) && Math.ceil(box(element).height) < least)
            .map((element) => `${element.tagName} ${element.textContent.trim().slice(0, 40)}: ${box(element).height} px`));
      }, [CONTROLS, LINKS]);
      assert.deepEqual(small, []);
    });
  }
});

test("on the smallest phone the first field stands on the first screen", async () => {
  for (const path of ["/", "/en", "/lieux"]) {
    await visit(path, { width: 320, height: 568 }, async (page) => {
      const { y, height } = await page.locator("main form[role=search] [name=q]").boundingBox();
      assert.ok(y + height <= 568, `${path}: the first field ends ${y + height} px down`);
    });
  }
});

test("on a phone a table reads one row under the other, each fact with its name", async () => {
  for (const path of ["/a-propos", "/api"]) {
    await visit(path, { width: 320 }, async (page) => {
      const cut = await page.locator("main table").evaluateAll((tables) =>
        tables.filter((table) => [...table.querySelectorAll("th, td")].some((cell) => cell.getBoundingClientRect().right > innerWidth)).length);
      assert.equal(cut, 0, "a cell goes past the edge");
      const names = await page.locator("main td[data-label]").evaluateAll((cells) =>
        cells.map((cell) => getComputedStyle(cell, "::before").content));
      assert.ok(names.length > 0 && names.every((name) => name.length > 4), names.join());
    });
  }
});

test("on a phone what is open comes before anything else about a place", async () => {
  await visit("/lieux?q=Halte", { width: 360, height: 740 }, async (page) => {
    await page.getByRole("link", { name: /^La Halte/ }).click();
    const badge = page.locator(".place__state .badge");
    await badge.waitFor();
    const { y } = await badge.boundingBox();
    assert.ok(y < 740, `the open state is ${y} px down`);
    for (const part of [".place__where", ".actions a[href^='tel:']"]) {
      const { y: top, height } = await page.locator(`main ${part}`).boundingBox();
      assert.ok(top + height <= 740, `${part} ends ${top + height} px down`);
    }
    const top = async (selector) => (await page.locator(selector).boundingBox()).y;
    assert.ok((await top(".week")) < (await top("#services")), "the week comes before what can be done");
  });
});
