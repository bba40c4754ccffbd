import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { goTo, openPage, output, quickOn, RUNS_LIMIT, runsFinished } from "../browser.mjs";

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
  // Fails if a run is missing, or their mean is not the difference on the page.
  const [everyRun] = await Promise.all([page.waitForEvent("download"), page.click("#every-run")]);
  const lines = (await readFile(await everyRun.path(), "utf8")).trim().split("\n").map((line) => line.split(","));
  const last = lines.filter((line) => line[5] === "looked_after").at(-1)[6];
  const care = lines.filter((line) => line[5] === "looked_after" && line[6] === last);
  assert.deepEqual(care.map((line) => Number(line[2])), [...Array(30).keys()]);
  const mean = care.reduce((sum, line) => sum + Number(line[9]) - Number(line[8]), 0) / 30;
  await goTo(page, "decide");
  await page.click('#difference .figure-actions [aria-controls="difference-table"]');
  const shown = await page.locator("#difference-table tbody tr").last().locator("td").first().textContent();
  assert.ok(Math.abs(Math.abs(mean) - Number(shown.match(/[\d.]+/)?.[0] ?? 0)) < 1, `${mean} in the file, ${shown} on the page`);
  await goTo(page, "research");
  await page.screenshot({ path: `${output}research.png`, fullPage: true });
  assert.deepEqual(errors, []);
  await context.close();
  return [rows[0]];
}
