/** The levers beside the answer. Where there is no room beside it, they are a sheet that a button at the foot opens. */
import { signal } from "@preact/signals";
import type { StudyView } from "../engine/types";
import { allBuilt } from "../state/build";
import { optionId, view } from "../state/choice";
import { text } from "../text";
import { Builder } from "./builder";
import { Editor } from "./editor";
import { GuideStep, guideIsAt } from "./guide";

const opened = signal(false);

export function Levers({ study }: { study: StudyView }) {
  // The guide's last step stands among the levers, so that it opens them.
  const guided = view.value === "decide" && guideIsAt("editor");
  const open = opened.value || guided;
  return (
    <div class={`levers${open ? " is-open" : ""}`}>
      <button type="button" class="secondary levers-button" aria-expanded={open} aria-controls="levers" onClick={() => (opened.value = !open)}>
        {open ? text.editor.close : text.editor.heading}
      </button>
      {/* It scrolls by itself, also where every box in it is switched off. */}
      <div class="levers-panel" id="levers" role="region" aria-label={text.editor.heading} tabIndex={0}>
        {guided && <GuideStep at="editor" />}
        <Builder study={study} />
        {!allBuilt.value.some((one) => one.id === optionId.value) && <Editor study={study} />}
      </div>
    </div>
  );
}
