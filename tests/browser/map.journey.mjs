// The map: beside the list, never instead of it; movable where there is a script, drawn everywhere.

import assert from "node:assert/strict";
import { test } from "node:test";
import { expectAccessible, expectNoSidewaysScroll, visit } from "./browser.mjs";
import { expectFocusSeen, focused, names, tabTo } from "./steps.mjs";

const list = "/lieux?commune=Montavreuil";

/** Waits until the movable map stands there with its marks. */
async function live(page) {
  await page.locator("[data-map-state=live]").waitFor();
  await page.locator(".live-marker").first().waitFor();
}

test("on a wide window the map comes by itself, and marks carry the numbers of the list", async () => {
  await visit(list, {}, async (page) => {
    await live(page);
    const numbers = await page.locator("#list .place-card").evaluateAll((cards) =>
      Object.fromEntries(cards.map((card) => [card.dataset.number, card.querySelector("a").textContent])));
    const marks = await page.locator("a.live-marker:not(.live-marker--other)").evaluateAll((all) =>
      all.map((mark) => [mark.textContent, mark.getAttribute("aria-label")]));
    for (const [number, label] of marks) assert.equal(label, `${number}. ${numbers[number]}`);
    const groups = page.locator(".live-marker--group");
    assert.ok(marks.length + (await groups.count()) > 1, "one mark is no map");
    await expectAccessible(page);
  });
});

test("a group opens into its places", async () => {
  await visit(list, { motion: "reduce" }, async (page) => {
    await live(page);
    const group = page.locator(".live-marker--group").first();
    const label = await group.getAttribute("aria-label");
    assert.match(label, /^\d+ lieux/);
    assert.match(await group.textContent(), /^\d+ lieux$/, "a count says what it counts, ranks are bare numbers");
    assert.ok(await page.locator(".map__legend-live").first().isVisible(), "what the shapes mean is said");
    await group.focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction((was) => ![...document.querySelectorAll(".live-marker--group")].some((one) => one.getAttribute("aria-label") === was), label);
    assert.match(await focused(page), /^canvas/, "the focus stays on the map");
  });
});

test("the list and the map point at the same place", async () => {
  await visit(`${list}&q=Halte`, { motion: "reduce" }, async (page) => {
    await live(page);
    const card = page.locator("#list .place-card").first();
    await card.locator(".place-card__name a").focus();
    await page.locator(".live-marker.is-pointed").waitFor();
    await page.locator("#need").focus();
    assert.equal(await page.locator(".live-marker.is-pointed").count(), 0);
    const mark = page.locator("a.live-marker:not(.live-marker--other)").first();
    await mark.focus();
    const number = await mark.textContent();
    assert.ok(await page.locator(`.place-card.is-pointed[data-number="${number}"]`).count(), "the place of the mark is not shown in the list");
  });
});

test("the map is moved with arrows and left with Escape, and the moved zone can be searched", async () => {
  await visit(list, { motion: "reduce" }, async (page) => {
    await live(page);
    const here = page.getByRole("button", { name: "Chercher dans cette zone" });
    assert.equal(await here.isVisible(), false, "nothing was moved yet");
    await page.getByRole("button", { name: "Recentrer" }).focus();
    await tabTo(page, page.locator("canvas.maplibregl-canvas"));
    await expectFocusSeen(page);
    for (let count = 0; count < 3; count += 1) await page.keyboard.press("ArrowRight");
    await here.waitFor();
    await page.keyboard.press("Escape");
    assert.equal(await page.evaluate(() => document.activeElement.id), "list");
    await here.focus();
    await page.keyboard.press("Enter");
    await page.waitForURL(/zone=/);
    assert.equal(await page.locator("#commune").inputValue(), "Montavreuil", "what was asked is kept");
    assert.match(await page.locator("main").textContent(), /la zone de la carte/, "the page says that it keeps to a zone");
    await page.getByRole("link", { name: "Chercher partout" }).click();
    await page.waitForURL((address) => !address.searchParams.has("zone"));
  });
});

