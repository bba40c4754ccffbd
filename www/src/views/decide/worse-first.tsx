/** Does demand get worse before it gets better: the highest and the lowest point of each difference. */
import { nice, ticks } from "d3-array";
import { extent, fanRows } from "../../charts/fan-data";
import { Figure } from "../../charts/figure";
import { MiniFan } from "../../charts/mini-fan";
import type { Table } from "../../charts/table";
import { difference, monthNames } from "../../format";
import { firstYear, headlineMeasures, option } from "../../state/choice";
import { stale } from "../../state/results";
import { text } from "../../text";
import { figureFrame } from "../shared/figure-frame";
import type { SectionProps } from "../shared/section";

interface Turn {
  name: string;
  most: { value: number; month: number };
  least: { value: number; month: number };
}

/** Month 0 is March of the first year. */
const when = (month: number) => `${monthNames[(2 + month) % 12] ?? ""} ${firstYear.value + Math.floor((2 + month) / 12)}`;

function titleOf(rises: Turn[], falling: Turn[]): string {
  const words = text.worseFirst;
  const names = (turns: Turn[]) => turns.map((one) => one.name.toLowerCase().replace(/, all cases$/, ""));
  if (rises.length === 0) return falling.length > 0 ? words.titleNo : words.titleNothing;
  if (falling.length === 0) return words.titleOnly(names(rises));
  const first = rises.filter((one) => falling.includes(one));
  const others = falling.filter((one) => !rises.includes(one));
  return first.length > 0 && first.length === rises.length ? words.titleYes(names(rises)) : words.titleMixed(names(rises), names(others.length > 0 ? others : falling));
}

export function WorseFirst({ shown: { answer } }: SectionProps) {
  if (!option.value) return null;
  const words = text.worseFirst;
  const turns: Turn[] = headlineMeasures.value.flatMap((measure) => {
    const series = answer.measures.find((one) => one.id === measure.id)?.difference.mean;
    if (!series) return [];
    const at = (value: number) => ({ value, month: series.indexOf(value) });
    return [{ name: measure.name, most: at(Math.max(...series)), least: at(Math.min(...series)) }];
  });
  const rises = turns.filter(({ most, least }) => most.value >= 0.5 && (least.value > -0.5 || most.month < least.month));
  const falling = turns.filter(({ least }) => least.value <= -0.5);
  const title = titleOf(rises, falling);
  const spent = answer.costs.find((line) => line.kind === "spent")?.total.difference ?? 0;
  const table: Table = {
    caption: words.caption,
    columns: [{ label: text.keyFigures.measure }, { label: words.most, unit: "children", write: difference }, { label: words.mostWhen }, { label: words.least, unit: "children", write: difference }, { label: words.leastWhen }],
    rows: turns.map(({ name, most, least }) => [name, most.value, when(most.month), least.value, when(least.month)]),
  };
  return (
    <section class="question" aria-labelledby="worse-title">
      <h2 id="worse-title">{words.heading}</h2>
      <Figure id="worse-first" title={title} subtitle={words.subtitle} note={spent < 0 ? words.noteCut : words.note} tables={[table]} {...figureFrame()} picture={false}>
        <div class="columns three">
          {headlineMeasures.value.flatMap((measure) => {
            const band = answer.measures.find((one) => one.id === measure.id)?.difference;
            if (!band) return [];
            const [low, high] = extent(fanRows(band, 0));
            const domain = nice(Math.min(0, low), Math.max(low >= 0 ? 1 : 0, high), 4) as [number, number];
            return [
              <div>
                <p class="strong">{measure.name}</p>
                <MiniFan name={words.fanName(measure.name)} band={band} firstYear={firstYear.value} domain={domain} ticks={ticks(domain[0], domain[1], 4)} stale={stale.value !== undefined} />
              </div>,
            ];
          })}
        </div>
        <table class="figures worse-first">
          <caption class="hidden">{words.caption}</caption>
          <thead>
            <tr><th scope="col">{text.keyFigures.measure}</th><th scope="col">{words.most}</th><th scope="col">{words.least}</th></tr>
          </thead>
          <tbody>
            {turns.map(({ name, most, least }) => (
              <tr>
                <th scope="row">{name}</th>
                <td data-label={words.most}>{most.value < 0.5 ? words.never : words.at(difference(most.value), when(most.month))}</td>
                <td data-label={words.least}>{least.value > -0.5 ? words.neverLess : words.at(difference(least.value), when(least.month))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Figure>
    </section>
  );
}
