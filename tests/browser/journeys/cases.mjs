import assert from "node:assert/strict";
import { accessible, NARROW, openPage, output, quickOn, sideways } from "../browser.mjs";

export const title = "Published cases: run in this browser on demand, all reproduced, and the rest of the page stays usable";

const LIMIT = 120_000;

export async function run(browser, address) {
  const said = [];
  const { page, context, errors } = await openPage(browser, address + quickOn("research"));
  const check = async (state) => assert.deepEqual(await accessible(page, "#cases"), [], state);
  // By keyboard, from the disclosure to the first case.
  await page.focus("#cases > summary");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  const started = Date.now();
  await page.waitForSelector("#cases progress");
  await check("running");
  // The main thread is free while the cases run.
  const wait = await page.evaluate(() => new Promise((resolve) => {
    const asked = performance.now();
    setTimeout(() => resolve(performance.now() - asked), 0);
  }));
  assert.ok(wait < 1000, `the page was busy for ${wait} ms`);
  await page.waitForFunction(() => /reproduced/.test(document.querySelector("#cases [role=status]")?.textContent ?? ""), null, { timeout: LIMIT });
  const result = await page.textContent("#cases [role=status]");
  assert.match(result, /^All \d+ quantities of \d+ benchmarks are reproduced/);
  said.push(`${result} ${((Date.now() - started) / 1000).toFixed(1)} s`);
  for (const place of [0, 4, 5]) await page.locator("#cases .case > summary").nth(place).click();
  const text = await page.textContent("#cases .case[open] tbody tr");
  assert.match(text, /33,891,136/, "expected and obtained are shown");
  assert.match(text, /reproduced$/, "the result is said in words");
  assert.match(await page.textContent("#cases dl"), /B10/, "what is not yet run is said");
  await check("finished");
  await page.locator("#cases").screenshot({ path: `${output}cases.png` });
  await page.setViewportSize(NARROW);
  assert.equal(await sideways(page), "");

  await page.click('#cases button:has-text("10,000")');
  await page.click('#cases button:has-text("Stop")');
  assert.match(await page.textContent("#cases [role=status]"), /Stopped/);
  assert.deepEqual(errors, []);
  await context.close();
  return said;
}
