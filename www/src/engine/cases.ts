/** The page's side of the worker that runs published cases. It lives only while cases run. */
import { ask } from "./ask";
import type { CasesRequest, WorkerLike } from "./messages";
import type { CasesPart } from "./types";

export class Cases {
  private worker: WorkerLike | undefined;

  constructor(private readonly makeWorker: () => WorkerLike) {}

  /** Runs all families in turn, handing on each as it is done. Whatever ran before is ended. */
  async run(runs: number, onPart: (part: CasesPart, done: number) => void): Promise<void> {
    this.stop();
    const worker = this.makeWorker();
    this.worker = worker;
    try {
      for (let family = 0, families = 1; family < families && this.worker === worker; family += 1) {
        const part = await ask<CasesRequest, CasesPart>(worker, { kind: "cases", family, runs }, family);
        if (this.worker !== worker) return;
        families = part.families;
        onPart(part, family + 1);
      }
    } finally {
      if (this.worker === worker) this.stop();
    }
  }

  /** Ends at once. A run that waits for its worker is never answered, so nothing more is handed on. */
  stop(): void {
    this.worker?.terminate();
    this.worker = undefined;
  }
}
