/** Which families drive the result: where on the staircase the difference lies, in money over all years. */
import { Figure } from "../../charts/figure";
import { LevelBars, type BarRow } from "../../charts/level-bars";
import { twin } from "../../charts/twin";
import { difference, roughPounds as pounds } from "../../format";
import { option, year } from "../../state/choice";
import { stepName } from "../../state/study";
import { text } from "../../text";
import { figureFrame } from "../shared/figure-frame";
import { SourceLine, publishers } from "../shared/source-line";
import type { SectionProps } from "../shared/section";
import { shortPounds } from "./pays-back";

export function Drives({ study, shown: { answer } }: SectionProps) {
  const one = option.value;
  if (!one) return null;
  const words = text.drives;
  const lines = answer.costs.filter((line) => line.kind === "level" || line.kind === "entry" || line.kind === "programme");
  const rows: BarRow[] = lines
    .map((line) => ({ name: line.name, value: line.total.difference, low: line.total.p10, high: line.total.p90 }))
    .filter((row) => Math.abs(row.value) >= 500)
    .sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
  const avoided = lines.filter((line) => line.kind !== "programme" && Math.abs(line.total.difference) >= 500).sort((a, b) => Math.abs(b.total.difference) - Math.abs(a.total.difference));
  const top = avoided[0];
  const title = top ? words.title(top.name, pounds(Math.abs(top.total.difference)), top.total.difference < 0) : words.titleNone;
  return (
    <section class="question" aria-labelledby="drives-title">
      <h2 id="drives-title">{words.heading}</h2>
      <p class="lead">{steps(study, answer)}</p>
      <Figure
        id="drives"
        title={title}
        subtitle={words.subtitle(one.letter, study.about.price_base)}
        note={
          <>
            {words.note} <SourceLine of="costs" names={publishers("costs")} />
          </>
        }
        tables={[twin(answer.tables.money, { caption: words.caption, where: { kind: ["level", "entry", "programme"], financial_year: text.money.all }, columns: ["line", "difference_pounds", "difference_p10_pounds", "difference_p90_pounds"] })]}
        {...figureFrame()}
        folded
      >
        {rows.length > 0 ? <LevelBars rows={rows} name={[title, ...rows.map((row) => `${row.name}: ${pounds(row.value)}`)].join(". ")} write={shortPounds} /> : <p>{words.nothing}</p>}
      </Figure>
    </section>
  );
}

/** "On 31 March 2024: Complex 40 fewer families, Child in need 16 fewer." */
function steps(study: SectionProps["study"], answer: SectionProps["shown"]["answer"]): string {
  const drawn = answer.staircase.find((each) => each.year === year.value);
  if (!drawn) return "";
  const parts = drawn.option.flatMap((state) => {
    const before = drawn.baseline.find((each) => each.step === state.step);
    const change = state.families - (before?.families ?? 0);
    const kind = study.levels.find((level) => level.step === state.step)?.kind;
    return kind === "universal" || Math.abs(change) < 0.5 ? [] : [text.drives.step(stepName(study, state.step), difference(change))];
  });
  return parts.length === 0 ? text.drives.noStep(drawn.year) : text.drives.steps(drawn.year, parts);
}
