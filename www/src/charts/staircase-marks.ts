/** Families as marks that can be counted: how many of each kind, and where they stand. */
import type { StepFigures } from "./staircase-steps";

export type MarkKind = "supported" | "waiting" | "unsupported" | "statutory" | "fewer" | "more";

export interface MarkRun {
  kind: MarkKind;
  count: number;
}

/** The marks of one step in the order in which they are laid, row by row upward from the tread. */
export function marksOn(figures: StepFigures, familiesPerMark: number): MarkRun[] {
  const marks = Math.round(figures.families / familiesPerMark);
  const change = Math.round((figures.families - figures.baseline) / familiesPerMark);
  const kinds: MarkKind[] = figures.step.kind === "statutory" ? ["statutory"] : ["supported", "waiting", "unsupported"];
  const sizes = figures.step.kind === "statutory" ? [figures.families] : [figures.supported, figures.waiting, figures.unsupported];
  const runs = largestRemainder(sizes, marks).map((count, index) => ({ kind: kinds[index] as MarkKind, count }));
  if (change < 0) runs.push({ kind: "fewer", count: -change });
  if (change > 0) turnLastInto(runs, "more", Math.min(change, marks));
  return runs.filter((run) => run.count > 0);
}

/** The extra marks are the last ones laid. */
function turnLastInto(runs: MarkRun[], kind: MarkKind, count: number): void {
  let left = count;
  for (let index = runs.length - 1; index >= 0 && left > 0; index -= 1) {
    const run = runs[index] as MarkRun;
    const taken = Math.min(run.count, left);
    run.count -= taken;
    left -= taken;
  }
  runs.push({ kind, count: count - left });
}

/** Whole numbers in proportion to the sizes that add up to `whole` exactly. */
export function largestRemainder(sizes: number[], whole: number): number[] {
  const sum = sizes.reduce((all, size) => all + Math.max(0, size), 0);
  if (sum <= 0 || whole <= 0) return sizes.map(() => 0);
  const exact = sizes.map((size) => (Math.max(0, size) * whole) / sum);
  const parts = exact.map(Math.floor);
  const order = exact.map((value, index) => ({ index, rest: value - Math.floor(value) })).sort((a, b) => b.rest - a.rest || a.index - b.index);
  let left = whole - parts.reduce((all, part) => all + part, 0);
  for (const { index } of order) {
    if (left <= 0) break;
    parts[index] = (parts[index] ?? 0) + 1;
    left -= 1;
  }
  return parts;
}

export interface Placing {
  columns: number;
  pitch: number;
  /** centre of the first mark */
  x: number;
  y: number;
  /** −1 when rows go up, 1 when they go down */
  direction: 1 | -1;
  /** 1 for the picture, less for the rows on a telephone */
  scale: number;
}

/** One path per kind of mark, so that a thousand marks are a handful of elements. */
export function markPaths(runs: MarkRun[], placing: Placing): { kind: MarkKind; path: string }[] {
  let index = 0;
  return runs.map(({ kind, count }) => {
    let path = "";
    for (let mark = 0; mark < count; mark += 1, index += 1) {
      const x = placing.x + placing.pitch * (index % placing.columns);
      const y = placing.y + placing.direction * placing.pitch * Math.floor(index / placing.columns);
      path += shape(kind, x, y, placing.scale);
    }
    return { kind, path };
  });
}

export function shape(kind: MarkKind, x: number, y: number, scale: number): string {
  if (kind === "waiting") {
    const d = round(3.9 * scale);
    return `M${round(x)} ${round(y - d)}l${d} ${d}l-${d} ${d}l-${d} -${d}z`;
  }
  if (kind === "more") {
    const d = round(3 * scale);
    return `M${round(x - d)} ${round(y - d)}h${2 * d}v${2 * d}h-${2 * d}z`;
  }
  const r = round((kind === "unsupported" ? 2.5 : kind === "fewer" ? 2.7 : 3) * scale);
  return `M${round(x - r)} ${round(y)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 -${2 * r} 0z`;
}

export function rowsOf(runs: MarkRun[], columns: number): number {
  return Math.ceil(runs.reduce((all, run) => all + run.count, 0) / columns);
}

const round = (value: number) => Math.round(value * 10) / 10;
