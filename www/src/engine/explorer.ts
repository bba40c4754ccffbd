/** The page's side of the worker that looks at one number at a time. It lives only while it looks. */
import { ask } from "./ask";
import type { ExploreRequest, MoneyQuestion, WorkerLike } from "./messages";
import type { Ask, Edit, ScenarioFiles, Shift, TornadoRow, TornadoStart } from "./types";

export interface TornadoListener {
  onStart(count: number, central: Shift): void;
  onRow(row: TornadoRow | null, done: number): void;
}

export class Explorer {
  private worker: WorkerLike | undefined;

  constructor(private readonly makeWorker: () => WorkerLike) {}

  /** Number after number. Whatever was looked at before is ended. */
  async tornado(files: ScenarioFiles, option: string, edit: Edit | null, listener: TornadoListener): Promise<void> {
    this.stop();
    const worker = this.makeWorker();
    this.worker = worker;
    try {
      const { count, central } = await ask<ExploreRequest, TornadoStart>(worker, { kind: "tornado", files, option, edit });
      if (this.worker !== worker) return;
      listener.onStart(count, central);
      for (let number = 0; number < count; number += 1) {
        const row = await ask<ExploreRequest, TornadoRow | null>(worker, { kind: "tornado_row", number });
        if (this.worker !== worker) return;
        listener.onRow(row, number + 1);
      }
    } finally {
      if (this.worker === worker) this.stop();
    }
  }

  /** One question about money. Whatever was looked at before is ended. */
  async money(kind: MoneyQuestion, files: ScenarioFiles, option: string, edit: Edit | null, terms: Ask): Promise<unknown> {
    this.stop();
    const worker = this.makeWorker();
    this.worker = worker;
    try {
      return await ask<ExploreRequest, unknown>(worker, { kind, files, option, edit, ask: terms });
    } finally {
      if (this.worker === worker) this.stop();
    }
  }

  /** Ends at once; who waits is never answered. */
  stop(): void {
    this.worker?.terminate();
    this.worker = undefined;
  }
}
