import assert from "node:assert/strict";
import { goTo, openPage, output, quickOn, RUNS_LIMIT, runsFinished } from "../browser.mjs";

export const title = "The page keeps its place: another scenario, an address in an open tab, a reload, text typed and not used";

const hash = (page) => page.evaluate(() => decodeURIComponent(location.hash));
const go = (page, address) => page.evaluate((words) => (location.hash = words), address);

export async function run(browser, address) {
  await anotherScenario(browser, address);
  await addressInOpenTab(browser, address);
  await changedNumbers(browser, address);
  await typedText(browser, address);
  await moneyChoices(browser, address);
  await longChanges(browser, address);
  await moreChildren(browser, address);
}

/** Fails if the old scenario's year, scale, notice or answer stands under the new name. */
async function anotherScenario(browser, address) {
  const { page, context, errors } = await openPage(browser, `${address}${quickOn("decide")}&year=2023`);
  await runsFinished(page);
  await page.evaluate(() => {
    // Everything that stands on the page together, at each change of it.
    globalThis.seen = [];
    const look = () => {
      const [name, answer] = [document.querySelector("#scenario option:checked")?.textContent ?? document.title, document.querySelector(".answer h1")?.textContent ?? ""];
      const last = globalThis.seen.at(-1);
      if (last?.name !== name || last?.answer !== answer) globalThis.seen.push({ name, answer });
    };
    look();
    new MutationObserver(look).observe(document.documentElement, { subtree: true, childList: true, characterData: true });
  });
  const before = await page.evaluate(() => globalThis.seen[0]);
  assert.match(before.answer, /\w/);
  for (const [name, option] of [["england-2025", "English"], ["county-durham-2015", "Durham"]]) {
    await page.selectOption("#scenario", name);
    await page.waitForFunction((wanted) => location.hash.includes(`/${wanted}/`), name);
    await page.waitForSelector(".answer h1");
    await page.waitForFunction((wanted) => document.title.includes(wanted), option);
    assert.equal(await page.locator(".notice").count(), 0, `${name}: ${await page.locator(".notice").allTextContents()}`);
    const start = Number(/-(\d{4})$/.exec(name)[1]);
    assert.equal(await page.inputValue("#year"), String(start + 6), "five years after the option starts, a year into the new scenario");
    const over = await page.evaluate(() => {
      const marks = [...document.querySelectorAll("#staircase .staircase-wide [class^=mark-]")].map((one) => one.getBBox());
      return marks.filter((box) => box.y < -1 || box.x + box.width > 1201).length;
    });
    assert.equal(over, 0, "no mark leaves the picture");
    const marks = await page.evaluate(() => document.querySelector("#staircase .staircase-wide")?.textContent.match(/Each mark is ([\d,]+) famil/)?.[1]);
    assert.notEqual(marks, "1", "the scale is this scenario's");
    await page.screenshot({ path: `${output}another-${name}.png`, fullPage: true });
  }
  const seen = await page.evaluate(() => globalThis.seen);
  const wrong = seen.filter((one) => one.name !== before.name && one.answer === before.answer);
  assert.deepEqual(wrong, [], "the old answer never stands under another name");
  await page.goBack();
  await page.waitForFunction(() => location.hash.includes("/england-2025/"));
  await page.waitForFunction(() => document.title.includes("English"));
  assert.deepEqual(errors, []);
  await context.close();
}

/** Fails if an address typed, followed or mangled in an open tab loses any part of itself. */
async function addressInOpenTab(browser, address) {
  const { page, context, errors } = await openPage(browser, address + quickOn("method"));
  const wanted = "#/budget/england-2025/half-as-many-again?runs=24&year=2029&measure=protection_plan&seed=7";
  for (const written of [wanted, `#${encodeURIComponent(wanted.slice(1))}`, `${wanted.replaceAll("&", "&amp;")}).`]) {
    await go(page, quickOn("decide"));
    await page.waitForFunction(() => location.hash.startsWith("#/decide/rotherham"));
    await page.waitForFunction(() => document.title.startsWith("Decide: Rotherham"));
    await go(page, written);
    await page.waitForFunction(() => document.title.startsWith("Budget: "));
    const now = await hash(page);
    for (const part of ["#/budget/england-2025/half-as-many-again", "year=2029", "measure=protection_plan", "runs=24", "seed=7"]) assert.ok(now.includes(part), `${written}: ${part} in ${now}`);
  }
  // An exercise about another council leaves Method for its own view.
  await goTo(page, "method");
  await page.waitForSelector(".method");
  const exercise = page.locator("main button", { hasText: "Begin" });
  const exercises = await exercise.count();
  assert.ok(exercises > 0);
  for (let place = 0; place < exercises; place += 1) {
    await exercise.nth(place).click();
    await page.waitForFunction(() => !document.querySelector('.views a[href^="#/method"][aria-current]'));
    await page.waitForSelector(".exercise");
    await goTo(page, "method");
    await page.waitForSelector(".method");
  }
  assert.deepEqual(errors, []);
  await context.close();
}

