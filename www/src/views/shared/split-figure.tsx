/** Chance and ignorance told apart, for the difference in one measure. */
import { Figure } from "../../charts/figure";
import { SplitBars, type SplitRow } from "../../charts/split-bars";
import type { Table } from "../../charts/table";
import type { MeasureAnswer, MeasureView } from "../../engine/types";
import { whole } from "../../format";
import { firstYear } from "../../state/choice";
import { text } from "../../text";
import { figureFrame } from "./figure-frame";

const YEARS_ON = [1, 3, 5, 10];
/** The year that the answer speaks of, and the largest error of a share that lets it be told: as in the sentence above. */
const HEADLINE_YEARS = 5;
const TELLING = 0.1;

export function SplitFigure({ measure, found }: { measure: MeasureView; found: MeasureAnswer }) {
  const words = text.split;
  const name = measure.name.toLowerCase();
  const all = (found.split ?? []).map((row) => {
    const { total, chance_share: share, share_error: error } = row.difference;
    const known = total.variance !== null && total.variance > 0 && error <= TELLING;
    return { year: row.year, chance: known ? share : undefined, error };
  });
  const rows: SplitRow[] = all
    .filter((row) => YEARS_ON.includes(row.year - firstYear.value))
    .map((row) => ({ name: String(row.year), chance: row.chance }));
  const table: Table = {
    caption: words.caption(name),
    columns: [{ label: words.year }, { label: words.chanceShare, write: whole }, { label: words.numbersShare, write: whole }, { label: words.error, write: whole }],
    rows: all.map((row) => [
      String(row.year), row.chance === undefined ? undefined : 100 * row.chance,
      row.chance === undefined ? undefined : 100 - 100 * row.chance, row.chance === undefined ? undefined : 100 * row.error,
    ]),
  };
  const headline = [...all].reverse().find((row) => row.year <= firstYear.value + HEADLINE_YEARS);
  const last = headline?.chance === undefined ? undefined : [...all].reverse().find((row) => row.chance !== undefined);
  const percent = Math.round(100 * (last?.chance ?? 0));
  const title = !last ? words.titlePending : percent >= 50 ? words.titleChance(percent, last.year) : words.titleNumbers(100 - percent, last.year);
  return (
    <Figure id="split" title={title} subtitle={words.subtitle(name)} note={words.note} tables={last ? [table] : []} {...figureFrame()} picture={last !== undefined}>
      {last && <SplitBars rows={rows} name={[title, ...rows.map((row) => `${row.name}: ${row.chance === undefined ? words.tooSmall : `${Math.round(100 * row.chance)}% ${words.chance}`}`)].join(". ")} />}
    </Figure>
  );
}
