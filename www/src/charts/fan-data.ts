/** What the two fans share: months as years, bands as rows, and axes that hold still while runs come in. */
import { nice, ticks } from "d3-array";
import type { Band } from "../engine/types";

export interface FanRow {
  year: number;
  mean: number;
  p2_5?: number | undefined;
  p10?: number | undefined;
  p25?: number | undefined;
  p75?: number | undefined;
  p90?: number | undefined;
  p97_5?: number | undefined;
}

/** Month 0 stands at `origin`, on an axis on which 31 March 2024 is 2024. */
export function fanRows(band: Band, origin: number): FanRow[] {
  return band.mean.map((mean, month) => ({
    year: origin + month / 12,
    mean,
    p2_5: band.p2_5?.[month],
    p10: band.p10?.[month],
    p25: band.p25?.[month],
    p75: band.p75?.[month],
    p90: band.p90?.[month],
    p97_5: band.p97_5?.[month],
  }));
}

export const hasBands = (band: Band): boolean => band.p10 !== undefined && band.p90 !== undefined;

export interface BandSpec {
  low: "p2_5" | "p10" | "p25";
  high: "p97_5" | "p90" | "p75";
  name: "95" | "80" | "50";
}

export const BANDS: BandSpec[] = [
  { low: "p2_5", high: "p97_5", name: "95" },
  { low: "p10", high: "p90", name: "80" },
  { low: "p25", high: "p75", name: "50" },
];

export function extent(rows: FanRow[]): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const row of rows) {
    for (const value of [row.mean, row.p2_5, row.p97_5]) {
      if (value === undefined) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  return [low, high];
}

/**
 * The axis of the answer in view. While only the middle line is in, the last axis stays unless the line
 * would leave it, so that the picture does not jump when the bands arrive.
 */
export function steadyDomain(wanted: [number, number], complete: boolean, last: [number, number] | undefined): [number, number] {
  const [low, high] = wanted;
  if (complete || !last) return nice(low, high === low ? low + 1 : high, 6);
  if (low >= last[0] && high <= last[1]) return last;
  return nice(Math.min(low, last[0]), Math.max(high, last[1]), 6);
}

/**
 * The axis of a count: from nought where the counts reach near it, otherwise from just under the lowest, so that
 * history and bands fill the picture. The figure says when it does not start at nought.
 */
export function countDomain(low: number, high: number): [number, number] {
  const spread = high - low;
  return low > spread ? [Math.max(0, low - 0.25 * spread), high + 0.05 * spread] : [0, high];
}

export const axisTicks = (domain: [number, number]): number[] => ticks(domain[0], domain[1], 6);

/** Years that fit under an axis of this width. */
export function yearTicks(first: number, last: number, width: number): number[] {
  const room = Math.max(2, Math.floor(width / 64));
  const step = [1, 2, 3, 4, 5, 10].find((size) => (last - first) / size <= room) ?? 10;
  const years: number[] = [];
  for (let year = first; year <= last; year += step) years.push(year);
  return years;
}
