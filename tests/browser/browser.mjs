// Starts the browser and opens the page, recording what it asks for and what goes wrong in it.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { mkdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const require = createRequire(new URL("../../www/package.json", import.meta.url));
const { chromium } = require("playwright-core");
const axePath = require.resolve("axe-core/axe.min.js");

export const output = fileURLToPath(new URL("./output/", import.meta.url));
mkdirSync(output, { recursive: true });

const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

export const WIDE = { width: 1440, height: 900 };
export const NARROW = { width: 390, height: 844 };
/** A window of 1280 × 1024 at 400%: the narrowest that has to work. */
export const ZOOMED = { width: 320, height: 256 };
export const RUNS_LIMIT = 120_000;
/** The option that most journeys look at: with all its runs, and with few so that they are soon finished. */
const OPTION = "rotherham-2019/half-as-many-again";
export const LONG = `#/decide/${OPTION}`;
export const QUICK = `${LONG}?runs=24`;
export const VIEWS = ["decide", "council", "compare", "budget", "research", "method"];
/** The same on another view. */
export const quickOn = (view) => `#/${view}/${OPTION}?runs=24`;
/** By its link, as a person would. */
export const goTo = async (page, view) => {
  await page.click(`.views a[href^="#/${view}"]`);
  await page.waitForSelector(`.views a[href^="#/${view}"][aria-current="page"]`);
};

export function startBrowser() {
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  return chromium.launch({ executablePath, args: FLAGS });
}

/** A page of its own, with storage of its own. */
export async function openPage(browser, address, { viewport = WIDE, go = true, offline = false } = {}) {
  const context = await browser.newContext({ viewport, reducedMotion: "reduce", serviceWorkers: offline ? "allow" : "block" });
  const page = await context.newPage();
  const requests = [];
  const errors = [];
  context.on("request", (request) => requests.push(request.url()));
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  // Longer than anything takes: a busy machine is no reason to fail.
  page.setDefaultTimeout(90_000);
  // The first load of a fresh browser on a busy machine may take long.
  page.setDefaultNavigationTimeout(RUNS_LIMIT);
  if (go) {
    await page.goto(address);
    await firstAnswer(page);
  }
  return { page, context, requests, errors };
}

export const firstAnswer = (page) => page.waitForFunction(() => document.querySelector(".answer h1, h1.view-title"));
export const runsFinished = (page) =>
  page.waitForFunction(() => /^([\d,]+) of \1 runs/.test(document.querySelector(".run-finished")?.textContent ?? ""), null, { timeout: RUNS_LIMIT });
export const answerText = (page) => page.textContent(".answer h1");
/** everything that the results say, to see that it stands or that it has changed */
export const resultsText = (page) =>
  page.evaluate(() => [...document.querySelectorAll(".answer, #staircase .staircase-wide, #key-figures table, #horizons table, #drives svg, #money table, #settled svg, #split svg")].map((one) => one.textContent).join("\n"));

const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const axe = readFileSync(axePath, "utf8");
/** What axe finds, as lines; none is what is wanted. */
export async function accessible(page, part) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe);
  const found = await page.evaluate(([where, tags]) => globalThis.axe.run(where ?? document, { runOnly: tags }), [part, TAGS]);
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.target.join(" ")).join("; ")}`);
}
/** Empty, unless the page scrolls sideways. */
export const sideways = (page) =>
  page.evaluate(() => {
    const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
    return over > 0 ? `scrolls sideways by ${over} px` : "";
  });
/** What reaches beyond the window's right edge, other than inside a part that scrolls by itself. */
export const cutOff = (page) =>
  page.evaluate(() => {
    const edge = document.documentElement.clientWidth + 1;
    return [...document.querySelectorAll("main *, header *, footer *")]
      .filter((one) => one.getClientRects().length > 0 && one.getBoundingClientRect().right > edge && !one.closest(".scroll, .hidden, .skip, textarea"))
      .map((one) => `${one.tagName} ${one.getAttribute("class") ?? ""} ${one.textContent.trim().slice(0, 40)}`)
      .slice(0, 5);
  });

/** Nothing sideways at any width and nothing cut at 400%; no violation at the widths that are named. */
export async function atEveryWidth(page, state, looked = ["wide", "narrow", "zoomed"]) {
  for (const [name, viewport] of [["wide", WIDE], ["narrow", NARROW], ["zoomed", ZOOMED]]) {
    await page.setViewportSize(viewport);
    // From the top: what happens to lie half under the list of questions is not a small target.
    await page.evaluate(() => scrollTo(0, 0));
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    const where = `${name}, ${state}`;
    assert.equal(await sideways(page), "", where);
    if (name === "zoomed") assert.deepEqual(await cutOff(page), [], where);
    if (looked.includes(name)) assert.deepEqual(await accessible(page), [], where);
    await page.screenshot({ path: `${output}${name}-${state}.png`, fullPage: true });
  }
  await page.setViewportSize(WIDE);
}
