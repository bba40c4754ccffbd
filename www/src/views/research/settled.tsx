/** The running mean with its Monte Carlo error: whether more runs would move the answer. */
import { axisX, axisY, dot, gridY, ruleX, ruleY } from "@observablehq/plot";
import { nice, ticks } from "d3-array";
import { Figure } from "../../charts/figure";
import { PlotPicture } from "../../charts/plot-picture";
import type { Table } from "../../charts/table";
import type { MeasureAnswer, MeasureView } from "../../engine/types";
import { whole } from "../../format";
import { firstYear, year } from "../../state/choice";
import { settling } from "../../state/settling";
import { text } from "../../text";
import { figureFrame } from "../shared/figure-frame";

const HEIGHT = 260;
const one = (value: number) =>
  value
    .toFixed(1)
    .replace("-", "−")
    .replace(/^−0\.0$/, "0.0");

export function Settled({ measure, found, preview }: { measure: MeasureView; found: MeasureAnswer; preview: string }) {
  const words = text.settled;
  const place = year.value - firstYear.value;
  const points = settling.value.flatMap((point) => {
    const at = point.at[measure.id]?.[place];
    return at ? [{ runs: point.runs, mean: at.mean, low: at.mean - 2 * at.error, high: at.mean + 2 * at.error }] : [];
  });
  const last = points[points.length - 1];
  const title = last ? words.title(whole(last.runs), one(last.mean), one((last.high - last.low) / 2)) : words.pending;
  const table: Table = {
    caption: words.caption(measure.name.toLowerCase(), year.value),
    columns: [
      { label: words.runs, write: whole },
      { label: words.mean, unit: "children", write: one },
      { label: words.low, unit: "children", write: one },
      { label: words.high, unit: "children", write: one },
    ],
    rows: points.map((point) => [point.runs, point.mean, point.low, point.high]),
  };
  const values = points.flatMap((point) => [point.low, point.high]);
  const domain = nice(Math.min(0, ...values), Math.max(0, ...values) || 1, 5) as [number, number];
  const at = ticks(domain[0], domain[1], 5);
  const most = Math.max(100, found.difference.error ? (last?.runs ?? 100) : 100);
  return (
    <Figure id="settled" title={title} subtitle={words.subtitle(measure.name.toLowerCase(), year.value)} note={[words.note, preview].filter(Boolean).join(" ")} tables={[table]} {...figureFrame()}>
      <PlotPicture
        name={title}
        height={HEIGHT}
        options={() => ({
          marginLeft: 48,
          marginRight: 16,
          marginBottom: 36,
          x: { type: "linear", domain: [0, most] },
          y: { type: "linear", domain },
          marks: [
            gridY(at, { stroke: "var(--hairline)", strokeOpacity: 1 }),
            axisY(at, { tickSize: 0, fill: "var(--quiet)", label: null, tickFormat: (value: number) => String(value).replace("-", "−") }),
            axisX(ticks(0, most, 5), { tickSize: 5, fill: "var(--quiet)", label: words.runs, tickFormat: whole }),
            ruleY([0], { stroke: "var(--ink)", strokeWidth: 2 }),
            ruleX(points, { x: "runs", y1: "low", y2: "high", stroke: "var(--band-edge)", strokeWidth: 2 }),
            dot(points, { x: "runs", y: "mean", r: 4, fill: "var(--option)" }),
          ],
        })}
      />
    </Figure>
  );
}
