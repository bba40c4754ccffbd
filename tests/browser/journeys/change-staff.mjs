import assert from "node:assert/strict";
import { RUNS_LIMIT, answerText, firstAnswer, openPage, QUICK, resultsText, runsFinished } from "../browser.mjs";

export const title = "Change staff: answer and address change, and a reload keeps both";

export async function run(browser, address) {
  const { page, context } = await openPage(browser, address + QUICK);
  await runsFinished(page);
  const before = { results: await resultsText(page), address: page.url() };
  assert.equal(await page.textContent(".places-count"), String(Math.round(await number(page, "staff") * (await number(page, "caseload")))));

  await page.fill("#field-staff", "90");
  await page.waitForFunction((was) => location.href !== was, before.address);
  assert.match(page.url(), /[?&]staff=90\b/);
  assert.equal(await page.textContent("#field-staff-was"), "was 51");
  assert.equal(await page.textContent(".places-count"), String(Math.round(90 * (await number(page, "caseload")))));
  await page.waitForFunction((was) => !was.includes(document.querySelector("#drives svg")?.textContent ?? ""), before.results);
  await runsFinished(page);
  const after = { results: await resultsText(page), answer: await answerText(page) };
  assert.notEqual(after.results, before.results);

  await page.reload();
  await firstAnswer(page);
  assert.equal(await page.inputValue("#field-staff"), "90");
  await runsFinished(page);
  assert.equal(await answerText(page), after.answer);
  assert.equal(await resultsText(page), after.results, "the same runs give the same figures after a reload");

  await page.click("text=Put back");
  await page.waitForFunction(() => !location.hash.includes("staff="));
  assert.equal(await page.inputValue("#field-staff"), "51");
  await page.waitForFunction((same) => same.includes(document.querySelector("#drives svg")?.textContent ?? "none"), before.results, { timeout: RUNS_LIMIT });
  await context.close();
  return [`“${after.answer}”`];
}

const number = async (page, id) => Number(await page.inputValue(`#field-${id}`));
