/** The financial case of the option in view: with every fuller answer, and anew when a rule is chosen. */
import { computed, effect, signal } from "@preact/signals";
import { EngineFailure, type MoneyQuestion } from "../engine/messages";
import type { Appraisal, Ask, BreakEven, OnePercent, Parts } from "../engine/types";
import { desk, moneyExplorer } from "../engine/workers";
import { ask, notices, option } from "./choice";
import { run, shown, type Shown } from "./results";
import { files } from "./study";
import { tornado } from "./tornado";
import { text } from "../text";

interface Of<Value> {
  of: string;
  value: Value;
}

const ofShown = (it: Shown) => JSON.stringify([it.generation, it.option, it.edit, it.seed]);
const caseOf = (it: Shown) => JSON.stringify([ofShown(it), ask.value]);

const found = signal<Of<Appraisal> | undefined>(undefined);
/** cases over all runs, so that coming back to an option does not lose them */
const whole = new Map<string, Appraisal>();
/** why there is no case: a scenario without rules, or a refused choice */
export const caseProblem = signal<{ of: string; message: string } | undefined>(undefined);

/** The case of what is on the page; one for an earlier rule stays until the new one is there. */
export const appraisal = computed<Appraisal | undefined>(() => {
  const [now, it] = [found.value, shown.value];
  return now && it && JSON.parse(now.of)[0] === ofShown(it) ? now.value : undefined;
});
export const appraisalIsOld = computed(() => {
  const [now, it] = [found.value, shown.value];
  return now !== undefined && it !== undefined && now.of !== caseOf(it);
});
export const hasNoRules = computed(() => {
  const it = shown.value;
  return it !== undefined && caseProblem.value?.of === caseOf(it) && appraisal.value === undefined;
});

export function followMoney(): void {
  effect(() => {
    const it = shown.value;
    if (!it) return;
    const of = caseOf(it);
    const draws = it.answer.draws;
    const known = whole.get(of);
    if (known && draws >= it.runs) {
      found.value = { of, value: known };
      return;
    }
    const asked = ask.peek();
    desk.appraisal({ option: it.option, edit: it.edit, seed: it.seed }, asked).then(
      (value) => {
        if (!shown.peek() || caseOf(shown.peek() as Shown) !== of) return;
        const better = found.peek()?.of === of ? (found.peek()?.value.draws ?? 0) : -1;
        if (value.draws < better) return;
        found.value = { of, value };
        caseProblem.value = undefined;
        if (value.draws >= it.runs) whole.set(of, value);
      },
      (thrown: unknown) => {
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
const answers = signal<Record<string, unknown>>({});
const QUESTIONS: MoneyQuestion[] = ["break_even", "parts", "one_percent"];
const FIRST: MoneyQuestion[] = ["break_even"];
let exploring = "";
let wanted: MoneyQuestion[] = [];

const keyOf = (question: MoneyQuestion, it: Shown, asked: Ask) => JSON.stringify([question, it.generation, it.option, it.edit, asked.schedule, asked.growth]);

async function explore(it: Shown, asked: Ask, questions: MoneyQuestion[]): Promise<void> {
  const { reserve: _, ...rules } = asked;
  const of = keyOf("parts", it, asked);
  if (exploring === of) {
    wanted = questions.length > wanted.length ? questions : wanted;
    return;
  }
  exploring = of;
  wanted = questions;
  for (let place = 0; place < wanted.length; place += 1) {
    const question = wanted[place] as MoneyQuestion;
    const key = keyOf(question, it, asked);
    if (key in answers.peek()) continue;
    try {
      const value = await moneyExplorer.money(question, files.peek(), it.option, it.edit, rules);
      answers.value = { ...answers.peek(), [key]: value };
    } catch {
      // Whoever shows it says that it is not there.
    }
    if (exploring !== of) return;
  }
  // More may be asked for when the runs are in.
  exploring = "";
}

function answerTo<Value>(question: MoneyQuestion) {
  return computed<Value | undefined>(() => {
    const it = shown.value;
    return it ? (answers.value[keyOf(question, it, ask.value)] as Value | undefined) : undefined;
  });
}

/** The last break-even of the same option, from before what was typed, until the new one is there. */
let last: { of: string; value: BreakEven } | undefined;
export const breakEven = answerTo<BreakEven>("break_even");
export const earlierBreakEven = computed<BreakEven | undefined>(() => {
  const [now, it] = [breakEven.value, shown.value];
  const of = JSON.stringify([it?.generation, it?.option]);
  if (now) last = { of, value: now };
  return !now && last?.of === of ? last.value : undefined;
});
export const parts = answerTo<Parts>("parts");
export const onePercent = answerTo<OnePercent>("one_percent");
