import { Figure } from "../../charts/figure";
import { IntervalBar, intervalScale, type Interval } from "../../charts/interval";
import { twin } from "../../charts/twin";
import type { Answer, MeasureAnswer, MeasureView, StudyView } from "../../engine/types";
import { about, difference, differenceRange, whole } from "../../format";
import { baseline, firstYear, headlineMeasures, monthInView, option, year } from "../../state/choice";
import { run } from "../../state/results";
import { text } from "../../text";
import type { SectionProps } from "../shared/section";
import { figureFrame } from "../shared/figure-frame";
import { dayOne, monthWords } from "../../state/calendar";
import { SourceLine } from "../shared/source-line";

/** Of the table: on the day or in the year, both options, their difference. */
export const KEYS = ["measure", "counted", ...["mean_children:baseline", "mean_children:option", "mean_children:difference", "p10_children:difference", "p90_children:difference", "no_fewer_runs:difference"]];

interface Row {
  measure: MeasureView;
  start: number;
  baseline: number;
  option: number;
  interval: Interval;
  noFewer: number | undefined;
}

/** A stock is read on 31 March; a flow is the twelve months to it. */
export function keyRows(measures: MeasureView[], answer: Answer, month: number): Row[] {
  return measures.flatMap((measure) => {
    const found = answer.measures.find((one) => one.id === measure.id);
    return found ? [keyRow(measure, found, month)] : [];
  });
}

function keyRow(measure: MeasureView, found: MeasureAnswer, month: number): Row {
  const at = (series: number[] | undefined) => (measure.kind === "stock" ? series?.[month] : series?.slice(Math.max(1, month - 11), month + 1).reduce((sum, value) => sum + value, 0));
  const stock = measure.kind === "stock";
  return {
    measure,
    start: found.baseline.mean[0] ?? 0,
    baseline: at(found.baseline.mean) ?? 0,
    option: at(found.option.mean) ?? 0,
    interval: {
      low: stock ? found.difference.p10?.[month] : undefined,
      mean: at(found.difference.mean) ?? 0,
      high: stock ? found.difference.p90?.[month] : undefined,
    },
    noFewer: stock ? found.no_fewer?.[month] : undefined,
  };
}

export function KeyFigures({ study, shown: { answer } }: SectionProps) {
  const [one, from] = [option.value, baseline.value];
  if (!one || !from) return null;
  const month = monthInView.value;
  const rows = keyRows(headlineMeasures.value, answer, month);
  const scale = intervalScale(rows.map(shareOfStart));
  const words = text.keyFigures;
  const absent = run.value.phase === "stopped" || run.value.phase === "failed" ? words.missing : words.pending;
  return (
    <Figure
      id="key-figures"
      level={2}
      title={words.title(year.value)}
      note={
        <>
          {words.note} <SourceLine of="counts" names={headlineMeasures.value.flatMap((one) => lastSource(study, one.id))} />
        </>
      }
      tables={[twin(answer.tables.children, { caption: words.allMeasures(year.value), where: { date: year.value }, beside: "side", columns: KEYS })]}
      {...figureFrame()}
      picture={false}
    >
      <table class="figures key-figures">
        <caption class="hidden">{words.caption(year.value)}</caption>
        <thead>
          <tr>
            <th scope="col">{words.measure}</th>
            <th scope="col" class="number">
              {monthWords(dayOne.value)}
            </th>
            <th scope="col" class="number">{`${from.letter}. ${from.name}`}</th>
            <th scope="col" class="number">
              {words.optionColumn(one.letter)}
            </th>
            <th scope="col" class="number">
              {words.difference}
            </th>
            <th scope="col">
              <span class="interval-head">
                <span>{words.fewer}</span> <span>{words.interval}</span> <span>{words.more}</span>
              </span>
            </th>
            <th scope="col">{words.inWords}</th>
            <th scope="col" class="number">
              {words.noBetter}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              <th scope="row">{row.measure.name}</th>
              <td class="number" data-label={monthWords(dayOne.value)}>
                {about(row.start)}
              </td>
              <td class="number" data-label={words.baselineColumn(from.letter)}>
                {about(row.baseline)}
              </td>
              <td class="number" data-label={words.optionColumn(one.letter)}>
                {about(row.option)}
              </td>
              <td class="number strong" data-label={words.difference}>
                {difference(row.interval.mean)}
              </td>
              <td class="interval-cell">
                <IntervalBar row={shareOfStart(row)} scale={scale} />
              </td>
              <td data-label={words.inWords}>{row.interval.low === undefined || row.interval.high === undefined ? absent : differenceRange(row.interval.low, row.interval.high)}</td>
              <td class="number" data-label={words.noBetter}>
                {row.noFewer === undefined ? absent : words.noBetterIn(whole(row.noFewer))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Figure>
  );
}

/** Where the newest published figure of a measure comes from. */
export function lastSource(study: StudyView, measure: string): string[] {
  const points = study.observed.filter((point) => point.measure === measure && point.year <= firstYear.value);
  return points
    .sort((a, b) => b.year - a.year)
    .slice(0, 1)
    .map((point) => point.source);
}

/** Measures differ in size a great deal, so the bars are drawn as shares of the count at the start. */
function shareOfStart({ interval, start }: Row): Interval {
  const share = (value: number) => value / Math.max(1, start);
  return {
    low: interval.low === undefined ? undefined : share(interval.low),
    mean: share(interval.mean),
    high: interval.high === undefined ? undefined : share(interval.high),
  };
}
