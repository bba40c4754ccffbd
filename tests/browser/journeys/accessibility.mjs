import assert from "node:assert/strict";
import { accessible, atEveryWidth, goTo, LONG, openPage, QUICK, quickOn, RUNS_LIMIT, runsFinished, sideways, VIEWS } from "../browser.mjs";

export const title = "Accessibility: no violation that can be found automatically, nothing cut and nothing sideways, in every view, wide, narrow and at 400%";

export async function run(browser, address) {
  const said = [];
  const { page, context } = await openPage(browser, address + LONG);
  const check = async (state) => {
    await atEveryWidth(page, state, ["wide", "zoomed"]);
    said.push(state);
  };
  await page.waitForSelector("progress");
  assert.deepEqual(await accessible(page), [], "while runs come in");
  await page.goto(address + QUICK);
  await runsFinished(page);
  // What is folded is looked at too.
  await page.evaluate(() => {
    for (const one of document.querySelectorAll("details.fold")) one.open = true;
  });
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
  await page.click("#use-files");
  await page.waitForSelector("#file-problems");
  assert.deepEqual(await accessible(page), [], "a refused file");
  await page.click("text=Put back the originals");
  await page.goto(address + quickOn("decide"));
  await page.reload();
  await runsFinished(page);
  for (const view of VIEWS.slice(1)) {
    await goTo(page, view);
    if (view === "council") await page.waitForSelector("text=is a published case of the past");
    else if (view === "method") await page.waitForSelector(".method");
    else if (view === "compare") await page.waitForSelector(".run-finished:has-text('paired runs of each')", { timeout: RUNS_LIMIT });
    else if (view === "budget") await page.waitForSelector("#case table", { timeout: RUNS_LIMIT });
    else await runsFinished(page);
    await check(view);
  }
  assert.deepEqual(await unnamed(page), [], "everything that can be used has a name");
  await context.close();
  return [said.join(", ")];
}

/** Controls, pictures and regions that a screen reader could not name. */
const unnamed = (page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("a, button, input:not([type=hidden]), select, textarea, summary, svg[role=img], [role=region]")]
      .filter((one) => one.getClientRects().length > 0)
      .filter((one) => !(one.getAttribute("aria-label") || one.labels?.[0]?.textContent.trim() || document.getElementById(one.getAttribute("aria-labelledby") ?? "")?.textContent.trim() || one.textContent.trim()))
      .map((one) => one.outerHTML.slice(0, 120)),
  );
