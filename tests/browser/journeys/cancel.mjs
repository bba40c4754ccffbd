import assert from "node:assert/strict";
import { answerText, openPage, QUICK, runsFinished } from "../browser.mjs";

export const title = "Cancel in the middle of the runs: the page stays usable, and the runs can be taken up again";

export async function run(browser, address) {
  const { page, context, errors } = await openPage(browser, address + QUICK);
  await page.waitForFunction(() => Number(document.querySelector("progress")?.value) > 0);
  await page.click(".run-status >> text=Cancel");
  await page.waitForSelector("text=Stopped");
  const stopped = await page.textContent(".run-status");
  assert.ok((await answerText(page)).length > 10, "an answer is still there");
  await page.waitForTimeout(1000);
  assert.equal(await page.textContent(".run-status"), stopped, "nothing goes on behind");

  await page.fill("#field-staff", "60");
  await page.waitForFunction(() => Number(document.querySelector("progress")?.value) > 0);
  await page.click(".run-status >> text=Cancel");
  await page.click(".run-status >> text=Run all");
  await runsFinished(page);
  assert.deepEqual(errors, []);
  await context.close();
  return [stopped];
}
