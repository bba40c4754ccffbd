import assert from "node:assert/strict";
import { accessible, firstAnswer, openPage, output, quickOn, RUNS_LIMIT } from "../browser.mjs";

export const title = "Register: a number is changed in the table, refused out of range, listed with old and new, shared by link, and undone";

const PATH = "councils/rotherham-2019.toml: programmes.intensive.staff";
const ROW = `tr:has(.register-path:text-is("${PATH}"))`;
const BOX = "#row-councils-rotherham-2019-toml-programmes-intensive-staff-Intensive-key-work-key-workers";

export async function run(browser, address) {
  const { page, context, errors } = await openPage(browser, address + quickOn("research"));
  const hash = await page.textContent(".provenance-line");
  await page.fill("#register-search", "programmes.intensive.staff");
  await page.click(`${BOX}-change`);
  assert.equal(await page.evaluate(() => `#${document.activeElement?.id}`), BOX, "the box takes the focus");
  assert.match(await page.textContent(`${BOX}-help`), /0 to 2,?000 full-time equivalents/);

  await page.fill(BOX, "5800");
  await page.press(BOX, "Enter");
  await page.waitForFunction((id) => /5800 is out of range for key workers. Enter a number from 0 to 2000/.test(document.querySelector(`${id}-error`)?.textContent ?? ""), BOX, { timeout: RUNS_LIMIT });
  assert.equal(await page.inputValue(BOX), "5800", "what was typed is still there");
  assert.equal(await page.textContent(".provenance-line"), hash, "nothing was taken into use");
  assert.deepEqual(await accessible(page), []);
  await page.reload();
  await firstAnswer(page);
  await page.waitForFunction((id) => document.querySelector(id)?.value === "5800", BOX);

  await page.fill(BOX, "40");
  await page.press(BOX, "Enter");
  await page.waitForFunction(() => /is now 40/.test(document.querySelector("#register-said")?.textContent ?? ""), null, { timeout: RUNS_LIMIT });
  const row = await page.textContent(ROW);
  for (const words of [/40 full-time equivalents/, /was 34/, /typed in the page/, /assumed/]) assert.match(row, words);
  assert.match(await page.textContent(".changed-inputs"), /Intensive key work.*40 full-time equivalents, was 34 full-time equivalents/);
  assert.deepEqual(await accessible(page), []);
  await page.screenshot({ path: `${output}register.png`, fullPage: true });

  // The link carries it.
  await page.waitForFunction(() => location.hash.includes("files="));
  const elsewhere = await openPage(browser, page.url());
  await elsewhere.page.fill("#register-search", "programmes.intensive.staff");
  await elsewhere.page.waitForFunction((row) => /40 full-time/.test(document.querySelector("#register tbody")?.textContent ?? ""), ROW);
  assert.match(await elsewhere.page.textContent(ROW), /typed in the page/);
  await elsewhere.page.click(`${ROW} >> text=Undo`);
  await elsewhere.page.waitForFunction(() => /original value/.test(document.querySelector("#register-said")?.textContent ?? ""), null, { timeout: RUNS_LIMIT });
  assert.doesNotMatch(elsewhere.page.url(), /files=/, "nothing is changed any more");
  assert.match(await elsewhere.page.textContent(".changed-inputs"), /Nothing is changed/);
  await elsewhere.context.close();

  await page.click("#undo-all");
  await page.waitForFunction(() => /Nothing is changed/.test(document.querySelector(".changed-inputs")?.textContent ?? ""));
  assert.doesNotMatch(page.url(), /files=/);
  assert.deepEqual(errors, []);
  await context.close();
}
