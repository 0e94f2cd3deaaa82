// A link to a place that is no more: what happened, and where to go instead.

import assert from "node:assert/strict";
import { test } from "node:test";
import { expectAccessible, expectNoSidewaysScroll, site, visit } from "./browser.mjs";
import { GONE_PLACE, SAID_OF_ERRORS, localised } from "./pages.mjs";
import { names } from "./steps.mjs";

const SAID = {
  fr: { happened: /n.est plus dans l.annuaire depuis le \d+.\S+ \d{4}\.[^]*Il est peut-être fermé/, call: "Appelez avant de venir" },
  en: { happened: /has not been in the directory since \d+.\S+ \d{4}\.[^]*It may be closed/, call: "Call before you come" },
};

for (const language of ["fr", "en"]) {
  test(`somebody who follows an old link is told what happened and goes to a place nearby (${language})`, async () => {
    const path = localised(language, GONE_PLACE);
    assert.equal((await fetch(`${site}${path}`)).status, 410);
    await visit(path, { language, javaScript: false, width: 360, mayFail: SAID_OF_ERRORS }, async (page) => {
      const name = await page.locator("h1").textContent();
      const notice = await page.locator("main .notice").first().innerText();
      assert.match(notice, SAID[language].happened);
      assert.ok(notice.includes(SAID[language].call), notice);
      assert.equal(await page.locator(".place__state, .week").count(), 0, "nobody says that it is or will be open or closed");
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
      const others = page.locator(".place__instead .place-card__name a");
      const found = await others.allTextContents();
      assert.ok(found.length >= 3 && !found.includes(name), found.join());
      const distances = await page.locator(".place__instead .place-card__where strong").allTextContents();
      const metres = distances.map((text) => {
        const [, number, unit] = text.replace(",", ".").match(/([\d.]+)\s(k?m)\b/u);
        return Number(number) * (unit === "km" ? 1000 : 1);
      });
      assert.deepEqual(metres, metres.toSorted((one, other) => one - other), "the nearest first");
      await others.first().click();
      await page.waitForURL((address) => address.pathname !== path);
      assert.equal(await page.locator("h1").textContent(), found[0]);
      assert.equal(await page.locator(".place__instead").count(), 0);
    });
  });
}

test("a place that is gone stands in no list and in no map of the site", async () => {
  await visit("/lieux?q=Modem+Volant", { javaScript: false }, async (page) => {
    assert.ok(!(await names(page)).some((name) => name.includes("Modem Volant")));
  });
  for (let part = 1; ; part += 1) {
    const answer = await fetch(`${site}/sitemaps/places/${part}`);
    if (answer.status === 404) break;
    assert.ok(!(await answer.text()).includes(GONE_PLACE));
  }
  assert.equal((await fetch(`${site}/api/v1/places/${GONE_PLACE.split("/").pop()}`)).status, 410);
});
