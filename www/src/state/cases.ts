/** Published cases, run when someone asks for them. */
import { signal } from "@preact/signals";
import { cases } from "../engine/workers";
import type { CaseReport } from "../engine/types";

/** What the published rule asks for, and what gives a look in a few seconds. */
export const FULL_RUNS = 10_000;
export const QUICK_RUNS = 1000;

export type CasesState = { phase: "idle" } | { phase: "running"; done: number; all: number } | { phase: "finished" } | { phase: "stopped" } | { phase: "failed"; message: string };

export const casesState = signal<CasesState>({ phase: "idle" });
export const casesRuns = signal(QUICK_RUNS);
export const reports = signal<CaseReport[]>([]);
export const notYet = signal<[string, string][]>([]);

export async function runCases(runs: number): Promise<void> {
  casesRuns.value = runs;
  reports.value = [];
  casesState.value = { phase: "running", done: 0, all: 0 };
  try {
    await cases.run(runs, (part, done) => {
      reports.value = [...reports.value, ...part.reports];
      notYet.value = part.not_yet;
      casesState.value = done < part.families ? { phase: "running", done, all: part.families } : { phase: "finished" };
    });
  } catch (thrown) {
    casesState.value = { phase: "failed", message: thrown instanceof Error ? thrown.message : String(thrown) };
  }
}

export function stopCases(): void {
  cases.stop();
  casesState.value = { phase: "stopped" };
}
