import type { StudyView } from "../../engine/types";
import { RunStatus } from "../../controls/run-status";
import { baseline, chooseOption, chooseScenario, option, optionId, scenario } from "../../state/choice";
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

/** With a single scenario there is nothing to choose. */
function Scenario({ study }: { study: StudyView }) {
  if (scenarioNames.length < 2) {
    return (
      <div class="chooser">
        <span class="label">{text.choosers.council}</span>
        <span class="chosen">{study.about.authority}</span>
      </div>
    );
  }
  return (
    <div class="chooser chooser-scenario">
      <label class="label" for="scenario">
        {text.choosers.scenario}
      </label>
      <select id="scenario" value={scenario.value} onChange={(event) => chooseScenario(event.currentTarget.value)}>
        {scenarioNames.map((name) => (
          <option value={name}>{titleOf(name)}</option>
        ))}
      </select>
      <span class="chosen paper-only">{study.about.title}</span>
    </div>
  );
}
