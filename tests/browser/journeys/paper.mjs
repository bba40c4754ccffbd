import assert from "node:assert/strict";
import { openPage, QUICK, runsFinished, output } from "../browser.mjs";

export const title = "Paper and forced colours: it prints on A4 without controls, and can be read in forced colours";

export async function run(browser, address) {
  const { page, context } = await openPage(browser, address + QUICK);
  await runsFinished(page);
  const pdf = await page.pdf({ path: `${output}paper.pdf`, tagged: true, outline: true, preferCSSPageSize: true });
  const raw = pdf.toString("latin1");
  const pages = (raw.match(/\/Type\s*\/Page\b/g) ?? []).length;
  assert.ok(pages >= 2 && pages <= 4, `${pages} pages`);
  assert.match(raw, /\/StructTreeRoot/, "the PDF has a structure");
  for (const tag of ["Document", "H1", "H2", "Table", "TH", "TD", "Figure", "P"]) assert.match(raw, new RegExp(`/S\\s*/${tag}\\b`), `${tag} is tagged`);
  assert.match(raw, /\/Alt\b/, "pictures have words");
  assert.match(raw, /\/Lang\b/, "the language is said");
  await page.emulateMedia({ media: "print" });
  for (const control of ["#year", "#field-staff", ".figure-actions", ".views"]) {
    assert.equal(await page.locator(control).first().isVisible(), false, `${control} is not printed`);
  }
  for (const part of [".report h1", ".report .staircase-small", ".report .report-money", ".report-provenance"]) {
    assert.ok(await page.isVisible(part), `${part} is printed`);
  }
  const provenance = await page.textContent(".report-provenance");
  for (const part of [/Staircase \d/, /scenario [0-9a-f]{8}/, /seed \d/, /24 paired runs/, /#\/decide\/rotherham/]) assert.match(provenance, part);
  const small = await page.evaluate(() => [...document.querySelectorAll(".report *")].filter((one) => one.childElementCount === 0 && one.textContent.trim() && one.getClientRects().length > 0 && !one.closest("svg") && parseFloat(getComputedStyle(one).fontSize) < 11.9).map((one) => one.className || one.tagName));
  assert.deepEqual(small, [], "nothing is printed under 9 pt");
  // Fails if a part is pushed to a page of its own and leaves the one before it empty.
  assert.equal(await page.evaluate(() => [...document.querySelectorAll(".report > section")].filter((one) => getComputedStyle(one).breakBefore === "page").length), 0);
  await page.emulateMedia({ media: "screen", forcedColors: "active", colorScheme: "dark" });
  await page.screenshot({ path: `${output}forced-colours.png`, fullPage: true });
  assert.ok(await page.isVisible("#staircase svg"));
  await context.close();
  return [`${pages} pages of A4`];
}
