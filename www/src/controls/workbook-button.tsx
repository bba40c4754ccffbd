/** The answer on the page as an Excel workbook. What writes it is loaded when the button is pressed. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { EXCEL_TYPE, saveFile } from "../charts/download";
import type { Answer, Appraisal, StudyView } from "../engine/types";
import { workbook } from "../engine/workers";
import { changedLines } from "../state/metadata";
import { appraisal } from "../state/money";
import { text } from "../text";

type State = "idle" | "working" | "done" | "failed";

export function WorkbookButton({ study, answer, children }: { study: StudyView; answer: Answer; children: ComponentChildren }) {
  const words = text.workbook;
  const [state, setState] = useState<State>("idle");
  const save = async () => {
    if (state === "working") return;
    setState("working");
    try {
      const book = await workbook({
        kind: "excel",
        view: study,
        answers: [answer],
        cases: appraisal.peek() ? [appraisal.peek() as Appraisal] : [],
        changed: changedLines.peek(),
        made: new Date().toISOString().slice(0, 10),
      });
      saveFile(`staircase-${answer.option}.xlsx`, book, EXCEL_TYPE);
      setState("done");
    } catch {
      setState("failed");
    }
  };
  return (
    <section class="take" aria-labelledby="workbook-title">
      <h2 class="hidden" id="workbook-title">
        {words.heading}
      </h2>
      <p class="editor-buttons">
        <button type="button" class="secondary" id="workbook" aria-disabled={state === "working"} onClick={() => void save()}>
          {words.button}
        </button>
        {children}
      </p>
      <p class="figure-note">{words.what}</p>
      <p role="status">{state === "idle" ? "" : words[state]}</p>
    </section>
  );
}
