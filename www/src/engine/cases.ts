/** The page's side of the worker that runs published cases. */
import type { CasesRequest } from "./messages";
import { OwnWorker } from "./own-worker";
import type { CasesPart } from "./types";

export class Cases extends OwnWorker<CasesRequest> {
  /** Runs all families in turn, handing on each as it is done. Whatever ran before is ended. */
  run(runs: number, onPart: (part: CasesPart, done: number) => void): Promise<void> {
    return this.during(async (ask, going) => {
      for (let family = 0, families = 1; family < families; family += 1) {
        const part = await ask<CasesPart>({ kind: "cases", family, runs });
        if (!going()) return;
        families = part.families;
        onPart(part, family + 1);
        if (!going()) return;
      }
    });
  }
}
