import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { accessible, firstAnswer, NARROW, openPage, output, runsFinished } from "../browser.mjs";

export const title = "Investment editor: places, an end, who pays and grants; a slip is kept and named; link, list and files say what was changed";

const START = "#/budget/rotherham-2019/pause-for-forty?runs=12";

export async function run(browser, address) {
  const { page, context, errors } = await openPage(browser, address + START);
  assert.equal(await page.locator("#field-staff").count(), 0, "a programme of places has no staff to change");
  const before = await page.textContent("#capacity");

  await page.fill("#field-places", "100001");
  await page.press("#field-places", "Enter");
  await page.waitForSelector("#editor-problems");
  assert.match(await page.textContent("#field-places-error"), /from 0 to 100000. You typed 100001/);
  assert.deepEqual(await accessible(page), []);
  await page.reload();
  await firstAnswer(page);
  await page.waitForFunction(() => document.querySelector("#field-places")?.value === "100001");

  await page.fill("#field-places", "90");
  await page.waitForFunction((was) => location.hash.includes("places=90") && document.querySelector("#capacity")?.textContent !== was, before);
  await page.selectOption("#field-until", "04");
  await page.selectOption(".field-end select >> nth=1", "2020");
  await page.waitForFunction(() => /end month must be after the start month/.test(document.querySelector("#field-until-error")?.textContent ?? ""));
  await page.selectOption(".field-end select >> nth=1", "2027");
  await page.waitForFunction(() => location.hash.includes("until=2027-04"));
  await page.selectOption("#field-paid_by", "public-health");
  await page.selectOption("#field-grants", "04");
  await page.waitForFunction(() => /paid=public-health/.test(location.hash) && /grants=troubled-families\.\d{4}-04/.test(location.hash));
  await runsFinished(page);
  assert.match(await page.textContent("#funding table"), /Pause: Public Health/);
  assert.deepEqual(await accessible(page), []);
  await page.screenshot({ path: `${output}editor.png`, fullPage: true });

  const csv = await (await saved(page, "#money >> text=Download CSV")).text();
  for (const key of ["scenario_hash", "seed,1", "draws,12", "engine_version", "discounting", "changed"]) assert.ok(csv.includes(`\r\n# ${key}`), key);
  assert.match(csv, /Places 90, was 40/);
  const figures = (text) => text.split("\r\n").filter((line) => !line.startsWith("#")).join("\n");
  const there = page.url();

  await page.click('.views a[href^="#/compare"]');
  await page.waitForSelector(".changed-inputs li");
  const list = await page.textContent(".changed-inputs li");
  for (const words of [/Places 90, was 40/, /without it April 2027, was no end/, /Public Health, was the base budget/, /Troubled Families grant until April \d{4}, was going on/]) assert.match(list, words);
  await context.close();

  const elsewhere = await openPage(browser, there, { viewport: NARROW });
  await runsFinished(elsewhere.page);
  assert.equal(await elsewhere.page.inputValue("#field-places"), "90");
  assert.equal(figures(await (await saved(elsewhere.page, "#money >> text=Download CSV")).text()), figures(csv), "the same figures elsewhere");
  assert.match(await elsewhere.page.textContent(".report"), /Changed inputs.*Places 90/s, "printed too");
  const wider = await elsewhere.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(wider <= 0, `the page scrolls sideways by ${wider} px`);
  await elsewhere.page.click(".levers-button");
  await elsewhere.page.locator("form.editor").screenshot({ path: `${output}narrow-editor.png` });
  assert.deepEqual([...errors, ...elsewhere.errors], []);
  await elsewhere.context.close();
}

async function saved(page, selector) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.click(selector)]);
  const path = await download.path();
  return { text: () => readFile(path, "utf8") };
}
