/** One upright bar a year, from nought. */
import { poundsAxis } from "../format";
import { axisX, axisY, barY, gridY, ruleY } from "@observablehq/plot";
import { nice, ticks } from "d3-array";
import { PlotPicture } from "./plot-picture";

const HEIGHT = 240;

export function Columns({ rows, name }: { rows: { name: string; value: number }[]; name: string }) {
  const top = nice(0, Math.max(1, ...rows.map((row) => row.value)), 5) as [number, number];
  const at = ticks(top[0], top[1], 5);
  return (
    <PlotPicture
      name={name}
      height={HEIGHT}
      options={(width) => ({
        marginLeft: 64,
        marginRight: 8,
        marginBottom: 30,
        x: { type: "band", domain: rows.map((row) => row.name), padding: 0.3 },
        y: { type: "linear", domain: top },
        marks: [
          gridY(at, { stroke: "var(--hairline)", strokeOpacity: 1 }),
          axisY(at, { tickSize: 0, fill: "var(--quiet)", tickFormat: poundsAxis(at), label: null }),
          axisX(
            rows.filter((_, place) => place % Math.max(1, Math.ceil(rows.length / Math.max(2, Math.floor(width / 72)))) === 0).map((row) => row.name),
            { tickSize: 0, fill: "var(--quiet)", label: null },
          ),
          barY(rows, { x: "name", y: "value", fill: "var(--baseline)" }),
          ruleY([0], { stroke: "var(--ink)", strokeWidth: 1 }),
        ],
      })}
    />
  );
}
