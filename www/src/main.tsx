import { render } from "preact";
import { followChoices } from "./state/results";
import { followInAddressBar, scenario, takeAddress } from "./state/choice";
import { recallDrafts } from "./state/drafts";
import { readAddress } from "./state/address";
import { cannotStart, originals, scenarioNames, useFiles } from "./state/study";
import { App } from "./views/app";
import { text } from "./text";
import "./style/page.scss";

async function open(): Promise<void> {
  const asked = readAddress(location.hash).address.scenario;
  if (asked && scenarioNames.includes(asked)) scenario.value = asked;
  const problems = await useFiles(originals(scenario.value));
  if (problems.length > 0) {
    cannotStart.value = problems.map((problem) => `${text.error.place(problem.file, problem.path)} ${problem.message}`.trim()).join(" ");
    return;
  }
  takeAddress(location.hash);
  recallDrafts();
  followInAddressBar();
  followChoices();
  // Only a person changes the address by hand; the page's own changes do not come here.
  addEventListener("hashchange", () => takeAddress(location.hash));
}

const page = document.getElementById("page");
if (page) render(<App />, page);
void open();
