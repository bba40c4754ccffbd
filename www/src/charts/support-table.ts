/** Programmes and the front door as long tables: a row a programme and year, both options beside each other. */
import type { SupportAnswer } from "../engine/types";
import { about } from "../format";
import { text } from "../text";
import type { Column, Table } from "./table";

export function supportTables({ programmes, door }: SupportAnswer): Table[] {
  const words = text.support;
  const tables: Table[] = [
    {
      ...(door ? { name: words.table.programmesName } : {}),
      caption: words.table.caption,
      columns: [{ label: words.programme }, { label: words.table.year }, ...both([words.started, words.waiting, words.gaveUp, words.supported, words.places, words.finished])],
      rows: programmes.flatMap(({ name, years }) => years.map(({ year, baseline: a, option: b }) => [name, year, a.started, b.started, a.waiting, b.waiting, a.dropped_out, b.dropped_out, a.supported, b.supported, a.places, b.places, a.finished, b.finished])),
    },
  ];
  if (!door) return tables;
  return [
    ...tables,
    {
      name: words.table.doorName,
      caption: words.table.doorCaption,
      columns: [{ label: words.table.year }, ...both([words.passed, words.waiting, words.gaveUp, words.turnedAway])],
      rows: door.map(({ year, baseline: a, option: b }) => [year, a.passed, b.passed, a.waiting, b.waiting, a.gave_up, b.gave_up, a.turned_away, b.turned_away]),
    },
  ];
}

function both(labels: string[]): Column[] {
  const families = { unit: "families", write: about };
  const { baseline, option } = text.support.table;
  return labels.flatMap((label) => [
    { label: `${label}, ${baseline}`, ...families },
    { label: `${label}, ${option}`, ...families },
  ]);
}
