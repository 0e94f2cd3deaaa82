// Somebody who does not search: from the région to a place, link after link.

import assert from "node:assert/strict";
import { test } from "node:test";
import { visit } from "./browser.mjs";
import { names } from "./steps.mjs";

test("somebody goes from the région to the département, the commune, a place, and back", async () => {
  await visit("/", { javaScript: false, width: 360 }, async (page) => {
    await page.locator(".site-menu").getByRole("link", { name: "Par commune" }).click();
    await page.getByRole("link", { name: /^Centre-Val de Loire/ }).click();
    await page.waitForURL(/regions\/24/);
    await page.locator("main").getByRole("link", { name: "Cher (18)" }).click();
    await page.waitForURL(/departements\/18/);
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
    assert.deepEqual(
      (await trail.locator("a").allTextContents()).slice(0, 3),
      ["France", "Centre-Val de Loire", "Cher"],
    );
    await trail.getByRole("link", { name: "Montavreuil" }).click();
    await page.waitForURL(/communes\/18901/);
  });
});

test("a commune without a place shows the nearest ones", async () => {
  await visit("/territoires/communes/18033", { javaScript: false }, async (page) => {
    assert.match(await page.locator("h1").textContent(), /Bourges/);
    assert.ok((await page.locator(".place-card").count()) > 0);
    assert.match(await page.locator(".place-card__where").first().textContent(), /km/);
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
