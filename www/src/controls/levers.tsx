/** The levers beside the answer. Where there is no room beside it, they are a sheet that a button at the foot opens. */
import { computed, signal } from "@preact/signals";
import type { StudyView } from "../engine/types";
import { allBuilt } from "../state/build";
import { optionId, view } from "../state/choice";
import { text } from "../text";
import { Builder } from "./builder";
import { Editor } from "./editor";
import { GuideStep, guideIsAt } from "./guide";

const opened = signal(false);

/** Whether the view is one of an option's answer, which levers stand beside. */
export const besideAnswer = computed(() => ["decide", "compare", "budget"].includes(view.value));

export function goToLevers(): void {
  opened.value = true;
  // A shut sheet cannot take the focus until it is drawn.
  requestAnimationFrame(() => document.getElementById("levers")?.focus());
}

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
