/** What the columns say together: a heading, and the table behind it. */
import type { Table } from "../../charts/table";
import type { MeasureView, OptionView } from "../../engine/types";
import { difference, whole } from "../../format";
import { headlineMeasures, monthInView, year } from "../../state/choice";
import { text } from "../../text";
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

export function differencesTable(columns: Column[], from: OptionView): Table {
  const month = monthInView.value;
  const words = text.compare;
  const children = { unit: "children", write: whole };
  return {
    caption: words.differences(year.value),
    columns: [
      { label: text.keyFigures.measure },
      { label: words.option },
      { label: `${from.letter}. ${from.name}`, ...children },
      { label: words.thisOption, ...children },
      { label: text.keyFigures.difference, unit: "children", write: difference },
      { label: text.happens.table.low80, ...children },
      { label: text.happens.table.high80, ...children },
      { label: text.happens.table.noFewer, write: whole },
    ],
    rows: headlineMeasures.value.flatMap((measure) =>
      columns.map(({ option, answer }) => {
        const found = answer?.measures.find((one) => one.id === measure.id);
        return [measure.name, `${option.letter}. ${option.name}`, found?.baseline.mean[month], found?.option.mean[month], found?.difference.mean[month], found?.difference.p10?.[month], found?.difference.p90?.[month], found?.no_fewer?.[month]];
      }),
    ),
  };
}
