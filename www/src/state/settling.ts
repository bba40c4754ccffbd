/** How the mean difference settled as runs came in: a point each time a fuller answer arrived. */
import { effect, signal } from "@preact/signals";
import { shown } from "./results";

export interface SettlingPoint {
  runs: number;
  /** mean difference at the year in view, by measure and 31 March */
  at: Record<string, { mean: number; error: number }[]>;
}

/** of the choice in view; a new choice begins anew */
export const settling = signal<SettlingPoint[]>([]);
let of = "";

export function followSettling(): void {
  effect(() => {
    const now = shown.value;
    if (now?.answer.kind !== "draws") return;
    const key = JSON.stringify([now.generation, now.option, now.edit, now.seed]);
    const before = key === of ? settling.peek() : [];
    of = key;
    const at: SettlingPoint["at"] = {};
    for (const measure of now.answer.measures) {
      const { mean, error } = measure.difference;
      at[measure.id] = mean.flatMap((value, month) => (month % 12 === 0 ? [{ mean: value, error: error?.[month] ?? 0 }] : []));
    }
    settling.value = [...before.filter((point) => point.runs < now.answer.draws), { runs: now.answer.draws, at }];
  });
}
