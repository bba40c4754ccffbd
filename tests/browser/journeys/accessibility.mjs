import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { axePath, goTo, LONG, NARROW, openPage, QUICK, quickOn, runsFinished, VIEWS, WIDE, output } from "../browser.mjs";

export const title = "Accessibility: no violation that can be found automatically, in every view and in five states, wide and narrow";

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const axe = readFileSync(axePath, "utf8");

export async function run(browser, address) {
  const said = [];
  for (const [name, viewport] of [["wide", WIDE], ["narrow", NARROW]]) {
    const { page, context } = await openPage(browser, address + LONG, { viewport });
    await page.evaluate(axe);
    const check = async (state) => {
      const found = await page.evaluate((tags) => globalThis.axe.run(document, { runOnly: tags }), TAGS);
      await page.screenshot({ path: `${output}${name}-${state}.png`, fullPage: true });
      assert.deepEqual(
        found.violations.map(({ id, nodes }) => `${name}, ${state}: ${id}: ${nodes.slice(0, 3).map((node) => node.target.join(" ")).join("; ")}`),
        [],
      );
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      assert.ok(wider <= 0, `${name}, ${state}: the page scrolls sideways by ${wider} px`);
      said.push(`${name}, ${state}: ${found.passes.length} rules passed`);
    };
    await page.waitForSelector("progress");
    await check("running");
    await page.goto(address + QUICK);
    await runsFinished(page);
    await check("loaded");
    const closed = page.locator('.figure-actions button[aria-expanded="false"]');
    while ((await closed.count()) > 0) await closed.first().click();
    await check("tables");
    await page.fill("#field-staff", "5800");
    await page.press("#field-staff", "Enter");
    await page.waitForSelector("#editor-problems");
    await check("error");
    await page.fill("#field-staff", "51");
    await goTo(page, "research");
    await page.click("details.files > summary");
    await page.fill("#file-councils-rotherham-2019-toml", "");
    await page.click("text=Check and use these files");
    await page.waitForSelector("#file-problems");
    await check("files-error");
    for (const view of VIEWS.slice(1)) {
      await page.goto(address + quickOn(view));
      await page.reload();
      await page.evaluate(axe);
      if (view === "method") await page.waitForSelector(".method");
      else if (view === "compare") await page.waitForSelector(".run-finished:has-text('paired runs of each')", { timeout: 60_000 });
      else await runsFinished(page);
      await check(view);
    }
    await context.close();
  }
  const { page, context } = await openPage(browser, address + QUICK, { viewport: { width: 320, height: 640 } });
  await runsFinished(page);
  for (const view of VIEWS) {
    await goTo(page, view);
    await page.waitForTimeout(500);
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320, `nothing scrolls sideways at 320 px on ${view}`);
  }
  await context.close();
  return said;
}
