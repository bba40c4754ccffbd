import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { accessible, NARROW, openPage, output, quickOn, runsFinished, sideways, WIDE } from "../browser.mjs";
import { download } from "./workbook.mjs";

export const title = "Saved work: named studies on this computer, opened, copied, deleted, exported and imported; nothing overwritten unasked";

const said = (page, words) => page.waitForFunction((pattern) => new RegExp(pattern).test(document.querySelector("#saved-said")?.textContent ?? ""), words);
const names = (page) => page.evaluate(() => [...document.querySelectorAll(".saved-list strong")].map((one) => one.textContent));
const open = async (page) => {
  await page.click(".bar-actions button >> nth=0");
  await page.waitForSelector("#saved-name");
};

// Fails if a study opens as anything else than it was saved as, if one is overwritten or deleted without a question, if
// another tab does not see it, or if a damaged file changes anything.
export async function run(browser, address) {
  const { page, context, errors } = await openPage(browser, `${address}${quickOn("budget")}&staff=60`);
  await runsFinished(page);
  const hash = () => page.evaluate(() => location.hash);
  const first = await hash();
  await open(page);
  await page.click("#saved button[type=submit]");
  assert.match(await page.textContent("#saved-name-error"), /You typed nothing/);
  await page.fill("#saved-name", "Nine more workers");
  await page.press("#saved-name", "Enter");
  await said(page, "Saved: “Nine more workers”");

  await page.fill("#field-staff", "55");
  await page.waitForFunction(() => /staff=55/.test(location.hash));
  const second = await hash();
  await page.fill("#saved-name", "nine more workers");
  await page.press("#saved-name", "Enter");
  await page.waitForSelector("#saved-over");
  assert.match(await page.textContent("#saved-over"), /There is a study called “Nine more workers”/);
  assert.deepEqual(await accessible(page, "#share"), [], "the notice");
  await page.fill("#saved-name", "Four more");
  await page.press("#saved-name", "Enter");
  await said(page, "Saved: “Four more”");
  assert.deepEqual(await names(page), ["Four more", "Nine more workers"]);

  // Another tab of the same browser sees both, and opens one as it was.
  const tab = await context.newPage();
  await tab.goto(`${address}#/decide/rotherham-2019?runs=24`);
  await tab.waitForSelector(".answer h1");
  await open(tab);
  await tab.click(".saved-list li:last-child >> text=Open");
  await said(tab, "is open");
  await tab.waitForFunction((wanted) => location.hash === wanted, first);
  await tab.click(".saved-list li:last-child >> text=Copy");
  await page.waitForFunction(() => document.querySelectorAll(".saved-list li").length === 3);
  assert.ok((await names(page)).includes("Nine more workers (2)"), "seen in the first tab");
  await tab.goBack();
  await tab.waitForFunction(() => /#\/decide\/rotherham-2019/.test(location.hash));
  await tab.close();
  assert.equal(await hash(), second, "the first tab stays where it was");

  const file = await readFile(await download(page, "#saved >> text=Export all studies"));
  await page.click(".saved-list li:first-child >> text=Delete");
  await page.click(".saved-list li:first-child >> text=Keep it");
  assert.equal((await names(page)).length, 3, "nothing is deleted without a question");
  await page.click(".saved-list li:first-child >> text=Delete");
  await page.click(".saved-list li:first-child >> text=Delete");
  await said(page, "is deleted");
  assert.equal((await names(page)).length, 2);
  await page.setInputFiles("#saved-import", { name: "damaged.json", mimeType: "application/json", buffer: file.subarray(0, file.length - 40) });
  await said(page, "Nothing was changed");
  assert.equal((await names(page)).length, 2);
  await page.setInputFiles("#saved-import", { name: "studies.json", mimeType: "application/json", buffer: file });
  await said(page, "1 study was added");
  for (const [name, viewport] of [["wide", WIDE], ["narrow", NARROW]]) {
    await page.setViewportSize(viewport);
    assert.equal(await sideways(page), "", name);
    assert.deepEqual(await accessible(page, "#share"), [], name);
    await page.screenshot({ path: `${output}${name}-saved.png` });
  }
  assert.deepEqual(errors, []);
  await context.close();

  // In a new profile the file brings them all.
  const other = await openPage(browser, address + quickOn("decide"));
  await open(other.page);
  await other.page.setInputFiles("#saved-import", { name: "studies.json", mimeType: "application/json", buffer: file });
  await said(other.page, "3 studies were added");
  await other.page.click(".saved-list li >> text=Open");
  await said(other.page, "is open");
  await other.page.waitForFunction((wanted) => wanted.includes(location.hash), [first, second]);
  assert.deepEqual(other.errors, []);
  await other.context.close();
  return [];
}
