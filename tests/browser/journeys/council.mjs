import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { accessible, answerText, atEveryWidth, goTo, NARROW, openPage, output, resultsText, RUNS_LIMIT, runsFinished, WIDE } from "../browser.mjs";
import { cells, download, unzipped } from "./workbook.mjs";

export const title = "Your council: typed with the keyboard, seen beside its neighbours, its offer confirmed, compared, shared and opened elsewhere";

const BOXES = { staff: "80", caseload: "9", staff_cost: "82,000" };
const box = (field) => `#offer-intensive-${field}`;

// Fails if the box of councils cannot be used without a mouse; if the figures of a council come without rank or
// neighbours; if a typed number is lost on the way to the answer, the workbook, the link or another profile; if sums
// beside the boxes do not follow them; or if a council that nothing can be projected for shows an offer.
export async function run(browser, address) {
  const { page, context, requests, errors } = await openPage(browser, address);
  await tabTo(page, (one) => one?.id === "council");
  await page.keyboard.type("leeds");
  await page.waitForSelector(".autocomplete__option--focused");
  for (const viewport of [NARROW, WIDE]) {
    await page.setViewportSize(viewport);
    assert.deepEqual(await accessible(page), [], "the list of councils is open");
  }
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => /^#\/decide\/leeds\//.test(location.hash));
  assert.match(await page.title(), /Leeds/);
  assert.match(await answerText(page), /^By March 20\d\d/);
  await page.evaluate(() => (location.hash += "&runs=24"));
  await runsFinished(page);

  await tabTo(page, (one) => one?.textContent === "Figures of Leeds beside its neighbours, and its offer to confirm");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#beside-children");
  await page.waitForFunction(() => document.activeElement?.id === "answer");
  assert.equal(await page.textContent("h1"), "Leeds");
  const cards = await page.$$eval("#beside-children .beside-card", (all) => all.map((one) => one.textContent));
  assert.ok(cards.length >= 6, `${cards.length} figures of children`);
  for (const card of cards) assert.match(card, /(highest|Highest|Lowest) of 11.*Neighbours .* to .*Yorkshire and The Humber .*England/s);
  assert.match(await page.textContent(".council-about"), /held \d+ of \d+ later figures/);
  assert.match(await page.textContent("main"), /not a verdict: councils record differently/);
  await page.click("#beside-children .figure-actions button >> nth=0");
  assert.equal(await page.locator("#beside-children-table tbody tr").count(), 13, "Leeds, ten neighbours, region and England");
  const csv = await readFile(await download(page, "#beside-prices >> text=Download CSV"), "utf8");
  assert.match(csv, /Leeds,this authority,\d+,\d+/);
  assert.deepEqual(await headings(page), [], "headings in order");

  assert.match(await page.textContent("#offer-intensive"), /assumed/);
  for (const [field, value] of Object.entries(BOXES)) await retype(page, box(field), value);
  const sums = await page.textContent("#offer-intensive .offer-sum");
  assert.match(sums, /80 workers × 9 families a worker = 720 families at one time/);
  assert.match(sums, /720 families ÷ 8 months × 12 = 1,080 families a year/);
  assert.match(sums, /80 workers × £82,000 = £6,560,000 a year/);
  assert.match(await page.textContent("#offer-intensive"), /Not used yet/);
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => /are in use/.test(document.querySelector("#offer-intensive [role=status]")?.textContent ?? ""));
  await page.waitForFunction(() => document.querySelectorAll("#offer-intensive .is-changed").length === 3);
  assert.equal((await page.textContent("#offer-intensive")).match(/typed by you/g)?.length, 3);
  assert.match(page.url(), /files=/);

  // Budget and cost give the workers, whole and in part.
  await page.click("#offer-targeted summary");
  await retype(page, "#offer-targeted-budget", "2,000,000");
  assert.match(await page.textContent("#offer-targeted .offer-budget"), /= 27\.03 workers: 27 whole and 0\.03 of one more/);
  await page.click("text=Put 27.03 in Key workers");
  assert.equal(await page.inputValue("#offer-targeted-staff"), "27.03");
  assert.match(await page.textContent("#offer-targeted .offer-sum"), /27\.03 workers × £73,967/);
  await retype(page, "#offer-targeted-staff", "2000000");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#offer-targeted .is-wrong [role=alert]");
  assert.match(await page.textContent("#offer-targeted .is-wrong [role=alert]"), /from 0 to 2,?000/);
  await atEveryWidth(page, "council");
  await retype(page, "#offer-targeted-staff", "50");
  await page.keyboard.press("Enter");
  await page.waitForSelector("#offer-targeted .is-changed button");
  await page.click("#offer-targeted .is-changed button");
  await page.waitForFunction(() => document.querySelector("#offer-targeted-staff").value === "60.1" && !document.querySelector("#offer-targeted .is-changed"));

  // A price for a week is the same price for a year.
  await retype(page, "#offer-foster-week", "900");
  assert.equal(await page.inputValue("#offer-foster-year"), "46961");
  await retype(page, "#offer-foster-year", "42,834");
  assert.equal(await page.inputValue("#offer-foster-week"), "821");

  await page.focus(".council-next a");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => /^#\/decide\/leeds\//.test(location.hash) && document.querySelector("#staircase"));
  await page.selectOption("#option", "half-as-many-again");
  await page.waitForFunction(() => /half-as-many-again/.test(location.hash));
  await runsFinished(page);
  await page.waitForFunction(() => /in 10 runs/.test(document.querySelector(".answer-range")?.textContent ?? ""), null, { timeout: RUNS_LIMIT });
  const answer = await answerText(page);
  assert.match(answer, /looked-after children than if the current offer continues/);
  await page.screenshot({ path: `${output}council-decide.png` });
  const before = await resultsText(page);

  await page.click(".bar-actions button >> nth=0");
  await page.waitForSelector("#share-link");
  const link = await page.inputValue("#share-link");
  await goTo(page, "budget");
  await page.waitForSelector("#case table", { timeout: RUNS_LIMIT });
  const notes = [...cells(unzipped(await readFile(await download(page, "#workbook"))), "Notes").values()].join("\n");
  assert.match(notes, /Intensive family support: key workers.*80/);

  const elsewhere = await openPage(browser, link);
  await runsFinished(elsewhere.page);
  assert.equal(await resultsText(elsewhere.page), before, "the same numbers in a new profile");
  await goTo(elsewhere.page, "council");
  await elsewhere.page.waitForFunction(() => document.querySelectorAll("#offer-intensive .is-changed").length === 3);
  for (const [field, value] of Object.entries(BOXES)) assert.equal(await elsewhere.page.inputValue(box(field)), value);
  assert.deepEqual(elsewhere.errors, []);
  await elsewhere.context.close();

  // Nothing can be projected for it, but it has figures of its own, of its region and of England.
  await page.goto(`${address}#/council/city-of-london`);
  await page.waitForFunction(() => document.querySelector("h1")?.textContent === "City of London");
  assert.match(page.url(), /#\/council\/city-of-london$/);
  assert.match(await page.textContent(".council-unavailable"), /nothing can be projected/);
  assert.match(await page.textContent("#beside-children"), /London \d.*England \d/s);
  assert.equal(await page.locator("#offer, .notice:has-text('address')").count(), 0);
  await atEveryWidth(page, "city");
  await page.reload();
  await page.waitForFunction(() => document.querySelector("h1")?.textContent === "City of London");
  await page.goto(`${address}#/council/rotherham-2019`);
  await page.waitForFunction(() => document.querySelector("h1")?.textContent === "Type your council");
  assert.equal(await page.inputValue("#council"), "");

  // The other one, by the box of another view: its figures are what can be shown.
  await goTo(page, "decide");
  await page.focus("#council");
  await page.keyboard.type("isles of sc");
  await page.waitForSelector(".autocomplete__option--focused");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("h1")?.textContent === "Isles of Scilly");

  const foreign = requests.filter((url) => !url.startsWith(address) && !/^(data|blob):/.test(url));
  assert.deepEqual(foreign, []);
  assert.deepEqual(errors, []);
  await context.close();
  return [`“${answer}”`, `link of ${link.length} characters`];
}

async function tabTo(page, is) {
  for (let press = 0; press < 60; press += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate((test) => new Function("one", `return (${test})(one)`)(document.activeElement), String(is))) return;
  }
  assert.fail("not reached with the keyboard");
}

async function retype(page, selector, value) {
  await page.focus(selector);
  await page.keyboard.press("Control+A");
  await page.keyboard.type(value);
}

/** Headings that skip a level. */
const headings = (page) =>
  page.evaluate(() => {
    const levels = [...document.querySelectorAll("main :is(h1, h2, h3, h4, h5)")].filter((one) => one.getClientRects().length > 0).map((one) => [Number(one.tagName[1]), one.textContent]);
    return levels.filter(([level], place) => place > 0 && level > levels[place - 1][0] + 1).map(([, words]) => words);
  });
