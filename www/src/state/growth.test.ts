import { expect, test, vi } from "vitest";

vi.mock("../engine/workers", () => ({ desk: {}, pool: {} }));

const { pastGrowth, readGrowth, withGrowth } = await import("./growth");

const FILE = 'format = 1\n\n[[stocks]]\nlevel = "a"\n';

// Fails if 0 leaves anything in the file (an empty box would then change the scenario), or if typing twice adds two drivers.
test("growth is written at the end of a file once, and taken out again", () => {
  const typed = withGrowth(FILE, "demand", 2);
  expect(typed.startsWith(FILE)).toBe(true);
  expect(typed).toContain("trend = { value = 1.02,");
  expect(withGrowth(typed, "demand", -1).match(/\[\[drivers\]\]/g)).toHaveLength(1);
  expect(withGrowth(withGrowth(typed, "demand", -1), "demand", 0)).toBe(FILE);
});

// Fails if taking one growth out takes the other, or a later change of the file, with it.
test("the rest of a file stays", () => {
  const both = withGrowth(withGrowth(FILE, "uplift", 3), "demand", 2);
  expect(withGrowth(`${both}# more\n`, "uplift", 0)).toBe(`${withGrowth(FILE, "demand", 2)}# more\n`);
});

// Fails if a per cent sign or a typed minus is refused, or if words or a growth of 50% a year are taken.
test("per cent a year as people type it", () => {
  expect(readGrowth("demand", " 2.5 %")).toBe(2.5);
  expect(readGrowth("demand", "−1")).toBe(-1);
  expect(readGrowth("demand", "50")).toMatch(/−10 to 10.*50/);
  expect(readGrowth("uplift", "much")).toMatch(/You typed much/);
  expect(readGrowth("uplift", "")).toMatch(/nothing/);
});

// Fails if the change is not a year's, or if figures of other years stand in for a missing one.
test("what five years did", () => {
  expect(
    pastGrowth(
      [
        [2025, 121],
        [2023, 110],
        [2024, 7],
        [2022, 99],
      ],
      2,
    ),
  ).toEqual({ from: 2023, to: 2025, percent: expect.closeTo(4.881, 3) as number });
  expect(
    pastGrowth(
      [
        [2025, 121],
        [2021, 110],
      ],
      5,
    ),
  ).toBeUndefined();
  expect(
    pastGrowth(
      [
        [2025, 121],
        [2020, 0],
      ],
      5,
    ),
  ).toBeUndefined();
});
