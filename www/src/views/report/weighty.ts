/** Which numbers a printed page has room for: those that move the answer most, else the uncertain ones. */
import type { RegisterRow } from "../../engine/types";

const ROOM = 9;

export interface Weighty {
  rows: RegisterRow[];
  by: "weight" | "spread";
}

const WEAKEST: RegisterRow["grade"][] = ["assumed", "claimed", "measured-elsewhere", "measured-here"];

/** `order`: places in the register, heaviest first, where that has been worked out. */
export function weighty(register: RegisterRow[], order: string[] = []): Weighty {
  const known = new Map(register.map((row) => [row.path, row]));
  const heavy = order.flatMap((path) => known.get(path) ?? []);
  if (heavy.length > 0) return { rows: heavy.slice(0, ROOM), by: "weight" };
  const spread = register.filter((row) => row.distribution !== undefined).sort((a, b) => WEAKEST.indexOf(a.grade) - WEAKEST.indexOf(b.grade));
  return { rows: spread.slice(0, ROOM), by: "spread" };
}
