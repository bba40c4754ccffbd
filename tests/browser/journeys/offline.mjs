import assert from "node:assert/strict";
import { answerText, firstAnswer, goTo, openPage, QUICK, runsFinished } from "../browser.mjs";

export const title = "Offline: after one load the page reloads, runs and opens every view without a network";

export async function run(browser, address) {
  const { page, context, errors } = await openPage(browser, address + QUICK, { offline: true });
  await runsFinished(page);
  const before = await answerText(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.waitForFunction(async () => {
    const names = await caches.keys();
    const kept = await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).length));
    return navigator.serviceWorker.controller && kept.some((count) => count > 8);
  });
  await context.setOffline(true);
  await page.reload();
  await firstAnswer(page);
  await runsFinished(page);
  assert.equal(await answerText(page), before, "the same answer without a network");
  await goTo(page, "budget");
  await page.waitForSelector("#money table");
  await page.fill("#field-staff", "80");
  await page.waitForFunction(() => /staff=80/.test(location.hash));
  await runsFinished(page);
  await goTo(page, "research");
  await page.waitForSelector("#register-search");
  await goTo(page, "compare");
  await page.waitForSelector(".card");
  await goTo(page, "method");
  await page.waitForSelector(".method");
  assert.deepEqual(errors, []);
  await context.close();
}
