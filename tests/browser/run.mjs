// Goes through the page as people would, two journeys at a time, each in a browser with storage of its own. Names of
// journeys may be given to run only those.
import { startBrowser } from "./browser.mjs";
import { serve } from "./serve.mjs";
import * as firstVisit from "./journeys/first-visit.mjs";
import * as changeStaff from "./journeys/change-staff.mjs";
import * as badFields from "./journeys/bad-fields.mjs";
import * as badFiles from "./journeys/bad-files.mjs";
import * as cancel from "./journeys/cancel.mjs";
import * as workerDies from "./journeys/worker-dies.mjs";
import * as noChange from "./journeys/no-change.mjs";
import * as keyboard from "./journeys/keyboard.mjs";
import * as accessibility from "./journeys/accessibility.mjs";
import * as addresses from "./journeys/addresses.mjs";
import * as downloads from "./journeys/downloads.mjs";
import * as paper from "./journeys/paper.mjs";
import * as cases from "./journeys/cases.mjs";
import * as scenarios from "./journeys/scenarios.mjs";
import * as council from "./journeys/council.mjs";
import * as share from "./journeys/share.mjs";
import * as budget from "./journeys/budget.mjs";
import * as budgetYears from "./journeys/budget-years.mjs";
import * as ownCosts from "./journeys/own-costs.mjs";
import * as saved from "./journeys/saved.mjs";
import * as editor from "./journeys/editor.mjs";
import * as levers from "./journeys/levers.mjs";
import * as register from "./journeys/register.mjs";
import * as baseline from "./journeys/baseline.mjs";
import * as guide from "./journeys/guide.mjs";
import * as offline from "./journeys/offline.mjs";
import * as research from "./journeys/research.mjs";
import * as workbook from "./journeys/workbook.mjs";
import * as ownFigures from "./journeys/own-figures.mjs";
import * as bench from "./journeys/bench.mjs";
import * as places from "./journeys/places.mjs";
import * as start from "./journeys/start.mjs";
import * as builder from "./journeys/builder.mjs";
import * as atAGlance from "./journeys/at-a-glance.mjs";
import * as golden from "./journeys/golden.mjs";

const JOURNEYS = {
  "first-visit": firstVisit, "change-staff": changeStaff, "bad-fields": badFields, "bad-files": badFiles, cancel,
  "worker-dies": workerDies, "no-change": noChange, keyboard, accessibility, addresses, downloads, paper, cases, scenarios, council, share, guide, offline,
  research, register, budget, "budget-years": budgetYears, "own-costs": ownCosts, saved, editor, levers, builder, "at-a-glance": atAGlance, baseline, workbook, "own-figures": ownFigures, bench, start, places, golden,
};

const wanted = process.argv.slice(2);
const names = wanted.length > 0 ? wanted : Object.keys(JOURNEYS);
const given = process.env.STAIRCASE_URL;
const server = given ? undefined : await serve();
const address = given ? given.replace(/\/?$/, "/") : server.address;
let failed = 0;

/** One journey; what it says comes in one piece, so that two at a time can be read. */
async function go(browser, name) {
  const journey = JOURNEYS[name];
  if (!journey) {
    failed += 1;
    return `✗ ${name}: there is no such journey`;
  }
  const started = performance.now();
  try {
    const said = await journey.run(browser, address);
    const title = `✓ ${journey.title} (${((performance.now() - started) / 1000).toFixed(1)} s)`;
    return [title, ...(said ?? []).map((line) => `    ${line}`)].join("\n");
  } catch (error) {
    failed += 1;
    return `✗ ${journey.title}\n    ${String(error.stack ?? error).split("\n").slice(0, 12).join("\n    ")}`;
  }
}

/** Most journeys wait most of the time: for a picture, for a worker, for axe. */
const LANES = 2;
const waiting = [...names];
async function lane() {
  const browser = await startBrowser();
  for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) console.log(await go(browser, name));
  await browser.close();
}
await Promise.all(Array.from({ length: Math.min(LANES, names.length) }, lane));

server?.close();
if (failed > 0) console.log(`${failed} of ${names.length} journeys failed`);
process.exit(failed > 0 ? 1 : 0);
