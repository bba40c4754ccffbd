import { effect } from "@preact/signals";
import { render } from "preact";
import { followChoices } from "./state/results";
import { followInAddressBar, scenario, takeAddress } from "./state/choice";
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
  if (!study.peek() || name !== scenario.peek()) {
    const problems = await useFiles(originals(name));
    if (problems.length > 0) {
      const words = problems.map((one) => `${text.error.place(one.file, one.path)} ${one.message}`.trim());
      cannotStart.value = words.join(" ");
      return;
    }
    scenario.value = name;
  }
  takeAddress(location.hash);
}

async function start(): Promise<void> {
  await go();
  if (cannotStart.peek() !== undefined) return;
  recallDrafts();
  followInAddressBar();
  followChoices();
  // Only a person changes the address by hand; the page's own changes do not come here.
  addEventListener("hashchange", () => void go());
}

effect(() => {
  if (study.value) document.title = text.title(study.value.about.authority);
});

const page = document.getElementById("page");
if (page) render(<App />, page);
void start();
