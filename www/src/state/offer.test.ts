// @vitest-environment jsdom
import { describe, expect, it, vi } from "vitest";
import type { RegisterRow, StudyView } from "../engine/types";

vi.mock("../engine/workers", () => ({ desk: {}, pool: {} }));
vi.mock("scenario-bundle", () => ({ bundled: {} }));
const { comesTo, offered, paidFor, PERIODS } = await import("./offer");

describe("an offer", () => {
  it("comes to families at one time, families a year and pounds a year", () => {
    expect(comesTo(60.1, 20, 73_967, 6)).toMatchObject({ atOnce: 1202, aYear: 2404, pounds: 60.1 * 73_967 });
  });
  it.each([
    [Number.NaN, 20, 1, 6],
    [60, 20, 1, 0],
    [-1, 20, 1, 6],
  ])("comes to nothing while a number is none: %d, %d, %d, %d", (...numbers) => {
    expect(comesTo(...numbers)).toBeUndefined();
  });

  // Fails if workers are rounded up, so that they cost more than the budget.
  it("within a budget has whole workers and a part of one more", () => {
    expect(paidFor(2_000_000, 73_967)).toEqual({ workers: 27.03, whole: 27, part: 0.03 });
    expect(paidFor(739_670, 73_967)).toEqual({ workers: 10, whole: 10, part: 0 });
    expect(paidFor(0, 73_967)).toEqual({ workers: 0, whole: 0, part: 0 });
    expect([paidFor(Number.NaN, 1), paidFor(1, 0), paidFor(-1, 1)]).toEqual([undefined, undefined, undefined]);
  });

  // Fails if a programme of places, which an option starts, is shown as part of today's offer.
  it("has the programmes that are given by workers, with their rows", () => {
    const row = (path: string) => ({ path, label: path, value: "1", unit: "", source: "", grade: "assumed" }) as RegisterRow;
    const register = [...["staff", "caseload", "staff_cost", "length"].map((field) => row(`councils/leeds.toml: programmes.targeted.${field}`)), row("options/leeds.toml: programmes.team.places"), row("options/leeds.toml: programmes.team.length")];
    const study = {
      register,
      programmes: [
        { id: "targeted", name: "Targeted" },
        { id: "team", name: "Team" },
      ],
    } as StudyView;
    expect(offered(study).map(({ id, rows }) => [id, rows.staff_cost.path])).toEqual([["targeted", "councils/leeds.toml: programmes.targeted.staff_cost"]]);
  });
});

// Fails if a year has another number of weeks than the Section 251 prices of the scenario were made with.
it("a price for a week and for a year are the same price", () => {
  expect(Math.round(39_918 / PERIODS.week)).toBe(765);
  expect(Math.round(Math.round(8625 * PERIODS.week) / PERIODS.week)).toBe(8625);
});
