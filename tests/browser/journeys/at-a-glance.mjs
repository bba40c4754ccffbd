import assert from "node:assert/strict";
import { accessible, NARROW, openPage, output, QUICK, runsFinished, sideways, WIDE, ZOOMED } from "../browser.mjs";

export const title = "Decide at a glance: short enough to see whole, three limits first, the rest unfolds, its questions in sight and reached by keyboard";

/** The most that Decide may take at 1440 px with everything folded. */
const HEIGHT = 5500;

export async function run(browser, address) {
  const { page, context, errors } = await openPage(browser, address + QUICK);
  await runsFinished(page);
  await page.waitForSelector("#tornado");
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  assert.ok(height <= HEIGHT, `${height} px high, more than ${HEIGHT}`);

  // Fails if a limit is lost by folding, or the weakness of the evidence is not among the first.
  const limits = await page.locator(".limits-box li").allTextContents();
  const first = page.locator(".limits-box > .limits li");
  assert.equal(await first.count(), 3);
  assert.match(await page.textContent(".limits-box > .limits"), /weakly known/);
  const more = Number((await page.textContent(".limits-box summary")).match(/\d+/)[0]);
  assert.equal(limits.length, 3 + more);
  assert.equal(await page.isVisible(`.limits-box details li >> nth=0`), false);
  await page.click(".limits-box summary");
  assert.equal(await page.isVisible(".limits-box details li >> nth=0"), true);

  // Fails if the row of options does not unfold to a card for each.
  const [count] = (await page.textContent("#options summary span")).match(/\d+/);
  await page.click("#options summary");
  assert.equal(await page.locator(".option-cards > li:visible").count(), Number(count));
  await page.waitForFunction(() => [...document.querySelectorAll(".option-cards .card-answer")].every((one) => /\d|no difference|same/.test(one.textContent)));
  await page.click("#options summary");

  // Fails if the strip says another number than the table beneath the picture.
  const strip = await page.locator(".step-strip li").evaluateAll((all) => all.map((one) => [one.querySelector("span").textContent, one.querySelector("strong").textContent]));
  await page.click('#staircase .figure-actions [aria-controls="staircase-table"]');
  const rows = await page.locator("#staircase-table table").first().locator("tbody tr").evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent.trim())));
  assert.ok(strip.length >= 4);
  for (const [name, said] of strip) assert.equal(said, rows.find((row) => row[0] === name).at(-1), name);

  // What has been published since is said for a council of the past.
  assert.match(await page.textContent("#main, main"), /Published since: [\d,]+ looked-after children in March 20\d\d\. The projection under option A has/);

  // Fails if a question is not in the list, cannot be reached by keyboard, or ends under the list.
  const questions = page.locator(".questions button");
  assert.equal(await questions.count(), 8);
  for (let place = 0; place < 8; place += 1) {
    await questions.nth(place).focus();
    await page.keyboard.press("Enter");
    const [heading, list] = await page.evaluate(() => [document.activeElement, document.querySelector(".questions")].map((one) => ({ tag: one.tagName, ...one.getBoundingClientRect().toJSON() })));
    assert.equal(heading.tag, "H2");
    assert.ok(heading.top >= list.bottom && heading.bottom <= WIDE.height, `question ${place + 1} is at ${heading.top} px`);
  }
  assert.equal(await page.getAttribute(".questions [aria-current]", "aria-current"), "location");
  await page.screenshot({ path: `${output}at-a-glance.png` });

  for (const viewport of [WIDE, NARROW, ZOOMED]) {
    await page.setViewportSize(viewport);
    await page.evaluate(() => scrollTo(0, 0));
    assert.equal(await sideways(page), "", `${viewport.width} px`);
    assert.deepEqual(await accessible(page), [], `${viewport.width} px`);
  }
  assert.deepEqual(errors, []);
  await context.close();
  return [`${height} px high at ${WIDE.width}`];
}
