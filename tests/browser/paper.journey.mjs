// Printed: one takes a list or a place along, not a web site.

import assert from "node:assert/strict";
import { test } from "node:test";
import { visit } from "./browser.mjs";

/** What is for screens alone. */
const FOR_SCREENS = [".site-menu", ".skip-link", ".site-footer", "form[role=search]", ".breadcrumb", ".pager", ".facets", ".actions", "button", ".downloads", ".map__controls", ".map__toggle"];

/** The number of pages of a PDF of Chromium: its page objects. */
const pages = (pdf) => (pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length;

async function expectPaper(page) {
  await page.emulateMedia({ media: "print" });
  const seen = await page.evaluate((selectors) =>
    selectors.filter((selector) => [...document.querySelectorAll(selector)].some((element) => element.checkVisibility())), FOR_SCREENS);
  assert.deepEqual(seen, [], "printed although nobody can press it");
  const tinted = await page.evaluate(() => [...document.querySelectorAll("main *:not(svg *)")].filter((element) => {
    const colour = getComputedStyle(element).backgroundColor.match(/[\d.]+/g).map(Number);
    return element.checkVisibility() && colour[3] !== 0 && Math.min(...colour.slice(0, 3)) < 200;
  }).map((element) => element.className || element.tagName));
  assert.deepEqual(tinted, [], "grounds that cost ink");
}

for (const theme of ["light", "dark"]) {
  test(`a place with every field is one clean page (${theme})`, async () => {
    await visit("/lieux?q=Bonne+Connexion", { theme, javaScript: false }, async (page) => {
      await page.locator("#list .place-card__name a").first().click();
      await page.waitForURL(/lieux\/[^?]+$/);
      await expectPaper(page);
      const colour = await page.evaluate(() => getComputedStyle(document.body).color);
      assert.equal(colour, "rgb(0, 0, 0)", "black on white, whatever the theme");
      const text = await page.evaluate(() => document.querySelector("main").innerText);
      for (const wanted of ["7 bis quai des Tanneurs", "02 61 91 10 40", "lundi", "bonjour@labonneconnexion.example", "Au fond de la cour", "Imprimé le"]) {
        assert.ok(text.replace(/\s/g, " ").includes(wanted), `${wanted} is not printed`);
      }
      assert.equal(pages(await page.pdf({ preferCSSPageSize: true })), 1);
    });
  });
}

test("a list is printed with addresses and telephone numbers, a few pages for twenty places", async () => {
  for (const path of ["/lieux?commune=Montavreuil", "/en/lieux?commune=Montavreuil"]) {
    await visit(path, { language: path.startsWith("/en") ? "en" : "fr" }, async (page) => {
      await expectPaper(page);
      const cards = page.locator("#list .place-card");
      assert.equal(await cards.count(), 20);
      const weeks = (await cards.allInnerTexts()).filter((text) => /(lun|mar|mer|jeu|ven|sam|dim)\.|\b(Mon|Tue|Wed|Thu|Fri|Sat|Sun)\b/.test(text));
      assert.ok(weeks.length >= 12, `${weeks.length} places of 20 with their week`);
      const phones = (await cards.allInnerTexts()).filter((text) => /0\d(\s\d\d){4}/.test(text));
      assert.ok(phones.length >= 15, `${phones.length} places of 20 with a number to call`);
      const count = pages(await page.pdf({ preferCSSPageSize: true }));
      assert.ok(count >= 2 && count <= 5, `${count} pages`);
    });
  }
});

test("a printed list has its map, also where the map was movable", async () => {
  await visit("/lieux?commune=Montavreuil", { motion: "reduce" }, async (page) => {
    await page.locator("[data-map-state=live]").waitFor();
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    await page.emulateMedia({ media: "print" });
    const image = page.locator(".map__drawn img, .map__drawn svg").first();
    assert.ok(await image.isVisible());
    assert.equal(await page.locator(".map__canvas").isVisible(), false);
  });
});
