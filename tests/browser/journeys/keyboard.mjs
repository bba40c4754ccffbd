import assert from "node:assert/strict";
import { goTo, openPage, QUICK, runsFinished } from "../browser.mjs";

export const title = "Keyboard only: every control can be reached, shows its focus, and works";

export async function run(browser, address) {
  const { page, context } = await openPage(browser, address + QUICK);
  await runsFinished(page);
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), "Skip to the answer");
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), "Skip to what an option changes");
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), "Start the guide", "a first visit is offered the guide");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => !document.querySelector(".guide-offer"));
  await page.focus('.skip[href="#levers"]');
  await page.keyboard.press("Tab");
  assert.equal(await focused(page), "Your council", "then come the views");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.id === "levers");
  await page.focus('.skip[href="#answer"]');
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "answer");

  const reached = new Set();
  for (let press = 0; press < 200; press += 1) {
    await page.keyboard.press("Tab");
    const state = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return null;
      const style = getComputedStyle(element.matches(".switch input") ? element.nextElementSibling : element);
      return { name: element.id || element.textContent.trim().slice(0, 60), seen: style.boxShadow !== "none" };
    });
    if (!state) break;
    assert.ok(state.seen, `focus can be seen on “${state.name}”`);
    reached.add(state.name);
  }
  for (const name of ["year", "field-staff", "field-caseload", "field-start", "field-ramp_months"]) {
    assert.ok(reached.has(name), `${name} is reached`);
  }

  await page.focus("#year");
  await page.keyboard.press("ArrowUp");
  await page.waitForFunction(() => /year=2027/.test(location.hash));
  assert.match(await page.textContent("#key-figures .figure-title"), /2027/);
  await page.focus('.switch input[type="radio"]:checked');
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction(() => /measure=/.test(location.hash) && !/measure=looked_after/.test(location.hash));
  await page.focus("#staircase .figure-actions button");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#staircase-table table");

  await page.focus('.views a[href^="#/research"]');
  await page.keyboard.press("Enter");
  await page.waitForSelector("#register-search");
  await page.waitForFunction(() => document.activeElement?.id === "answer", null, { timeout: 5000 });
  await page.goBack();
  await page.waitForSelector("#staircase");
  assert.match(page.url(), /#\/decide\//, "the back button leads back to Decide");
  await goTo(page, "budget");
  assert.match(page.url(), /year=2027/, "what was chosen is the same on every view");
  await context.close();
  return [`${reached.size} stops`];
}

const focused = (page) => page.evaluate(() => document.activeElement?.textContent?.trim());
