import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { openPage, output, quickOn, RUNS_LIMIT, runsFinished } from "../browser.mjs";

export const title = "Research: which number matters most is calculated, the register is filtered and drawn, runs and seed are set";

export async function run(browser, address) {
  const { page, context, errors } = await openPage(browser, address + quickOn("research"));
  await runsFinished(page);
  await page.waitForFunction(() => /the sign of the net cost/.test(document.querySelector("#tornado .figure-title")?.textContent ?? ""), null, { timeout: RUNS_LIMIT });
  const bars = await page.locator("#tornado rect").count();
  assert.ok(bars >= 8, `${bars} bars`);
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#tornado >> text=Download CSV")]);
  const rows = (await readFile(await download.path(), "utf8")).trim().split("\r\n").slice(1).filter((row) => !row.startsWith("#"));
  const swings = rows.map((row) => row.match(/(?:"[^"]*"|[^,])+/g).slice(-2).map(Number)).map(([low, high]) => Math.abs(high - low));
  assert.deepEqual(swings, [...swings].sort((a, b) => b - a), "widest first");

  await page.selectOption("#register-order", "influence");
  const first = await page.textContent("#register tbody th");
  assert.ok(first.startsWith(rows[0].split(",")[0].replaceAll('"', "").slice(0, 20)), `${first} / ${rows[0]}`);
  assert.ok((await page.locator("#register .curve").count()) > 5, "distributions are drawn");
  await page.selectOption("#register-grade", "claimed");
  const grades = await page.locator("#register tbody .grade").allTextContents();
  assert.ok(grades.length > 0 && grades.every((grade) => grade.trim() === "claimed"), grades.join());

  await page.fill("#setting-runs", "7");
  await page.press("#setting-runs", "Enter");
  assert.match(await page.textContent("#setting-runs-error"), /from 10 to 10,000.*You typed 7/);
  await page.fill("#setting-runs", "30");
  await page.press("#setting-runs", "Enter");
  await page.fill("#setting-seed", "5");
  await page.press("#setting-seed", "Enter");
  await page.waitForFunction(() => /runs=30/.test(location.hash) && /seed=5/.test(location.hash));
  await page.waitForFunction(() => /seed 5, 30 paired runs/.test(document.querySelector(".provenance-line")?.textContent ?? ""), null, { timeout: RUNS_LIMIT });
  await page.screenshot({ path: `${output}research.png`, fullPage: true });
  assert.deepEqual(errors, []);
  await context.close();
  return [rows[0]];
}
