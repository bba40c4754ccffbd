/** The page's side of the worker that runs published cases. It lives only while cases run. */
import { EngineFailure, type Asked, type CasesRequest, type Reply, type WorkerLike } from "./messages";
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
        const part = await ask(worker, { kind: "cases", family, runs });
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

function ask(worker: WorkerLike, request: CasesRequest): Promise<CasesPart> {
  return new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: { data: Reply }) =>
      data.ok ? resolve(data.value as CasesPart) : reject(new EngineFailure(data.failure));
    worker.onerror = (event) => {
      event.preventDefault?.();
      reject(new EngineFailure({ message: event.message ?? "The calculation stopped.", problems: [], fatal: true }));
    };
    worker.postMessage({ ...request, job: request.family } satisfies Asked<CasesRequest>);
  });
}
