import assert from "node:assert/strict";
import { firstAnswer, openPage, QUICK, resultsText, runsFinished, output } from "../browser.mjs";

export const title = "Bad input in the editor: named error, summary focused, last results stay, text kept, also after a reload";

export async function run(browser, address) {
  const { page, context, errors } = await openPage(browser, address + QUICK);
  await runsFinished(page);
  const good = await resultsText(page);

  for (const typed of ["", "abc", "-1", "5800", "1e5", "٣", "5 1", "0x33"]) {
    await page.fill("#field-staff", typed);
    await page.press("#field-staff", "Enter");
    await page.waitForSelector("#editor-problems");
    // From the second slip on the summary is there already, and takes the focus a moment later.
    await page.waitForFunction(() => document.activeElement?.id === "editor-problems");
    const message = await page.textContent("#field-staff-error");
    assert.match(message, /Enter a number from \d+ to \d+\./);
    assert.match(message, typed === "" ? /empty/ : new RegExp(`You typed ${typed}`));
    assert.equal(await page.inputValue("#field-staff"), typed, "what was typed is still there");
    assert.equal(await resultsText(page), good, "the last good results are still there");
    assert.match(await page.textContent(".run-status"), /Out of date/);
    assert.ok((await page.locator(".figure.is-stale").count()) > 4, "the figures are marked as out of date");
  }

  await page.fill("#field-staff", "5800");
  await page.press("#field-staff", "Enter");
  await page.screenshot({ path: `${output}bad-fields.png`, fullPage: true });
  await page.click("#editor-problems button");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "field-staff", "the summary leads to the field");

  await page.reload();
  await firstAnswer(page);
  await page.waitForFunction(() => document.querySelector("#field-staff")?.value === "5800");
  assert.match(await page.textContent("#field-staff-error"), /You typed 5800/);

  await page.fill("#field-staff", "51");
  await page.waitForFunction(() => document.querySelector("#field-staff-error")?.textContent === "");
  await runsFinished(page);
  assert.equal(await resultsText(page), good);
  assert.equal(await page.locator("#editor-problems").count(), 0);
  assert.deepEqual(errors, []);
  await context.close();
}
