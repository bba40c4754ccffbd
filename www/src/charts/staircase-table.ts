/** The staircase as tables: a row a step, and a row a move. */
import type { StaircaseYear } from "../engine/types";
import { about, difference } from "../format";
import { text } from "../text";
import type { Table } from "./table";
import { movesOf, total, type Step, type StepFigures } from "./staircase-steps";

export function staircaseTables(steps: Step[], figures: StepFigures[], year: StaircaseYear): Table[] {
  const words = text.staircase.table;
  const moves = movesOf(steps, year.moves_option);
  const families = { unit: "families", write: about };
  const start = moves.length === 0;
  return [
    {
      name: words.stepsName,
      caption: words.caption(year.year),
      columns: [
        { label: words.step },
        { label: words.families, ...families },
        { label: words.supported, ...families },
        { label: words.waiting, ...families },
        { label: words.none, ...families },
        { label: words.children, unit: "children", write: about },
        { label: words.baseline, ...families },
        { label: words.difference, write: difference },
        { label: words.up, ...families },
        { label: words.down, ...families },
      ],
      rows: figures.map((one, k) => [
        one.step.name,
        one.families,
        one.step.kind === "need" ? one.supported : undefined,
        one.step.kind === "need" ? one.waiting : undefined,
        one.step.kind === "need" ? one.unsupported : undefined,
        one.children,
        one.baseline,
        one.families - one.baseline,
        start ? undefined : total(moves.filter((move) => move.from === k && move.to > k)),
        start ? undefined : total(moves.filter((move) => move.from === k && move.to < k)),
      ]),
    },
    {
      name: words.movesName,
      caption: words.movesCaption(year.year),
      columns: [{ label: words.from }, { label: words.to }, { label: words.option, ...families }, { label: words.movesBaseline, ...families }],
      rows: moveRows(steps, year),
    },
  ];
}

function moveRows(steps: Step[], year: StaircaseYear): Table["rows"] {
  const rows = new Map<string, [number, number, number, number]>();
  const put = (moves: StaircaseYear["moves_option"], place: 2 | 3) => {
    for (const { from, to, families } of movesOf(steps, moves)) {
      const key = `${from}-${to}`;
      const row = rows.get(key) ?? [from, to, 0, 0];
      row[place] += families;
      rows.set(key, row);
    }
  };
  put(year.moves_option, 2);
  put(year.moves_baseline, 3);
  return [...rows.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([from, to, option, baseline]) => [steps[from]?.name ?? "", steps[to]?.name ?? "", option, baseline]);
}
