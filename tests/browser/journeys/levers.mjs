import assert from "node:assert/strict";
import { accessible, answerText, goTo, NARROW, openPage, output, QUICK, runsFinished, sideways, WIDE } from "../browser.mjs";

export const title = "Levers: beside the answer wherever the page is scrolled to; on a telephone a sheet opened by a button, by keyboard too";

export async function run(browser, address) {
  const { page, context, errors } = await openPage(browser, address + QUICK);
  await runsFinished(page);
  // Fails if the levers stand under the answer, scroll away with it, or are missing on a view of the three.
  for (const view of ["decide", "compare", "budget"]) {
    await goTo(page, view);
    await page.waitForSelector("#money, #differences, #staircase");
    for (const width of [1024, WIDE.width]) {
      await page.setViewportSize({ width, height: WIDE.height });
      for (const down of [0, 3000]) {
        await page.evaluate((y) => scrollTo(0, y), down);
        const [lever, beside] = await page.evaluate(() => [document.querySelector("#field-staff"), document.querySelector(".view")].map((one) => one.getBoundingClientRect().toJSON()));
        assert.ok(lever.top >= 0 && lever.bottom <= WIDE.height && lever.left >= beside.right, `${view} at ${width} px, ${down} px down`);
      }
      assert.equal(await sideways(page), "", `${view} at ${width} px`);
    }
    assert.deepEqual(await accessible(page), [], view);
  }
  await goTo(page, "decide");
  await page.emulateMedia({ forcedColors: "active" });
  await page.screenshot({ path: `${output}levers-forced-colours.png` });
  await page.emulateMedia({ forcedColors: "none" });

  await page.setViewportSize(NARROW);
  assert.equal(await page.isVisible("#field-staff"), false, "the sheet is shut until it is asked for");
  const before = await answerText(page);
  await page.focus(".levers-button");
  await page.keyboard.press("Enter");
  for (let press = 0; press < 2; press += 1) await page.keyboard.press("Tab");
  // Fails if the sheet does not follow its button in the order of the keyboard.
  assert.equal(await page.evaluate(() => document.activeElement?.id), "new-option");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "field-staff");
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("90");
  await page.waitForFunction((was) => location.hash.includes("staff=90") && document.querySelector(".answer h1").textContent !== was, before);
  assert.deepEqual(await accessible(page), [], "sheet");
  assert.equal(await sideways(page), "", "sheet");
  await page.screenshot({ path: `${output}narrow-levers.png` });
  await page.click(".levers-button");
  assert.equal(await page.isVisible("#field-staff"), false);
  assert.deepEqual(errors, []);
  await context.close();
}
