/**
 * One answer, in the order a person wants it: the expected-value preview at once, then draws behind it,
 * with a fuller answer each time a milestone is passed.
 */
import type { Desk } from "./desk";
import { EngineFailure, type Case, type Failure } from "./messages";
import type { DrawPool } from "./pool";
import type { Answer } from "./types";

/** Runs after which ranges are first shown: few, but soon; the page says how settled they are. */
export const FIRST_MILESTONE = 40;
export const MILESTONES = [FIRST_MILESTONE, 100, 250, 500, 1000];

export interface Listener {
  onAnswer(answer: Answer): void;
  onProgress(done: number, total: number): void;
}

export async function refine(desk: Desk, pool: DrawPool, it: Case, total: number, stopped: AbortSignal, listener: Listener): Promise<void> {
  const preview = await desk.preview(it.option, it.edit);
  if (stopped.aborted) return;
  listener.onAnswer(preview);
  listener.onProgress(0, total);
  await desk.collect(it);
  if (stopped.aborted) return;
  await draw(desk, pool, it, total, stopped, listener);
}

function draw(desk: Desk, pool: DrawPool, it: Case, total: number, stopped: AbortSignal, listener: Listener): Promise<void> {
  return new Promise((resolve, reject) => {
    let milestone = 0;
    let inOrder: Promise<void> = Promise.resolve();
    const fail = (failure: Failure) => {
      pool.stop();
      reject(new EngineFailure(failure));
    };
    stopped.addEventListener("abort", () => {
      pool.stop();
      resolve();
    });
    pool.start({
      case: it,
      total,
      onFailure: fail,
      onDraws(first, count, draws) {
        inOrder = inOrder.then(async () => {
          if (stopped.aborted) return;
          await desk.add(first, draws);
          if (stopped.aborted) return;
          const done = first + count;
          const due = done >= total || done >= (MILESTONES[milestone] ?? Infinity);
          while (done >= (MILESTONES[milestone] ?? Infinity)) milestone += 1;
          if (due) {
            const answer = await desk.answer();
            if (stopped.aborted) return;
            listener.onAnswer(answer);
          }
          listener.onProgress(done, total);
          if (done >= total) resolve();
        });
        inOrder.catch((thrown) => {
          if (thrown instanceof EngineFailure) fail(thrown.failure);
          else fail({ message: String(thrown), problems: [], fatal: true });
        });
      },
    });
  });
}
