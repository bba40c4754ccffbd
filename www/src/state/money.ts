/** The financial case of the option in view: with every fuller answer, and anew when a rule is chosen. */
import { computed, effect, signal } from "@preact/signals";
import { EngineFailure, type MoneyQuestion } from "../engine/messages";
import type { Appraisal, Ask, BreakEven, OnePercent, Parts } from "../engine/types";
import { desk, moneyExplorer } from "../engine/workers";
import { createAnswers, question, type Answers, type Question } from "./answers";
import { ask, notices, option } from "./choice";
import { followGrowth } from "./growth";
import { run, shown, type Shown } from "./results";
import { files } from "./study";
import { tornado } from "./tornado";
import { text } from "../text";

const cases = createAnswers<Appraisal>();
const caseOf = (it: Shown) => question([it.generation, it.option, it.edit, it.seed], ask.value);
const now = computed(() => shown.value && caseOf(shown.value));

/** why there is no case: a scenario without rules, or a refused choice */
export const caseProblem = signal<{ of: Question; message: string } | undefined>(undefined);

/** The case of what is on the page; one for an earlier rule stays until the new one is there. */
export const appraisal = computed(() => cases.shown(now.value));
export const appraisalIsOld = computed(() => cases.earlier(now.value) !== undefined);
export const hasNoRules = computed(() => now.value !== undefined && caseProblem.value?.of.key === now.value.key && appraisal.value === undefined);

export function followMoney(): void {
  followGrowth();
  effect(() => {
    const it = shown.value;
    if (!it) return;
    const of = caseOf(it);
    const known = cases.finished(of);
    if (known && known.draws >= it.runs) {
      cases.keep(of, known);
      return;
    }
    const asked = ask.peek();
    void cases.ask(
      of,
      () => desk.appraisal({ option: it.option, edit: it.edit, seed: it.seed }, asked),
      (value) => {
        if (value.draws < (cases.to(of)?.draws ?? 0)) return;
        if (value.draws >= it.runs) cases.finish(of, value);
        cases.keep(of, value);
        caseProblem.value = undefined;
      },
      (thrown) => {
        const message = thrown instanceof EngineFailure && !thrown.failure.fatal ? thrown.failure.message : "";
        const { schedule, growth, reserve } = asked;
        if (message && (schedule !== undefined || growth !== undefined)) {
          // Only an address can name rules that there are none of: the page offers those that there are.
          notices.value = [...notices.peek(), text.address.noRules(message)];
          ask.value = reserve === undefined ? {} : { reserve };
          return;
        }
        caseProblem.value = { of, message };
      },
    );
  });
  effect(() => {
    const it = shown.value;
    const now = run.value;
    // What must be true takes one worker some seconds and needs no runs, so it goes on beside them; the rest waits.
    const drawing = now.phase === "drawing" && now.done > 0;
    const idle = now.phase === "finished" && tornado.value?.phase !== "running";
    if (!it || !appraisal.value || option.value?.baseline !== false) return;
    if (idle) void explore(it, ask.value, QUESTIONS);
    else if (drawing || now.phase === "finished") void explore(it, ask.value, FIRST);
  });
}

/** Questions that take many paths, one after the other in a worker of their own. */
const found = { break_even: createAnswers<BreakEven>(), parts: createAnswers<Parts>(), one_percent: createAnswers<OnePercent>() };
const QUESTIONS: MoneyQuestion[] = ["break_even", "parts", "one_percent"];
const FIRST: MoneyQuestion[] = ["break_even"];
let exploring = "";
let wanted: MoneyQuestion[] = [];

const rulesOf = (it: Shown, { schedule, growth }: Ask) => question([it.generation, it.option], it.edit, schedule, growth);

async function explore(it: Shown, asked: Ask, questions: MoneyQuestion[]): Promise<void> {
  const { reserve: _, ...rules } = asked;
  const of = rulesOf(it, asked);
  if (exploring === of.key) {
    wanted = questions.length > wanted.length ? questions : wanted;
    return;
  }
  exploring = of.key;
  wanted = questions;
  for (let place = 0; place < wanted.length; place += 1) {
    const kind = wanted[place] as MoneyQuestion;
    const answers: Answers<unknown> = found[kind];
    const known = answers.finished(of);
    if (known) {
      answers.keep(of, known);
      continue;
    }
    try {
      const value = await moneyExplorer.money(kind, files.peek(), it.option, it.edit, rules);
      answers.finish(of, value);
      answers.keep(of, value);
    } catch {
      // Whoever shows it says that it is not there.
    }
    if (exploring !== of.key) return;
  }
  // More may be asked for when the runs are in.
  exploring = "";
}

const rules = computed(() => shown.value && rulesOf(shown.value, ask.value));
export const breakEven = computed(() => found.break_even.to(rules.value));
/** The last break-even of the same option, from before what was typed, until the new one is there. */
export const earlierBreakEven = computed(() => found.break_even.earlier(rules.value));
export const parts = computed(() => found.parts.to(rules.value));
export const onePercent = computed(() => found.one_percent.to(rules.value));
