// The page of the API, read by a person: every operation can be found, tried, and read in both languages.

import assert from "node:assert/strict";
import { test } from "node:test";
import { expectAccessible, expectNoSidewaysScroll, site, visit } from "./browser.mjs";
import { localised } from "./pages.mjs";

for (const language of ["fr", "en"]) {
  test(`somebody comes to the API from the foot of a page and reads every operation (${language})`, async () => {
    await visit(localised(language, "/a-propos"), { language, javaScript: false, width: 360 }, async (page) => {
      await page.locator("main a[href$='/api']").click();
      await page.waitForURL(/\/api$/);
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
      const described = await fetch(`${site}/api/v1/openapi.json`).then((answer) => answer.json());
      const paths = Object.keys(described.paths);
      const shown = await page.locator("main section code").allTextContents();
      for (const path of paths) assert.ok(shown.includes(`GET ${path}`), `${path} is not on the page`);
      // Each line of the contents leads to its section.
      for (const link of await page.locator("main .links a[href^='#']").all()) {
        const target = await link.getAttribute("href");
        assert.equal(await page.locator(target).count(), 1, target);
      }
    });
  });
}

test("each example of the page answers, and a link to a kind of problem leads to it", async () => {
  await visit("/api", { javaScript: false }, async (page) => {
    const shown = await page.locator("main section code").allTextContents();
    const examples = shown.map((text) => text.match(/^curl '(.*)'$/)?.[1]).filter(Boolean);
    assert.ok(examples.length > 3, shown.join());
    for (const example of examples) {
      assert.ok(example.startsWith(`${site}/api/`), example);
      const { status } = await fetch(example);
      // The place of the example stands for any other: here it is unknown, which is an answer too.
      assert.ok(status === 200 || (status === 404 && /places\/\w+$/.test(example)), `${example}: ${status}`);
    }
    const refused = await fetch(`${site}/api/v1/places?rayon=loin`).then((answer) => answer.json());
    const kind = new URL(refused.type, site);
    assert.equal(kind.pathname, "/api");
    await page.goto(kind.pathname + kind.hash);
    assert.equal(await page.locator(`[id="${kind.hash.slice(1)}"]`).count(), 1, "the problem is explained there");
    assert.match(await page.locator(":target").innerText(), new RegExp(String(refused.status)));
  });
});