test("keys alone reach and leave the map without passing every mark", async () => {
  await visit(list, { motion: "reduce" }, async (page) => {
    await live(page);
    // Marks of places that are in the list are no stops: the list is.
    const stops = await page.locator("a.live-marker:not(.live-marker--other)").evaluateAll((all) => all.map((mark) => mark.tabIndex));
    assert.ok(stops.every((index) => index === -1));
    await page.locator("[data-map-exit]").focus();
    await expectFocusSeen(page);
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "list");
  });
});

test("on a phone the map opens and closes on request, with Space as with a finger", async () => {
  await visit(list, { width: 360, motion: "reduce" }, async (page) => {
    const toggle = page.getByRole("button", { name: "Voir la carte" });
    assert.equal(await toggle.getAttribute("aria-expanded"), "false");
    assert.equal(await page.locator(".map__body").isVisible(), false);
    await toggle.focus();
    await page.keyboard.press("Space");
    await live(page);
    const close = page.getByRole("button", { name: "Cacher la carte" });
    assert.equal(await close.getAttribute("aria-expanded"), "true");
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await close.click();
    assert.equal(await page.locator(".map__body").isVisible(), false);
  });
});

test("the map follows the filters", async () => {
  await visit(list, { motion: "reduce" }, async (page) => {
    await live(page);
    const answer = page.waitForResponse((one) => /carte\.geojson/.test(one.url()) && /gratuit/.test(one.url()));
    await page.locator("details.facet", { hasText: "À quel prix" }).locator("summary").click();
    await page.locator("input[value=gratuit]").check();
    assert.ok((await answer).ok());
    await page.locator(".live-marker").first().waitFor();
  });
});

test("without scripts the map is drawn, its marks are links to the places", async () => {
  for (const [language, path, words] of [["fr", list, "Voir la carte"], ["en", `/en${list}`, "Show the map"]]) {
    await visit(path, { language, javaScript: false, width: 360 }, async (page) => {
      await page.getByRole("link", { name: words }).click();
      await page.waitForURL(/carte=oui/);
      const map = page.locator("svg.drawn-map");
      assert.ok(await map.isVisible());
      const places = new Set(await page.locator("#list .place-card__name a").evaluateAll((links) => links.map((link) => link.getAttribute("href"))));
      const marks = await map.locator("a.map-marker").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
      assert.ok(marks.length > 0, "no mark on the map");
      const toPlaces = marks.filter((href) => places.has(href));
      const toCloser = marks.filter((href) => /zone=/.test(href));
      assert.equal(toPlaces.length + toCloser.length, marks.length, marks.join("\n"));
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
      const before = await names(page);
      const larger = page.locator(".map__larger a");
      await larger.click();
      await page.waitForURL(/zone=/);
      assert.ok((await names(page)).length >= Math.min(before.length, 1));
    });
  }
});

test("the map of a place is drawn, and becomes movable when asked", async () => {
  await visit("/lieux?q=Bonne+Connexion", { motion: "reduce" }, async (page) => {
    await page.locator("#list .place-card__name a").first().click();
    const map = page.locator("[data-map=place]");
    await map.scrollIntoViewIfNeeded();
    const image = map.locator("img");
    await image.evaluate((element) => element.complete || new Promise((done) => { element.onload = done; }));
    assert.ok(await image.evaluate((element) => element.naturalWidth > 0), "the drawn map was not loaded");
    assert.match(await image.getAttribute("alt"), /Bonne Connexion/);
    await map.getByRole("button", { name: "Ouvrir la carte interactive" }).click();
    await page.locator("[data-map=place][data-map-state=live]").waitFor();
    await page.locator(".live-pin").waitFor();
    await expectAccessible(page);
  });
});

test("a browser that cannot draw the movable map keeps the drawn one, and says so", async () => {
  await visit("about:blank", { mayFail: /WebGL|webgl/ }, async (page) => {
    await page.addInitScript(() => {
      HTMLCanvasElement.prototype.getContext = () => null;
    });
    await page.goto(list);
    await page.locator("[data-map-state=failed]").waitFor();
    assert.match(await page.locator("[data-map-status]").textContent(), /ne s.affiche pas ici/);
    assert.ok(await page.locator(".map__drawn img").isVisible());
  });
});
