import { effect } from "@preact/signals";
import { render } from "preact";
import { followChoices } from "./state/results";
import { beyond, followInAddressBar, scenario, takeAddress, view } from "./state/choice";
import { followCards } from "./state/cards";
import { followChanges } from "./state/changes";
import { followCompared } from "./state/compare";
import { followMoney } from "./state/money";
import { followSettling } from "./state/settling";
import { recallDrafts, showInBoxes } from "./state/drafts";
import { readAddress } from "./state/address";
import { followTornado } from "./state/tornado";
import { keptChanged, ONLY_HERE } from "./state/kept-files";
import { unpackFiles } from "./state/pack";
import { lastCouncil, prepare, profile } from "./state/authorities";
import { cannotStart, originals, packed, study, useFiles } from "./state/study";
import { desk } from "./engine/workers";
import type { ScenarioFiles } from "./engine/types";
import { causeOf } from "./engine/loading";
import { App } from "./views/app";
import { keepForOffline } from "./offline";
import { text } from "./text";
import "./style/page.scss";

const LONGEST_START = 45_000;

let asked: { fragment: string } | undefined;
let turn: Promise<void> = Promise.resolve();

/** One address after the other, as it stood when it was asked for: the page's own address changes meanwhile. */
function go(): Promise<void> {
  const mine = (asked = { fragment: location.hash });
  turn = turn.then(() => (asked === mine ? open(mine.fragment) : undefined));
  return turn;
}

/** Open the scenario that an address asks for, if it is not open already, and show what the address shows. */
async function open(fragment: string): Promise<void> {
  const { view: wantedView, scenario: wantedName, files: changed } = readAddress(fragment).address;
  const said: string[] = [];
  const name = await nameFor(wantedName, wantedView === "council", said);
  const another = !study.peek() || name !== scenario.peek() || changed !== packed.peek();
  if (another) {
    const wanted = await filesFor(name, changed, said);
    const problems = await useFiles(wanted, () => {
      scenario.value = name;
      showInBoxes(wanted.files);
      recallDrafts();
      takeAddress(fragment, true, said);
    });
    if (problems.length > 0) {
      const words = problems.map((one) => `${text.error.place(one.file, one.path)} ${one.message}`.trim());
      cannotStart.value = (await causeOf()) ?? [words.join(" "), text.cannotStart.advice];
    }
    return;
  }
  takeAddress(fragment, false, said);
}

/** The scenario to open: the one asked for; on a first look without one, the council of the last visit. */
async function nameFor(wanted: string | undefined, looks: boolean, said: string[]): Promise<string> {
  beyond.value = undefined;
  const asked = wanted ?? (study.peek() ? undefined : lastCouncil());
  if (asked === undefined) return scenario.peek();
  const found = await prepare(asked);
  if ("name" in found) return found.name;
  // Its figures can be looked at, though no scenario can be made of them.
  if (looks && found.unavailable) beyond.value = found.unavailable;
  else if (wanted) said.push(text.address.notOpened(found.why));
  return scenario.peek();
}

/** The files that come with the page, with the changes that an address carries. */
async function filesFor(name: string, changed: string | undefined, said: string[]): Promise<ScenarioFiles> {
  const usual = originals(name);
  if (changed === undefined) return usual;
  const onlyHere = ONLY_HERE.test(changed);
  const kept = onlyHere ? keptChanged(usual.main, changed) : undefined;
  const made = onlyHere ? kept && { ...usual.files, ...kept } : await unpackFiles(usual.files, changed);
  if (
    made &&
    (await desk.look({ ...usual, files: made }).then(
      () => true,
      () => false,
    ))
  )
    return { ...usual, files: made };
  said.push(onlyHere ? text.share.onlyThere : text.share.filesDoNotFit);
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
  if (!study.value) return;
  const looked = view.value === "council" && beyond.value === profile.value?.authority.slug ? profile.value?.authority.name : undefined;
  document.title = text.title(looked ?? study.value.about.authority, text.views[view.value]);
});

const page = document.getElementById("page");
page?.replaceChildren();
if (page) render(<App />, page);
void start();
setTimeout(() => void sayIfSilent(), LONGEST_START);

/** An engine that never comes, such as one that something on the computer holds back. */
async function sayIfSilent(): Promise<void> {
  if (study.peek() || cannotStart.peek() !== undefined) return;
  const cause = await causeOf();
  if (!study.peek()) cannotStart.value = cause ?? [text.cannotStart.silent, text.cannotStart.advice];
}
