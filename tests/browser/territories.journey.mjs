// Somebody who does not search: from the région to a place, link after link.

import assert from "node:assert/strict";
import { test } from "node:test";
import { visit } from "./browser.mjs";
import { names } from "./steps.mjs";

test("somebody goes from the menu to the commune, a place, and back, past levels with nothing to choose", async () => {
  await visit("/", { javaScript: false, width: 360 }, async (page) => {
    await page.locator(".site-menu").getByRole("link", { name: "Par commune" }).click();
    // All places are in one département of one région.
    await page.waitForURL(/departements\/18/);
    assert.equal(await page.locator(".site-menu [aria-current]").textContent(), "Par commune");
    const line = page.locator(".territory-list li", { hasText: "Montavreuil" });
    const promised = Number((await line.locator("span").textContent()).match(/\d+/)[0]);
    await line.getByRole("link").click();
    await page.waitForURL(/communes\/18901/);
    assert.match(await page.locator("h1").textContent(), /Montavreuil/);
    let found = await page.locator(".place-card").count();
    const [first] = await page.locator(".place-card__name a").allTextContents();
    for (let next; (next = page.getByRole("link", { name: "Page suivante" })), await next.count();) {
      await next.click();
      await page.waitForLoadState();
      found += await page.locator(".place-card").count();
    }
    assert.equal(found, promised, "as many places as the list of communes said");
    await page.goto("/territoires/communes/18901");
    await page.getByRole("link", { name: first }).click();
    assert.equal(await page.locator("h1").textContent(), first);
    const trail = page.locator(".breadcrumb");
    assert.deepEqual(await trail.locator("a").allTextContents(), ["Cher", "Montavreuil"]);
    await trail.getByRole("link", { name: "Montavreuil" }).click();
    await page.waitForURL(/communes\/18901/);
  });
});

test("a région with one département leads to its communes, in the same language", async () => {
  for (const [from, to] of [["/territoires", "/territoires/departements/18"], ["/en/territoires/regions/24", "/en/territoires/departements/18"]]) {
    await visit(from, { javaScript: false }, async (page) => {
      assert.equal(new URL(page.url()).pathname, to);
      assert.equal(await page.locator(".breadcrumb").count(), 0, "nothing above it to go back to");
    });
  }
});

test("a commune without a place shows the nearest ones", async () => {
  await visit("/territoires/communes/18033", { javaScript: false }, async (page) => {
    assert.match(await page.locator("h1").textContent(), /Bourges/);
    assert.ok((await page.locator(".place-card").count()) > 0);
    assert.match(await page.locator(".place-card__where").first().textContent(), /km du centre de Bourges/);
  });
});

test("a territory leads to a search in it", async () => {
  await visit("/territoires/communes/18901", { javaScript: false }, async (page) => {
    await page.locator(".results__count a").click();
    await page.waitForURL(/lieux\?/);
    assert.match(await page.locator("h1").textContent(), /Montavreuil/);
    assert.ok((await names(page)).length > 0);
  });
});
