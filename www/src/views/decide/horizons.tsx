/** The first question as a table: every headline measure 1, 3, 5 and 10 years on, with its range. */
import { Figure } from "../../charts/figure";
import type { Table } from "../../charts/table";
import { difference, differenceRange, whole } from "../../format";
import { firstYear, headlineMeasures, lastYear, option } from "../../state/choice";
import { text } from "../../text";
import { figureFrame } from "../shared/figure-frame";
import type { SectionProps } from "../shared/section";
import { keyRows } from "./key-figures";

const YEARS_ON = [1, 3, 5, 10];

export function Horizons({ shown: { answer } }: SectionProps) {
  const one = option.value;
  const words = text.horizons;
  const years = YEARS_ON.filter((step) => firstYear.value + step <= lastYear.value);
  if (!one || years.length === 0) return null;
  const columns = years.map((step) => ({ step, rows: keyRows(headlineMeasures.value, answer, step * 12) }));
  const table: Table = {
    caption: words.caption,
    columns: [
      { label: text.keyFigures.measure }, { label: words.year }, { label: text.keyFigures.difference, unit: "children", write: difference },
      { label: text.happens.table.low80, unit: "children", write: whole }, { label: text.happens.table.high80, unit: "children", write: whole },
      { label: text.happens.table.noFewer, write: whole },
    ],
    rows: columns.flatMap(({ step, rows }) =>
      rows.map((row) => [row.measure.name, String(firstYear.value + step), row.interval.mean, row.interval.low, row.interval.high, row.noFewer]),
    ),
  };
  return (
    <Figure id="horizons" title={words.title(one.letter)} subtitle={words.subtitle} note={words.note} tables={[table]} {...figureFrame()} picture={false}>
      <table class="figures horizons">
        <caption class="hidden">{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{text.keyFigures.measure}</th>
            {columns.map(({ step }) => <th scope="col">{words.on(step, firstYear.value + step)}</th>)}
          </tr>
        </thead>
        <tbody>
          {headlineMeasures.value.map((measure, place) => (
            <tr>
              <th scope="row">{measure.name}</th>
              {columns.map(({ step, rows }) => {
                const row = rows[place];
                const range = row?.interval.low === undefined || row.interval.high === undefined
                  ? "" : differenceRange(row.interval.low, row.interval.high);
                return (
                  <td data-label={words.on(step, firstYear.value + step)}>
                    <strong>{row ? difference(row.interval.mean) : ""}</strong>
                    <span class="beside">{range ? words.range(range) : text.run.rangesComing}</span>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </Figure>
  );
}
