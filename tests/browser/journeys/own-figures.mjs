import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { accessible, openPage, output, quickOn, RUNS_LIMIT, runsFinished } from "../browser.mjs";

export const title = "Own figures: a table with gaps and separators is read, fitted, tested on later years and put to use; rubbish is refused; nothing is sent";

const SECONDS = 180_000;

/** The published figures of one council as a spreadsheet might save them: a mark at the start, separators, a year missing. */
function table() {
  const published = readFileSync(new URL("../../../scenarios/observed/england-and-five.csv", import.meta.url), "utf8");
  const [head, ...rows] = published.trim().split(/\r?\n/);
  const own = rows.filter((row) => row.includes(",Rotherham,") && !row.includes(",2014,"));
  const written = own.map((row) => row.replace(/^((?:[^,]*,){4})(\d{1,3})(\d{3}),/, (_, before, thousands, rest) => `${before}"${thousands},${rest}",`));
  assert.ok(written.some((row) => /"\d,\d{3}"/.test(row)), "some have separators");
  return Buffer.from(`\uFEFF${[head, ...written].join("\r\n")}\r\n`);
}

const file = (name, buffer) => ({ name, mimeType: "text/csv", buffer });

export async function run(browser, address) {
  const { page, context, errors, requests } = await openPage(browser, address + quickOn("research"));
  const bodies = [];
  page.on("request", (request) => request.method() !== "GET" && bodies.push(request.url()));
  await runsFinished(page);
  const hash = await page.textContent(".provenance-line");

  await page.setInputFiles("#own-file", file("rubbish.csv", Buffer.from("\u0000\u0001;;;\n\"\"\"\n".repeat(2000))));
  await page.waitForSelector("#own .problem li");
  const refused = (await page.textContent("#own .problem li")).trim();
  await page.setInputFiles("#own-file", file("huge.csv", Buffer.alloc(21_000_000, "x,")));
  await page.waitForFunction(() => /larger than 20 MB/.test(document.querySelector("#own .problem")?.textContent ?? ""));

  // A workbook, a rate without its number and another date are refused with what to do.
  const problem = async (name, bytes, words) => {
    await page.setInputFiles("#own-file", file(name, Buffer.from(bytes)));
    await page.waitForFunction((words) => (document.querySelector("#own .problem")?.textContent ?? "").includes(words), words);
  };
  await problem("book.xlsx", "PK\u0003\u0004", "CSV UTF-8");
  await problem("rates.csv", "Year,cla_stock (rate)\n2019,113\n", "is not understood");
  await problem("autumn.csv", "Date,cla_stock\n30 September 2019,642\n", "is not the year to 31 March");
  await page.locator("#own").screenshot({ path: `${output}own-figures-refused.png` });

  // Of many areas the engine chooses the scenario's own, by its code; else nothing.
  const many = "area_code,area,year,cla_stock\nE08000018,Rotherham,2019,642\nE06000015,Derby,2019,500\n";
  await page.setInputFiles("#own-file", file("many.csv", Buffer.from(many)));
  await page.waitForFunction(() => /2 areas/.test(document.querySelector("#own-read")?.textContent ?? ""));
  assert.equal(await page.inputValue("#own-area"), "E08000018");
  await page.setInputFiles("#own-file", file("others.csv", Buffer.from(many.replace("Rotherham", "Rother").replace("Derby", "Derbyshire"))));
  await page.waitForFunction(() => /Derbyshire/.test(document.querySelector("#own-area")?.textContent ?? ""));
  assert.equal(await page.inputValue("#own-area"), "");
  assert.equal(await page.locator("#own >> text=/^Fit$/").isDisabled(), true, "no area is chosen by chance");

  await page.setInputFiles("#own-file", file("own.csv", table()));
  await page.waitForFunction(() => /own.csv/.test(document.querySelector("#own-read")?.textContent ?? ""));
  assert.equal(await page.inputValue("#own-area"), "E08000018");
  for (const [typed, words] of [["17", "is not a year to 31 March"], ["31 December 2017", "is not a year"], ["2099", "can be fitted up to a year from 2014 to 2025, not 2099"]]) {
    await page.fill("#own-until", typed);
    await page.click("#own >> text=/^Fit$/");
    await page.waitForFunction((words) => (document.querySelector("#own .problem")?.textContent ?? "").includes(words), words);
  }
  await page.fill("#own-until", "2018-19");
  await page.click("#own >> text=Test the fit on later years");
  await page.waitForSelector("#backtest, #own .problem", { timeout: SECONDS });
  const tested = await page.textContent("#backtest .figure-title");
  const [, inside, all] = tested.match(/Fitted to 2019, (\d+) of (\d+) later figures/).map(Number);
  assert.equal(all, 18, "three stocks, six years");
  assert.ok(inside > 8 && inside <= all, tested);
  assert.match(await page.textContent("#backtest .figure-note"), /early help does not control/);

  await page.click("#own >> text=/^Fit$/");
  await page.waitForSelector("#calibration, #own .problem", { timeout: SECONDS });
  const fitted = await page.textContent("#calibration .figure-title");
  assert.match(fitted, /Rotherham, fitted to 20\d\d to 2019/);
  const rates = await page.locator("#calibration .calibration tbody tr").count();
  assert.ok(rates >= 6, `${rates} rates`);
  assert.deepEqual(await accessible(page), []);
  await page.locator("#own").screenshot({ path: `${output}own-figures.png` });

  await page.click("#own >> text=Use the fitted rates");
  await page.waitForFunction((before) => document.querySelector(".provenance-line")?.textContent !== before, hash, { timeout: RUNS_LIMIT });
  await page.waitForFunction(() => /fitted rates are in use/.test(document.querySelector("#own [role=status]")?.textContent ?? ""), null, { timeout: RUNS_LIMIT });
  await runsFinished(page);

  const origin = new URL(address).origin;
  assert.deepEqual(requests.filter((url) => !/^(data|blob):/.test(url) && new URL(url).origin !== origin), []);
  assert.deepEqual(bodies, [], "nothing is sent");
  assert.deepEqual(errors, []);
  await context.close();
  return [refused.slice(0, 120), tested, fitted];
}
