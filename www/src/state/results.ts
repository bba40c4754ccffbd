/** The answer on the page, how far its runs have got, and whether it still matches what is typed. */
import { computed, effect, signal } from "@preact/signals";
import { FIRST_MILESTONE, refine } from "../engine/refine";
import { createScheduler } from "../engine/scheduler";
import { desk, pool } from "../engine/workers";
import { wordsOf } from "../engine/messages";
import type { Answer, Edit } from "../engine/types";
import { asWritten, editFields, shownValue } from "./edit";
import { text } from "../text";
import { createAnswers, type Question } from "./answers";
import { edit, fieldErrors, option, optionId, runs, seed, typed } from "./choice";
import { filesRefused, fitsSince, generation, study } from "./study";

export interface Wanted {
  option: string;
  edit: Edit | null;
  runs: number;
  seed: string;
  generation: number;
}

export interface Shown extends Wanted {
  answer: Answer;
}

export type RunState = { phase: "waiting" } | { phase: "previewing" } | { phase: "drawing"; done: number; total: number; since: number } | { phase: "finished"; total: number } | { phase: "stopped"; done: number; total: number } | { phase: "failed"; message: string };

const KEPT = 12;
/** one is on the page, whatever it is of; finished ones are kept, so that going back to an option does not run it again */
const answers = createAnswers<Shown>({ whole: KEPT });
const ANY: Question = { key: "", about: "" };
/** The answer on the page: never one of another scenario under the name of the one that is open, nor of an option that is gone. */
export const shown = computed(() => {
  const newest = answers.shown(ANY);
  const there = study.value?.options.some((one) => one.id === newest?.option);
  return newest && there && newest.generation >= fitsSince.value ? newest : undefined;
});
export const run = signal<RunState>({ phase: "waiting" });
/** whether the answer in view has ranges and runs go on, or are done: what takes some seconds beside them may begin */
export const hasRanges = computed(() => {
  const now = run.value;
  return now.phase === "finished" || (now.phase === "drawing" && now.done >= FIRST_MILESTONE);
});
/** said aloud, at quarters only */
export const announcement = signal("");

const questionOf = (it: Wanted): Question => ({ ...ANY, key: keyOf(it) });

export const finishedAnswer = (it: Wanted): Shown | undefined => answers.finished(questionOf(it));
export const keepFinished = (wanted: Wanted, it: Shown): void => answers.finish(questionOf(wanted), it);

const wanted = computed<Wanted | undefined>(() => (study.value && optionId.value ? { option: optionId.value, edit: edit.value, runs: runs.value, seed: seed.value, generation: generation.value } : undefined));

export const keyOf = (it: Wanted) => JSON.stringify([it.generation, it.option, it.edit, it.runs, it.seed]);

const scheduler = createScheduler<Wanted>(async (it, stopped) => {
  const done = finishedAnswer(it);
  if (done) {
    show(done, it.runs);
    return;
  }
  run.value = { phase: "previewing" };
  const started = { at: 0, quarter: 0 };
  try {
    await refine(desk, pool, { option: it.option, edit: it.edit, seed: it.seed }, it.runs, stopped, {
      onAnswer(answer) {
        answers.keep(questionOf(it), { ...it, answer });
      },
      onProgress(count, total) {
        if (stopped.aborted) return;
        if (count === 0) started.at = performance.now();
        if (count >= total && shown.peek()) {
          keepFinished(it, shown.peek() as Shown);
          show(shown.peek() as Shown, total);
          return;
        }
        run.value = { phase: "drawing", done: count, total, since: started.at };
        const quarter = Math.floor((4 * count) / total);
        if (quarter > started.quarter) {
          started.quarter = quarter;
          announcement.value = text.run.quarter(count, total);
        }
      },
    });
  } catch (thrown) {
    if (stopped.aborted) return;
    const message = wordsOf(thrown, text.run.failedMessage);
    run.value = { phase: "failed", message };
    announcement.value = text.run.failed(message);
  }
});

function show(it: Shown, total: number): void {
  answers.keep(questionOf(it), it);
  run.value = { phase: "finished", total };
  announcement.value = `${text.run.updated} ${it.answer.words.headline}`;
}

/** From here on every change of option, edit or files is followed by its results. */
export function followChoices(): void {
  effect(() => {
    const it = wanted.value;
    if (it) scheduler.ask(it);
  });
}

/** Cancel: the runs so far stay on the page. */
export function cancelRun(): void {
  const now = run.peek();
  scheduler.cancel();
  pool.cancel();
  if (now.phase === "drawing") run.value = { phase: "stopped", done: now.done, total: now.total };
  else if (now.phase === "previewing") run.value = { phase: "stopped", done: 0, total: runs.peek() };
}

export function runAgain(): void {
  const it = wanted.peek();
  if (it) scheduler.ask(it);
}

/** What a working paper needs to find this result again. */
export const provenance = computed(() => {
  const [view, answer] = [study.value, shown.value?.answer];
  if (!view || !answer) return "";
  const { version, hash, seed: seedWords, runs: runsWords, middleOnly, prices } = text.sources;
  return [version(view.engine_version), hash(view.scenario_hash), seedWords(answer.seed), answer.kind === "draws" ? runsWords(answer.draws) : middleOnly, prices(view.about.price_base)].join(", ");
});

/** "staircase-fan-half-as-many-again-changed-7f3a91c2.csv": which option and which files it came from. */
export function fileName(figure: string, kind: string): string {
  const parts = ["staircase", figure, optionId.peek(), ...(edit.peek() ? ["changed"] : []), study.peek()?.scenario_hash.slice(0, 8) ?? ""];
  return `${parts
    .filter(Boolean)
    .join("-")
    .replace(/[^a-z0-9-]+/gi, "-")}.${kind}`;
}

/** Why the results no longer match what is typed, or nothing if they do. */
export const stale = computed<string | undefined>(() => {
  if (filesRefused.value) return text.stale.files;
  const it = wanted.value;
  const settled = run.value.phase === "failed" || run.value.phase === "stopped";
  if (settled && it && shown.value && keyOf(it) !== keyOf(shown.value)) return text.stale.earlier;
  const wrong = Object.keys(fieldErrors.value)[0] as keyof typeof fieldErrors.value | undefined;
  const one = option.value;
  if (!wrong || !one || !study.value) return undefined;
  const view = study.value;
  const field = view.editor_fields.find((each) => each.id === wrong);
  if (!field) return text.stale.earlier;
  const drawn = editFields(edit.value)[wrong] ?? asWritten(one)[wrong];
  const now = typed.value?.[wrong] ?? "";
  if (field.kind === "number") return text.stale.drawnFor(`${drawn} ${field.label.toLowerCase()}`, text.stale.typed(now));
  return text.stale.drawnFor(shownValue(view, field, drawn), shownValue(view, field, now));
});
