import assert from "node:assert/strict";
import { answerText, LONG, openPage, QUICK, runsFinished } from "../browser.mjs";

export const title = "Cancel in the middle of the runs: the page stays usable, and the runs can be taken up again";

export async function run(browser, address) {
  const { page, context, errors } = await openPage(browser, address + LONG);
  await running(page);
  await page.click(".run-status >> text=Cancel");
  await page.waitForSelector("text=Stopped");
  const stopped = await page.textContent(".run-status");
  assert.ok((await answerText(page)).length > 10, "an answer is still there");
  await page.waitForTimeout(1000);
  assert.equal(await page.textContent(".run-status"), stopped, "nothing goes on behind");

  await page.fill("#field-staff", "60");
  await running(page);
  await page.click(".run-status >> text=Cancel");
  await page.click(".run-status >> text=Run all");
  await running(page);

  await page.goto(address + QUICK);
  await runsFinished(page);
  assert.deepEqual(errors, []);
  await context.close();
  return [stopped];
}

const running = (page) => page.waitForFunction(() => Number(document.querySelector("progress")?.value) > 0);
