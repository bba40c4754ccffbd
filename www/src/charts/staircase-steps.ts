/** The staircase in one year as the picture needs it: steps in order, each with its parts and moves. */
import type { LevelView, StaircaseYear, StepState } from "../engine/types";

export interface Step {
  id: string;
  name: string;
  kind: LevelView["kind"];
}

export interface StepFigures {
  step: Step;
  families: number;
  children: number;
  supported: number;
  waiting: number;
  unsupported: number;
  baseline: number;
  baselineChildren: number;
}

export interface Move {
  /** index of a step in order of need */
  from: number;
  to: number;
  families: number;
}

/** Levels that share a group are one step, in the order in which they first appear. */
export function stepsOf(levels: LevelView[], nameOf: (step: string) => string): Step[] {
  const steps: Step[] = [];
  for (const level of levels) {
    if (!steps.some((step) => step.id === level.step)) {
      steps.push({ id: level.step, name: nameOf(level.step), kind: level.kind });
    }
  }
  return steps;
}

const NOBODY: StepState = { step: "", families: 0, children: 0, supported: 0, waiting: 0 };

export function figuresOf(steps: Step[], year: StaircaseYear): StepFigures[] {
  return steps.map((step) => {
    const option = year.option.find((one) => one.step === step.id) ?? NOBODY;
    const baseline = year.baseline.find((one) => one.step === step.id) ?? NOBODY;
    return {
      step,
      families: option.families,
      children: option.children,
      supported: option.supported,
      waiting: option.waiting,
      unsupported: Math.max(0, option.families - option.supported - option.waiting),
      baseline: baseline.families,
      baselineChildren: baseline.children,
    };
  });
}

export function movesOf(steps: Step[], moves: { from: string; to: string; families: number }[]): Move[] {
  const place = new Map(steps.map((step, index) => [step.id, index]));
  return moves.flatMap(({ from, to, families }) => {
    const [start, end] = [place.get(from), place.get(to)];
    return start === undefined || end === undefined || start === end ? [] : [{ from: start, to: end, families }];
  });
}

export interface LongMoves {
  /** past a step and straight to the first statutory step, from below the threshold */
  overThreshold: { families: number; to: number; from: number[] } | undefined;
  /** past a step and straight to a higher statutory step */
  toHigher: { families: number; to: number; from: number[] } | undefined;
  /** past a step and straight back to universal */
  closing: { families: number; from: number[] } | undefined;
  undrawnUp: number;
  undrawnDown: number;
}

/** The moves that skip a step, in the three groups that the picture draws, and what it leaves to the table. */
export function longMoves(steps: Step[], moves: Move[]): LongMoves {
  const statutory = steps.findIndex((step) => step.kind === "statutory");
  const long = moves.filter((move) => Math.abs(move.to - move.from) > 1 && move.families > 0);
  const up = long.filter((move) => move.to > move.from);
  const down = long.filter((move) => move.to < move.from);
  const over = up.filter((move) => move.to === statutory);
  const higher = largestByDestination(up.filter((move) => move.to > statutory && statutory >= 0));
  const closing = down.filter((move) => steps[move.to]?.kind === "universal");
  const drawn = new Set([...over, ...higher, ...closing]);
  const rest = (these: Move[]) => total(these.filter((move) => !drawn.has(move)));
  return {
    overThreshold: over.length > 0 ? { families: total(over), to: statutory, from: sources(over) } : undefined,
    toHigher: higher[0] ? { families: total(higher), to: higher[0].to, from: sources(higher) } : undefined,
    closing: closing.length > 0 ? { families: total(closing), from: sources(closing) } : undefined,
    undrawnUp: rest(up),
    undrawnDown: rest(down),
  };
}

function largestByDestination(moves: Move[]): Move[] {
  const groups = new Map<number, Move[]>();
  for (const move of moves) groups.set(move.to, [...(groups.get(move.to) ?? []), move]);
  return [...groups.values()].sort((a, b) => total(b) - total(a))[0] ?? [];
}

export function total(moves: Move[]): number {
  return moves.reduce((sum, move) => sum + move.families, 0);
}

const sources = (moves: Move[]) => [...new Set(moves.map((move) => move.from))].sort((a, b) => a - b);

/** Families a year between neighbours: up from `lower` to the next, and back. */
export function neighbourMoves(moves: Move[], lower: number): { up: number; down: number } {
  return {
    up: total(moves.filter((move) => move.from === lower && move.to === lower + 1)),
    down: total(moves.filter((move) => move.from === lower + 1 && move.to === lower)),
  };
}
