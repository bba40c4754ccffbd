import { describe, expect, it } from "vitest";
import { hundred } from "./hundred";

describe("a hundred runs", () => {
  it("always add up to a hundred", () => {
    for (let size = 1; size < 60; size += 7) {
      const sorted = Array.from({ length: size }, (_, index) => index - 20);
      expect(hundred(sorted).reduce((all, group) => all + group.count, 0)).toBe(100);
    }
  });
  it("count a run without change as no reduction", () => {
    expect(hundred([0, 0, 0, 0])[0]?.count).toBe(100);
  });
  it("count every run by its change, worst first", () => {
    const groups = hundred([-20, -12, -5, -1, 0, 3, -30, -25, -18, -9].sort((a, b) => a - b));
    expect(groups[0]).toMatchObject({ kind: "none", count: 20 });
  });
  it("are nought before any run is in", () => {
    expect(hundred([]).every((group) => group.count === 0)).toBe(true);
  });
});
