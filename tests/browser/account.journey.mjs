// Coming in by a link, seeing one's account, inviting a colleague, and leaving: what staff do, in a browser.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { expectAccessible, expectNoSidewaysScroll, site, visit } from "./browser.mjs";
import { SAID_OF_ERRORS } from "./pages.mjs";

const waysIn = JSON.parse(process.env.SITE_WAYS_IN);

async function expectUsable(page) {
  for (const width of [1280, 320]) {
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page);
    }
    await expectNoSidewaysScroll(page);
  }
}

async function press(page, name) {
  await page.getByRole("button", { name }).click();
}

/** The link of the only invitation among the letters; it leaves a moment after it was asked for. */
async function invitationByMail() {
  for (let count = 0; count < 100; count += 1) {
    const letters = await (await fetch(`${site}/demo/courrier`)).text();
    const found = letters.match(/\/invitation\/[\w-]+/);
    if (found) return found[0];
    await sleep(100);
  }
  return assert.fail("no invitation among the letters");
}

test("an administrator comes in without a script, invites a colleague, who joins and sees no more than her role allows", async () => {
  const invited = "marcelle@val-de-loubre.example";
  await visit(waysIn.administrator, { javaScript: false, motion: "reduce" }, async (page) => {
    await expectUsable(page);
    await press(page, "Entrer");
    await page.waitForURL(/\/compte$/);
    assert.match(await page.locator(".lead").textContent(), /odile@val-de-loubre\.example/);
    await expectUsable(page);
    await page.goto("/lieux");
    assert.match(await page.locator(".signed-in__name").textContent(), /Odile/, "she sees on every page as whom she is here");
    await expectUsable(page);
    await page.locator(".signed-in__name").click();
    await page.getByRole("link", { name: "Gérer l’équipe" }).click();
    await expectUsable(page);
    await page.getByLabel("Son adresse de courriel").fill(invited);
    await page.getByRole("checkbox", { name: /^Médiation/ }).check();
    await press(page, "Envoyer l’invitation");
    await page.getByText(invited).first().waitFor();
    const [first] = await page.locator("tbody a").all();
    await first.click();
    await expectUsable(page);
    const her = await page.context().cookies();
    assert.deepEqual(her.map(({ name, httpOnly, secure, sameSite }) => ({ name, httpOnly, secure, sameSite })), [
      { name: "__Host-parvis", httpOnly: true, secure: true, sameSite: "Lax" },
    ]);
  });
  const link = await invitationByMail();
  await visit(link, { width: 360, motion: "reduce", mayFail: SAID_OF_ERRORS }, async (page) => {
    await expectUsable(page);
    await page.getByLabel("Votre nom").fill("Marcelle Fontaine");
    await press(page, "Accepter et entrer");
    await page.waitForURL(/\/compte$/);
    assert.match(await page.locator(".lead").textContent(), /Marcelle Fontaine/);
    await page.getByRole("link", { name: "Voir l’équipe" }).click();
    assert.equal(await page.getByLabel("Son adresse de courriel").count(), 0, "she invites nobody");
    await page.goto("/compte");
    await press(page, "Se déconnecter");
    await page.waitForURL(/\/connexion$/);
    await page.goto("/compte");
    await page.waitForURL(/\/connexion$/);
    const again = await page.goto(link);
    assert.equal(again.status(), 403, "the link opened once");
    await expectUsable(page);
  });
});

test("a link that mail programs looked at first still opens for the person, once", async () => {
  for (let count = 0; count < 3; count += 1) assert.equal((await fetch(`${site}${waysIn.mediator}`)).status, 200);
  await visit(waysIn.mediator, { language: "en", mayFail: SAID_OF_ERRORS }, async (page) => {
    await press(page, "Entrer");
    await page.waitForURL(/\/compte$/);
    await page.goto(waysIn.mediator);
    assert.match(await page.locator("h1").textContent(), /ne sert plus/);
    await page.locator("main").getByRole("link", { name: "Demander un autre lien" }).click();
    await page.waitForURL(/\/connexion$/);
  });
});

/** What an authenticator shows for a key at a moment (RFC 6238). */
function codeOf(key, seconds) {
  const symbols = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...key.replaceAll(" ", "")].map((symbol) => symbols.indexOf(symbol).toString(2).padStart(5, "0")).join("");
  const secret = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(seconds / 30)));
  const digest = createHmac("sha1", secret).update(step).digest();
  return String((digest.readUInt32BE(digest[19] & 15) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}

test("a phone is made known without a script, and its codes and those on paper let in", async () => {
  let email, paper;
  await visit(waysIn.coordinator, { javaScript: false, motion: "reduce", mayFail: SAID_OF_ERRORS }, async (page) => {
    await press(page, "Entrer");
    await page.waitForURL(/\/compte$/);
    [email] = (await page.locator(".lead").textContent()).match(/\S+@\S+/);
    await page.getByRole("link", { name: "Gérer mes codes" }).click();
    await expectUsable(page);
    await press(page, "Utiliser mon téléphone");
    await expectUsable(page);
    const key = await page.locator("main p > strong").textContent();
    await page.getByLabel("Le code à 6 chiffres").fill("12");
    await press(page, "Vérifier");
    await page.getByText("Ce code n’est pas le bon").waitFor();
    await expectUsable(page);
    await page.getByLabel("Le code à 6 chiffres").fill(codeOf(key, Date.now() / 1000));
    await press(page, "Vérifier");
    paper = await page.locator("main ol strong").allTextContents();
    assert.equal(paper.length, 10);
    await expectUsable(page);
    await page.locator("main").getByRole("link", { name: "Mon compte" }).click();
    await page.getByRole("link", { name: "Gérer mes codes" }).click();
    await page.getByText("10 codes de secours").waitFor();
    await expectUsable(page);
  });
  await visit("/connexion", { javaScript: false, width: 320, motion: "reduce", mayFail: SAID_OF_ERRORS }, async (page) => {
    await page.getByRole("link", { name: /code/ }).click();
    await page.getByLabel("Votre adresse de courriel professionnelle").fill(email);
    await page.getByLabel("Votre code").fill("pas un code");
    await press(page, "Entrer");
    assert.equal(await page.getByLabel("Votre adresse de courriel professionnelle").inputValue(), email);
    await expectUsable(page);
    await page.getByLabel("Votre code").fill(paper[0].toLowerCase());
    await press(page, "Entrer");
    await page.waitForURL(/\/compte$/);
  });
});

test("whoever types an address is told the same, known or not", async () => {
  for (const address of ["odile@val-de-loubre.example", "personne@val-de-loubre.example"]) {
    await visit("/connexion", { javaScript: false, width: 320, motion: "reduce" }, async (page) => {
      await page.getByLabel("Votre adresse de courriel professionnelle").fill(address);
      await press(page, "Recevoir un lien");
      assert.match(await page.locator("main .notice").textContent(), new RegExp(`Si ${address} a un compte`));
      await expectUsable(page);
    });
  }
});
