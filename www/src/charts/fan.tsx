/** How one measure has gone and may go on: published history, then the option's bands, with option A dashed. */
import { axisX, axisY, dot, gridY, lineY, ruleX, ruleY, type PlotOptions } from "@observablehq/plot";
import { useRef } from "preact/hooks";
import type { MeasureAnswer, ObservedPoint } from "../engine/types";
import { axisWriter } from "../format";
import { text } from "../text";
import { bandMarks, hatching } from "./bands";
import { drawLabels, type EndLabel } from "./end-labels";
import { BANDS, axisTicks, countDomain, extent, fanRows, hasBands, steadyDomain, yearTicks, type FanRow } from "./fan-data";
import { PlotPicture } from "./plot-picture";

export interface FanProps {
  name: string;
  place: string;
  measure: MeasureAnswer;
  observed: ObservedPoint[];
  firstYear: number;
  baselineName: string;
  optionName: string;
  /** the option is the baseline: one line is enough */
  same: boolean;
  stale: boolean;
}

const HEIGHT = 320;
const RIGHT = 132;
const LEFT = 52;

export function Fan(props: FanProps) {
  const last = useRef<{ measure: string; domain: [number, number] } | undefined>(undefined);
  const { measure, observed, firstYear } = props;
  const rows = fanRows(measure.option, firstYear);
  const baseline = fanRows(measure.baseline, firstYear);
  const complete = hasBands(measure.option);
  const before = last.current?.measure === measure.id ? last.current.domain : undefined;
  const domain = steadyDomain(fanDomain(rows, baseline, observed), complete, before);
  last.current = { measure: measure.id, domain };
  return <PlotPicture name={props.name} height={HEIGHT} options={(width) => fanOptions(props, rows, baseline, domain, width)} />;
}

/** Where the axis begins and ends: history, both middles and the widest band. */
export function fanDomain(rows: FanRow[], baseline: FanRow[], observed: ObservedPoint[]): [number, number] {
  const values = [...extent(rows), ...baseline.map((row) => row.mean), ...observed.map((point) => point.value)];
  return countDomain(Math.min(...values), Math.max(...values));
}

function fanOptions(props: FanProps, rows: FanRow[], baseline: FanRow[], domain: [number, number], width: number): PlotOptions {
  const { observed, firstYear, stale } = props;
  const before = observed.filter((point) => point.year <= firstYear);
  const later = observed.filter((point) => point.year > firstYear);
  const lastYear = Math.floor(rows[rows.length - 1]?.year ?? firstYear);
  const start = Math.min(firstYear, ...before.map((point) => point.year));
  const line = stale ? { stroke: "var(--no-support)", strokeDasharray: "2 4", strokeWidth: 3 } : { stroke: "var(--option)", strokeWidth: 3 };
  return {
    marginLeft: LEFT,
    marginRight: RIGHT,
    marginTop: 30,
    marginBottom: 30,
    x: { type: "linear", domain: [start, lastYear] },
    y: { type: "linear", domain },
    marks: [
      hatching,
      gridY(axisTicks(domain), { stroke: "var(--hairline)", strokeOpacity: 1 }),
      axisY(axisTicks(domain), { tickSize: 0, fill: "var(--quiet)", tickFormat: axisWriter(axisTicks(domain)), label: null }),
      axisX(yearTicks(start, lastYear, width - LEFT - RIGHT), { tickSize: 5, fill: "var(--quiet)", tickFormat: String, label: null }),
      ruleY([domain[0]], { stroke: "var(--ink)", strokeWidth: 1, ...(domain[0] > 0 ? { strokeDasharray: "2 3" } : {}) }),
      ...bandMarks(rows, stale),
      ruleX([firstYear], { stroke: "var(--ink)", strokeDasharray: "3 3" }),
      ...(props.same ? [] : [lineY(baseline, { x: "year", y: "mean", stroke: "var(--baseline)", strokeWidth: 2.5, strokeDasharray: "7 4" })]),
      lineY(rows, { x: "year", y: "mean", ...line }),
      lineY(before, { x: "year", y: "value", stroke: "var(--baseline)", strokeWidth: 2.5 }),
      dot(before, { x: "year", y: "value", r: 3, fill: "var(--baseline)" }),
      dot(later, { x: "year", y: "value", r: 3.5, fill: "var(--paper)", stroke: "var(--baseline)", strokeWidth: 1.5 }),
      (_, scales) => annotations(props, rows, baseline, later, scales as Scales, width),
    ],
  };
}

interface Scales {
  x(value: number): number;
  y(value: number): number;
}

const SVG = "http://www.w3.org/2000/svg";

function annotations(props: FanProps, rows: FanRow[], baseline: FanRow[], later: ObservedPoint[], scales: Scales, width: number): SVGElement {
  const group = document.createElementNS(SVG, "g");
  const at = scales.x(props.firstYear);
  const words = (x: number, y: number, content: string, anchor: string, kind = "quiet") => {
    const element = document.createElementNS(SVG, "text");
    for (const [key, value] of Object.entries({ x, y, "text-anchor": anchor, class: `end-label label-${kind} halo` })) {
      element.setAttribute(key, String(value));
    }
    element.textContent = content;
    group.append(element);
  };
  words(0, 10, text.happens.unit, "start");
  if (props.observed.length > 0) words(at - 7, 22, text.happens.published, "end");
  words(at + 7, 22, text.happens.projected, "start");
  const low = later.reduce<ObservedPoint | undefined>((found, point) => (found && found.value <= point.value ? found : point), undefined);
  if (low) {
    const mid = later[Math.floor(later.length / 2)] ?? low;
    words(scales.x(mid.year), scales.y(low.value) + 24, text.happens.later, "middle", "plain");
  }
  const last = rows[rows.length - 1];
  const lastBaseline = baseline[baseline.length - 1];
  if (last) {
    const labels: EndLabel[] = [{ words: props.stale ? text.stale.label : props.optionName, y: scales.y(last.mean), kind: props.stale ? "strong" : "option" }];
    if (lastBaseline && !props.same) labels.push({ words: props.baselineName, y: scales.y(lastBaseline.mean), kind: "strong" });
    if (!props.stale) {
      const names = { "95": text.happens.band95, "80": text.happens.band80, "50": text.happens.band50 };
      for (const { high, low: bottom, name } of BANDS) {
        const [top, under] = [last[high], last[bottom]];
        if (top === undefined || under === undefined) continue;
        labels.push({ words: names[name], y: scales.y(name === "50" ? under : top), kind: name === "95" ? "quiet" : "plain" });
      }
    }
    group.append(drawLabels(labels, width - RIGHT, 40, HEIGHT - 40));
  }
  return group;
}
