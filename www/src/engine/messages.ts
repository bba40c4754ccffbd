/**
 * What is said between the page and its workers. Every request carries a job number and every
 * reply repeats it, so a late reply can be told from a wanted one. Errors are plain data.
 */
import type { AmendRequest, Answer, Appraisal, Ask, AuthorityTables, Edit, FitRequest, Problem, ScenarioFiles, StudyView } from "./types";
import { text } from "../text";
import { couldNotLoad } from "./loading";

export interface Case {
  option: string;
  edit: Edit | null;
  seed: string;
}

export type DeskRequest =
  | { kind: "open"; files: ScenarioFiles }
  | { kind: "look"; files: ScenarioFiles }
  | { kind: "check_edit"; option: string; edit: Edit | null }
  | { kind: "preview"; option: string; edit: Edit | null }
  | { kind: "collect"; case: Case }
  | { kind: "add"; first: number; draws: Float64Array }
  | { kind: "answer" }
  /** the runs collected, if they are of this case; else null */
  | { kind: "every_run"; case: Case }
  /** over the runs collected, if they are of this case; else along the path */
  | { kind: "appraisal"; case: Case; ask: Ask };

export type DrawRequest = { kind: "open"; files: ScenarioFiles } | { kind: "draw"; case: Case; first: number; count: number };

export type ExploreRequest = { kind: "tornado"; files: ScenarioFiles; option: string; edit: Edit | null } | { kind: "tornado_row"; number: number } | { kind: MoneyQuestion; files: ScenarioFiles; option: string; edit: Edit | null; ask: Ask };

/** Questions about money that take many paths. */
export type MoneyQuestion = "break_even" | "parts" | "one_percent";

export type ObserveRequest = { kind: "read_table"; name: string; bytes: Uint8Array; authority: string } | { kind: "calibrate" | "backtest"; ask: FitRequest; bytes: Uint8Array } | { kind: "amend"; ask: AmendRequest };

export type AuthoritiesRequest = { kind: "tables"; tables: AuthorityTables } | { kind: "profile"; name: string } | { kind: "scenario"; name: string; files: Record<string, string> };

/** Published cases: those of one family, by its place. */
export interface CasesRequest {
  kind: "cases";
  family: number;
  runs: number;
}

/** How long previews take: one a change, in order. */
export interface PreviewTimesRequest {
  kind: "preview_times";
  files: ScenarioFiles;
  option: string;
  edits: (Edit | null)[];
}

export type Asked<Request> = Request & { job: number };

/** A workbook of answers as they stand on the page. */
export interface WorkbookRequest {
  kind: "excel";
  view: StudyView;
  answers: Answer[];
  /** financial cases of the answers, where there are money rules */
  cases: Appraisal[];
  /** inputs that are not as in the scenario's files, in sentences */
  changed: string[];
  /** the day, as people write it */
  made: string;
}

export type Reply = { job: number; ok: true; value: unknown } | { job: number; ok: false; failure: Failure };

export interface Failure {
  message: string;
  /** what is wrong with the input, when that is why it failed */
  problems: Problem[];
  /** the engine itself stopped: this worker must be replaced */
  fatal: boolean;
  /** the worker or the engine never came: nothing was calculated */
  unloaded?: boolean;
}

/** Why a worker ended. A browser that cannot load one says nothing more. */
export function endOf(event: { message?: string | undefined }): Failure {
  if (event.message) return { message: event.message, problems: [], fatal: true };
  void couldNotLoad();
  return unloaded();
}

/** A failure as a worker tells it: why the engine did not come can only be found out from the page. */
export function heard(failure: Failure): Failure {
  if (!failure.unloaded) return failure;
  void couldNotLoad();
  return unloaded();
}

const unloaded = (): Failure => ({ message: text.notLoaded.here, problems: [], fatal: true, unloaded: true });

/** The engine's own words where they are for people, else those given. */
export function wordsOf(thrown: unknown, otherwise: string): string {
  const failure = thrown instanceof EngineFailure ? thrown.failure : undefined;
  return failure && (!failure.fatal || failure.unloaded) ? failure.message : otherwise;
}

/** The part of Worker that the page uses, so that tests can put a pretend one in its place. */
export interface WorkerLike {
  postMessage(message: unknown, transfer?: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: { data: Reply }) => void) | null;
  onerror: ((event: { message?: string; preventDefault?(): void }) => void) | null;
}

export class EngineFailure extends Error {
  constructor(readonly failure: Failure) {
    super(failure.message);
  }
}
