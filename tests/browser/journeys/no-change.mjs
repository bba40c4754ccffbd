import assert from "node:assert/strict";
import { goTo, openPage, QUICK, runsFinished } from "../browser.mjs";

export const title = "Option A changes nothing: the difference is exactly nought, and it cannot be edited in place";

export async function run(browser, address) {
  const { page, context } = await openPage(browser, address + QUICK);
  await page.selectOption("#option", { index: 0 });
  await page.waitForFunction(() => [...document.querySelectorAll("#key-figures tbody td.strong")].every((cell) => cell.textContent === "no difference"));
  await runsFinished(page);
  const differences = await page.locator("#key-figures tbody td.strong").allTextContents();
  assert.ok(differences.length >= 3);
  for (const words of differences) assert.equal(words, "no difference");
  assert.match(await page.textContent("#hundred .hundred-key"), /100\s*no difference at all/);
  assert.match(await page.textContent("#difference svg"), /exactly 0/);

  await page.click("#difference >> text=Show as table");
  const cells = await page.locator("#difference tbody td").allTextContents();
  for (const cell of cells) assert.match(cell, /^(no difference|0|100)$/);
  await goTo(page, "budget");
  await page.waitForSelector("#money .money tbody tr");
  const money = await page.locator("#money .money tr:not(.range) td:not(.range)").allTextContents();
  for (const cell of money) assert.match(cell, /^–?$/);

  assert.ok(money.length > 20);
  assert.ok(await page.isDisabled("#field-staff"));
  assert.match(await page.textContent(".question:has(.editor)"), /Choose another option/);
  await context.close();
}
