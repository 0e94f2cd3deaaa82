// Every page, in both languages, both themes, on a wide window and a narrow one: no rule of accessibility is broken,
// nothing has to be scrolled sideways, at 400 % either.

import { describe, test } from "node:test";
import { expectAccessible, expectNoSidewaysScroll, visit } from "./browser.mjs";
import { SAID_OF_ERRORS, everyPage, localised } from "./pages.mjs";

/** The rules that the colours of the theme can break; the others look at the same document and say the same. */
const COLOURS = ["color-contrast", "link-in-text-block"];

for (const language of ["fr", "en"]) {
  describe(`every page can be used by everybody (${language})`, async () => {
    for (const { name, path, fails } of await everyPage()) {
      test(name, async () => {
        const mayFail = fails && SAID_OF_ERRORS;
        await visit(localised(language, path), { language, motion: "reduce", mayFail }, async (page) => {
          for (const width of [1280, 320]) {
            await page.setViewportSize({ width, height: 900 });
            await page.emulateMedia({ colorScheme: "light" });
            await expectAccessible(page);
            await page.emulateMedia({ colorScheme: "dark" });
            await expectAccessible(page, { rules: COLOURS });
            await expectNoSidewaysScroll(page);
          }
        });
      });
    }
  });
}

describe("every page can be used without scripts", async () => {
  for (const { name, path, fails } of await everyPage()) {
    test(name, async () => {
      const mayFail = fails && SAID_OF_ERRORS;
      await visit(path, { javaScript: false, width: 320, mayFail }, async (page) => {
        await expectAccessible(page);
        await expectNoSidewaysScroll(page);
      });
    });
  }
});

test("filters that are unfolded, and a list that changed in the page, keep the rules", async () => {
  for (const width of [1280, 320]) {
    await visit("/lieux?commune=Montavreuil", { width, motion: "reduce" }, async (page) => {
      await page.locator("details").evaluateAll((all) => all.forEach((details) => { details.open = true; }));
      await page.locator("input[name=service]").first().check();
      await page.waitForURL(/service=/);
      await page.locator("#list:not([aria-busy])").waitFor();
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
    });
  }
});
