import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { atEveryWidth, goTo, openPage, runsFinished } from "../browser.mjs";
import { cells, download, unzipped } from "./workbook.mjs";

export const title = "Own costs: a unit cost by week, month or short, with its source and grade; growth boxes; all of it in link and workbook";


// Fails if a price by week, by month or short is not the same price by year; if the source or grade of a typed number
// is lost in the register, the workbook or the link; if growth does not change the answer, is not named among what was
// changed, or leaves anything behind at 0.
export async function run(browser, address) {
  const { page, context, errors } = await openPage(browser, `${address}#/council/leeds?runs=24`);
  await page.waitForSelector("#offer-foster-week");
  const year = () => page.inputValue("#offer-foster-year");
  await page.fill("#offer-foster-week", "£1,000");
  assert.equal(await year(), "52179");
  assert.equal(await page.inputValue("#offer-foster-month"), "4,348");
  await page.fill("#offer-foster-month", "£4.5k");
  assert.equal(await year(), "54000");
  await page.fill("#offer-foster-year", "£5x");
  await page.click("#offer-prices button[type=submit]");
  await page.waitForSelector("#offer-prices .is-wrong [role=alert]");
  assert.match(await page.textContent("#offer-prices .is-wrong [role=alert]"), /£5x/);
  await page.fill("#offer-foster-year", "£52.2k");
  await page.fill("#offer-prices-source", 'placements "ledger" 2025-26');
  await page.check("#offer-prices-own");
  await page.reload();
  await page.waitForSelector("#offer-prices-source");
  assert.equal(await page.inputValue("#offer-prices-source"), 'placements "ledger" 2025-26', "a reload keeps what was typed");
  assert.equal(await year(), "£52.2k");
  await page.click("#offer-prices button[type=submit]");
  await page.waitForSelector("#offer-prices .is-changed");
  const row = await page.textContent("#offer-prices .is-changed");
  assert.match(row, /measured here/);
  assert.match(row, /placements "ledger" 2025-26/);
  assert.equal(await year(), "52,200");
  await atEveryWidth(page, "own-costs");

  await goTo(page, "budget");
  await runsFinished(page);
  const net = () => page.textContent("table.budget-table tr.net");
  const settled = async (before) => {
    await page.waitForFunction((was) => document.querySelector("table.budget-table tr.net")?.textContent !== was && !document.querySelector("#budget-table.is-stale"), before);
    await runsFinished(page);
    await page.waitForFunction(() => document.querySelectorAll("table.budget-table tr.net .ends").length > 3 && !/not yet/.test(document.querySelector("table.budget-table tr.net").textContent));
  };
  await page.waitForSelector("table.budget-table tr.net .ends");
  const before = await net();
  await page.fill("#growth-demand", "much");
  await page.press("#growth-demand", "Enter");
  await page.waitForSelector("#growth .is-wrong");
  assert.match(await page.textContent("#growth-demand-error"), /−10 to 10.*You typed much/);
  await page.fill("#growth-demand", "2.5%");
  await page.press("#growth-demand", "Enter");
  await page.waitForFunction(() => /2.5% is in use|2.5 is in use/.test(document.querySelector("#growth")?.textContent ?? ""));
  await settled(before);
  const grown = await net();
  await page.fill("#growth-uplift", "3");
  await page.press("#growth-uplift", "Enter");
  await page.waitForFunction(() => /growth=own-uplift/.test(location.hash));
  await settled(grown);
  assert.match(await page.textContent("#growth"), /Leeds: .*a year from 2019-20 to 2024-25/);
  await atEveryWidth(page, "growth");
  const book = unzipped(await readFile(await download(page, "#workbook")));
  const notes = [...cells(book, "Notes").values()].join("\n");
  assert.match(notes, /Demand growth typed on Budget.*1\.025/);
  assert.match(notes, /typed on Budget: 3% a year above general prices/);
  const assumptions = [...cells(book, "Assumptions").values()].join("\n");
  assert.match(assumptions, /placements "ledger" 2025-26/);

  const both = await net();
  const other = await openPage(browser, address + (await page.evaluate(() => location.hash)));
  await runsFinished(other.page);
  await other.page.waitForFunction((was) => document.querySelector("table.budget-table tr.net")?.textContent === was, both);
  assert.deepEqual([await other.page.inputValue("#growth-demand"), await other.page.inputValue("#growth-uplift")], ["2.5", "3"]);
  assert.deepEqual(other.errors, []);
  await other.context.close();

  for (const box of ["uplift", "demand"]) {
    await page.fill(`#growth-${box}`, "0");
    await page.press(`#growth-${box}`, "Enter");
    await page.waitForFunction((id) => / 0 is in use/.test(document.querySelector(`#growth-${id}`).closest("form").textContent), box);
  }
  await page.waitForFunction((was) => document.querySelector("table.budget-table tr.net")?.textContent === was, before);
  assert.doesNotMatch(await page.evaluate(() => location.hash), /growth=/);
  assert.deepEqual(errors, []);
  await context.close();
  return [before.trim(), both.trim()];
}
