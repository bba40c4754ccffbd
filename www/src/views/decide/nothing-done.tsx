/** What does doing nothing cost: the baseline by itself, as counts and as money. */
import { Figure } from "../../charts/figure";
import { twin } from "../../charts/twin";
import { about, roughPounds as pounds } from "../../format";
import { baseline, firstYear, headlineMeasures, lastYear } from "../../state/choice";
import { text } from "../../text";
import { figureFrame } from "../shared/figure-frame";
import { SourceLine, publishers } from "../shared/source-line";
import type { SectionProps } from "../shared/section";
import { Columns } from "../../charts/columns";

export function NothingDone({ study, shown: { answer } }: SectionProps) {
  const from = baseline.value;
  const statutory = answer.costs.find((line) => line.kind === "avoided");
  const [first, last] = [statutory?.years[0], statutory?.years[statutory.years.length - 1]];
  if (!from || !statutory || !first || !last) return null;
  const words = text.nothingDone;
  const counts = headlineMeasures.value.flatMap((measure) => {
    const found = answer.measures.find((one) => one.id === measure.id)?.baseline.mean;
    const [start, end] = [found?.[0], found?.[found.length - 1]];
    return start === undefined || end === undefined ? [] : [words.count(measure.name.toLowerCase(), about(start), about(end))];
  });
  const title = words.title(pounds(first.baseline), pounds(last.baseline), first.year, last.year);
  return (
    <section class="question" aria-labelledby="nothing-title">
      <h2 id="nothing-title">{words.heading}</h2>
      <p class="lead">{words.sentence(firstYear.value, lastYear.value, counts)}</p>
      <Figure
        id="doing-nothing"
        title={title}
        subtitle={words.subtitle(from.letter, study.about.price_base)}
        note={
          <>
            {words.note} <SourceLine of="costs" names={publishers("costs")} />
          </>
        }
        tables={[twin(answer.tables.money, { caption: words.caption, where: { kind: "avoided" }, columns: ["financial_year", "baseline_pounds"] })]}
        {...figureFrame()}
        folded
      >
        <Columns rows={statutory.years.map((row) => ({ name: row.year, value: row.baseline }))} name={title} />
      </Figure>
    </section>
  );
}
