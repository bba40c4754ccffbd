/** Money so far, year by year: with the effects that the evidence gives, and if early help changed nothing. */
import { areaY, axisX, axisY, gridY, lineY, dot, ruleY, type PlotOptions } from "@observablehq/plot";
import { nice, ticks } from "d3-array";
import { poundsAxis } from "../format";
import { text } from "../text";
import { drawLabels, type EndLabel } from "./end-labels";
import { yearTicks } from "./fan-data";
import { PlotPicture } from "./plot-picture";

export interface NetPoint {
  /** 31 March */
  year: number;
  /** pounds since the start, option less baseline */
  net: number;
  /** the same if support changed no family's path; absent where the front door changes as well */
  nothing?: number;
}

const HEIGHT = 300;
const LEFT = 64;
const RIGHT = 150;

export function NetSoFar({ points, name, stale }: { points: NetPoint[]; name: string; stale: boolean }) {
  return <PlotPicture name={name} height={HEIGHT} options={(width) => options(points, stale, width)} />;
}

function options(points: NetPoint[], stale: boolean, width: number): PlotOptions {
  const values = points.flatMap((point) => [point.net, point.nothing ?? 0, 0]);
  const compared = points.every((point) => point.nothing !== undefined);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const domain = nice(low, high === low ? low + 1e6 : high, 5) as [number, number];
  const [first, last] = [points[0]?.year ?? 0, points[points.length - 1]?.year ?? 1];
  const at = ticks(domain[0], domain[1], 5);
  const line = stale ? { stroke: "var(--no-support)", strokeDasharray: "2 4" } : { stroke: "var(--option)" };
  return {
    marginLeft: LEFT,
    marginRight: RIGHT,
    marginTop: 20,
    marginBottom: 30,
    x: { type: "linear", domain: [first, last] },
    y: { type: "linear", domain },
    marks: [
      gridY(at, { stroke: "var(--hairline)", strokeOpacity: 1 }),
      axisY(at, { tickSize: 0, fill: "var(--quiet)", tickFormat: poundsAxis(at), label: null }),
      axisX(yearTicks(first, last, width - LEFT - RIGHT), { tickSize: 5, fill: "var(--quiet)", tickFormat: String, label: null, anchor: "bottom" }),
      ...(compared ? [areaY(points, { x: "year", y1: "net", y2: "nothing", fill: "var(--tint-total)" })] : []),
      ruleY([0], { stroke: "var(--ink)", strokeWidth: 2 }),
      ...(compared ? [lineY(points, { x: "year", y: "nothing", stroke: "var(--no-better)", strokeWidth: 3, strokeDasharray: "8 5" })] : []),
      lineY(points, { x: "year", y: "net", strokeWidth: 3, ...line }),
      dot(points, { x: "year", y: "net", r: 3, fill: line.stroke }),
      (_, scales) => {
        const y = (scales as { y(value: number): number }).y;
        const end = points[points.length - 1];
        const labels: EndLabel[] = end ? [{ words: stale ? text.stale.label : text.paysBack.lineMean, y: y(end.net), kind: stale ? "strong" : "option" }, ...(end.nothing === undefined ? [] : [{ words: text.paysBack.lineNothing, y: y(end.nothing), kind: "nobetter" } as EndLabel])] : [];
        return drawLabels(labels, width - RIGHT, 20, HEIGHT - 36);
      },
    ],
  };
}
