/** Where everything stands in the staircase picture. Sizes are in the units of its 1200 × 424 box. */
import type { StaircaseYear } from "../engine/types";
import { figuresOf, movesOf, neighbourMoves, type Step } from "./staircase-steps";

export const WIDTH = 1200;
export const HEIGHT = 424;
export const FOOT = 420;
export const PITCH = 8;

const MOST_MARKS = 420;
const FAMILIES_PER_MARK = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000];
const WIDEST_RIBBON = 16;
const THINNEST_RIBBON = 1.5;
const UNIVERSAL_WIDTH = 120;
const NARROWEST_TREAD = 112;
const NARROWEST_GAP = 60;
const LEAST_GAP = 44;
const WIDE_GAP = 100;
const WIDEST_LANDING = 240;
const THRESHOLD_EXTRA = 16;
const LETTER_WIDTH = 8.9;

/** Chosen once for a study, so that nothing rescales while the year or the option changes. */
export interface StairScale {
  familiesPerMark: number;
  /** marks side by side on each step */
  columns: number[];
  /** families a year per unit of ribbon width */
  divisor: number;
}

export function stairScale(steps: Step[], years: StaircaseYear[]): StairScale {
  const largest = steps.map((step, k) =>
    step.kind === "universal"
      ? 0
      : Math.max(
          0,
          ...years.flatMap((year) => {
            const figures = figuresOf(steps, year)[k];
            return figures ? [figures.families, figures.baseline] : [];
          }),
        ),
  );
  const most = Math.max(1, ...largest);
  const familiesPerMark = FAMILIES_PER_MARK.find((size) => most / size <= MOST_MARKS) ?? Math.ceil(most / MOST_MARKS);
  const columns = largest.map((families) => clamp(Math.ceil(Math.sqrt(1.8 * (families / familiesPerMark))), 14, 28));
  const busiest = Math.max(
    1,
    ...years.flatMap((year) => {
      const moves = [...movesOf(steps, year.moves_baseline)];
      const option = [...movesOf(steps, year.moves_option)];
      return steps.flatMap((_, k) =>
        [moves, option].flatMap((these) => {
          const { up, down } = neighbourMoves(these, k);
          return [up, down];
        }),
      );
    }),
  );
  return { familiesPerMark, columns, divisor: Math.max(busiest / WIDEST_RIBBON, 1e-9) };
}

export interface Tread {
  x: number;
  y: number;
  width: number;
  columns: number;
}

export interface StairGeometry {
  treads: Tread[];
  /** whether arrows and their numbers have room between the steps; if not, steps are drawn as rows */
  fits: boolean;
  /** the gap's middle where the stair becomes statutory, if it does */
  threshold: number | undefined;
}

export function stairGeometry(steps: Step[], scale: StairScale): StairGeometry {
  const count = steps.length;
  const rise = count <= 6 ? 50 : 250 / (count - 1);
  const first = steps.findIndex((step) => step.kind === "statutory");
  const hasThreshold = first > 0;
  const columns = [...scale.columns];
  const width = (k: number) => treadWidth(steps[k] as Step, columns[k] ?? 14);
  const gapsLeft = () => WIDTH - steps.reduce((sum, _, k) => sum + width(k), 0) - (hasThreshold ? THRESHOLD_EXTRA : 0);
  while (count > 1 && gapsLeft() < NARROWEST_GAP * (count - 1) && Math.max(...columns) > 14) {
    const widest = columns.indexOf(Math.max(...columns));
    columns[widest] = (columns[widest] ?? 14) - 1;
  }
  // Where steps are few, the top one reaches further, so that what is written to its right has room.
  const landing = count > 1 ? clamp(gapsLeft() - WIDE_GAP * (count - 1), 0, WIDEST_LANDING) : 0;
  const gap = count > 1 ? (gapsLeft() - landing) / (count - 1) : 0;
  const treads: Tread[] = [];
  let x = 0;
  for (let k = 0; k < count; k += 1) {
    treads.push({ x, y: 348 - rise * k, width: width(k) + (k === count - 1 ? landing : 0), columns: columns[k] ?? 14 });
    x += width(k) + gap + (hasThreshold && k === first - 1 ? THRESHOLD_EXTRA : 0);
  }
  const [before, after] = [treads[first - 1], treads[first]];
  const threshold = hasThreshold && before && after ? (before.x + before.width + after.x) / 2 : undefined;
  return { treads, fits: count < 2 || gap >= LEAST_GAP, threshold };
}

