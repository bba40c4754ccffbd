import assert from "node:assert/strict";
import { RUNS_LIMIT, answerText, firstAnswer, openPage, output, resultsText } from "../browser.mjs";

export const title = "First visit: the answer is there without being asked for, and nothing goes to another host";

export async function run(browser, address) {
  const { page, context, requests, errors } = await openPage(browser, address, { go: false });
  const started = Date.now();
  await page.goto(address);
  await firstAnswer(page);
  const first = Date.now() - started;
  const preview = await answerText(page);
  await page.waitForFunction(() => /in 10 runs/.test(document.querySelector(".answer-range")?.textContent ?? ""), null, { timeout: RUNS_LIMIT });
  const range = Date.now() - started;
  await page.screenshot({ path: `${output}first-visit.png`, fullPage: true });

  assert.match(preview, /By March \d{4}/);
  assert.match(await resultsText(page), /in 100/);
  assert.match(await page.title(), /Staircase/);
  const rows = await page.locator("#key-figures tbody tr").count();
  assert.ok(rows >= 3, "the key figures have three measures or more");

  const foreign = requests.filter((url) => !url.startsWith(address) && !/^(data|blob):/.test(url));
  assert.deepEqual(foreign, [], "every request goes to the page's own origin");
  assert.deepEqual(errors, [], "nothing is written to the console as an error");
  await context.close();
  return [`answer after ${first} ms, first ranges after ${range} ms, ${requests.length} requests`, `“${preview}”`];
}
