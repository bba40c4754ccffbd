import { expect, it, vi } from "vitest";
import type { RegisterRow } from "../engine/types";

vi.mock("../engine/workers", () => ({ desk: {}, pool: {} }));
const { compareRegisters } = await import("./changes");

const row = (path: string, label: string, value: string): RegisterRow => ({ path, label, value, unit: "", source: "", grade: "assumed", range: [0, 9] });

/** Fails if rows that share place and words are taken for new or gone, or one change is listed as many. */
it("registers are compared row by row, also where rows are named alike", () => {
  const before = [row("a", "x", "1"), row("a", "x", "2"), row("b", "y", "3"), row("c", "z", "4")];
  expect(compareRegisters(before, before)).toEqual([]);
  const after = [row("a", "x", "1"), row("a", "x", "5"), row("b", "y", "3"), row("d", "z", "4")];
  expect(compareRegisters(before, after).map(({ path, was, now }) => [path, was, now])).toEqual([
    ["a", "2", "5"],
    ["d", undefined, "4"],
    ["c", "4", undefined],
  ]);
});
