// When an address is wrong: what happened, what to do, and the way on, never a blank page.

import assert from "node:assert/strict";
import { test } from "node:test";
import { site, visit } from "./browser.mjs";
import { SAID_OF_ERRORS, localised } from "./pages.mjs";
import { ask, names } from "./steps.mjs";

const wrong = [
  ["/nulle-part", 404],
  ["/lieux/0000000000zz", 404],
  ["/territoires/communes/99999", 404],
  ["/territoires/regions/xx", 404],
  ["/lieux?page=-1", 400],
  ["/lieux?page=beaucoup", 400],
  ["/lieux?service=danser", 400],
  ["/lieux?lat=91&lon=2", 400],
  ["/lieux?lat=47", 400],
  ["/lieux?rayon=beaucoup", 400],
  ["/lieux?zone=1,2", 400],
  ["/lieux?ouvert=hier", 400],
  ["/lieux?ouvert_le=demain", 400],
  ["/lieux?tri=beau", 400],
];

for (const language of ["fr", "en"]) {
  test(`each wrong address says what is wrong and leads on (${language})`, async () => {
    for (const [path, status] of wrong) {
      const address = localised(language, path);
      const answer = await fetch(`${site}${address}`);
      assert.equal(answer.status, status, address);
      await visit(address, { language, javaScript: false, width: 360, mayFail: SAID_OF_ERRORS }, async (page) => {
        assert.equal(await page.locator("h1").count(), 1);
        const text = await page.locator("main").innerText();
        assert.ok(text.split(/\s+/).length > 20, `${address} explains nothing: ${text}`);
        assert.doesNotMatch(text, /\b(error|erreur|invalid|invalide|null|undefined|panicked)\b/i, address);
        assert.ok(await page.locator("main a", { hasText: language === "fr" ? "accueil" : "home" }).count(), address);
        await ask(page, { need: "internet", commune: "Montavreuil" });
        assert.ok((await names(page)).length > 0, "the search of the page works");
      });
    }
  });
}

test("a page past the last one says so and leads back", async () => {
  await visit("/lieux?page=999", { javaScript: false, mayFail: SAID_OF_ERRORS }, async (page) => {
    assert.ok(await page.locator("main a[href*='/lieux'], main form").count());
    await ask(page, { commune: "Montavreuil" });
    assert.ok((await names(page)).length > 0);
  });
});

test("a very long question is answered, and what was typed stays", async () => {
  const long = "carte grise ".repeat(800);
  await visit(`/lieux?q=${encodeURIComponent(long)}`, { javaScript: false, mayFail: SAID_OF_ERRORS }, async (page) => {
    assert.ok((await page.locator("#need").inputValue()).startsWith("carte grise carte grise"));
    assert.equal(await page.locator("h1").count(), 1);
  });
});

test("what is typed in the form is still there on the list, whatever signs it has", async () => {
  const typed = `l'été « 100 % » <b> & "œuf"`;
  await visit("/", {}, async (page) => {
    await ask(page, { need: typed, commune: "Montavreuil" });
    await page.waitForURL(/lieux\?/);
    assert.equal(await page.locator("#need").inputValue(), typed);
    await page.locator("input[name=service]").first().check();
    await page.waitForURL(/service=/);
    assert.equal(await page.locator("#need").inputValue(), typed);
    await page.goBack();
    await page.waitForURL(/\/$/);
  });
});
