/** Worked exercises: from a council's question to an answer, by setting the page's own controls. */
import { signal } from "@preact/signals";
import { writeAddress, type Address } from "./address";
import { keep, recall } from "./storage";
import { scenarioNames } from "./study";
import { exercises as words } from "../text-exercises";

export interface ExerciseStep {
  words: string;
  /** what "Do this" sets; a step without one is only read */
  set?: Omit<Address, "fields"> & { fields?: Address["fields"] };
  /** the page's own sentence closes the step */
  answer?: boolean;
}

export interface Exercise {
  id: string;
  title: string;
  question: string;
  scenario: string;
  steps: ExerciseStep[];
}

/** Those whose council is on the page. */
export const exercises: Exercise[] = words.filter((one) => scenarioNames.includes(one.scenario));

const kept = recall("exercise", "browser") as { id?: unknown; step?: unknown } | undefined;
const known = exercises.find((one) => one.id === kept?.id);
export const underWay = signal<{ exercise: Exercise; step: number } | undefined>(known && typeof kept?.step === "number" && known.steps[kept.step] ? { exercise: known, step: kept.step } : undefined);

export function goToStep(exercise: Exercise, step: number): void {
  underWay.value = { exercise, step };
  keep("exercise", { id: exercise.id, step }, "browser");
}

export function closeExercise(): void {
  underWay.value = undefined;
  keep("exercise", null, "browser");
}

export const addressOf = (exercise: Exercise, { set }: ExerciseStep): string => writeAddress({ view: "decide", scenario: exercise.scenario, ...set, fields: set?.fields ?? {} });
