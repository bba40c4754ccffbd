import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { atEveryWidth, openPage, quickOn, RUNS_LIMIT, runsFinished } from "../browser.mjs";
import { cells, download, unzipped } from "./workbook.mjs";

export const title = "Budget table: the budget year and three after in £000, real or cash, equal to the workbook and the CSV";

/** Names of the rows, years of the columns, and low, average and high of each cell as shown. */
const shown = (page) =>
  page.evaluate(() => {
    const table = document.querySelector("table.budget-table");
    const years = [...table.querySelectorAll("thead th")].slice(1).map((one) => one.textContent);
    const rows = [...table.querySelectorAll("tbody tr:not(.group)")].map((row) => ({
      name: row.querySelector("th").textContent,
      cells: [...row.querySelectorAll("td")].map((cell) => ({ average: cell.querySelector(".average")?.textContent ?? "0", ends: cell.querySelector(".ends")?.textContent ?? "" })),
    }));
    return { years, rows };
  });

const number = (words) => Number(words.replace("−", "-").replaceAll(",", ""));

/** Fails if a cell of the page is another number than `expected` has for its row and year, in thousands. */
function agrees({ years, rows }, expected) {
  let compared = 0;
  for (const { name, cells: across } of rows) {
    across.forEach(({ average, ends }, at) => {
      const year = /^All/.test(years[at]) ? "All years" : years[at];
      const found = expected(name, year);
      assert.ok(found, `${name}, ${year}`);
      const near = (words, pounds) => assert.ok(Math.abs(number(words) - pounds / 1000) <= 0.501, `${name}, ${year}: ${words} for ${pounds}`);
      near(average, found[1]);
      const [low, high] = ends.split(" to ");
      if (high !== undefined) {
        near(low, found[0]);
        near(high, found[2]);
      }
      compared += 1;
    });
  }
  return compared;
}

// Fails if the table shows other years than the budget year and three after, if cash is shown as real, if any number
// differs from the workbook or the CSV, or if the choice of years and prices is lost by a reload.
export async function run(browser, address) {
  const { page, context, errors } = await openPage(browser, address + quickOn("budget"));
  await runsFinished(page);
  await page.waitForFunction(() => document.querySelectorAll("table.budget-table .ends").length > 10 && /24 runs/.test(document.querySelector("#case-figures .figure-subtitle")?.textContent ?? ""), null, { timeout: RUNS_LIMIT });
  assert.deepEqual((await shown(page)).years, ["2021-22", "2022-23", "2023-24", "2024-25", "All years, 2019-20 to 2028-29"]);

  const sheet = cells(unzipped(await readFile(await download(page, "#workbook"))), "Financial case");
  const book = new Map();
  for (const [cell, name] of sheet) {
    const row = /^C(\d+)$/.exec(cell)?.[1];
    if (row) book.set([name, sheet.get(`F${row}`), sheet.get(`G${row}`)].join("|"), ["I", "H", "J"].map((column) => sheet.get(`${column}${row}`)));
  }
  let compared = 0;
  for (const basis of ["real", "cash"]) {
    await page.check(`#budget-table input[value="${basis}"]`);
    const table = await shown(page);
    compared += agrees(table, (name, year) => book.get([name, basis, year].join("|")));
    const csv = (await readFile(await download(page, "#budget-table >> text=Download CSV"), "utf8")).split("\r\n").map((row) => row.match(/(?:"[^"]*"|[^,])+|(?<=,)(?=,)/g) ?? []);
    const rows = new Map(csv.map(([name = "", , year, ...pounds]) => [`${name.replaceAll('"', "")}|${year}`, pounds.map(Number)]));
    compared += agrees(table, (name, year) => rows.get(`${name}|${year}`));
  }
  assert.ok(compared > 100, `${compared} cells`);
  assert.equal(await page.isChecked('#case input[value="cash"]'), true, "both tables show the same prices");

  await page.selectOption("#budget-from", "2025-26");
  assert.deepEqual((await shown(page)).years.slice(0, -1), ["2025-26"], "the last year goes along");
  await page.selectOption("#budget-to", "2026-27");
  await page.reload();
  await page.waitForSelector("table.budget-table");
  assert.deepEqual((await shown(page)).years.slice(0, -1), ["2025-26", "2026-27"], "a reload keeps the years");
  assert.equal(await page.isChecked('#budget-table input[value="cash"]'), true, "and the prices");
  const elsewhere = await openPage(browser, page.url());
  await elsewhere.page.waitForSelector("table.budget-table");
  assert.deepEqual((await shown(elsewhere.page)).years.slice(0, -1), ["2025-26", "2026-27"], "a link carries the years");
  assert.equal(await elsewhere.page.isChecked('#budget-table input[value="cash"]'), true, "and the prices");
  await elsewhere.context.close();
  await page.click("#budget-table >> text=Budget year and three after");
  assert.equal((await shown(page)).years.length, 5);
  await runsFinished(page);
  await atEveryWidth(page, "budget-years");
  assert.deepEqual(errors, []);
  await context.close();
  return [`${compared} cells equal`];
}
