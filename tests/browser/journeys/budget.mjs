import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { accessible, NARROW, openPage, output, quickOn, RUNS_LIMIT, runsFinished, sideways } from "../browser.mjs";

export const title = "Budget: the case in real terms and cash, by line, source and agency; a reserve is tested; what must be true is said";

export async function run(browser, address) {
  const said = [];
  const { page, context, errors } = await openPage(browser, address + quickOn("budget"));
  await runsFinished(page);
  await page.waitForFunction(() => /24 runs/.test(document.querySelector("#case-figures .figure-subtitle")?.textContent ?? ""), null, { timeout: RUNS_LIMIT });
  const net = (kind) => page.evaluate((id) => document.querySelector(`#case tr.${id} td.total`)?.textContent, kind);
  const real = await net("net");
  await page.check('#case input[value="cash"]');
  const cash = await net("net");
  assert.notEqual(cash, real, "cash is not the same as real terms");
  await page.check('#case input[value="real"]');
  assert.equal(await net("net"), real);
  await page.check('#case input[value="cumulative"]');
  await page.check('#case input[value="agency"]');
  assert.ok((await page.locator("#case table.money tbody tr").count()) >= 2);
  await page.check('#case input[value="line"]');

  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#case >> text=Download CSV of lines")]);
  const rows = (await readFile(await download.path(), "utf8")).trim().split("\r\n").map((row) => row.match(/(?:"[^"]*"|[^,])+|(?<=,)(?=,)/g) ?? []);
  const netRows = rows.filter((row) => /^Net cost to the council/.test(row[0] ?? ""));
  const sum = netRows.slice(0, -1).reduce((total, row) => total + Number(row[2]), 0);
  assert.ok(Math.abs(sum - Number(netRows.at(-1)?.[2])) < 1, "years add up to the total");

  await page.fill("#reserve-amount", "many");
  await page.click("#reserve button");
  assert.match(await page.textContent("#reserve-error"), /You typed many/);
  await page.fill("#reserve-amount", "£1m");
  await page.click("#reserve button");
  await page.waitForFunction(() => /A reserve of £1.00 million/.test(document.querySelector("#reserve [role=status]")?.textContent ?? ""));
  said.push((await page.textContent("#reserve [role=status]")).trim());
  await page.waitForSelector("#break-even", { timeout: 3 * RUNS_LIMIT });
  await page.waitForSelector("#one-percent", { timeout: RUNS_LIMIT });
  said.push(await page.textContent("#break-even .figure-title"));
  assert.match(await page.textContent("#capacity"), /places for families in need filled/);
  assert.deepEqual(await accessible(page), []);
  for (const [name, viewport] of [["wide", undefined], ["narrow", NARROW]]) {
    if (viewport) await page.setViewportSize(viewport);
    assert.equal(await sideways(page), "", name);
    await page.screenshot({ path: `${output}${name}-budget-case.png`, fullPage: true });
  }
  assert.deepEqual(errors, []);
  await context.close();
  return said;
}
