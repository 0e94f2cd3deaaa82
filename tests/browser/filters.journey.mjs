// A list is narrowed, shared, and never leaves anybody with nothing.

import assert from "node:assert/strict";
import { test } from "node:test";
import { visit } from "./browser.mjs";
import { andTheListFollows, ask, names, unfold } from "./steps.mjs";

/** The number that a text begins with. */
const number = (text) => Number(text.match(/\d+/)?.[0]);

test("a filter is applied at once, its count comes true, and the address can be shared", async () => {
  let address;
  let shown;
  await visit("/lieux?commune=Montavreuil", {}, async (page) => {
    const group = await unfold(page, "Pour faire quoi ?");
    const choice = group.locator(".choice", { hasText: "Éviter les arnaques" });
    const promised = number(await choice.locator(".choice__count").textContent());
    await page.evaluate(() => { globalThis.samePage = true; });
    await andTheListFollows(page, () => choice.locator("input").check());
    assert.equal(number(await page.locator(".results__count").textContent()), promised);
    assert.ok(await page.evaluate(() => globalThis.samePage), "the page was loaded again");
    assert.match(await page.locator("details.facets > summary").textContent(), /1 choix/);
    address = page.url();
    shown = await names(page);
    assert.match(address, /service=securite/);
  });
  for (const javaScript of [true, false]) {
    await visit(address, { javaScript, width: 360 }, async (page) => {
      assert.deepEqual(await names(page), shown, "the shared address shows the same list");
      assert.ok(await page.locator("input[value=securite]").isChecked());
    });
  }
});

test("the button applies the same filters without scripts", async () => {
  const list = async (page) => ({ names: await names(page), count: await page.locator(".results__count").textContent() });
  let expected;
  await visit("/lieux?commune=Montavreuil", {}, async (page) => {
    const group = await unfold(page, "À quel prix ?");
    await andTheListFollows(page, () => group.locator("input[value=gratuit]").check());
    await page.locator("#radius").selectOption("5").catch(() => assert.fail("no choice of distance"));
    await page.waitForURL(/rayon=5/);
    await page.locator("#list:not([aria-busy])").waitFor();
    expected = await list(page);
  });
  await visit("/lieux?commune=Montavreuil", { javaScript: false }, async (page) => {
    const group = await unfold(page, "À quel prix ?");
    await group.locator("input[value=gratuit]").check();
    await page.locator("#radius").selectOption("5");
    await page.getByRole("button", { name: "Appliquer" }).click();
    await page.waitForURL(/rayon=5/);
    assert.deepEqual(await list(page), expected);
    const distances = await page.locator("#list .place-card__where strong").allTextContents();
    assert.equal(distances.length, expected.names.length);
  });
});

test("values of one filter add up, filters narrow each other, and all can be cleared", async () => {
  await visit("/lieux", {}, async (page) => {
    const all = number(await page.locator(".results__count").textContent());
    const group = await unfold(page, "Pour faire quoi ?");
    const count = async () => number(await page.locator(".results__count").textContent());
    await andTheListFollows(page, () => group.locator("input[value=securite]").check());
    const one = await count();
    await andTheListFollows(page, () => group.locator("input[value=parentalite]").check());
    const two = await count();
    assert.ok(one < two && two <= all, `${one} < ${two} <= ${all}`);
    const price = await unfold(page, "À quel prix ?");
    await andTheListFollows(page, () => price.locator("input[value=gratuit]").check());
    assert.ok((await count()) < two);
    await page.getByRole("link", { name: "Effacer ces choix" }).click();
    await page.waitForURL(/lieux$/);
    assert.equal(await count(), all);
  });
});

test("changing filters keeps what is being typed and the place where one is", async () => {
  await visit("/lieux", {}, async (page) => {
    await page.locator("#need").fill("tablette");
    const group = await unfold(page, "Pour faire quoi ?");
    await andTheListFollows(page, () => group.locator("input").first().check());
    assert.equal(await page.locator("#need").inputValue(), "tablette");
    assert.match(page.url(), /q=tablette/);
    assert.match(await page.locator("h1").textContent(), /tablette/);
    assert.ok(await group.evaluate((element) => element.open), "the group stays unfolded");
  });
});

