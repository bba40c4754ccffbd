/** How many children were in need, on plans and looked after at each 31 March, as published. */
import { axisX, axisY, dot, gridY, lineY, ruleY, type PlotOptions } from "@observablehq/plot";
import { nice } from "d3-array";
import { axisTicks, yearTicks } from "../../charts/fan-data";
import { Figure, type FigureProps } from "../../charts/figure";
import { PlotPicture } from "../../charts/plot-picture";
import type { Beside, Profile } from "../../engine/types";
import { axisWriter, whole } from "../../format";
import { text } from "../../text";

const HEIGHT = 200;
const LEFT = 52;
const RIGHT = 20;

type Frame = Pick<FigureProps, "source" | "stale" | "fileName" | "metadata">;

export function HistoryFigure({ found, ...frame }: { found: Profile } & Frame) {
  const words = text.council.history;
  const measures = found.measures.filter((one) => one.id.endsWith("_stock") && one.series.length > 1);
  const years = measures.flatMap((one) => one.series.map(([year]) => year));
  if (years.length === 0) return null;
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const all = Array.from({ length: last - first + 1 }, (_, place) => first + place);
  const table = {
    caption: words.title(found.authority.name, first, last),
    columns: [{ label: words.year }, ...measures.map((one) => ({ label: one.words, write: whole }))],
    rows: all.map((year) => [String(year), ...measures.map((one) => valueIn(one, year))]),
  };
  return (
    <Figure id="council-history" title={words.title(found.authority.name, first, last)} subtitle={words.subtitle} tables={[table]} picture={false} {...frame}>
      <div class="columns three">
        {measures.map((one) => (
          <div class="beside-card">
            <h4>{one.words}</h4>
            <PlotPicture name={spoken(one, found.authority.name)} height={HEIGHT} options={(width) => drawn(one, all, width)} />
          </div>
        ))}
      </div>
    </Figure>
  );
}

const valueIn = (one: Beside, year: number) => one.series.find(([other]) => other === year)?.[1];

function spoken({ words: measure, series }: Beside, name: string): string {
  const { picture, point } = text.council.history;
  const ordered = [...series].sort(([, one], [, other]) => one - other);
  const say = (pair: [number, number] | undefined) => (pair ? point(whole(pair[1]), pair[0]) : "");
  return picture(measure, name, say(series[0]), say(series.at(-1)), say(ordered[0]), say(ordered.at(-1)));
}

function drawn(one: Beside, years: number[], width: number): PlotOptions {
  const points = years.map((year) => ({ year, value: valueIn(one, year) }));
  const [first, last] = [years[0] ?? 0, years.at(-1) ?? 0];
  const domain = nice(0, Math.max(1, ...one.series.map(([, value]) => value)), 4) as [number, number];
  const ticks = axisTicks(domain);
  return {
    marginLeft: LEFT,
    marginRight: RIGHT,
    marginTop: 12,
    marginBottom: 28,
    x: { type: "linear", domain: [first, last] },
    y: { type: "linear", domain },
    marks: [
      gridY(ticks, { stroke: "var(--hairline)", strokeOpacity: 1 }),
      axisY(ticks, { tickSize: 0, fill: "var(--quiet)", tickFormat: axisWriter(ticks), label: null }),
      axisX(yearTicks(first, last, width - LEFT - RIGHT), { tickSize: 5, fill: "var(--quiet)", tickFormat: String, label: null }),
      ruleY([0], { stroke: "var(--ink)", strokeWidth: 1 }),
      lineY(points, { x: "year", y: "value", stroke: "var(--option)", strokeWidth: 2.5 }),
      dot(points, { x: "year", y: "value", r: 3, fill: "var(--option)" }),
    ],
  };
}
