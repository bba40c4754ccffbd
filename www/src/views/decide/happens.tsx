import { DifferenceFan } from "../../charts/difference-fan";
import { Fan, fanDomain } from "../../charts/fan";
import { fanRows, hasBands } from "../../charts/fan-data";
import { differenceTable, fanTable } from "../../charts/fan-table";
import { Figure } from "../../charts/figure";
import type { MeasureAnswer, ObservedPoint } from "../../engine/types";
import { about, difference, differenceRange } from "../../format";
import { baseline, firstYear, headlineMeasures, lastYear, measureId, monthInView, option, year } from "../../state/choice";
import { text } from "../../text";
import type { SectionProps } from "../shared/section";
import { figureFrame } from "../shared/figure-frame";
import { SourceLine } from "../shared/source-line";
import { said } from "../../state/said";
import { monthOn, origin } from "../../state/calendar";
import { lastSource } from "./key-figures";

export function Happens({ study, shown: { answer } }: SectionProps) {
  const measure = headlineMeasures.value.find((one) => one.id === measureId.value) ?? headlineMeasures.value[0];
  const found = answer.measures.find((one) => one.id === measure?.id);
  const [one, from] = [option.value, baseline.value];
  if (!measure || !found || !one || !from) return null;
  const words = text.happens;
  const fan = said(answer).figures[`fan-${measure.id}`];
  const change = said(answer).figures[`difference-${measure.id}`];
  const observed = study.observed.filter((point) => point.measure === measure.id);
  const first = Math.min(firstYear.value, ...observed.map((point) => point.year));
  const name = measure.name.toLowerCase();
  const frame = figureFrame();
  const month = monthInView.value;
  const [mean, low, high] = [found.difference.mean[month] ?? 0, found.difference.p10?.[month], found.difference.p90?.[month]];
  const atRing = words.bracketBelow(year.value, difference(mean), low === undefined || high === undefined ? "" : differenceRange(low, high));
  const fromNought = fanDomain(fanRows(found.option, origin.value), fanRows(found.baseline, origin.value), observed)[0] === 0;
  const later = observed.filter((point) => point.year > firstYear.value && point.year <= lastYear.value).sort((a, b) => b.year - a.year)[0];
  const fanTitle = fan?.title ?? measure.name;
  const changeTitle = change?.title ?? text.keyFigures.difference;
  return (
    <section class="question" aria-labelledby="happens-title">
      <div class="question-head">
        <h2 id="happens-title">{words.heading}</h2>
        <MeasureSwitch />
      </div>
      {later && <p class="lead">{published(later, measure.name, from.letter, found)}</p>}
      <div class="pair">
        <Figure
          {...frame}
          id="fan"
          title={fanTitle}
          subtitle={words.fanSubtitle(measure.name, study.about.authority, first, lastYear.value, observed.length > 0)}
          note={
            <>
              {[fromNought ? "" : words.notFromNought, hasBands(found.option) ? words.fanNote : words.fanPending, ...(observed.length === 0 ? [words.noSeries(study.about.authority)] : [])].filter(Boolean).join(" ")} <SourceLine of="counts" names={lastSource(study, measure.id)} />
            </>
          }
          tables={[fanTable(measure, answer.tables)]}
        >
          <Fan name={`${fanTitle}. ${fan?.sentence ?? ""}`} place={study.about.authority} measure={found} observed={observed} firstYear={origin.value} baselineName={words.baselineName(from.letter)} optionName={words.optionName(one.letter)} same={one.baseline} stale={frame.stale} />
        </Figure>
        <Figure
          {...frame}
          id="difference"
          title={changeTitle}
          subtitle={words.differenceSubtitle(name, one.letter)}
          note={
            <>
              <span class="narrow-only">{atRing} </span>
              {words.differenceNote}
            </>
          }
          tables={[differenceTable(measure, answer.tables)]}
        >
          <DifferenceFan name={`${changeTitle}. ${change?.sentence ?? ""}`} measure={found} firstYear={origin.value} year={year.value} stale={frame.stale} />
        </Figure>
      </div>
    </section>
  );
}

/** The newest published figure after the first day, beside what was projected for it. */
function published({ year: at, value }: ObservedPoint, name: string, letter: string, { baseline }: MeasureAnswer): string {
  const month = monthOn(at);
  const [mean, low, high] = [baseline.mean[month] ?? 0, baseline.p10?.[month], baseline.p90?.[month]];
  return text.happens.since(at, name.toLowerCase(), letter, about(value), about(mean), low === undefined || high === undefined ? "" : `${about(low)} to ${about(high)}`);
}

function MeasureSwitch() {
  return (
    <fieldset class="switch">
      <legend class="hidden">{text.happens.switch}</legend>
      {headlineMeasures.value.map((one) => (
        <label>
          <input type="radio" name="measure" value={one.id} checked={one.id === measureId.value} onChange={() => (measureId.value = one.id)} />
          <span>{one.name}</span>
        </label>
      ))}
    </fieldset>
  );
}
