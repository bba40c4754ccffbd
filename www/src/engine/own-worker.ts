/** A worker that lives only while it is asked. Asking it something else ends what it was asked before. */
import { ask } from "./ask";
import type { WorkerLike } from "./messages";

/** One question after the other to the same worker. Once it has ended, who waits is never answered. */
export type AskIt<Request extends { kind: string }> = <Value>(request: Request) => Promise<Value>;

export class OwnWorker<Request extends { kind: string }> {
  private worker: WorkerLike | undefined;

  constructor(private readonly makeWorker: () => WorkerLike) {}

  /** Work with a new worker, which ends with it; `going` turns false when something else is asked, or nothing any more. */
  async during<Value>(work: (ask: AskIt<Request>, going: () => boolean) => Promise<Value>): Promise<Value> {
    this.stop();
    const worker = this.makeWorker();
    this.worker = worker;
    let job = 0;
    try {
      return await work(
        (request) => ask(worker, request, job++),
        () => this.worker === worker,
      );
    } finally {
      if (this.worker === worker) this.stop();
    }
  }

  /** Ends at once. */
  stop(): void {
    this.worker?.terminate();
    this.worker = undefined;
  }
}
