import type { StudyView } from "../../engine/types";
import { RunStatus } from "../../controls/run-status";
import { baseline, chooseOption, option, optionId } from "../../state/choice";
import { text } from "../../text";

export function Choosers({ study }: { study: StudyView }) {
  return (
    <div class="choosers">
      <div class="chooser">
        <span class="label">{text.choosers.council}</span>
        <span class="chosen">{study.about.authority}</span>
      </div>
      <div class="chooser chooser-wide">
        <label class="label" for="option">{text.choosers.option}</label>
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
