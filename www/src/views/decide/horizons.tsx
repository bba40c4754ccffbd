/** The first question as a table: every headline measure 1, 3, 5 and 10 years after the option starts, with its range. */
import { Figure } from "../../charts/figure";
import type { Table } from "../../charts/table";
import { difference, differenceRange, listed, whole } from "../../format";
import { changeStart, headlineMeasures, lastYear, option } from "../../state/choice";
import { text } from "../../text";
import { figureFrame } from "../shared/figure-frame";
import type { SectionProps } from "../shared/section";
import { dayOne, marchOf, monthWords } from "../../state/calendar";
import { keyRows } from "./key-figures";

const YEARS_ON = [1, 3, 5, 10];

export function Horizons({ shown: { answer } }: SectionProps) {
  const one = option.value;
  const words = text.horizons;
  const [start, end] = [changeStart.value, marchOf(lastYear.value)];
  const fullYears = Math.floor((end + 1 - start) / 12);
  const years = [...new Set([...YEARS_ON.filter((step) => step <= fullYears), ...(fullYears < 10 && fullYears > 5 ? [fullYears] : [])])];
  if (!one || years.length === 0) return null;
  const columns = years.map((step) => {
    const month = start - 1 + 12 * step;
    return { step, date: monthWords(month), rows: keyRows(headlineMeasures.value, answer, month - dayOne.value) };
  });
  const head = ({ step, date }: { step: number; date: string }) => words.on(step, date, !one.baseline);
  const table: Table = {
    caption: words.caption,
    columns: [
      { label: text.keyFigures.measure },
      { label: words.year },
      { label: text.keyFigures.difference, unit: "children", write: difference },
      { label: text.happens.table.low80, unit: "children", write: whole },
      { label: text.happens.table.high80, unit: "children", write: whole },
      { label: text.happens.table.noFewer, write: whole },
    ],
    rows: columns.flatMap(({ date, rows }) => rows.map((row) => [row.measure.name, date, row.interval.mean, row.interval.low, row.interval.high, row.noFewer])),
  };
  return (
    <Figure id="horizons" title={one.baseline ? words.titleSame : words.title(listed(years.map(String)), one.letter)} subtitle={words.subtitle} note={words.note} tables={[table]} {...figureFrame()} picture={false} folded>
      <table class="figures horizons">
        <caption class="hidden">{words.caption}</caption>
        <thead>
          <tr>
            <th scope="col">{text.keyFigures.measure}</th>
            {columns.map((column) => (
              <th scope="col">{head(column)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {headlineMeasures.value.map((measure, place) => (
            <tr>
              <th scope="row">{measure.name}</th>
              {columns.map((column) => {
                const row = column.rows[place];
                const range = row?.interval.low === undefined || row.interval.high === undefined ? "" : differenceRange(row.interval.low, row.interval.high);
                return (
                  <td data-label={head(column)}>
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
