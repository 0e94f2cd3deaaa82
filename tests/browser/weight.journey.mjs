// What pages cost: bytes on the wire and questions to the server, for people who pay for both.

import assert from "node:assert/strict";
import { test } from "node:test";
import { site, visit } from "./browser.mjs";

/** kB compressed, beside the fonts; the fonts; number of requests. */
const MOST = { page: 45_000, fonts: 26_000, requests: 8 };

/** Everything that one visit loads, with the size of each body on the wire. */
async function loaded(path, options, meanwhile = async () => {}) {
  const all = [];
  await visit("about:blank", options, async (page) => {
    const sizes = [];
    let isCounted = false;
    page.on("requestfinished", (request) => {
      if (isCounted || !request.url().startsWith("http")) return;
      const known = { url: request.url(), type: request.resourceType() };
      sizes.push(request.sizes().then(({ responseBodySize }) => all.push({ ...known, bytes: responseBodySize })));
    });
    await page.goto(path, { waitUntil: "networkidle" });
    await meanwhile(page);
    await page.waitForLoadState("networkidle");
    isCounted = true;
    await Promise.all(sizes);
  });
  assert.ok(all.length > 0, "nothing was loaded");
  return all;
}

const total = (requests) => requests.reduce((sum, { bytes }) => sum + bytes, 0);
const told = (requests) => requests.map(({ url, bytes }) => `${bytes} ${url.replace(site, "")}`).join("\n");

for (const width of [1280, 360]) {
  for (const [name, open] of [["the home page", async () => "/"], ["the page of a place", aPlace]]) {
    test(`${name} is light (${width} px)`, async (context) => {
      const all = await loaded(await open(), { width });
      const fonts = all.filter(({ type }) => type === "font");
      const rest = all.filter(({ type }) => type !== "font");
      context.diagnostic(`${all.length} requests, ${total(rest)} B and ${total(fonts)} B of fonts`);
      assert.ok(total(rest) <= MOST.page, `${total(rest)} B:\n${told(rest)}`);
      assert.ok(total(fonts) <= MOST.fonts, `fonts ${total(fonts)} B:\n${told(fonts)}`);
      assert.ok(all.length <= MOST.requests, `${all.length} requests:\n${told(all)}`);
    });
  }
}

async function aPlace() {
  const answer = await fetch(`${site}/lieux?q=Bonne+Connexion`);
  return `/lieux/${(await answer.text()).match(/data-place="([^"]+)"/)[1]}`;
}

test("on a phone the movable map is loaded only when somebody asks for it", async () => {
  const isMap = ({ url }) => /maplibre|map-live/.test(url);
  const before = await loaded("/lieux", { width: 360 });
  assert.deepEqual(before.filter(isMap).map(({ url }) => url), []);
  const after = await loaded("/lieux", { width: 360 }, async (page) => {
    await page.locator("[data-map-toggle]").click();
    await page.locator("[data-map-state=live]").waitFor();
  });
  assert.ok(after.some(isMap));
});

test("a second page costs no more than itself: what was loaded is kept", async () => {
  await visit("/", {}, async (page) => {
    await page.waitForLoadState("networkidle");
    const asked = [];
    page.on("request", (request) => asked.push(request.url()));
    const answers = [];
    page.on("response", (answer) => answers.push(answer));
    await page.locator(".site-footer").getByRole("link", { name: "Mentions légales" }).click();
    await page.waitForLoadState("networkidle");
    const fresh = answers.filter((answer) => !answer.fromServiceWorker() && answer.request().resourceType() !== "document");
    const sizes = await Promise.all(fresh.map(async (answer) => (await answer.request().sizes()).responseBodySize));
    assert.equal(sizes.filter((size) => size > 0).length, 0, asked.join("\n"));
  });
});
