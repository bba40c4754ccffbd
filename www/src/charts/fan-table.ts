/** The two fans as tables, one row each 31 March. */
import type { Band, MeasureAnswer, MeasureView, ObservedPoint } from "../engine/types";
import { difference, signed, whole } from "../format";
import { text } from "../text";
import type { Column, Table } from "./table";

const words = text.happens.table;

function bandColumns(unit: string, write: (value: number) => string): Column[] {
  return [words.low95, words.high95, words.low80, words.high80, words.low50, words.high50].map((label) => ({ label, unit, write }));
}

const bandCells = (band: Band, month: number) => [band.p2_5, band.p97_5, band.p10, band.p90, band.p25, band.p75].map((series) => series?.[month]);

/** Each 31 March, where month 0 stands at `origin`: 2019 for 31 March 2019, 2019.5 for 30 September. */
function years(band: Band, origin: number): { year: number; month: number }[] {
  return band.mean.flatMap((_, month) => {
    const year = Math.round(origin + month / 12);
    return Math.round(12 * (year - origin)) === month ? [{ year, month }] : [];
  });
}

export function fanTable(measure: MeasureView, answer: MeasureAnswer, observed: ObservedPoint[], origin: number): Table {
  const { unit } = measure;
  const publishedIn = (year: number) => observed.find((point) => point.year === year)?.value;
  const earlier = observed.filter((point) => point.year < origin).sort((a, b) => a.year - b.year);
  const blank = Array.from({ length: 8 }, () => undefined);
  return {
    caption: text.happens.table.fanCaption(measure.name),
    columns: [{ label: words.year }, { label: words.published, unit, write: whole }, { label: words.baseline, unit, write: whole }, { label: words.option, unit, write: whole }, ...bandColumns(unit, whole)],
    rows: [...earlier.map((point) => [String(point.year), point.value, ...blank]), ...years(answer.option, origin).map(({ year, month }) => [String(year), publishedIn(year), answer.baseline.mean[month], answer.option.mean[month], ...bandCells(answer.option, month)])],
  };
}

export function differenceTable(measure: MeasureView, answer: MeasureAnswer, origin: number): Table {
  return {
    caption: words.differenceCaption(measure.name),
    columns: [{ label: words.year }, { label: words.difference, unit: measure.unit, write: difference }, ...bandColumns(measure.unit, signed), { label: words.noFewer, write: whole }],
    rows: years(answer.difference, origin).map(({ year, month }) => [String(year), answer.difference.mean[month], ...bandCells(answer.difference, month), answer.no_fewer?.[month]]),
  };
}
