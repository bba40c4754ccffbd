import { describe, expect, it } from "vitest";
import { placeLabels } from "./end-labels";
import { countDomain, fanRows, steadyDomain, yearTicks } from "./fan-data";
import { intervalScale } from "./interval";

describe("the axis of a count", () => {
  it("starts at nought where the counts come near it, and under the lowest where they do not", () => {
    expect(countDomain(20, 300)).toEqual([0, 300]);
    const [low, high] = countDomain(540, 920);
    expect(low).toBeGreaterThan(0);
    expect(low).toBeLessThan(540);
    expect(high).toBeGreaterThan(920);
  });
});

describe("names at the end of lines", () => {
  it("stand at least 18 apart, in the order of their lines, inside the picture", () => {
    const placed = placeLabels(
      [10, 11, 12, 200, 201].map((y) => ({ words: "", y, kind: "plain" as const })),
      0,
      210,
    );
    for (let index = 1; index < placed.length; index += 1) {
      expect((placed[index]?.at ?? 0) - (placed[index - 1]?.at ?? 0)).toBeGreaterThan(17.5);
    }
    expect(placed[0]?.at).toBeGreaterThanOrEqual(0);
    expect(placed[4]?.at).toBeLessThanOrEqual(210);
  });
});

describe("the axes of a fan", () => {
  it("hold still while only the middle line is in", () => {
    expect(steadyDomain([-12, 0], false, [-40, 10])).toEqual([-40, 10]);
  });
  it("widen for a middle line that would leave them", () => {
    expect(steadyDomain([-80, 0], false, [-40, 10])[0]).toBeLessThanOrEqual(-80);
  });
  it("name every year that has room, never a part of one", () => {
    expect(yearTicks(2013, 2029, 400).every(Number.isInteger)).toBe(true);
    expect(yearTicks(2019, 2029, 150).length).toBeLessThanOrEqual(4);
  });
  it("read month 12 as the next 31 March", () => {
    expect(fanRows({ mean: Array.from({ length: 13 }, () => 1) }, 2019)[12]?.year).toBe(2020);
  });
});

describe("bars in a table", () => {
  it("share one scale that always has no difference in it", () => {
    const scale = intervalScale([
      { low: 5, mean: 8, high: 10 },
      { low: 2, mean: 3, high: 4 },
    ]);
    expect(scale(0)).toBeLessThan(scale(2));
    expect(scale(10)).toBeGreaterThan(scale(8));
  });
});
