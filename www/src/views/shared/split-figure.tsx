/** Chance and uncertain inputs told apart, for the difference in one measure; `sampled` adds the terms of the field. */
import { Figure } from "../../charts/figure";
import { SplitBars, type SplitRow } from "../../charts/split-bars";
import { twin } from "../../charts/twin";
import type { Answer, MeasureAnswer, MeasureView } from "../../engine/types";
import { text } from "../../text";
import { marchFrom } from "../../state/calendar";
import { changeStart, year } from "../../state/choice";
import { figureFrame } from "./figure-frame";

const YEARS_ON = [1, 3, 5, 10];
/** The largest error of a share that lets it be told: as in the sentence above. */
const TELLING = 0.1;

export function SplitFigure({ answer, measure, found, sampled = false }: { answer: Answer; measure: MeasureView; found: MeasureAnswer; sampled?: boolean }) {
  const words = text.split;
  const name = measure.name.toLowerCase();
  const all = (found.split ?? []).map((row) => {
    const { total, chance_share: share, share_error: error } = row.difference;
    const known = total.variance !== null && total.variance > 0 && error <= TELLING;
    return { year: row.year, chance: known ? share : undefined, error };
  });
  const marches = YEARS_ON.map((step) => marchFrom(changeStart.value + 12 * step - 1));
  // The year in view, and with it in the picture.
  const told = all.find((row) => row.year === year.value && row.chance !== undefined);
  const rows: SplitRow[] = all.filter((row) => row.year === told?.year || marches.includes(row.year)).map((row) => ({ name: String(row.year), chance: row.chance }));
  const percent = Math.round(100 * (told?.chance ?? 0));
  const title = !told ? words.titlePending : percent >= 50 ? words.titleChance(percent, told.year) : words.titleNumbers(100 - percent, told.year);
  return (
    <Figure
      id="split"
      title={title}
      subtitle={words.subtitle(name)}
      note={sampled ? `${words.note} ${words.noteSampled}` : words.note}
      tables={told ? [twin(answer.tables.variance, { caption: words.caption(name), where: { measure: measure.id, side: "difference" }, columns: ["date", "variance", "chance", "uncertain_numbers", "chance_share", "chance_share_error"] })] : []}
      {...figureFrame()}
      picture={told !== undefined}
    >
      {told && <SplitBars rows={rows} name={[title, ...rows.map((row) => `${row.name}: ${row.chance === undefined ? words.tooSmall : `${Math.round(100 * row.chance)}% ${words.chance}`}`)].join(". ")} />}
    </Figure>
  );
}
