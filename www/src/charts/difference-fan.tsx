/** Option less baseline, run by run: the zero line is the thing to look at. */
import { axisX, axisY, gridY, lineY, ruleY, type PlotOptions } from "@observablehq/plot";
import { useRef } from "preact/hooks";
import type { MeasureAnswer } from "../engine/types";
import { axisWriter, difference, differenceRange } from "../format";
import { text } from "../text";
import { bandMarks, hatching } from "./bands";
import { drawLabels, type EndLabel } from "./end-labels";
import { BANDS, axisTicks, extent, fanRows, hasBands, steadyDomain, yearTicks, type FanRow } from "./fan-data";
import { PlotPicture } from "./plot-picture";

export interface DifferenceFanProps {
  name: string;
  measure: MeasureAnswer;
  firstYear: number;
  /** 31 March that the bracket stands at */
  year: number;
  stale: boolean;
}

const HEIGHT = 320;
const RIGHT = 112;
const LEFT = 44;
/** Below this width the words beside the bracket would lie over the bands; the figure has them under it. */
const NARROW = 480;

export function DifferenceFan(props: DifferenceFanProps) {
  const last = useRef<{ measure: string; domain: [number, number] } | undefined>(undefined);
  const rows = fanRows(props.measure.difference, props.firstYear);
  const [low, high] = extent(rows);
  const before = last.current?.measure === props.measure.id ? last.current.domain : undefined;
  const nothing = low === 0 && high === 0;
  const wanted: [number, number] = nothing ? [-10, 10] : [Math.min(0, low), Math.max(0, high)];
  const domain = steadyDomain(wanted, hasBands(props.measure.difference), before);
  last.current = { measure: props.measure.id, domain };
  return <PlotPicture name={props.name} height={HEIGHT} options={(width) => options(props, rows, domain, nothing, width)} />;
}

function options(props: DifferenceFanProps, rows: FanRow[], domain: [number, number], nothing: boolean, width: number): PlotOptions {
  const { firstYear, stale } = props;
  const lastYear = Math.floor(rows[rows.length - 1]?.year ?? firstYear);
  const line = stale ? { stroke: "var(--no-support)", strokeDasharray: "2 4", strokeWidth: 3 } : nothing ? { stroke: "var(--no-better)", strokeDasharray: "8 5", strokeWidth: 4 } : { stroke: "var(--option)", strokeWidth: 3 };
  return {
    marginLeft: LEFT,
    marginRight: RIGHT,
    marginTop: 30,
    marginBottom: 30,
    x: { type: "linear", domain: [firstYear, lastYear] },
    y: { type: "linear", domain },
    marks: [
      hatching,
      gridY(axisTicks(domain), { stroke: "var(--hairline)", strokeOpacity: 1 }),
      axisY(axisTicks(domain), { tickSize: 0, fill: "var(--quiet)", tickFormat: axisWriter(axisTicks(domain), true), label: null }),
      axisX(yearTicks(firstYear, lastYear, width - LEFT - RIGHT), { tickSize: 5, fill: "var(--quiet)", tickFormat: String, label: null, anchor: "bottom" }),
      ...(nothing ? [] : bandMarks(rows, stale)),
      ruleY([0], { stroke: "var(--ink)", strokeWidth: 2 }),
      lineY(rows, { x: "year", y: "mean", ...line }),
      (_, scales) => annotations(props, rows, domain, nothing, scales as Scales, width),
    ],
  };
}

interface Scales {
  x(value: number): number;
  y(value: number): number;
}

const SVG = "http://www.w3.org/2000/svg";

function make(tag: string, attributes: Record<string, string | number>, content?: string): SVGElement {
  const element = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  if (content !== undefined) element.textContent = content;
  return element;
}

function annotations(props: DifferenceFanProps, rows: FanRow[], domain: [number, number], nothing: boolean, scales: Scales, width: number): SVGElement {
  const group = make("g", {});
  group.append(make("text", { x: 0, y: 10, "text-anchor": "start", class: "halo end-label label-quiet" }, text.happens.differenceUnit));
  const last = rows[rows.length - 1];
  const labels: EndLabel[] = [{ words: text.happens.noDifference, y: scales.y(0), kind: "strong" }];
  if (last) {
    if (props.stale) labels.push({ words: text.stale.label, y: scales.y(last.mean), kind: "strong" });
    else if (nothing) labels.push({ words: text.happens.exactlyZero, y: scales.y(0) - 14, kind: "nobetter" });
    else labels.push({ words: text.happens.middle, y: scales.y(last.mean), kind: "option" });
    if (!props.stale && !nothing) {
      const names = { "95": text.happens.band95, "80": text.happens.band80, "50": text.happens.band50 };
      const downward = last.mean <= 0;
      for (const { low, high, name } of BANDS) {
        const edge = downward ? last[low] : last[high];
        if (edge !== undefined) labels.push({ words: names[name], y: scales.y(edge), kind: name === "95" ? "quiet" : "plain" });
      }
    }
  }
  group.append(drawLabels(labels, width - RIGHT, 24, HEIGHT - 36));
  const row = rows[Math.round((props.year - props.firstYear) * 12)];
  if (row && !nothing && !props.stale && props.year > props.firstYear) group.append(bracket(row, props.year, rows, domain, scales, width >= NARROW));
  return group;
}

/** The headline's year, with its range, in the half of the picture that the bands leave free. */
function bracket(row: FanRow, year: number, rows: FanRow[], domain: [number, number], scales: Scales, room: boolean): SVGElement {
  const group = make("g", { class: "bracket" });
  const x = scales.x(row.year);
  const below = (rows[rows.length - 1]?.mean ?? 0) <= 0 && domain[0] < 0;
  const base = below ? scales.y(domain[0]) - 46 : scales.y(domain[1]) + 14;
  const left = scales.x(rows[0]?.year ?? row.year) + 8;
  if (row.p10 !== undefined && row.p90 !== undefined) {
    const [top, bottom] = [scales.y(row.p90), scales.y(row.p10)];
    group.append(make("path", { d: `M${x - 4} ${top}h8M${x} ${top}V${bottom}M${x - 4} ${bottom}h8` }));
  }
  group.append(make("circle", { cx: x, cy: scales.y(row.mean), r: 5 }));
  if (!room) return group;
  const words = [`March ${year}:`, difference(row.mean)];
  if (row.p10 !== undefined && row.p90 !== undefined) words.push(text.happens.bracket(differenceRange(row.p10, row.p90)));
  words.forEach((content, index) => {
    group.append(make("text", { x: left, y: base + 18 * index, "text-anchor": "start", class: `halo end-label ${index === 1 ? "label-strong" : "label-plain"}` }, content));
  });
  return group;
}
