import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { accessible, goTo, openPage, output, quickOn, RUNS_LIMIT } from "../browser.mjs";

export const title = "Compare, share, open elsewhere: the same numbers in a new profile, by link and by file, also with a changed baseline";

const COUNCIL = "#file-councils-rotherham-2019-toml";

export async function run(browser, address) {
  const { page, context, requests, errors } = await openPage(browser, address + quickOn("compare"));
  await allFinished(page);
  assert.equal(await page.locator(".card").count(), 4, "three options beside the baseline");
  await page.click(".card-actions button >> nth=0");
  await page.waitForFunction(() => document.querySelectorAll(".card").length === 3);

  // An option is changed on Budget; Compare says so.
  await goTo(page, "budget");
  await page.fill("#field-staff", "60");
  await page.waitForFunction(() => /staff=60/.test(location.hash));
  await goTo(page, "compare");
  await allFinished(page);
  assert.match(await page.textContent(".changed-inputs"), /workers 60, was 51/);
  const before = await numbers(page);

  await page.click(".bar-actions button >> nth=0");
  // The box takes the focus.
  await page.waitForFunction(() => document.activeElement?.id === "share-title");
  const link = await page.inputValue("#share-link");
  assert.ok(link.length < 1500, `${link.length} characters`);
  // Fails if a reader of the citation could not find this result again.
  const citation = await page.inputValue("#citation");
  for (const part of [/^Staircase contributors\./, /Rotherham/, /compared with A\. /, /Staircase \d+\.\d+\.\d+/, /scenario [0-9a-f]{16}/, /seed 1/, /24 paired runs/]) assert.match(citation, part);
  assert.ok(citation.endsWith(link), "the link is the one beside it");
  assert.deepEqual(await accessible(page), [], "share box");
  await page.screenshot({ path: `${output}share.png`, fullPage: true });
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("text=Save as a file")]);
  const file = readFileSync(await download.path(), "utf8");
  const shared = JSON.parse(file);
  assert.equal(shared.staircase, 1);
  for (const key of ["version", "scenario_hash", "seed"]) assert.match(shared[key], /\w/, key);
  assert.equal(shared.runs, 24);

  const elsewhere = await openPage(browser, link);
  await allFinished(elsewhere.page);
  assert.equal(await numbers(elsewhere.page), before, "by link");
  assert.equal(await elsewhere.page.locator(".notice").count(), 0);
  await elsewhere.context.close();

  const byFile = await openPage(browser, address + quickOn("decide"));
  await byFile.page.click(".bar-actions button >> nth=0");
  await byFile.page.setInputFiles("#share-open", { name: "shared.json", mimeType: "application/json", buffer: Buffer.from(file) });
  await byFile.page.waitForSelector(".compare-head");
  await allFinished(byFile.page);
  assert.equal(await numbers(byFile.page), before, "by file");
  for (const bad of ["", "{}", "[]", "null", '{"staircase":1}', file.replace("rotherham-2019", "atlantis"), file.replace('"files": {}', '"files": {"councils/rotherham-2019.toml": "rubbish ="}'), "\u0000\u0001"]) {
    await byFile.page.setInputFiles("#share-open", { name: "bad.json", mimeType: "application/json", buffer: Buffer.from(bad) });
    await byFile.page.waitForFunction(() => /Nothing was changed/.test(document.querySelector("#share [role=status]")?.textContent ?? ""));
  }
  assert.equal(await numbers(byFile.page), before, "a bad file changes nothing");
  await byFile.context.close();

  // The baseline itself is changed: a number in the council's file.
  await goTo(page, "research");
  await page.click("details.files > summary");
  const text = await page.inputValue(COUNCIL);
  await page.fill(COUNCIL, text.replace(/(level = "intensive"\nchildren = \{ value = )\d+/, "$12400"));
  await page.click("#use-files");
  await page.waitForFunction(() => /files=/.test(location.hash));
  await goTo(page, "compare");
  await allFinished(page);
  await page.waitForFunction(() => /2,?400.*was 2,?000/.test(document.querySelector(".changed-inputs")?.textContent ?? ""));
  const changed = await numbers(page);
  assert.notEqual(changed, before);
  const changedLink = await page.inputValue("#share-link");
  assert.ok(changedLink.length < 1500, `${changedLink.length} characters`);
  const other = await openPage(browser, changedLink);
  await allFinished(other.page);
  assert.equal(await numbers(other.page), changed, "the changed baseline goes with the link");
  assert.match(await other.page.textContent(".changed-inputs"), /was 2,?000/);
  await other.page.reload();
  await allFinished(other.page);
  assert.equal(await numbers(other.page), changed, "and stays after a reload");
  assert.deepEqual(await accessible(other.page), [], "changed baseline");
  await other.context.close();

  // One place is put back.
  await page.click(".changed-inputs summary");
  await page.click(".changed-places button");
  await page.waitForFunction(() => !/files=/.test(location.hash));
  // Until the runs begin anew the last status stands, so the numbers themselves are waited for.
  for (let tries = 0; tries < 120 && (await numbers(page)) !== before; tries += 1) await page.waitForTimeout(500);
  assert.equal(await numbers(page), before, "undone, the numbers are as before");

  // Too much for a link.
  await goTo(page, "research");
  await page.click("details.files > summary");
  const lines = await page.inputValue(COUNCIL);
  let random = 1;
  const noise = () => ((random = (random * 48271) % 2147483647)).toString(36);
  await page.fill(COUNCIL, `${lines}\n${Array.from({ length: 300 }, () => `# ${noise()}${noise()}`).join("\n")}\n`);
  await page.click("#use-files");
  await page.waitForSelector("#share-too-long");
  assert.match(await page.textContent("#share-too-long"), /as a file instead/);
  assert.equal(await page.locator("#share-link").count(), 0);

  const foreign = requests.filter((url) => !url.startsWith(address) && !/^(data|blob):/.test(url));
  assert.deepEqual(foreign, []);
  assert.deepEqual(requests.filter((url) => /[?&](staff|files)=/.test(url.replace(/#.*/, ""))), [], "no request carries scenario data");
  assert.deepEqual(errors, []);
  await context.close();
  return [`link of ${link.length} characters; with a changed baseline ${changedLink.length}`];
}

const allFinished = (page) =>
  page.waitForFunction(() => /paired runs of each/.test(document.querySelector(".compare-head .run-finished")?.textContent ?? ""), null, { timeout: RUNS_LIMIT });
const numbers = (page) =>
  page.evaluate(() => [...document.querySelectorAll("#differences table.differences, #compare-money .sums, #compare-sure")].map((one) => one.textContent).join("\n"));
