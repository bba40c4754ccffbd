import { effect } from "@preact/signals";
import { render } from "preact";
import { followChoices } from "./state/results";
import { followInAddressBar, scenario, takeAddress, view } from "./state/choice";
import { followCards } from "./state/cards";
import { followChanges } from "./state/changes";
import { followCompared } from "./state/compare";
import { followMoney } from "./state/money";
import { followSettling } from "./state/settling";
import { recallDrafts, showInBoxes } from "./state/drafts";
import { readAddress } from "./state/address";
import { followTornado } from "./state/tornado";
import { unpackFiles } from "./state/pack";
import { cannotStart, ONLY_HERE, originals, packed, scenarioNames, study, useFiles } from "./state/study";
import { desk } from "./engine/workers";
import type { ScenarioFiles } from "./engine/types";
import { App } from "./views/app";
import { keepForOffline } from "./offline";
import { text } from "./text";
import "./style/page.scss";

/** Open the scenario that the address asks for, if it is not open already, and show what the address shows. */
async function go(): Promise<void> {
  const { scenario: asked, files: changed } = readAddress(location.hash).address;
  const name = asked && scenarioNames.includes(asked) ? asked : scenario.peek();
  const said: string[] = [];
  const another = !study.peek() || name !== scenario.peek() || changed !== packed.peek();
  if (another) {
    const wanted = await filesFor(name, changed, said);
    const problems = await useFiles(wanted);
    if (problems.length > 0) {
      const words = problems.map((one) => `${text.error.place(one.file, one.path)} ${one.message}`.trim());
      cannotStart.value = words.join(" ");
      return;
    }
    scenario.value = name;
    if (changed !== undefined) showInBoxes(wanted.files);
  }
  takeAddress(location.hash, another, said);
}

/** The files that come with the page, with the changes that an address carries. */
async function filesFor(name: string, changed: string | undefined, said: string[]): Promise<ScenarioFiles> {
  const usual = originals(name);
  if (changed === undefined) return usual;
  const made = changed === ONLY_HERE ? undefined : await unpackFiles(usual.files, changed);
  if (made && (await desk.look({ ...usual, files: made }).then(() => true, () => false))) return { ...usual, files: made };
  said.push(changed === ONLY_HERE ? text.share.onlyThere : text.share.filesDoNotFit);
  return usual;
}

/** A link to another view, or the back button: what is new is read from its top. */
async function follow(): Promise<void> {
  const before = view.peek();
  await go();
  if (view.peek() === before) return;
  requestAnimationFrame(() => {
    scrollTo(0, 0);
    document.getElementById("answer")?.focus({ preventScroll: true });
  });
}

async function start(): Promise<void> {
  await go();
  if (cannotStart.peek() !== undefined) return;
  recallDrafts();
  followInAddressBar();
  followChoices();
  followSettling();
  followChanges();
  followCards();
  followTornado();
  followMoney();
  keepForOffline();
  followCompared();
  // Only a person changes the address by hand or by a link; the page's own changes do not come here.
  addEventListener("hashchange", () => void follow());
}

effect(() => {
  if (study.value) document.title = text.title(study.value.about.authority, text.views[view.value]);
});

const page = document.getElementById("page");
if (page) render(<App />, page);
void start();