const COUNCIL = "#file-councils-rotherham-2019-toml";
const stock = (level, value) => (text) => text.replace(new RegExp(`(level = "${level}"\\nchildren = \\{ value = )\\d+`), `$1${value}`);

/** Fails if a reload or a link lists a number as changed that was not. */
async function changedNumbers(browser, address) {
  const { page, context, errors } = await openPage(browser, address + quickOn("research"));
  for (const [number, value] of [[/effect/i, "0.8"], [/Families|workers|caseload/i, "12"]]) {
    await page.fill("#register-search", number.source.includes("effect") ? "effect on" : "caseload");
    const row = page.locator(".register tbody tr", { has: page.locator(".row-actions button") }).first();
    await row.locator(".row-actions button").first().click();
    await page.fill(".row-editor input", value);
    await page.click(".row-editor button[type=submit]");
    await page.waitForFunction(() => !document.querySelector(".row-editor"), null, { timeout: RUNS_LIMIT });
  }
  const rows = () => page.locator(".changed-inputs > ul.plain-list > li").allTextContents();
  await page.waitForFunction(() => document.querySelectorAll(".changed-inputs > ul.plain-list > li").length === 2);
  const before = await rows();
  const link = page.url();
  await page.reload();
  await page.waitForSelector(".changed-inputs li");
  assert.deepEqual(await rows(), before, "after a reload");
  const other = await openPage(browser, link);
  await other.page.waitForSelector(".changed-inputs li");
  assert.deepEqual(await other.page.locator(".changed-inputs > ul.plain-list > li").allTextContents(), before, "by link");
  await other.context.close();
  // Each can be put back by itself.
  await page.locator(".changed-inputs > ul.plain-list > li button").first().click();
  await page.waitForFunction(() => document.querySelectorAll(".changed-inputs > ul.plain-list > li").length === 1, null, { timeout: RUNS_LIMIT });
  assert.deepEqual(errors, []);
  await context.close();
}

/** Fails if text typed for one scenario stands in another or in another tab, or is used by a button that is not its own. */
async function typedText(browser, address) {
  const { page, context, errors } = await openPage(browser, address + quickOn("research"));
  await page.click("details.files > summary");
  const boxes = await page.locator(".file-box textarea").evaluateAll((all) => all.map((one) => one.id));
  const shared = boxes.map((id) => `#${id}`).find((id) => /framework|default/.test(id));
  assert.ok(shared, boxes.join());
  const council = await page.inputValue(COUNCIL);
  const other = await page.inputValue(shared);
  await page.fill(COUNCIL, stock("intensive", 2400)(council));
  await page.fill(shared, `${other}\nthis is = not\n`);
  assert.match(await page.textContent("#use-files"), /all 2 changed files/);
  await page.click(`.file-box:has(${COUNCIL}) button`);
  await page.waitForFunction(() => /files=/.test(location.hash), null, { timeout: RUNS_LIMIT });
  assert.equal(await page.locator("#file-problems").count(), 0, "the other box was not used");
  assert.match(await page.textContent(".files [role=status]"), /Checked and in use: councils\/rotherham-2019\.toml\..*Not used yet: /);

  // A second tab of the same browser has its own boxes.
  const tab = await context.newPage();
  await tab.goto(address + quickOn("research"));
  await tab.waitForSelector("details.files");
  assert.equal(await tab.locator("text=Text kept from last time").count(), 0);
  await tab.close();

  // Another scenario has its own, though it shares the file; back again, the text is there.
  await page.selectOption("#scenario", "oldham-2019");
  await page.waitForFunction(() => document.title.includes("Oldham"));
  assert.ok(!(await page.locator(".file-box textarea").evaluateAll((all) => all.map((one) => one.value))).some((text) => text.includes("this is = not")));
  assert.equal(await page.locator(".file-box.is-changed").count(), 0);
  await page.goBack();
  await page.waitForFunction(() => document.title.includes("Rotherham"));
  await page.waitForFunction((id) => document.querySelector(id)?.value.includes("this is = not"), shared);
  await page.reload();
  await page.waitForFunction((id) => document.querySelector(id)?.value.includes("this is = not"), shared);
  assert.match(await page.inputValue(COUNCIL), /value = 2400/, "what is in use stays in use");
  assert.deepEqual(errors, []);
  await context.close();
}

