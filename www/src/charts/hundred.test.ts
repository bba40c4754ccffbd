import { describe, expect, it } from "vitest";
import { hundred } from "./hundred";

const total = (sorted: number[]) => hundred(sorted).groups.reduce((all, group) => all + group.count, 0);

describe("a hundred runs", () => {
  it("always add up to a hundred", () => {
    for (let size = 1; size < 60; size += 7) {
      expect(total(Array.from({ length: size }, (_, index) => index - 20))).toBe(100);
      expect(total(Array.from({ length: size }, (_, index) => index - 2))).toBe(100);
    }
  });
  it("count a run without change as no reduction", () => {
    expect(hundred([0, 0, 0, 0])).toMatchObject({ adds: false, groups: [{ kind: "none", count: 100 }, {}, {}, {}] });
  });
  it("count every run by its change, worst first", () => {
    const { adds, groups } = hundred([-30, -25, -20, -18, -12, -9, -5, -1, 0, 3]);
    expect(adds).toBe(false);
    expect(groups[0]).toMatchObject({ kind: "none", count: 20 });
  });
  it("count how many more where the option mostly adds children", () => {
    const { adds, groups } = hundred([-3, 0, 1, 2, 4, 8, 9, 12, 15, 20]);
    expect(adds).toBe(true);
    expect(groups.map((group) => group.kind)).toEqual(["much-more", "more", "same", "fewer"]);
    expect(groups[0]?.count).toBe(30);
    expect(groups[3]?.count).toBe(10);
  });
  it("are nought before any run is in", () => {
    expect(hundred([]).groups.every((group) => group.count === 0)).toBe(true);
  });
});
