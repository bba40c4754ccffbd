import assert from "node:assert/strict";
import { accessible, goTo, openPage, output, quickOn, RUNS_LIMIT, sideways, ZOOMED } from "../browser.mjs";

export const title = "Bench page: it measures, can be cancelled, and says what it found beside the budgets";

export async function run(browser, address) {
  const { page, context, requests, errors } = await openPage(browser, address + quickOn("method").replace("runs=24", "runs=10"));
  await page.click("text=How fast is it on this computer?");
  await page.waitForSelector(".bench");
  assert.match(page.url(), /#\/bench\//);
  await page.click("text=Start measuring");
  await page.click(".bench >> text=Cancel");
  await page.waitForFunction(() => /Stopped/.test(document.querySelector(".bench [role=status]")?.textContent ?? ""));
  await page.click("text=Start measuring");
  await page.waitForSelector("#bench-text", { timeout: RUNS_LIMIT });
  const rows = await page.locator(".bench-table tbody tr").allTextContents();
  assert.equal(rows.length, 6, rows.join("\n"));
  for (const row of rows) assert.match(row, /\d (ms|s|kB)(yes|no)/, "a figure, its budget and whether it is within");
  const said = await page.inputValue("#bench-text");
  assert.match(said, /10 paired runs of ten years, 100,000 children/);
  assert.deepEqual(await accessible(page), []);
  await page.screenshot({ path: `${output}bench.png`, fullPage: true });
  await page.setViewportSize(ZOOMED);
  assert.equal(await sideways(page), "");
  await goTo(page, "decide");
  await page.waitForSelector("#staircase");
  assert.deepEqual(requests.filter((url) => !url.startsWith(address) && !/^(data|blob):/.test(url)), []);
  assert.deepEqual(errors, []);
  await context.close();
  return said.split("\n").slice(2);
}
