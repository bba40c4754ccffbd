/** A hundred runs that stand for all of them, worst first. */
import { largestRemainder } from "./staircase-marks";

export type HundredKind = "much-more" | "more" | "same" | "fewer" | "none" | "little" | "some" | "much";

export interface HundredGroup {
  kind: HundredKind;
  /** runs in a hundred */
  count: number;
  /** children, from and to; absent where the group's name says it */
  from?: number;
  to?: number;
}

export interface Hundred {
  /** the option mostly adds children, so what is counted is how often and how many more */
  adds: boolean;
  groups: HundredGroup[];
}

/** Sorted differences, option less baseline, as four groups of round size. */
export function hundred(sorted: number[]): Hundred {
  const mean = sorted.reduce((sum, value) => sum + value, 0) / Math.max(1, sorted.length);
  const adds = mean > 0;
  const step = groupSize(sorted, adds);
  const groups: [HundredGroup, (value: number) => boolean][] = adds
    ? [
        [{ kind: "much-more", count: 0, from: step }, (value) => value >= step],
        [{ kind: "more", count: 0, from: 1, to: step - 1 }, (value) => value >= 1 && value < step],
        [{ kind: "same", count: 0 }, (value) => value === 0],
        [{ kind: "fewer", count: 0 }, (value) => value < 0],
      ]
    : [
        [{ kind: "none", count: 0 }, (value) => value >= 0],
        [{ kind: "little", count: 0, from: 1, to: step - 1 }, (value) => value < 0 && value > -step],
        [{ kind: "some", count: 0, from: step, to: 2 * step - 1 }, (value) => value <= -step && value > -2 * step],
        [{ kind: "much", count: 0, from: 2 * step }, (value) => value <= -2 * step],
      ];
  const sizes = groups.map(([, holds]) => sorted.filter(holds).length);
  const counts = largestRemainder(sizes, sorted.length === 0 ? 0 : 100);
  return { adds, groups: groups.map(([group], index) => ({ ...group, count: counts[index] ?? 0 })) };
}

/** About a third of the largest change that is not freakish, as a round number. */
function groupSize(sorted: number[], adds: boolean): number {
  const place = Math.floor((sorted.length - 1) * (adds ? 0.95 : 0.05));
  const strong = Math.abs(sorted[place] ?? 0);
  return [2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000].find((size) => size * 2.6 >= strong) ?? 2000;
}
