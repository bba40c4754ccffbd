/** Which financial years the first table of Budget has. */

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
