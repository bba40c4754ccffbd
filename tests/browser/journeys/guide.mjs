import assert from "node:assert/strict";
import { accessible, firstAnswer, goTo, NARROW, openPage, output, QUICK, runsFinished, sideways, WIDE } from "../browser.mjs";

export const title = "First visit: a guide that can be taken, skipped, and never comes back unasked; an exercise sets the page's controls";

export async function run(browser, address) {
  const { page, context, errors } = await openPage(browser, address + QUICK);
  await runsFinished(page);
  const check = async (state) => {
    assert.deepEqual(await accessible(page), [], state);
    await page.setViewportSize(NARROW);
    assert.equal(await sideways(page), "", state);
    await page.screenshot({ path: `${output}narrow-guide-${state.replace(/\W/g, "-")}.png` });
    await page.setViewportSize(WIDE);
  };
  assert.ok(await page.evaluate(() => document.querySelector("#staircase").getBoundingClientRect().top < innerHeight * 0.6), "the staircase begins on the first screen, also while the guide is offered");
  await check("offered");
  await page.click("text=Start the guide");
  for (let step = 1; step <= 5; step += 1) {
    await page.waitForFunction((n) => document.activeElement?.textContent.startsWith(`Step ${n} of 5`), step);
    if (step === 1) await check("step 1");
    await page.click(step < 5 ? ".guide >> text=Next" : ".guide >> text=Finish");
  }
  assert.equal(await page.locator(".guide, .guide-offer").count(), 0);
  await page.reload();
  await firstAnswer(page);
  await page.waitForSelector("#staircase");
  assert.equal(await page.locator(".guide, .guide-offer").count(), 0, "the guide does not come back");

  await goTo(page, "method");
  await page.click('.method-try li:has-text("how many key workers") button');
  await page.waitForSelector("#exercise-step");
  await page.waitForFunction(() => /#\/budget\/rotherham-2019\/half-as-many-again/.test(location.hash));
  await check("exercise");
  await page.click(".exercise >> text=Next step");
  await page.waitForFunction(() => document.querySelector("#field-staff")?.value === "42");
  for (let step = 3; step <= 5; step += 1) await page.click(".exercise >> text=Next step");
  await page.waitForFunction(() => /child/.test(document.querySelector(".exercise blockquote")?.textContent ?? ""));
  // The sentence in the box may say that runs finish.
  await page.click('.exercise button:text-is("Finish")');
  await page.waitForSelector(".exercise", { state: "detached" });
  assert.deepEqual(errors, []);
  await context.close();
  const skipped = await openPage(browser, address + QUICK);
  await skipped.page.click("text=No thanks");
  await skipped.page.reload();
  await firstAnswer(skipped.page);
  await skipped.page.waitForSelector("#staircase");
  assert.equal(await skipped.page.locator(".guide, .guide-offer").count(), 0);
  await skipped.context.close();
}
