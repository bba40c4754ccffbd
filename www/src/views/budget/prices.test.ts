import { expect, test } from "vitest";
import { yearsShown } from "./prices";

const YEARS = ["2025-26", "2026-27", "2027-28", "2028-29", "2029-30", "2030-31"];

// Fails if the table no longer begins with the year that is decided, or shows other than the three after it.
test("the budget year and the three after it", () => {
  expect(yearsShown(YEARS, 2, undefined)).toEqual([2, 3, 4, 5]);
  expect(yearsShown(YEARS, 4, undefined)).toEqual([4, 5]);
});

// Fails if chosen years are not used, or if those of another scenario leave the table without a column.
test("years as chosen, where the scenario has them", () => {
  expect(yearsShown(YEARS, 2, ["2025-26", "2026-27"])).toEqual([0, 1]);
  expect(yearsShown(YEARS, 2, ["2019-20", "2026-27"])).toEqual([2, 3, 4, 5]);
  expect(yearsShown(YEARS, 2, ["2030-31", "2025-26"])).toEqual([2, 3, 4, 5]);
});
