/** What the columns say together: a heading, and the table behind it. */
import type { Table } from "../../charts/table";
import { stacked, twin } from "../../charts/twin";
import type { Answer, MeasureView, OptionView } from "../../engine/types";
import { difference } from "../../format";
import { headlineMeasures, year } from "../../state/choice";
import { text } from "../../text";
import { KEYS } from "../decide/key-figures";
import type { Column } from "./compare";

const meanOf = (column: Column, id: string, month: number) => column.answer?.measures.find((one) => one.id === id)?.difference.mean[month];
const netOf = (column: Column) => column.answer?.costs.find((line) => line.kind === "net")?.total.difference;

/** Who has the fewest, and whether the same one costs least; nothing is called best. */
export function headline(columns: Column[], from: OptionView, measure: MeasureView, month: number, at: number): string {
  const words = text.compare;
  const known = columns.filter((column) => meanOf(column, measure.id, month) !== undefined);
  if (known.length === 0) return words.waiting;
  const name = measure.name.toLowerCase();
  const byCount = [...known].sort((a, b) => (meanOf(a, measure.id, month) ?? 0) - (meanOf(b, measure.id, month) ?? 0));
  const byNet = [...known].sort((a, b) => (netOf(a) ?? 0) - (netOf(b) ?? 0));
  const [fewest, cheapest] = [byCount[0], byNet[0]];
  if (!fewest || !cheapest) return words.waiting;
  const change = meanOf(fewest, measure.id, month) ?? 0;
  const all = known.map((column) => meanOf(column, measure.id, month) ?? 0);
  const head = change < 0 ? words.headFewest : words.headAdds;
  const first = all.every((value) => Math.abs(value) < 1) ? words.headNothing(name, at) : head(fewest.option.letter, from.letter, difference(change), name, at);
  if (known.length < 2) return first;
  return `${first} ${fewest === cheapest ? words.headSame(cheapest.option.letter) : words.headCheapest(cheapest.option.letter)}`;
}

/** The tables of the options that are there, below each other. */
export function ofColumns(columns: Column[], caption: string, table: (answer: Answer) => Table): Table {
  return stacked(
    text.compare.option,
    caption,
    columns.flatMap(({ option, answer }): [string, Table][] => (answer ? [[`${option.letter}. ${option.name}`, table(answer)]] : [])),
  );
}

export function differencesTable(columns: Column[]): Table {
  const where = { measure: headlineMeasures.value.map((measure) => measure.id), date: year.value };
  return ofColumns(columns, text.compare.differences(year.value), ({ tables }) => twin(tables.children, { where, beside: "side", columns: KEYS.filter((key) => key !== "counted") }));
}
