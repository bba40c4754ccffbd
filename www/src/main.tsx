import { effect } from "@preact/signals";
import { render } from "preact";
import { followChoices } from "./state/results";
import { followInAddressBar, scenario, takeAddress, view } from "./state/choice";
import { followChanges } from "./state/changes";
import { followCompared } from "./state/compare";
import { followSettling } from "./state/settling";
import { recallDrafts } from "./state/drafts";
import { readAddress } from "./state/address";
import { cannotStart, originals, scenarioNames, study, useFiles } from "./state/study";
import { App } from "./views/app";
import { text } from "./text";
import "./style/page.scss";

/** Open the scenario that the address asks for, if it is not open already, and show what the address shows. */
async function go(): Promise<void> {
  const asked = readAddress(location.hash).address.scenario;
  const name = asked && scenarioNames.includes(asked) ? asked : scenario.peek();
  const another = !study.peek() || name !== scenario.peek();
  if (another) {
    const problems = await useFiles(originals(name));
    if (problems.length > 0) {
      const words = problems.map((one) => `${text.error.place(one.file, one.path)} ${one.message}`.trim());
      cannotStart.value = words.join(" ");
      return;
    }
    scenario.value = name;
  }
  takeAddress(location.hash, another);
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
