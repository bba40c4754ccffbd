import assert from "node:assert/strict";
import { accessible, openPage, output, RUNS_LIMIT } from "../browser.mjs";

export const title = "Compare with another baseline: it is named, the pair turned round is the exact opposite, and the link keeps it";

const START = "#/compare/rotherham-2019/half-as-many-again?runs=12&with=";

export async function run(browser, address) {
  const { page, context, errors } = await openPage(browser, address + START);
  await ready(page);
  const usual = await net(page, 1);

  await page.selectOption("#against", "half-as-many-again");
  await ready(page);
  assert.match(await page.textContent("#differences thead th >> nth=1"), /half as many again/i, "the heading names it");
  assert.match(await page.textContent(".changed-inputs"), /Each option is compared with [A-Z]\. .*half as many again/i);
  const turned = await net(page, 1);
  assert.match(await page.textContent("#differences thead th >> nth=2"), /^A\. Current offer/);
  // The sign is kept on the line of its number by a mark that nobody sees.
  const plain = (amount) => amount.replace("\u2060", "");
  assert.equal(plain(turned), plain(usual.startsWith("−") ? usual.slice(1) : `−${usual}`), "the same runs the other way round");
  assert.deepEqual(await accessible(page), []);
  await page.screenshot({ path: `${output}baseline.png`, fullPage: true });

  assert.match(page.url(), /from=half-as-many-again/);
  const elsewhere = await openPage(browser, page.url());
  await ready(elsewhere.page);
  assert.equal(await net(elsewhere.page, 1), turned, "by link");
  assert.deepEqual([...errors, ...elsewhere.errors], []);
  await elsewhere.context.close();
  await context.close();
  return [`net ${usual} one way, ${turned} the other`];
}

const ready = (page) =>
  page.waitForFunction(() => {
    const cells = [...document.querySelectorAll("#differences tbody td .beside")].map((cell) => cell.textContent ?? "");
    return cells.length > 0 && cells.every((words) => words.includes(" to ") || words.includes("exactly")) && !document.querySelector("#differences .is-stale-cell");
  }, null, { timeout: RUNS_LIMIT });
const net = (page, column) => page.textContent(`#differences tbody tr:last-child td:nth-of-type(${column + 1}) strong`);
