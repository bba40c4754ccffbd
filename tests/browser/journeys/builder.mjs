import assert from "node:assert/strict";
import { openPage, answerText, runsFinished, accessible, sideways, NARROW, RUNS_LIMIT } from "../browser.mjs";

export const title = "An option of two changes is built with the keyboard beside the answer, undone, copied, shared and run alike elsewhere";

const PLACE = "#/decide/hartlepool?runs=24";

/** Tab until a part of the page has the focus. */
async function tabTo(page, selector) {
  for (let presses = 0; presses < 30; presses += 1) {
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`30 presses of Tab do not come to ${selector}`);
}

const choose = async (page, selector, value) => {
  await tabTo(page, selector);
  await page.selectOption(selector, value);
};
const write = async (page, selector, words) => {
  await tabTo(page, selector);
  await page.keyboard.type(words);
};
const names = (page) => page.$$eval("#builder .built strong", (all) => all.map((one) => one.textContent));
const inUse = (page, id) => page.waitForFunction((wanted) => location.hash.includes(`/${wanted}?`), id, { timeout: RUNS_LIMIT });
/** The sentence once it is of the option in view, with all its runs. */
async function settled(page) {
  // The earlier answer stays in sight, with its runs finished, until the new one is there.
  await page.waitForFunction(() => {
    const letter = document.querySelector("#option option:checked")?.textContent.split(".")[0];
    return letter && document.querySelector("#key-figures table")?.textContent.includes(`Option ${letter}`);
  }, null, { timeout: RUNS_LIMIT });
  await runsFinished(page);
  return [await answerText(page), await page.textContent("#key-figures table")].join("\n");
}

/** Fails if an option needs more than the keyboard, is not at hand beside the answer, or names itself after something else. */
async function build(page) {
  const levers = await page.evaluate(() => document.querySelector("#new-option").getBoundingClientRect().top);
  assert.ok(levers < 900, `New option begins ${levers} pixels down`);
  await tabTo(page, '.skip[href="#levers"]');
  await page.keyboard.press("Enter");
  await tabTo(page, "#new-option");
  await page.keyboard.press("Enter");
  await write(page, "#built-0-amount", "999");
  await tabTo(page, "#use-built");
  await page.keyboard.press("Enter");
  // More than there is: said in words, and the focus goes there.
  await page.waitForSelector("#builder-problems");
  assert.match(await page.textContent("#builder-problems"), /A cut of 999 workers is more than there is: [\d.]+ workers/);
  await page.fill("#built-0-amount", "3");
  await tabTo(page, "#another-change");
  await page.keyboard.press("Enter");
  await choose(page, "#built-1-programme", "intensive");
  await choose(page, "#built-1-action", "add");
  await write(page, "#built-1-amount", "£1.5m");
  await choose(page, "#built-1-unit", "pounds");
  assert.match(await page.textContent("#built-1-comes"), /^\d+ workers: .* £1\.\d+ million a year\. Whole posts only: £\d+,000 a year is left over/);
  const found = await accessible(page, "#levers");
  assert.deepEqual(found, [], "the form");
  await tabTo(page, "#use-built");
  await page.keyboard.press("Enter");
  await inUse(page, "own-1");
  const [name] = await names(page);
  assert.equal(name, "3 fewer workers in targeted early help and £1.50 million a year more in intensive family support from April 2027");
  assert.match(await page.textContent("#option"), /3 fewer workers in targeted early help/);
}

export async function run(browser, address) {
  const { page, context, errors } = await openPage(browser, `${address}${PLACE}`);
  await build(page);
  const link = await page.evaluate(() => location.href);
  const result = await settled(page);
  assert.match(result, /looked-after children/);

  await page.reload();
  assert.equal(await settled(page), result, "after a reload");

  const other = await openPage(browser, link);
  assert.equal(await settled(other.page), result, "by a link, elsewhere");
  assert.equal((await names(other.page)).length, 1);
  await other.context.close();

  await page.click('#builder button[aria-label^="Copy"]');
  await inUse(page, "own-2");
  assert.equal((await names(page)).length, 2);
  await page.click("#undo-built");
  await page.waitForFunction(() => document.querySelectorAll("#builder .built li").length === 1);

  await page.click('#builder button[aria-label^="Change"]');
  await page.fill("#built-name", "Plan B");
  await page.click("#use-built");
  await page.waitForFunction(() => /Plan B/.test(document.querySelector("#option").textContent));

  await page.setViewportSize(NARROW);
  await page.click(".levers-button");
  assert.deepEqual(await accessible(page, "#levers"), [], "on a telephone");
  assert.equal(await sideways(page), "");
  await page.click('#builder button[aria-label^="Remove"]');
  await page.waitForFunction(() => document.querySelectorAll("#builder .built li").length === 0);
  assert.doesNotMatch(await page.evaluate(() => location.hash), /files=/, "nothing is left of what was removed");
  assert.deepEqual(errors, []);
  await context.close();
  return [`a link of ${link.length - address.length} characters`];
}
