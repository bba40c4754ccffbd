/** Does demand get worse before it gets better: the highest and the lowest point of each difference. */
import { nice, ticks } from "d3-array";
import { extent, fanRows } from "../../charts/fan-data";
import { Figure } from "../../charts/figure";
import { MiniFan } from "../../charts/mini-fan";
import type { Table } from "../../charts/table";
import { difference } from "../../format";
import { headlineMeasures, option } from "../../state/choice";
import { stale } from "../../state/results";
import { text } from "../../text";
import { figureFrame } from "../shared/figure-frame";
import { origin } from "../../state/calendar";
import type { SectionProps } from "../shared/section";

export function WorseFirst({ shown: { answer } }: SectionProps) {
  if (!option.value) return null;
  const words = text.worseFirst;
  const turns = answer.words.turns;
  const title = answer.words.figures["worse-first"]?.title ?? "";
  const cut = answer.words.money === "saves" || answer.words.money === "loses";
  const table: Table = {
    caption: words.caption,
    columns: [{ label: text.keyFigures.measure }, { label: words.most, unit: "children", write: difference }, { label: words.mostWhen }, { label: words.least, unit: "children", write: difference }, { label: words.leastWhen }],
    rows: turns.map(({ name, most, least }) => [name, most.value, most.date, least.value, least.date]),
  };
  return (
    <section class="question" aria-labelledby="worse-title">
      <h2 id="worse-title">{words.heading}</h2>
      <Figure id="worse-first" title={title} subtitle={words.subtitle} note={cut ? words.noteCut : words.note} tables={[table]} {...figureFrame()} picture={false} folded>
        <div class="columns three">
          {headlineMeasures.value.flatMap((measure) => {
            const band = answer.measures.find((one) => one.id === measure.id)?.difference;
            if (!band) return [];
            const [low, high] = extent(fanRows(band, 0));
            const domain = nice(Math.min(0, low), Math.max(low >= 0 ? 1 : 0, high), 4) as [number, number];
            return [
              <div>
                <p class="strong">{measure.name}</p>
                <MiniFan name={words.fanName(measure.name)} band={band} firstYear={origin.value} domain={domain} ticks={ticks(domain[0], domain[1], 4)} stale={stale.value !== undefined} />
              </div>,
            ];
          })}
        </div>
        <table class="figures worse-first">
          <caption class="hidden">{words.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{text.keyFigures.measure}</th>
              <th scope="col">{words.most}</th>
              <th scope="col">{words.least}</th>
            </tr>
          </thead>
          <tbody>
            {turns.map(({ name, most, least }) => (
              <tr>
                <th scope="row">{name}</th>
                <td data-label={words.most}>{most.clear && most.value > 0 ? words.at(difference(most.value), most.date) : words.never}</td>
                <td data-label={words.least}>{least.clear && least.value < 0 ? words.at(difference(least.value), least.date) : words.neverLess}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Figure>
    </section>
  );
}
