import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { axePath, firstAnswer, goTo, NARROW, openPage, output, QUICK, runsFinished, WIDE } from "../browser.mjs";

export const title = "First visit: a guide that can be taken, skipped, and never comes back unasked; an exercise sets the page's controls";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const axe = readFileSync(axePath, "utf8");

export async function run(browser, address) {
  for (const [name, viewport] of [["wide", WIDE], ["narrow", NARROW]]) {
    const { page, context, errors } = await openPage(browser, address + QUICK, { viewport });
    await runsFinished(page);
    await page.evaluate(axe);
    const check = async (state) => {
      const found = await page.evaluate((tags) => globalThis.axe.run(document, { runOnly: tags }), TAGS);
      assert.deepEqual(found.violations.map(({ id, nodes }) => `${name}, ${state}: ${id}: ${nodes[0]?.target.join(" ")}`), []);
    };
    await check("offered");
    await page.screenshot({ path: `${output}${name}-guide.png` });
    await page.click("text=Start the guide");
    for (let step = 1; step <= 5; step += 1) {
      await page.waitForFunction((n) => document.activeElement?.textContent.startsWith(`Step ${n} of 5`), step);
      await check(`step ${step}`);
      await page.click(step < 5 ? ".guide >> text=Next" : ".guide >> text=Finish");
    }
    assert.equal(await page.locator(".guide").count(), 0);
    await page.reload();
    await firstAnswer(page);
    await page.waitForSelector("#staircase");
    assert.equal(await page.locator(".guide").count(), 0, "the guide does not come back");

    await page.evaluate(axe);
    await goTo(page, "method");
    await page.click('.method-try li:has-text("how many key workers") button');
    await page.waitForSelector("#exercise-step");
    await page.waitForFunction(() => /#\/budget\/rotherham-2019\/half-as-many-again/.test(location.hash));
    await check("exercise");
    await page.click(".exercise >> text=Next step");
    await page.waitForFunction(() => document.querySelector("#field-staff")?.value === "42");
    for (let step = 3; step <= 5; step += 1) await page.click(".exercise >> text=Next step");
    await page.waitForFunction(() => /child/.test(document.querySelector(".exercise blockquote")?.textContent ?? ""));
    await page.click(".exercise >> text=Finish");
    assert.equal(await page.locator(".exercise").count(), 0);
    assert.deepEqual(errors, []);
    await context.close();
  }
  const skipped = await openPage(browser, address + QUICK);
  await skipped.page.click("text=No thanks");
  await skipped.page.reload();
  await firstAnswer(skipped.page);
  await skipped.page.waitForSelector("#staircase");
  assert.equal(await skipped.page.locator(".guide").count(), 0);
  await skipped.context.close();
}
