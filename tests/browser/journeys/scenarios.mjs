import assert from "node:assert/strict";
import { answerText, openPage, NARROW, runsFinished, sideways, WIDE, output } from "../browser.mjs";

export const title = "Every scenario: it can be chosen, reads well wide and narrow, and programmes without staff have no boxes";

export async function run(browser, address) {
  const said = [];
  const { page, context, errors } = await openPage(browser, `${address}#v1/rotherham-2019/half-as-many-again?runs=24`);
  const names = await page.$$eval("#scenario option", (options) => options.map((one) => one.value));
  assert.ok(names.includes("england-2025") && names.includes("oldham-2019"), `${names}`);
  for (const name of names.filter((one) => one !== "rotherham-2019")) {
    const before = await answerText(page);
    await page.selectOption("#scenario", name);
    await page.waitForFunction((was) => document.querySelector(".answer h1")?.textContent !== was, before);
    await page.waitForFunction((part) => location.hash.startsWith(`#/decide/${part}/`), name);
    assert.equal(await page.inputValue("#scenario"), name);
    // The register may name Rotherham as a source; what is said about the result may not.
    for (const part of ["title", ".answer", "#staircase", "#fan", "#drives"]) {
      assert.doesNotMatch(await page.textContent(part), /Rotherham/, `${name}: ${part} speaks of another council`);
    }
  }
  // Fails if a label of a picture is cut at its edge, or a name is broken in two.
  await page.setViewportSize(WIDE);
  for (const name of names) {
    for (const [view, part] of [["decide", "#staircase"], ["compare", "#compare-stairs"]]) {
      await page.evaluate((words) => (location.hash = words), `#/${view}/${name}?runs=24`);
      await page.waitForFunction(([hash, where]) => location.hash.startsWith(hash) && document.querySelector(where), [`#/${view}/${name}/`, part]);
      assert.deepEqual(await spoiltLabels(page, part), [], `${name}, ${view}`);
      assert.equal(await overlaps(page), "", `${name}, ${view}`);
    }
  }
  await context.close();
  assert.deepEqual(errors, []);

  for (const name of ["england-2025/close-both", "oldham-2019/double-demand"]) {
    const { page, context, errors } = await openPage(browser, `${address}#v1/${name}?runs=24`);
    await runsFinished(page);
    for (const [width, viewport] of [["wide", WIDE], ["narrow", NARROW]]) {
      await page.setViewportSize(viewport);
      await page.screenshot({ path: `${output}${name.replace("/", "-")}-${width}.png`, fullPage: true });
      assert.equal(await overlaps(page), "", `${name}, ${width}`);
      assert.equal(await sideways(page), "", `${name}, ${width}`);
    }
    assert.equal(await page.locator("#support tbody tr").count(), 2, "a row a programme that runs under either option");
    assert.match(await page.textContent("#support"), /A: \d/);
    assert.match(await page.textContent(".sure-truths"), /Where does the range come from\?/);
    assert.deepEqual(errors, []);
    said.push(`${name}: “${await answerText(page)}”`);
    await context.close();
  }

  const places = await openPage(browser, `${address}#v1/england-2025/edge-of-care-team?runs=24&staff=12`);
  await places.page.waitForSelector(".notice");
  assert.equal(await places.page.locator("#field-staff").count(), 0, "there is no staff to change");
  await runsFinished(places.page);
  assert.equal(await places.page.locator(".error, #editor-problems").count(), 0);
  await places.context.close();
  return said;
}

const spoiltLabels = (page, part) =>
  page.evaluate((where) => [...document.querySelectorAll(`${where} svg`)].filter((svg) => svg.getClientRects().length > 0).flatMap((svg) => {
    const box = svg.getBoundingClientRect();
    const words = [...svg.querySelectorAll("text")];
    const cut = words.filter((one) => {
      const { left, right, top, bottom } = one.getBoundingClientRect();
      return left < box.left - 2 || right > box.right + 2 || top < box.top - 2 || bottom > box.bottom + 4;
    });
    return [...cut, ...words.filter((one) => /[a-z]-$/.test(one.textContent))].map((one) => one.textContent);
  }), part);

/** Names of steps in the wide picture that run into each other. */
const overlaps = (page) =>
  page.evaluate(() => {
    const boxes = [...document.querySelectorAll(".staircase-wide .stair-name")].map((one) => [one.textContent, one.getBoundingClientRect()]);
    return boxes
      .flatMap(([a, one], k) => boxes.slice(k + 1).filter(([, two]) => one.right > two.left && two.right > one.left && one.bottom > two.top && two.bottom > one.top).map(([b]) => `${a} / ${b}`))
      .join("; ");
  });
