/** The only place that starts real workers. */
import engineAddress from "staircase-engine-wasm";
import authoritiesAddress from "./authorities.worker?worker&url";
import benchAddress from "./bench.worker?worker&url";
import casesAddress from "./cases.worker?worker&url";
import deskAddress from "./desk.worker?worker&url";
import drawAddress from "./draw.worker?worker&url";
import exploreAddress from "./explore.worker?worker&url";
import observeAddress from "./observe.worker?worker&url";
import workbookAddress from "./workbook.worker?worker&url";
import { ask } from "./ask";
import { Cases } from "./cases";
import { Desk } from "./desk";
import { Explorer } from "./explorer";
import { parts } from "./loading";
import type { WorkbookRequest, WorkerLike } from "./messages";
import { DrawPool } from "./pool";

const MOST_WORKERS = 8;

parts.push(engineAddress);
export { engineAddress };

/** A worker's own address is known, so that it can be looked for when it does not come. */
const made = (address: string, name: string) => {
  if (!parts.includes(address)) parts.push(address);
  return new Worker(address, { type: "module", name }) as unknown as WorkerLike;
};

export const deskWorker = () => made(deskAddress, "desk");

export const drawWorker = () => made(drawAddress, "draws");

const casesWorker = () => made(casesAddress, "cases");

const exploreWorker = () => made(exploreAddress, "explore");

export const benchWorker = () => made(benchAddress, "bench");

export const authoritiesWorker = () => made(authoritiesAddress, "authorities");

export const observeWorker = () => made(observeAddress, "observe");

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
  const worker = made(workbookAddress, "workbook");
  try {
    return await ask<WorkbookRequest, Uint8Array<ArrayBuffer>>(worker, request);
  } finally {
    worker.terminate();
  }
}
