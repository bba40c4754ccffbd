import type { StudyView } from "../../engine/types";
import { CouncilBox } from "../../controls/council-box";
import { RunStatus } from "../../controls/run-status";
import { baseline, chooseOption, chooseScenario, option, optionId, scenario } from "../../state/choice";
import { openAuthority } from "../../state/authorities";
import { scenarioNames, titleOf } from "../../state/study";
import { text } from "../../text";

export function Choosers({ study }: { study: StudyView }) {
  return (
    <div class="choosers">
      <Scenario study={study} />
      <div class="chooser chooser-wide">
        <label class="label" for="option">
          {text.choosers.option}
        </label>
        <select id="option" value={optionId.value} onChange={(event) => chooseOption(event.currentTarget.value)}>
          {study.options.map((one) => (
            <option value={one.id}>{`${one.letter}. ${one.name}`}</option>
          ))}
        </select>
        <span class="chosen paper-only">{option.value ? `${option.value.letter}. ${option.value.name}` : ""}</span>
      </div>
      <div class="chooser">
        <span class="label">{text.choosers.baseline}</span>
        <span class="chosen">{baseline.value ? `${baseline.value.letter}. ${baseline.value.name}` : ""}</span>
      </div>
      <RunStatus />
    </div>
  );
}

/** Any English authority by its name; councils of the past, whose reports the model was checked on, apart. */
function Scenario({ study }: { study: StudyView }) {
  const past = openAuthority.value === undefined;
  const shownCase = past ? scenario.value : "";
  return (
    <>
      <CouncilBox />
      <div class="chooser chooser-scenario">
        <label class="label" for="scenario">
          {text.council.cases}
        </label>
        <select id="scenario" value={shownCase} onChange={(event) => openCase(event.currentTarget, shownCase)}>
          {!past && <option value="">{text.council.notACase}</option>}
          {scenarioNames.map((name) => (
            <option value={name}>{titleOf(name)}</option>
          ))}
        </select>
        <span class="chosen paper-only">{study.about.title}</span>
      </div>
    </>
  );
}

/** The box names what is open: until the case that was chosen is, the old name stands with the old answer. */
function openCase(box: HTMLSelectElement, open: string): void {
  const chosen = box.value;
  box.value = open;
  if (chosen) chooseScenario(chosen);
}
