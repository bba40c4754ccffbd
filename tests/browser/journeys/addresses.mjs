import assert from "node:assert/strict";
import { openPage } from "../browser.mjs";

export const title = "Addresses: a good one is kept, a broken one gives a notice and the usual page";

const BROKEN = [
  "#v7/rotherham-2019/half-as-many-again", "#/elsewhere/rotherham-2019", "#/budget/rotherham-2019/half-as-many-again?with=no-such-option", "#v1/atlantis", "#v1/rotherham-2019/no-such-option",
  "#v1/rotherham-2019/half-as-many-again?staff=many&year=2024", "#v1/rotherham-2019/half-as-many-again?year=1066",
  "#v1/rotherham-2019/half-as-many-again?measure=happiness", "#v1/rotherham-2019/current-offer?staff=90",
  "#<img src=x onerror=alert(1)>", "#v1/%E0%A4%A/%", `#v1/${"x".repeat(4000)}`,
];

/** As many are opened afresh; the others are typed into the address of a page that is open, which takes a tenth of the time. */
const FRESH = 4;

export async function run(browser, address) {
  for (const broken of BROKEN.slice(0, FRESH)) {
    const { page, context, errors } = await openPage(browser, address + broken);
    await check(page, broken, errors);
    await context.close();
  }
  const open = await openPage(browser, address);
  for (const broken of BROKEN.slice(FRESH)) {
    await open.page.evaluate((hash) => (location.hash = hash), broken);
    await check(open.page, broken, open.errors);
    await open.page.click(".notice button");
    await open.page.waitForFunction(() => !document.querySelector(".notice"));
  }
  await open.context.close();
  const good = "#v1/rotherham-2019/half-as-many-again?staff=90&start=2022-04&year=2026&measure=protection_plan";
  const { page, context } = await openPage(browser, address + good);
  await page.waitForFunction(() => document.querySelector("#field-staff")?.value === "90");
  assert.equal(await page.locator(".notice").count(), 0);
  assert.equal(await page.inputValue("#year"), "2026");
  assert.equal(await page.inputValue(".switch input:checked"), "protection_plan");
  assert.ok(page.url().endsWith(good.replace("#v1", "#/decide")), "an address of the first version becomes today's");
  await context.close();
}

async function check(page, broken, errors) {
  await page.waitForSelector(".notice");
  assert.match(await page.textContent(".notice"), /About the address/, broken);
  assert.match(await page.textContent("h1"), /\w/, broken);
  assert.equal(await page.locator("main img").count(), 0, "nothing from the address becomes part of the page");
  assert.deepEqual(errors, [], broken);
}
