/** A hundred runs that stand for all of them, worst first. */
import { largestRemainder } from "./staircase-marks";

export type HundredKind = "none" | "little" | "some" | "much";

export interface HundredGroup {
  kind: HundredKind;
  /** runs in a hundred */
  count: number;
  /** children fewer, from and to; `to` is absent in the last group */
  from: number;
  to?: number;
}

/** Three groups of round size for what is fewer, and one for no reduction. */
export function hundred(sorted: number[]): HundredGroup[] {
  const step = groupSize(sorted);
  const edges: HundredGroup[] = [
    { kind: "none", count: 0, from: 0 },
    { kind: "little", count: 0, from: 1, to: step - 1 },
    { kind: "some", count: 0, from: step, to: 2 * step - 1 },
    { kind: "much", count: 0, from: 2 * step },
  ];
  const sizes = [0, 0, 0, 0];
  for (const value of sorted) {
    const fewer = -value;
    const group = fewer < 1 ? 0 : fewer < step ? 1 : fewer < 2 * step ? 2 : 3;
    sizes[group] = (sizes[group] ?? 0) + 1;
  }
  const counts = largestRemainder(sizes, sorted.length === 0 ? 0 : 100);
  return edges.map((edge, index) => ({ ...edge, count: counts[index] ?? 0 }));
}

/** About a third of the largest reduction that is not freakish, as a round number. */
function groupSize(sorted: number[]): number {
  const strong = -(sorted[Math.floor(sorted.length * 0.05)] ?? 0);
  return [2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000].find((size) => size * 2.6 >= strong) ?? 2000;
}