test("the list is read page by page, each place once", async () => {
  await visit("/lieux?commune=Montavreuil&tri=distance", { javaScript: false }, async (page) => {
    const total = number(await page.locator(".results__count").textContent());
    const seen = [];
    for (;;) {
      seen.push(...(await page.locator("#list .place-card").evaluateAll((cards) => cards.map((card) => card.dataset.place))));
      const next = page.getByRole("link", { name: "Page suivante" });
      if ((await next.count()) === 0) break;
      await next.click();
      await page.waitForURL(new RegExp(`page=${seen.length / 20 + 1}`));
    }
    assert.equal(seen.length, total);
    assert.equal(new Set(seen).size, total);
  });
});

test("a word misspelt finds what the right one finds, and the right one is proposed", async () => {
  await visit("/lieux", { javaScript: false }, async (page) => {
    await ask(page, { need: "bibliothèque" });
    const right = await names(page);
    await ask(page, { need: "biblioteque" });
    assert.ok(right.includes((await names(page))[0]), "an everyday mistake finds something else");
    await ask(page, { need: "ordinateru" });
    const proposed = page.locator(".results__suggestion a");
    assert.equal(await proposed.textContent(), "ordinateur");
    await proposed.click();
    await page.waitForURL(/q=ordinateur/);
    assert.ok((await names(page)).length > 0);
  });
});

test("a question without an answer invites to others, each of which has one", async () => {
  const asked = "/lieux?q=zzyzx&commune=Montavreuil&rayon=2&ouvert=maintenant&service=materiel-solidaire";
  for (const language of ["fr", "en"]) {
    const path = language === "fr" ? asked : `/en${asked}`;
    const invitations = [];
    await visit(path, { language, javaScript: false }, async (page) => {
      assert.equal(await page.locator("#list .place-card").count(), 0);
      assert.equal(await page.locator("#need").inputValue(), "zzyzx");
      assert.equal(await page.locator("#commune").inputValue(), "Montavreuil");
      const addresses = await page.locator(".empty a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
      // Somebody to call is proposed as well.
      assert.ok(addresses.some((address) => address.startsWith("tel:")), "nobody can be called");
      // The door to the territories opens on them, the others on lists.
      invitations.push(...addresses.filter((address) => /\/lieux(\?|$)/.test(address)));
    });
    assert.ok(invitations.length > 0, "nothing is proposed");
    const answered = [];
    for (const invitation of invitations) {
      await visit(invitation, { language, javaScript: false }, async (page) => {
        answered.push(await page.locator("#list .place-card").count());
      });
    }
    assert.ok(answered.every((count) => count > 0), `${invitations.join("\n")}\nlead to lists of ${answered}`);
  }
});

test("an unknown commune is said to be unknown, and the question stays", async () => {
  await visit("/", { javaScript: false }, async (page) => {
    await ask(page, { need: "internet", commune: "Trifouillis-les-Oies" });
    assert.match(await page.locator(".notice").textContent(), /Trifouillis-les-Oies/);
    assert.equal(await page.locator("#commune").inputValue(), "Trifouillis-les-Oies");
    assert.ok((await names(page)).length > 0);
  });
});

test("a day and an hour are one answer to the question when, and a choice is another", async () => {
  await visit("/lieux?q=internet", {}, async (page) => {
    await unfold(page, "Quand ?");
    const chosen = () => page.locator("[name=ouvert]:checked").getAttribute("id");
    assert.equal(await chosen(), "ouvert-any");
    await andTheListFollows(page, () => page.locator("#open-at").fill("2026-12-25T03:00"));
    assert.match(page.url(), /ouvert_le=2026-12-25/);
    assert.equal(await chosen(), "ouvert-moment");
    const atNight = await names(page);
    await andTheListFollows(page, () => page.locator("#ouvert-demain").check());
    assert.match(page.url(), /ouvert=demain/);
    assert.doesNotMatch(page.url(), /ouvert_le/);
    assert.equal(await page.locator("#open-at").inputValue(), "");
    assert.notDeepEqual(await names(page), atNight);
    // Without a day there is nothing to ask: the field is where to go on.
    await page.locator("#ouvert-moment").check();
    assert.equal(await page.evaluate(() => document.activeElement.id), "open-at");
  });
});
