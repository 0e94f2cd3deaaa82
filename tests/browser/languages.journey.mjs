// The other language is one link away, on the same page with the same question.

import assert from "node:assert/strict";
import { test } from "node:test";
import { visit } from "./browser.mjs";
import { SAID_OF_ERRORS, everyPage } from "./pages.mjs";
import { names } from "./steps.mjs";

const switchTo = (page, language) => page.locator(`.site-menu__switch a[lang=${language}]`);

test("every page leads to itself in the other language, where every link stays in it, and back", async () => {
  for (const { path, fails } of await everyPage()) {
    await visit(path, { javaScript: false, mayFail: fails && SAID_OF_ERRORS }, async (page) => {
      const from = new URL(page.url());
      assert.equal(await page.locator("html").getAttribute("lang"), "fr");
      await switchTo(page, "en").click();
      await page.waitForURL((address) => address.pathname.startsWith("/en"));
      const there = new URL(page.url());
      assert.equal(there.pathname, from.pathname === "/" ? "/en" : `/en${from.pathname}`);
      assert.deepEqual([...there.searchParams], [...from.searchParams]);
      assert.equal(await page.locator("html").getAttribute("lang"), "en");
      const strays = await page.locator("a[href^='/']:not([hreflang])").evaluateAll((links) =>
        links.map((link) => link.getAttribute("href")).filter((href) => !/^\/(en\/|en$|en\?|api\/|assets\/)/.test(href)));
      assert.deepEqual(strays, [], path);
      await switchTo(page, "fr").click();
      await page.waitForURL((address) => !address.pathname.startsWith("/en"));
      assert.equal(page.url(), from.href);
    });
  }
});

test("the list is the same in both languages, and its filters stay chosen", async () => {
  const path = "/lieux?q=internet&commune=Montavreuil&service=acces-internet&rayon=10";
  await visit(path, { javaScript: false }, async (page) => {
    const french = await names(page);
    assert.ok(french.length > 0);
    await switchTo(page, "en").click();
    await page.waitForURL(/\/en\//);
    assert.deepEqual(await names(page), french);
    assert.ok(await page.locator("input[value=acces-internet]").isChecked());
    assert.equal(await page.locator("#radius").inputValue(), "10");
  });
});
