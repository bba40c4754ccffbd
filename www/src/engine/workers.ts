/** The only place that starts real workers. */
import engineAddress from "staircase-engine-wasm";
import { ask } from "./ask";
import { Cases } from "./cases";
import { Desk } from "./desk";
import { Explorer } from "./explorer";
import type { WorkbookRequest, WorkerLike } from "./messages";
import { DrawPool } from "./pool";

const MOST_WORKERS = 8;

export { engineAddress };

export const deskWorker = () =>
  new Worker(new URL("./desk.worker.ts", import.meta.url), { type: "module", name: "desk" }) as unknown as WorkerLike;

export const drawWorker = () =>
  new Worker(new URL("./draw.worker.ts", import.meta.url), { type: "module", name: "draws" }) as unknown as WorkerLike;

const casesWorker = () =>
  new Worker(new URL("./cases.worker.ts", import.meta.url), { type: "module", name: "cases" }) as unknown as WorkerLike;

const exploreWorker = () =>
  new Worker(new URL("./explore.worker.ts", import.meta.url), { type: "module", name: "explore" }) as unknown as WorkerLike;

export const benchWorker = () =>
  new Worker(new URL("./bench.worker.ts", import.meta.url), { type: "module", name: "bench" }) as unknown as WorkerLike;

export const observeWorker = () =>
  new Worker(new URL("./observe.worker.ts", import.meta.url), { type: "module", name: "observe" }) as unknown as WorkerLike;

/** One core is left for the page itself, but two workers always run: the page is idle most of the time. */
export function poolSize(): number {
  return Math.max(2, Math.min((navigator.hardwareConcurrency || 2) - 1, MOST_WORKERS));
}

export const desk = new Desk(deskWorker);
export const pool = new DrawPool(drawWorker, poolSize());
export const cases = new Cases(casesWorker);
export const explorer = new Explorer(exploreWorker);
/** apart from the other, so that neither ends what the other works on */
export const moneyExplorer = new Explorer(exploreWorker);

/** A worker of its own, so that the page stays free, and the second module goes when it is done. */
export async function workbook(request: WorkbookRequest): Promise<Uint8Array<ArrayBuffer>> {
  const worker = new Worker(new URL("./workbook.worker.ts", import.meta.url), { type: "module", name: "workbook" }) as unknown as WorkerLike;
  try {
    return await ask<WorkbookRequest, Uint8Array<ArrayBuffer>>(worker, request);
  } finally {
    worker.terminate();
  }
}
