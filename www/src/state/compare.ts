/** Answers of the other options on the Compare view: previews at once, runs after those of the option in view. */
import { computed, effect, signal } from "@preact/signals";
import { wordsOf } from "../engine/messages";
import { refine } from "../engine/refine";
import { createScheduler } from "../engine/scheduler";
import { desk, pool } from "../engine/workers";
import type { Edit } from "../engine/types";
import { text } from "../text";
import { createAnswers, type Question } from "./answers";
import { against, comparedIds, editOf, isUsualBaseline, otherIds, runs, seed, view } from "./choice";
import { announcement, finishedAnswer, keepFinished, keyOf, run, type Shown, type Wanted } from "./results";
import { generation, study } from "./study";

/** By option; an answer that no longer fits what is chosen stays until the next one is there. */
const others = createAnswers<Shown>({ things: Infinity });
const questionOf = (it: Wanted): Question => ({ key: keyOf(it), about: it.option });
export const otherAnswer = (id: string): Shown | undefined => others.shown({ key: "", about: id });

export type OthersState = { phase: "idle" } | { phase: "drawing"; done: number; total: number } | { phase: "finished" } | { phase: "failed"; message: string };
export const othersRun = signal<OthersState>({ phase: "idle" });

const wanted = computed<Wanted[]>(() =>
  view.value === "compare" && study.value
    ? (isUsualBaseline.value ? otherIds.value : comparedIds.value).map((option) => ({
        option,
        edit: editAgainst(option),
        runs: runs.value,
        seed: seed.value,
        generation: generation.value,
      }))
    : [],
);

/** A change of an option, and what it is measured from where that is not the scenario's baseline. */
function editAgainst(id: string): Edit | null {
  const [own, from] = [editOf(id), against.value];
  if (isUsualBaseline.value || !from) return own;
  const other = editOf(from.id);
  return { ...(own ?? { programme: "" }), against: { option: from.id, ...(other ? { edit: other } : {}) } };
}

/** Whether an answer was measured from what is chosen now. */
export const hasThisBaseline = ({ edit }: Shown): boolean => (edit?.against?.option ?? "") === (isUsualBaseline.value ? "" : against.value?.id);

/** Whether an answer belongs to what is chosen now. */
export const isCurrent = (shown: Shown): boolean => wanted.value.some((it) => keyOf(it) === keyOf(shown));

const put = (it: Shown): void => others.keep(questionOf(it), it);

const previews = createScheduler<Wanted[]>(async (list, stopped) => {
  for (const it of list) {
    const known = finishedAnswer(it);
    if (known) put(known);
    else if (!others.to(questionOf(it))) put({ ...it, answer: await desk.preview(it.option, it.edit) });
    if (stopped.aborted) return;
  }
});

const draws = createScheduler<Wanted[]>(async (list, stopped) => {
  const total = list.reduce((sum, it) => sum + it.runs, 0);
  let before = 0;
  othersRun.value = { phase: "drawing", done: 0, total };
  try {
    for (const it of list) {
      const known = finishedAnswer(it);
      if (known) put(known);
      else {
        let last: Shown | undefined;
        await refine(desk, pool, { option: it.option, edit: it.edit, seed: it.seed }, it.runs, stopped, {
          onAnswer: (answer) => put((last = { ...it, answer })),
          onProgress: (done) => {
            if (!stopped.aborted) othersRun.value = { phase: "drawing", done: before + done, total };
          },
        });
        if (stopped.aborted) return;
        if (last) keepFinished(it, last);
      }
      before += it.runs;
    }
    othersRun.value = { phase: "finished" };
    announcement.value = text.compare.updated;
  } catch (thrown) {
    if (stopped.aborted) return;
    const message = wordsOf(thrown, text.run.failedMessage);
    othersRun.value = { phase: "failed", message };
  }
});

export function followCompared(): void {
  effect(() => {
    const list = wanted.value;
    previews.ask(list);
    const ready = run.value.phase === "finished" && list.length > 0;
    if (ready) {
      draws.ask(list);
    } else {
      draws.cancel();
      othersRun.value = { phase: "idle" };
    }
  });
}

export function runOthersAgain(): void {
  draws.ask(wanted.peek());
}
