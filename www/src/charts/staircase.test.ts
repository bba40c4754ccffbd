import { describe, expect, it } from "vitest";
import { answer, view } from "../../test/fixture";
import { bodyPath, stairGeometry, stairScale } from "./staircase-layout";
import { largestRemainder, marksOn } from "./staircase-marks";
import { figuresOf, longMoves, movesOf, stepsOf, type Step, type StepFigures } from "./staircase-steps";

const steps = stepsOf(view.levels, (step) => step);
const result = answer("half-as-many-again", null, 100);

const need: Step = { id: "complex", name: "Complex", kind: "need" };
const figures = (part: Partial<StepFigures>): StepFigures => ({
  step: need,
  families: 0,
  children: 0,
  supported: 0,
  waiting: 0,
  unsupported: 0,
  baseline: 0,
  baselineChildren: 0,
  ...part,
});
const count = (runs: { count: number }[]) => runs.reduce((all, run) => all + run.count, 0);

describe("steps", () => {
  it("join levels of the same group and keep the order of need", () => {
    expect(steps.map((step) => step.id)).toEqual(["universal", "vulnerable", "complex", "child_in_need", "protection_plan", "Looked after"]);
  });
});

describe("marks", () => {
  it("of the parts add up to the step by largest remainder", () => {
    expect(largestRemainder([1, 1, 1], 10)).toEqual([4, 3, 3]);
    for (let whole = 0; whole < 200; whole += 7) {
      expect(largestRemainder([460.2, 70.4, 769.4], whole).reduce((a, b) => a + b, 0)).toBe(whole);
    }
  });
  it("show families who are there only under the baseline as rings after the others", () => {
    const runs = marksOn(figures({ families: 1300, supported: 460, waiting: 70, unsupported: 770, baseline: 1350 }), 10);
    expect(runs.map((run) => run.kind)).toEqual(["supported", "waiting", "unsupported", "fewer"]);
    expect(count(runs)).toBe(135);
    expect(runs[3]?.count).toBe(5);
  });
  it("turn the last ones into squares when there are more than under the baseline", () => {
    const runs = marksOn(figures({ families: 1350, supported: 460, waiting: 70, unsupported: 820, baseline: 1300 }), 10);
    expect(count(runs)).toBe(135);
    expect(runs[runs.length - 1]).toEqual({ kind: "more", count: 5 });
  });
  it("show no ring for a difference under half a mark", () => {
    const runs = marksOn(figures({ families: 1300, unsupported: 1300, baseline: 1304 }), 10);
    expect(runs.map((run) => run.kind)).toEqual(["unsupported"]);
  });
});

describe("the picture", () => {
  const scale = stairScale(steps, result.staircase);
  const geometry = stairGeometry(steps, scale);

  it("fits its box from edge to edge", () => {
    const last = geometry.treads[geometry.treads.length - 1];
    expect(geometry.treads[0]?.x).toBe(0);
    expect((last?.x ?? 0) + (last?.width ?? 0)).toBeCloseTo(1200);
  });
  it("leaves at least 60 between treads and 16 more at the threshold", () => {
    const gaps = geometry.treads.slice(1).map((tread, k) => tread.x - ((geometry.treads[k]?.x ?? 0) + (geometry.treads[k]?.width ?? 0)));
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(60);
    expect((gaps[2] ?? 0) - (gaps[1] ?? 0)).toBeCloseTo(16);
  });
  it("keeps the largest step at or under 420 marks", () => {
    const most = Math.max(
      ...result.staircase.flatMap((year) =>
        figuresOf(steps, year)
          .slice(1)
          .map((one) => one.families),
      ),
    );
    expect(most / scale.familiesPerMark).toBeLessThanOrEqual(420);
  });
  it("has the same scale for every year, so that marks never rescale", () => {
    const whole = stairScale(steps, result.staircase);
    for (const year of result.staircase) {
      expect(stairScale(steps, result.staircase)).toEqual(whole);
      for (const one of figuresOf(steps, year)) {
        if (one.step.kind === "universal") continue;
        expect(count(marksOn(one, whole.familiesPerMark))).toBeLessThanOrEqual(420);
      }
    }
  });
  it("stands for stairs of three to nine levels", () => {
    for (let levels = 3; levels <= 9; levels += 1) {
      const some: Step[] = Array.from({ length: levels }, (_, k) => ({
        id: String(k),
        name: `Level ${k}`,
        kind: k === 0 ? "universal" : k < levels / 2 ? "need" : "statutory",
      }));
      const drawn = stairGeometry(some, { familiesPerMark: 10, columns: some.map(() => 20), divisor: 1 });
      expect(Math.min(...drawn.treads.map((tread) => tread.y))).toBeGreaterThanOrEqual(90);
      expect(bodyPath(drawn.treads)).not.toContain("NaN");
    }
  });
});

describe("steps beside each other", () => {
  const named = (names: string[]): Step[] => names.map((name, k) => ({ id: String(k), name, kind: k === 0 ? "universal" : k < names.length / 2 ? "need" : "statutory" }));
  const fits = (names: string[]) => stairGeometry(named(names), { familiesPerMark: 10, columns: names.map(() => 14), divisor: 1 }).fits;
  it("fit with six steps of usual names", () => {
    expect(stairGeometry(steps, stairScale(steps, result.staircase)).fits).toBe(true);
    expect(fits(["Universal", "Vulnerable", "Complex", "Child in need", "Protection plan", "Looked after"])).toBe(true);
  });
  it("do not fit when names are long and steps are many", () => {
    expect(fits(["Self-help and universal", "Community services and outreach", "Low intensity one-to-one", "Engagement casework", "Intensive casework", "Child in need", "Protection plan", "Looked after"])).toBe(false);
  });
});

describe("long moves", () => {
  it("are all drawn or counted as not drawn", () => {
    const moves = movesOf(steps, result.staircase[5]?.moves_option ?? []);
    const long = longMoves(steps, moves);
    const skipping = moves.filter((move) => Math.abs(move.to - move.from) > 1).reduce((all, move) => all + move.families, 0);
    const told = (long.overThreshold?.families ?? 0) + (long.toHigher?.families ?? 0) + (long.closing?.families ?? 0) + long.undrawnUp + long.undrawnDown;
    expect(told).toBeCloseTo(skipping);
  });
});

/** Fails if the top step of a short stair has no room to its right for what is written there, or a long stair loses room for its arrows. */
it("where steps are few, the top one reaches further", () => {
  const stair = (count: number) => {
    const steps = Array.from({ length: count }, (_, k) => ({ id: `${k}`, name: `Step ${k}`, kind: k === 0 ? "universal" : k < count - 1 ? "need" : "statutory", levels: [] }) as unknown as Step);
    const { treads } = stairGeometry(steps, { familiesPerMark: 1, columns: steps.map(() => 14), divisor: 1 });
    const last = treads[treads.length - 1];
    return { last, gap: (treads[1]?.x ?? 0) - (treads[0]?.width ?? 0) };
  };
  for (const count of [3, 4, 5]) expect(stair(count).last?.width).toBeGreaterThan(300);
  for (const count of [3, 4, 5, 6, 7]) {
    const { last, gap } = stair(count);
    expect((last?.x ?? 0) + (last?.width ?? 0)).toBeCloseTo(1200, 0);
    expect(gap).toBeGreaterThan(43);
  }
});
