/** The page's side of the worker that looks at one number, or one question about money, at a time. */
import type { Ask, BreakEven, Edit, OnePercent, Parts, ScenarioFiles, Shift, TornadoRow, TornadoStart } from "./types";
import type { ExploreRequest, MoneyQuestion } from "./messages";
import { OwnWorker } from "./own-worker";

export interface TornadoListener {
  onStart(count: number, central: Shift): void;
  onRow(row: TornadoRow | null, done: number): void;
}

export class Explorer extends OwnWorker<ExploreRequest> {
  /** Number after number. Whatever was looked at before is ended. */
  tornado(files: ScenarioFiles, option: string, edit: Edit | null, listener: TornadoListener): Promise<void> {
    return this.during(async (ask, going) => {
      const { count, central } = await ask<TornadoStart>({ kind: "tornado", files, option, edit });
      if (!going()) return;
      listener.onStart(count, central);
      for (let number = 0; number < count; number += 1) {
        const row = await ask<TornadoRow | null>({ kind: "tornado_row", number });
        if (!going()) return;
        listener.onRow(row, number + 1);
      }
    });
  }

  /** One question about money. Whatever was looked at before is ended. */
  money(kind: MoneyQuestion, files: ScenarioFiles, option: string, edit: Edit | null, terms: Ask): Promise<BreakEven | Parts | OnePercent> {
    return this.during((ask) => ask({ kind, files, option, edit, ask: terms }));
  }
}