function treadWidth(step: Step, columns: number): number {
  if (step.kind === "universal") return Math.max(UNIVERSAL_WIDTH, 14 + LETTER_WIDTH * Math.max(...step.name.split(" ").map((word) => word.length)));
  return Math.max(PITCH * columns, step.name.length * LETTER_WIDTH + 2, NARROWEST_TREAD);
}

/** The solid body under the treads, as one closed path. */
export function bodyPath(treads: Tread[]): string {
  const [first] = treads;
  if (!first) return "";
  let path = `M0 ${FOOT}V${round(first.y)}H${round(first.x + first.width)}`;
  for (let k = 1; k < treads.length; k += 1) {
    const [before, tread] = [treads[k - 1] as Tread, treads[k] as Tread];
    path += curve(before.x + before.width, before.y, tread.x, tread.y) + `H${round(tread.x + tread.width)}`;
  }
  return `${path}V${FOOT}Z`;
}

export interface Ribbon {
  path: string;
  width: number;
  /** points of the arrow head */
  head: string;
}

export function ribbonWidth(families: number, scale: StairScale): number {
  return clamp(families / scale.divisor, THINNEST_RIBBON, WIDEST_RIBBON);
}

/** An arrow from the end of one tread to the start of the next, above the stair for up and below it for down. */
export function neighbourRibbon(lower: Tread, upper: Tread, up: boolean, width: number): Ribbon {
  const offset = up ? -(3 + width / 2) : 4 + width / 2;
  const half = Math.max(4.5, width / 2 + 3);
  const length = half + 2;
  const [x0, y0] = [lower.x + lower.width, lower.y + offset];
  const [x1, y1] = [upper.x, upper.y + offset];
  if (up) {
    const tip = x1 - 2;
    return {
      path: `M${round(x0 + 2)} ${round(y0)}${curve(x0 + 2, y0, tip - length, y1)}`,
      width,
      head: triangle(tip, y1, tip - length, half),
    };
  }
  const tip = x0 + 2;
  return {
    path: `M${round(x1 - 2)} ${round(y1)}${curve(x1 - 2, y1, tip + length, y0)}`,
    width,
    head: triangle(tip, y0, tip + length, half),
  };
}

export function levelRibbon(from: number, to: number, y: number, width: number): Ribbon {
  const half = Math.max(4.5, width / 2 + 3);
  const length = half + 2;
  return { path: `M${round(from)} ${y}H${round(to + length)}`, width, head: triangle(to, y, to + length, half) };
}

/** A thin pipe with rounded corners: down from one label, along, and up to under another. */
export function pipe(x0: number, y0: number, x1: number, y1: number, level: number): { path: string; head: string } {
  const r = 10;
  const start = y0 < level ? `M${round(x0)} ${round(y0)}V${round(level - r)}q0 ${r} ${r} ${r}` : `M${round(x0)} ${round(level)}`;
  return {
    path: `${start}H${round(x1 - r)}q${r} 0 ${r} -${r}V${round(y1 + 6)}`,
    head: `${round(x1)},${round(y1)} ${round(x1 - 4.5)},${round(y1 + 8)} ${round(x1 + 4.5)},${round(y1 + 8)}`,
  };
}

function curve(x0: number, y0: number, x1: number, y1: number): string {
  const middle = round((x0 + x1) / 2);
  return `C${middle} ${round(y0)},${middle} ${round(y1)},${round(x1)} ${round(y1)}`;
}

function triangle(tip: number, y: number, back: number, half: number): string {
  return `${round(tip)},${round(y)} ${round(back)},${round(y - half)} ${round(back)},${round(y + half)}`;
}

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));
const round = (value: number) => Math.round(value * 10) / 10;
