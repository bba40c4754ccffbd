import assert from "node:assert/strict";
import { openPage, QUICK, runsFinished, output } from "../browser.mjs";

export const title = "Paper and forced colours: it prints on A4 without controls, and can be read in forced colours";

export async function run(browser, address) {
  const { page, context } = await openPage(browser, address + QUICK);
  await runsFinished(page);
  const pdf = await page.pdf({ path: `${output}paper.pdf`, tagged: true, outline: true, preferCSSPageSize: true });
  const pages = (pdf.toString("latin1").match(/\/Type\s*\/Page\b/g) ?? []).length;
  assert.ok(pages >= 2 && pages <= 30, `${pages} pages`);
  await page.emulateMedia({ media: "print" });
  for (const control of ["#year", "#field-staff", ".figure-actions", ".views"]) {
    assert.equal(await page.locator(control).first().isVisible(), false, `${control} is not printed`);
  }
  assert.ok(await page.isVisible(".staircase-rows"));
  await page.emulateMedia({ media: "screen", forcedColors: "active", colorScheme: "dark" });
  await page.screenshot({ path: `${output}forced-colours.png`, fullPage: true });
  assert.ok(await page.isVisible("#staircase svg"));
  await context.close();
  return [`${pages} pages of A4`];
}
