/** In which prices money is shown on Budget, and which financial years its first table has: kept for the visit. */
import { effect, signal } from "@preact/signals";
import { keep, recall } from "../../state/storage";

export type Basis = "real" | "cash";

export const basis = signal<Basis>(recall("budget/prices") === "cash" ? "cash" : "real");

/** The first and the last financial year as chosen, "2027-28"; nothing while the page chooses. */
export const chosenYears = signal<[string, string] | undefined>(kept(recall("budget/years")));

function kept(value: unknown): [string, string] | undefined {
  const [from, to, ...more] = Array.isArray(value) ? (value as unknown[]) : [];
  return typeof from === "string" && typeof to === "string" && more.length === 0 ? [from, to] : undefined;
}

effect(() => keep("budget/prices", basis.value));
effect(() => keep("budget/years", chosenYears.value ?? null));

/** A budget is made with the three years after it in view. */
const AFTER = 3;

/** Places of the years shown: those chosen, or the budget year and the three after it. */
export function yearsShown(years: string[], budgetYear: number, chosen: [string, string] | undefined): number[] {
  const [from, to] = (chosen ?? []).map((year) => years.indexOf(year));
  // Another scenario may not have the years that were chosen.
  const fits = from !== undefined && to !== undefined && from >= 0 && to >= from;
  const [first, last] = fits ? [from, to] : [budgetYear, Math.min(budgetYear + AFTER, years.length - 1)];
  return years.flatMap((_, place) => (place >= first && place <= last ? [place] : []));
}
