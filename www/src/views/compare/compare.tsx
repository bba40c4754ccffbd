/** Up to four options in columns. Column A is what the others are measured from; same rows, same scales. */
import { Figure } from "../../charts/figure";
import type { Answer, OptionView, StudyView } from "../../engine/types";
import { about, difference, differenceRange, pounds } from "../../format";
import { against, compareAgainst, comparedIds, editOf, headlineMeasures, isUsualBaseline, measureId, monthInView, optionId, year } from "../../state/choice";
import { hasThisBaseline, isCurrent, otherAnswer } from "../../state/compare";
import { stale } from "../../state/results";
import { text } from "../../text";
import { Scrubber } from "../decide/scrubber";
import { figureFrame } from "../shared/figure-frame";
import type { SectionProps } from "../shared/section";
import { Changed } from "./changed";
import { Cards } from "./cards";
import { CompareStatus } from "./compare-status";
import { CompareFans } from "./fans";
import { MoneyRows } from "./money-rows";
import { differencesTable, headline } from "./rows";
import { CompareStairs } from "./stairs";

/** One column: an option and its answer, as far as it is there. */
export interface Column {
  option: OptionView;
  answer: Answer | undefined;
  stale: boolean;
}

export function Compare({ study, shown }: SectionProps) {
  const from = against.value;
  if (!from) return null;
  const usual = isUsualBaseline.value;
  const ids = study.options.map((one) => one.id);
  const columns: Column[] = comparedIds.value.flatMap((id) => {
    const option = study.options.find((one) => one.id === id);
    if (!option) return [];
    if (usual && id === optionId.value) return [{ option, answer: shown.option === id ? shown.answer : undefined, stale: stale.value !== undefined }];
    const other = otherAnswer(id);
    const fits = other !== undefined && other.generation === shown.generation && hasThisBaseline(other);
    return [{ option, answer: fits ? other.answer : undefined, stale: fits && !isCurrent(other) }];
  });
  const measure = headlineMeasures.value.find((one) => one.id === measureId.value) ?? headlineMeasures.value[0];
  if (!measure) return null;
  const words = text.compare;
  // Its other side is what all columns are measured from.
  const base = usual ? shown.answer : columns.find((column) => column.answer)?.answer;
  return (
    <>
      <div class="compare-head">
        <h1 class="view-title" id="answer" tabIndex={-1}>
          {headline(columns, from, measure, monthInView.value, year.value)}
        </h1>
        <CompareStatus authority={study.about.authority} />
      </div>
      <Against study={study} from={from} />
      <Cards from={from} columns={columns} baselineCost={base?.costs.find((line) => line.kind === "spent")?.years[0]?.baseline} />
      <Scrubber />
      {base && <CompareFans measure={measure} columns={columns} from={from} shown={base} />}
      <Figure id="differences" level={2} title={words.differences(year.value)} subtitle={words.differencesNote(from.letter)} note={words.percentile} tables={[differencesTable(columns)]} {...figureFrame()} picture={false}>
        <table class="figures differences">
          <caption class="hidden">{words.differences(year.value)}</caption>
          <thead>
            <tr>
              <th scope="col">{text.keyFigures.measure}</th>
              <th scope="col">{`${from.letter}. ${from.name}`}</th>
              {columns.map(({ option }) => (
                <th scope="col">{`${option.letter}. ${option.name}`}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {headlineMeasures.value.map((one) => (
              <tr>
                <th scope="row">{one.name}</th>
                <td data-label={`${from.letter}. ${from.name}`}>{base ? about(seriesAt(base, one.id, "baseline") ?? 0) : text.keyFigures.pending}</td>
                {columns.map((column) => (
                  <DifferenceCell column={column} measure={one.id} />
                ))}
              </tr>
            ))}
            <tr>
              <th scope="row">{words.netAll}</th>
              <td data-label={`${from.letter}. ${from.name}`}>{words.measuredFrom}</td>
              {columns.map((column) => (
                <NetCell column={column} />
              ))}
            </tr>
          </tbody>
        </table>
      </Figure>
      {base && <CompareStairs columns={columns} from={from} answer={base} study={study} />}
      <MoneyRows columns={columns} from={from} study={study} measure={measure} />
      <Changed study={study} ids={ids} edits={ids.map(editOf)} from={from} />
      <p class="figure-note">{words.fewerNote}</p>
    </>
  );
}

/** What the columns are measured from: any option will do, and its name stands in the table. */
function Against({ study, from }: { study: StudyView; from: OptionView }) {
  const words = text.compare;
  return (
    <div class="compare-against">
      <label class="label" for="against">
        {words.against}
      </label>
      <select id="against" value={from.id} onChange={(event) => compareAgainst(event.currentTarget.value)}>
        {study.options.map((one) => (
          <option value={one.id}>{`${one.letter}. ${one.name}${one.baseline ? words.usual : ""}`}</option>
        ))}
      </select>
      <span class="quiet">{words.measured(from.letter, from.name)}</span>
    </div>
  );
}

function seriesAt(answer: Answer, id: string, side: "baseline" | "option"): number | undefined {
  return answer.measures.find((one) => one.id === id)?.[side].mean[monthInView.value];
}

function DifferenceCell({ column, measure }: { column: Column; measure: string }) {
  const band = column.answer?.measures.find((one) => one.id === measure)?.difference;
  const month = monthInView.value;
  const [mean, low, high] = [band?.mean[month], band?.p10?.[month], band?.p90?.[month]];
  return (
    <td data-label={`${column.option.letter}. ${column.option.name}`} class={column.stale ? "is-stale-cell" : undefined}>
      <strong>{mean === undefined ? text.keyFigures.pending : difference(mean)}</strong>
      <span class="beside">{low === undefined || high === undefined ? text.run.rangesComing : text.horizons.range(differenceRange(low, high))}</span>
    </td>
  );
}

function NetCell({ column }: { column: Column }) {
  const total = column.answer?.costs.find((line) => line.kind === "net")?.total;
  return (
    <td data-label={`${column.option.letter}. ${column.option.name}`} class={column.stale ? "is-stale-cell" : undefined}>
      <strong>{total ? pounds(total.difference) : text.keyFigures.pending}</strong>
      <span class="beside">{total?.p10 === undefined || total.p90 === undefined ? text.run.rangesComing : text.horizons.range(`${pounds(total.p10)} to ${pounds(total.p90)}`)}</span>
    </td>
  );
}