/** Fails if the reserve, the growth or the discount rate chosen is lost by a reload or on the way. */
async function moneyChoices(browser, address) {
  const { page, context, errors } = await openPage(browser, address + quickOn("budget"));
  await page.waitForSelector("#case-schedule");
  const choose = (id, place) => page.selectOption(id, { index: place });
  await choose("#case-schedule", 1);
  await choose("#case-growth", 1);
  await page.fill("#reserve-amount", "£1.25m");
  await page.click("#reserve button");
  await page.waitForFunction(() => /discount=.*growth=.*reserve=1250000/.test(location.hash));
  const state = (where) => where.evaluate(() => [...document.querySelectorAll("#case-schedule, #case-growth, #reserve-amount")].map((one) => one.value));
  const before = await state(page);
  await page.reload();
  await page.waitForSelector("#case-schedule");
  await page.waitForFunction(() => document.querySelector("#reserve-amount")?.value !== "");
  assert.deepEqual(await state(page), before, "after a reload");
  const other = await openPage(browser, page.url());
  await other.page.waitForSelector("#case-schedule");
  await other.page.waitForFunction(() => document.querySelector("#reserve-amount")?.value !== "");
  assert.deepEqual(await state(other.page), before, "by link");
  // Rules that there are none of: said, and the page goes on with those of the scenario.
  await go(other.page, `${quickOn("budget")}&discount=no-such-rate`);
  await other.page.waitForSelector(".notice");
  assert.match(await other.page.textContent(".notice"), /no-such-rate/);
  await other.page.waitForSelector("#case-schedule");
  await other.context.close();
  assert.deepEqual(errors, []);
  await context.close();
}

/** Fails if changes that are too long for a link, such as a fit, do not outlive a reload. */
async function longChanges(browser, address) {
  const { page, context, errors } = await openPage(browser, address + quickOn("research"));
  await page.click("details.files > summary");
  const text = await page.inputValue(COUNCIL);
  let random = 1;
  const noise = () => ((random = (random * 48271) % 2147483647)).toString(36);
  await page.fill(COUNCIL, `${stock("intensive", 2400)(text)}\n${Array.from({ length: 300 }, () => `# ${noise()}${noise()}`).join("\n")}\n`);
  await page.click("#use-files");
  await page.waitForFunction(() => /files=here-[0-9a-f]{8}/.test(location.hash), null, { timeout: RUNS_LIMIT });
  const link = page.url();
  await page.reload();
  await page.waitForSelector(".changed-inputs li");
  assert.match(await page.textContent(".changed-inputs"), /2,?400.*was 2,?000/);
  assert.equal(await page.locator("text=Ask the sender for the saved file").count(), 0);
  const elsewhere = await openPage(browser, link);
  await elsewhere.page.waitForSelector(".notice");
  assert.match(await elsewhere.page.textContent(".notice"), /Ask the sender for the saved file/);
  await elsewhere.context.close();
  assert.deepEqual(errors, []);
  await context.close();
}

/** Fails if the number of children can be changed with stocks left behind unsaid, or scaling them does not mend it. */
async function moreChildren(browser, address) {
  const { page, context, errors } = await openPage(browser, address + quickOn("research"));
  const change = async (value, button) => {
    await page.fill("#register-search", "Children aged 0 to 17");
    const row = page.locator(".register tbody tr", { hasText: "population.children" });
    await row.locator(".row-actions button").first().click();
    await page.fill(".row-editor input", value);
    await page.click(`.row-editor button >> text=${button}`);
    await page.waitForFunction(() => !document.querySelector(".row-editor"), null, { timeout: RUNS_LIMIT });
  };
  await change("80000", "Use this number");
  await page.waitForSelector("#stocks-notice");
  assert.match(await page.textContent("#stocks-notice"), /80,000, not 56,735, but 7 numbers of children at a level/);
  await goTo(page, "decide");
  await page.waitForSelector("#stocks-notice");
  await page.screenshot({ path: `${output}stocks.png` });
  await page.click("#stocks-notice button");
  await page.waitForFunction(() => !document.querySelector("#stocks-notice"), null, { timeout: RUNS_LIMIT });
  await goTo(page, "research");
  const changed = () => page.locator(".changed-inputs > ul.plain-list > li").allTextContents();
  assert.equal((await changed()).length, 8, "all children and seven stocks");
  assert.ok((await changed()).some((line) => /2,?820 children.*2,?000/.test(line)), String(await changed()));
  // In one step, also down, where the stocks would not fit before.
  await change("20000", "scale all stocks");
  assert.equal(await page.locator("#stocks-notice").count(), 0);
  assert.ok((await changed()).some((line) => /705 children.*2,?000/.test(line)), String(await changed()));
  assert.deepEqual(errors, []);
  await context.close();
}
