/** How many runs of 100 have paid back by each 31 March: a step each year, and those that never do. */
import { areaY, axisX, axisY, gridY, lineY, ruleX, ruleY } from "@observablehq/plot";
import { text } from "../text";
import { drawLabels } from "./end-labels";
import { yearTicks } from "./fan-data";
import { PlotPicture } from "./plot-picture";

export interface PaybackPoint {
  year: number;
  /** runs in 100 */
  runs: number;
}

/** Words for a number of runs. */
type PaybackLabel = (runs: number) => string;

const HEIGHT = 300;
const LEFT = 44;
const RIGHT = 150;

export function PaybackPicture({ points, name, labels: [good, bad] }: { points: PaybackPoint[]; name: string; labels: [PaybackLabel, PaybackLabel] }) {
  const [first, last] = [points[0]?.year ?? 0, points[points.length - 1]?.year ?? 1];
  const end = points[points.length - 1]?.runs ?? 0;
  const words = text.payback;
  return (
    <PlotPicture
      name={name}
      height={HEIGHT}
      options={(width) => ({
        marginLeft: LEFT,
        marginRight: RIGHT,
        marginTop: 20,
        marginBottom: 30,
        x: { type: "linear", domain: [first, last] },
        y: { type: "linear", domain: [0, 100] },
        marks: [
          gridY([0, 25, 75, 100], { stroke: "var(--hairline)", strokeOpacity: 1 }),
          axisY([0, 25, 50, 75, 100], { tickSize: 0, fill: "var(--quiet)", label: null }),
          axisX(yearTicks(first, last, width - LEFT - RIGHT), { tickSize: 5, fill: "var(--quiet)", tickFormat: String, label: null }),
          areaY(points, { x: "year", y: "runs", curve: "step-after", fill: "var(--band-95)" }),
          ruleY([50], { stroke: "var(--quiet)", strokeDasharray: "4 4" }),
          lineY(points, { x: "year", y: "runs", curve: "step-after", stroke: "var(--option)", strokeWidth: 3 }),
          ...(end < 100 ? [ruleX([last], { y1: end, y2: 100, stroke: "var(--no-better)", strokeWidth: 4 })] : []),
          ruleY([0], { stroke: "var(--ink)", strokeWidth: 1 }),
          (_, scales) => {
            const y = (scales as { y(value: number): number }).y;
            return drawLabels([{ words: good(Math.round(end)), y: y(end), kind: "option" }, ...(end < 99.5 ? [{ words: bad(100 - Math.round(end)), y: y((end + 100) / 2), kind: "nobetter" as const }] : []), { words: words.even, y: y(50), kind: "quiet" as const }], width - RIGHT, 20, HEIGHT - 36);
          },
        ],
      })}
    />
  );
}
