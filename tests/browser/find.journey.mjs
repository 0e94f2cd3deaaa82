// Somebody looks for help that is open near a commune: with the keyboard alone, without scripts, in both languages.

import assert from "node:assert/strict";
import { test } from "node:test";
import { visit } from "./browser.mjs";
import { ask, expectFocusSeen, focused, names, tabTo } from "./steps.mjs";

const words = {
  fr: {
    home: "/",
    skip: "Aller au contenu",
    commune: "Montavreuil",
    title: /près de Montavreuil/,
    now: "Ouvert maintenant",
    open: /^(Ouvert|Ferme bientôt|Peut-être ouvert)/,
    call: /^Appeler le 0\d( \d\d){4}$/,
  },
  en: {
    home: "/en/",
    skip: "Skip to content",
    commune: "18930",
    title: /near 18930/,
    now: "Open now",
    open: /^(Open|Closes soon|May be open)/,
    call: /^Call 0\d( \d\d){4}$/,
  },
};

for (const [language, said] of Object.entries(words)) {
  test(`somebody finds an open place with the keyboard alone (${language})`, async () => {
    await visit(said.home, { language }, async (page) => {
      await page.keyboard.press("Tab");
      assert.equal(await focused(page), `a ${said.skip}`);
      await expectFocusSeen(page);
      await page.keyboard.press("Enter");
      // The next stop is inside the content, not in the menu again.
      await page.keyboard.press("Tab");
      assert.ok(await page.evaluate(() => document.activeElement.closest("main")), await focused(page));
      assert.equal(await page.evaluate(() => document.activeElement.name), "q");
      await page.keyboard.type("internet");
      await page.keyboard.press("Tab");
      await page.keyboard.type(said.commune);
      await page.keyboard.press("Enter");
      await page.waitForURL(/lieux\?/);
      assert.match(await page.locator("h1").textContent(), said.title);

      const now = page.getByRole("radio", { name: said.now });
      await tabTo(page, page.locator("[name=ouvert]:checked"), { looking: true });
      await page.keyboard.press("ArrowDown");
      await page.waitForURL(/ouvert=maintenant/);
      await page.locator("#list:not([aria-busy])").waitFor();
      assert.ok(await now.isChecked());
      assert.equal(await page.evaluate(() => document.activeElement.name), "ouvert", "the focus stays where it was");
      const states = await page.locator("#list .badge").allTextContents();
      assert.ok(states.length > 0, "nothing is open: the demo has a place that never closes");
      for (const state of states) assert.match(state, said.open);

      await tabTo(page, page.locator("#list .place-card__name a"), { looking: true });
      const name = await page.evaluate(() => document.activeElement.textContent);
      await page.keyboard.press("Enter");
      await page.waitForURL(/lieux\/[^?]+$/);
      assert.equal(await page.locator("h1").textContent(), name);
      assert.match(await page.locator(".place__state .badge").textContent(), said.open);
    });
  });

  test(`somebody calls a place with the keyboard alone (${language})`, async () => {
    await visit(`${said.home}lieux?q=Halte`, { language }, async (page) => {
      await tabTo(page, page.getByRole("link", { name: /^La Halte/ }));
      await page.keyboard.press("Enter");
      await page.waitForURL(/lieux\/[^?]+$/);
      const call = page.locator("main .actions a[href^='tel:']");
      await tabTo(page, call, { looking: true });
      assert.match((await call.textContent()).replace(/\s/g, " ").trim(), said.call);
      assert.match(await call.getAttribute("href"), /^tel:\+33\d{9}$/);
    });
  });

  test(`somebody finds an open place without scripts (${language})`, async () => {
    await visit(said.home, { language, javaScript: false, width: 360 }, async (page) => {
      await ask(page, { need: "internet", commune: said.commune });
      assert.match(await page.locator("h1").textContent(), said.title);
      const all = await page.locator("#list .place-card").count();
      await page.locator("details.facets > summary").click();
      await page.getByRole("radio", { name: said.now }).check();
      await page.locator(".facets__actions button").click();
      await page.waitForURL(/ouvert=maintenant/);
      assert.match(page.url(), /q=internet/, "what was asked is kept");
      assert.equal(await page.locator("#need").inputValue(), "internet");
      assert.equal(await page.locator("#commune").inputValue(), said.commune);
      const states = await page.locator("#list .badge").allTextContents();
      assert.ok(states.length > 0 && states.length <= all);
      for (const state of states) assert.match(state, said.open);
      const [first] = await names(page);
      await page.locator("#list .place-card__name a").first().click();
      await page.waitForURL(/lieux\/[^?]+$/);
      assert.equal(await page.locator("h1").textContent(), first);
      // The header of every page has somebody to call.
      assert.match(await page.locator(".site-header a[href^='tel:']").getAttribute("href"), /^tel:\+33\d{9}$/);
    });
  });
}

for (const [path, said] of [["/lieux?q=internet&commune=Montavreuil", "Aller aux résultats"], ["/en/lieux?q=internet", "Skip to results"]]) {
  test(`with the keyboard the first result is four presses away, whatever the filters (${said})`, async () => {
    await visit(path, { language: path.startsWith("/en") ? "en" : "fr" }, async (page) => {
      await page.keyboard.press("Tab");
      await page.keyboard.press("Tab");
      assert.equal(await focused(page), `a ${said}`);
      await expectFocusSeen(page);
      await page.keyboard.press("Enter");
      await page.keyboard.press("Tab");
      assert.ok(await page.evaluate(() => document.activeElement.matches("#list .place-card__name a")), await focused(page));
    });
  });
}

test("every stop of the home page shows the focus", async () => {
  for (const theme of ["light", "dark"]) {
    await visit("/", { theme }, async (page) => {
      await tabTo(page, page.locator(".site-footer__menu a").last(), { looking: true });
    });
  }
});

test("a need typed without accents, or as people say it, finds the same first place", async () => {
  await visit("/", { javaScript: false }, async (page) => {
    await ask(page, { need: "médiathèque", commune: "Montavreuil" });
    const written = await names(page);
    await ask(page, { need: "MEDIATHEQUE", commune: "montavreuil" });
    assert.deepEqual(await names(page), written);
    assert.ok(written.length > 0);
  });
});

test("somebody who shares a position gets the nearest places first, with distances", async () => {
  await visit("/", { at: { latitude: 47.0004, longitude: 2.6012 } }, async (page) => {
    await page.getByRole("button", { name: "Autour de moi" }).click();
    await page.waitForURL(/lat=47(\.0+)?&lon=2\.601/);
    assert.match(await page.locator("h1").textContent(), /autour de vous/);
    assert.match(await page.locator("#list .place-card__where strong").first().textContent(), /^à \d+.m/);
  });
});

test("somebody who does not share a position is told what to do instead, and loses nothing", async () => {
  await visit("/", {}, async (page) => {
    await page.locator("#need").fill("carte grise");
    await page.getByRole("button", { name: "Autour de moi" }).click();
    const said = page.locator("form [role=status]", { hasText: "Écrivez le nom de votre commune" });
    await said.waitFor();
    assert.equal(await page.locator("#need").inputValue(), "carte grise");
    assert.equal(await page.getByRole("button", { name: "Autour de moi" }).getAttribute("aria-busy"), null);
  });
});
