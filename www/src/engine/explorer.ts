/** The page's side of the worker that looks at one number at a time. It lives only while it looks. */
import { EngineFailure, type Asked, type ExploreRequest, type MoneyQuestion, type Reply, type WorkerLike } from "./messages";
import type { Ask } from "./appraisal";
import type { Edit, ScenarioFiles, Shift, TornadoRow, TornadoStart } from "./types";

export interface TornadoListener {
  onStart(count: number, central: Shift): void;
  onRow(row: TornadoRow | null, done: number): void;
}

export class Explorer {
  private worker: WorkerLike | undefined;
  private job = 0;

  constructor(private readonly makeWorker: () => WorkerLike) {}

  /** Number after number. Whatever was looked at before is ended. */
  async tornado(files: ScenarioFiles, option: string, edit: Edit | null, listener: TornadoListener): Promise<void> {
    this.stop();
    const worker = this.makeWorker();
    this.worker = worker;
    try {
      const { count, central } = (await this.ask(worker, { kind: "tornado", files, option, edit })) as TornadoStart;
      if (this.worker !== worker) return;
      listener.onStart(count, central);
      for (let number = 0; number < count; number += 1) {
        const row = (await this.ask(worker, { kind: "tornado_row", number })) as TornadoRow | null;
        if (this.worker !== worker) return;
        listener.onRow(row, number + 1);
      }
    } finally {
      if (this.worker === worker) this.stop();
    }
  }

  /** One question about money. Whatever was looked at before is ended. */
  async money(kind: MoneyQuestion, files: ScenarioFiles, option: string, edit: Edit | null, ask: Ask): Promise<unknown> {
    this.stop();
    const worker = this.makeWorker();
    this.worker = worker;
    try {
      return await this.ask(worker, { kind, files, option, edit, ask });
    } finally {
      if (this.worker === worker) this.stop();
    }
  }

  /** Ends at once; who waits is never answered. */
  stop(): void {
    this.worker?.terminate();
    this.worker = undefined;
  }

  private ask(worker: WorkerLike, request: ExploreRequest): Promise<unknown> {
    const job = ++this.job;
    return new Promise((resolve, reject) => {
      worker.onmessage = ({ data }: { data: Reply }) => (data.ok ? resolve(data.value) : reject(new EngineFailure(data.failure)));
      worker.onerror = (event) => {
        event.preventDefault?.();
        reject(new EngineFailure({ message: event.message ?? "The calculation stopped.", problems: [], fatal: true }));
      };
      worker.postMessage({ ...request, job } satisfies Asked<ExploreRequest>);
    });
  }
}
