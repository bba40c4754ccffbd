/** A council's own figures: read in this browser, fitted, tested on years that were kept apart. Sent nowhere. */
import { computed, signal } from "@preact/signals";
import { EngineFailure, wordsOf, type ObserveRequest } from "../engine/messages";
import { OwnWorker } from "../engine/own-worker";
import type { Calibrated, FitRequest, Grouped, Problem, TableView, Tested } from "../engine/types";
import { observeWorker } from "../engine/workers";
import { text } from "../text";
import { scenario, takeAddress, currentAddress } from "./choice";
import { writeAddress } from "./address";
import { showInBoxes } from "./drafts";
import { files, study, useFiles } from "./study";

export interface OwnTable {
  name: string;
  bytes: Uint8Array;
  view: TableView;
}

export type OwnState = { phase: "idle" } | { phase: "working"; on: "read" | "calibrate" | "backtest" } | { phase: "failed"; lines: string[] };

/** As in the engine (observe::LARGEST), so that nothing larger is read into memory to be refused. */
const LARGEST = 20_000_000;

export const table = signal<OwnTable | undefined>(undefined);
export const area = signal("");
export const until = signal("");
export const own = signal<OwnState>({ phase: "idle" });
export const calibrated = signal<Calibrated | undefined>(undefined);
export const tested = signal<Tested | undefined>(undefined);
export const inUse = signal(false);

const worker = new OwnWorker<ObserveRequest>(observeWorker);

const askOwn = <Value>(request: ObserveRequest): Promise<Value> => worker.during((ask) => ask<Value>(request));

export function stopOwn(): void {
  worker.stop();
  own.value = { phase: "idle" };
}

const sentences = (problems: Problem[]) => problems.map((one) => [text.error.place(one.file, one.path), one.message].filter(Boolean).join(": "));

function failed(thrown: unknown): void {
  const now = own.peek();
  const problems = thrown instanceof EngineFailure ? thrown.failure.problems : [];
  own.value = {
    phase: "failed",
    lines: problems.length > 0 ? sentences(problems) : [wordsOf(thrown, now.phase === "working" && now.on === "read" ? text.own.brokeReading : text.own.broke)],
  };
}

export async function openTable(name: string, file: Blob): Promise<void> {
  if (file.size > LARGEST) {
    own.value = { phase: "failed", lines: [text.own.tooBig(name)] };
    return;
  }
  own.value = { phase: "working", on: "read" };
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const authority = study.peek()?.about.authority ?? "";
    const found = await askOwn<TableView & Partial<Grouped>>({ kind: "read_table", name, bytes, authority });
    if (found.problems && found.problems.length > 0) {
      own.value = { phase: "failed", lines: sentences(found.problems) };
      return;
    }
    table.value = { name, bytes, view: found };
    area.value = found.own ?? "";
    calibrated.value = undefined;
    tested.value = undefined;
    own.value = { phase: "idle" };
  } catch (thrown) {
    failed(thrown);
  }
}

function request(): FitRequest {
  const { main, files: all } = files.peek();
  return {
    main,
    files: all,
    table: table.peek()?.name,
    area: area.peek() || undefined,
    until: until.peek().trim() || undefined,
  };
}

/** Whether one area of the table is still to be chosen. */
export const unchosen = computed(() => area.value === "" && (table.value?.view.areas.length ?? 0) > 1);

export async function runOwn(kind: "calibrate" | "backtest"): Promise<void> {
  own.value = { phase: "working", on: kind };
  try {
    const bytes = table.peek()?.bytes ?? new Uint8Array();
    const found = await askOwn<Calibrated | Tested>({ kind, ask: request(), bytes });
    if (kind === "calibrate") calibrated.value = found as Calibrated;
    else tested.value = found as Tested;
    inUse.value = false;
    own.value = { phase: "idle" };
  } catch (thrown) {
    failed(thrown);
  }
}

/** Lays the fitted files over those in use. The page then runs with them, and says that files were changed. */
export async function useFitted(): Promise<void> {
  const found = calibrated.peek();
  if (!found) return;
  const { main, files: all } = files.peek();
  const next = { main, files: { ...all, ...found.files } };
  const problems = await useFiles(next);
  if (problems.length > 0) {
    own.value = { phase: "failed", lines: sentences(problems) };
    return;
  }
  showInBoxes(next.files);
  takeAddress(writeAddress({ ...currentAddress(), scenario: scenario.peek() }));
  inUse.value = true;
}
