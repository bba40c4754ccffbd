import assert from "node:assert/strict";
import { firstAnswer, openPage, quickOn, resultsText, runsFinished, output } from "../browser.mjs";

export const title = "Bad scenario text: named error with its place, summary focused, last results stay, text kept, also after a reload";

const COUNCIL = "#file-councils-rotherham-2019-toml";

/** What a person could do to the council's file, and what the page must at least say about it. */
const SLIPS = [
  ["empty file", () => "", /rotherham-2019\.toml/],
  ["unknown key", (text) => text.replace("format = 1", "format = 1\nunknown_thing = 3"), /unknown_thing/],
  ["not a number", (text) => text.replace(/(level = "intensive"\nchildren = \{ value = )\d+/, "$1nan"), /nan|not a number/i],
  ["negative", (text) => text.replace(/(level = "intensive"\nchildren = \{ value = )\d+/, "$1-5"), /[-−]5/],
  ["probability over one", (text) => text.replace("share = { value = 0.213", "share = { value = 1.4"), /1\.4/],
  ["share over one", (text) => text.replace("haircut = { value = 0.1,", "haircut = { value = 1.4,"), /1\.4/],
  ["shares that do not add up", (text) => text.replace("[0.34, 0.32,", "[0.44, 0.32,"), /1\.1|sum|add/i],
  ["unknown level", (text) => text.replace('level = "intensive"', 'level = "intensve"'), /intensve/],
  ["not TOML at all", () => "<html>\u0000\uFFFF]]]] = = =", /rotherham-2019\.toml/],
];

export async function run(browser, address) {
  const { page, context, errors } = await openPage(browser, address + quickOn("research"));
  await runsFinished(page);
  const good = await resultsText(page);
  await page.click("details.files > summary");
  const original = await page.inputValue(COUNCIL);
  const said = [];
  let last = "";

  for (const [name, spoil, expected] of SLIPS) {
    const typed = spoil(original);
    assert.notEqual(typed, original, `${name}: the journey found nothing to spoil`);
    await page.fill(COUNCIL, typed);
    await page.click("#use-files");
    await page.waitForFunction(
      (before) => document.activeElement?.id === "file-problems" && document.activeElement.textContent !== before,
      last,
    );
    last = await page.textContent("#file-problems");
    assert.match(last, expected, name);
    said.push(`${name}: ${last.replace("There is a problem", "").slice(0, 180)}`);
    assert.equal(normal(await page.inputValue(COUNCIL)), normal(typed), `${name}: what was typed is still there`);
    assert.equal(await resultsText(page), good, `${name}: the last good results are still there`);
    assert.match(await page.textContent(".run-status"), /Out of date/);
  }

  const kept = original.replace("format = 1", "format = 1\nunknown_thing = 3");
  await page.fill(COUNCIL, kept);
  await page.click("#use-files");
  await page.waitForSelector("#file-problems");
  await page.screenshot({ path: `${output}bad-files.png`, fullPage: true });
  await page.reload();
  await firstAnswer(page);
  await page.waitForSelector("text=Text kept from last time");
  assert.equal(await page.inputValue(COUNCIL), kept, "the text is back in its box after a reload");

  await page.click("text=Put back the originals");
  await page.waitForFunction(([box, text]) => document.querySelector(box)?.value === text, [COUNCIL, original]);
  await runsFinished(page);
  assert.equal(await resultsText(page), good);

  const changed = original.replace(/(level = "intensive"\nchildren = \{ value = )\d+/, "$12400");
  await page.fill(COUNCIL, changed);
  await page.click("#use-files");
  await page.waitForSelector("text=These results use scenario files that were changed in this browser");
  await page.waitForFunction((was) => !was.includes(document.querySelector("#settled svg")?.textContent ?? ""), good);
  assert.deepEqual(errors, []);
  await context.close();
  return said;
}

/** A textarea keeps line ends as one character and drops what cannot be typed. */
const normal = (text) => text.replace(/\r\n?/g, "\n").replaceAll("\u0000", "\uFFFD");
