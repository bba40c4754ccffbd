import assert from "node:assert/strict";
import { firstAnswer, LONG, openPage, QUICK, runsFinished } from "../browser.mjs";

export const title = "A worker that dies is replaced and the runs finish; the page says so when it cannot be helped";

export async function run(browser, address) {
  const { page, context } = await openPage(browser, `${address}${LONG}?runs=150`);
  const kill = () =>
    Promise.all(page.workers().filter((worker) => /draw/.test(worker.url())).map((worker) =>
      worker.evaluate(() => void setTimeout(() => { throw new Error("a worker dies"); })).catch(() => undefined)));
  await page.waitForFunction(() => Number(document.querySelector("progress")?.value) > 0);
  await kill();
  await runsFinished(page);

  await context.close();

  const helpless = await openPage(browser, address, { go: false });
  await helpless.context.route("**/draw.worker*", (route) => route.abort());
  await helpless.page.goto(address + QUICK);
  await firstAnswer(helpless.page);
  await helpless.page.waitForFunction(() => /The runs stopped/.test(document.querySelector(".run-status")?.textContent ?? ""));
  const said = await helpless.page.textContent(".run-status");
  assert.match(said, /could not be loaded/);
  await helpless.context.unroute("**/draw.worker*");
  await helpless.page.click("text=Try again");
  await runsFinished(helpless.page);
  await helpless.context.close();
  return [said];
}
