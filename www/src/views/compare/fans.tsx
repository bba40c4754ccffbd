/** Each option's paired difference, small, on one scale; the baseline's own fan in column A. */
import { nice, ticks } from "d3-array";
import { Figure } from "../../charts/figure";
import { differenceTable } from "../../charts/fan-table";
import { countDomain, extent, fanRows } from "../../charts/fan-data";
import { MiniFan } from "../../charts/mini-fan";
import type { Answer, MeasureView, OptionView } from "../../engine/types";
import { difference, differenceRange } from "../../format";
import { firstYear, headlineMeasures, measureId, monthInView, year } from "../../state/choice";
import { text } from "../../text";
import { figureFrame } from "../shared/figure-frame";
import { origin } from "../../state/calendar";
import type { Column } from "./compare";

export function CompareFans({ measure, columns, from: { letter }, shown }: { measure: MeasureView; columns: Column[]; from: OptionView; shown: Answer }) {
  const words = text.compare;
  const month = monthInView.value;
  const ends = columns.flatMap(({ answer }) => {
    const band = answer?.measures.find((one) => one.id === measure.id)?.difference;
    return band ? extent(fanRows(band, 0)) : [];
  });
  // Nothing changed is always in sight; what no run reaches takes no room.
  const [lowest, highest] = [Math.min(0, ...ends), Math.max(0, ...ends)];
  const domain = (lowest === highest ? [-1, 1] : nice(lowest, highest, 4)) as [number, number];
  const at = ticks(domain[0], domain[1], 4);
  const from = shown.measures.find((one) => one.id === measure.id)?.baseline;
  const high = nice(...countDomain(...extent(fanRows(from ?? { mean: [0, 1] }, 0))), 4) as [number, number];
  const [start, now] = [from?.mean[0] ?? 0, from?.mean[month] ?? 0];
  return (
    <Figure
      id="compare-fans"
      level={2}
      title={words.fans(measure.name, year.value)}
      subtitle={words.fansNote(letter)}
      note={[...(high[0] > 0 ? [words.notFromNought(letter)] : []), text.happens.differenceNote].join(" ")}
      tables={columns.flatMap(({ option, answer }) => {
        return answer ? [{ ...differenceTable(measure, answer.tables), name: option.letter, caption: words.fanTable(option.letter, option.name, measure.name) }] : [];
      })}
      {...figureFrame()}
      picture={false}
    >
      <fieldset class="switch compare-switch">
        <legend class="hidden">{text.happens.switch}</legend>
        {headlineMeasures.value.map((one) => (
          <label>
            <input type="radio" name="compare-measure" value={one.id} checked={one.id === measure.id} onChange={() => (measureId.value = one.id)} />
            <span>{one.name}</span>
          </label>
        ))}
      </fieldset>
      <div class="columns">
        <div>
          <p class="column-figure">
            <span class="column-letter">{letter}</span> {difference(now - start)}
          </p>
          <p class="quiet">{words.sinceStart(firstYear.value)}</p>
          {from && <MiniFan name={words.fanName(letter, measure.name)} band={from} firstYear={origin.value} domain={high} ticks={ticks(high[0], high[1], 4)} stale={false} counts />}
        </div>
        {columns.map(({ option, answer, stale }) => {
          const band = answer?.measures.find((one) => one.id === measure.id)?.difference;
          const [mean, low, top] = [band?.mean[month], band?.p10?.[month], band?.p90?.[month]];
          return (
            <div>
              <p class="column-figure">
                <span class="column-letter">{option.letter}</span> {mean === undefined ? text.keyFigures.pending : difference(mean)}
              </p>
              <p class="quiet">{low === undefined || top === undefined ? text.run.rangesComing : text.horizons.range(differenceRange(low, top))}</p>
              {band && <MiniFan name={`${words.fanName(option.letter, measure.name)} ${mean === undefined ? "" : difference(mean)}`} band={band} firstYear={origin.value} domain={domain} ticks={at} stale={stale} />}
            </div>
          );
        })}
      </div>
    </Figure>
  );
}
