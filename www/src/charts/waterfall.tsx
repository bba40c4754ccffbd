/** From nothing to the net cost in steps: what is paid in plum, what is avoided in blue, what is left over hatched. */
import { poundsAxis } from "../format";
import { nice, ticks } from "d3-array";
import { useWidth } from "./width";

export interface WaterfallStep {
  name: string;
  value: number;
  kind: "step" | "rest" | "net";
}

const TOP = 24;
const PLOT = 240;

export function Waterfall({ steps, name, write }: { steps: WaterfallStep[]; name: string; write: (value: number) => string }) {
  const [frame, width] = useWidth<HTMLDivElement>(780);
  const left = 64;
  const room = (width - left) / Math.max(1, steps.length);
  const bar = Math.min(90, room * 0.62);
  let sum = 0;
  const placed = steps.map((step) => {
    const from = step.kind === "net" ? 0 : sum;
    if (step.kind !== "net") sum += step.value;
    return { ...step, from, to: step.kind === "net" ? step.value : sum };
  });
  const all = placed.flatMap((step) => [step.from, step.to, 0]);
  const domain = nice(Math.min(...all), Math.max(...all, Math.min(...all) + 1), 5) as [number, number];
  const y = (value: number) => TOP + ((domain[1] - value) / (domain[1] - domain[0] || 1)) * PLOT;
  const at = ticks(domain[0], domain[1], 5);
  const letters = Math.max(6, Math.floor(room / 7.6));
  const lines = steps.map((step) => wrap(step.name, letters));
  const foot = TOP + PLOT + 14;
  const height = foot + 18 * Math.max(1, ...lines.map((one) => one.length)) + 8;
  return (
    <div ref={frame}>
      <svg class="waterfall" viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img" aria-label={name}>
        <defs>
          <pattern id="hatch-rest" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path class="hatch-plum" d="M0 0V6" />
          </pattern>
        </defs>
        {at.map((tick) => (
          <g>
            <path class="mini-grid" d={`M${left} ${y(tick)}H${width}`} />
            <text class="quiet" x={left - 8} y={y(tick) + 5} text-anchor="end">
              {poundsAxis(at)(tick)}
            </text>
          </g>
        ))}
        {placed.map((step, index) => {
          const x = left + room * index + (room - bar) / 2;
          const [high, low] = [Math.max(step.from, step.to), Math.min(step.from, step.to)];
          const kind = step.kind === "net" ? "bar-net" : step.kind === "rest" ? "bar-rest" : step.value > 0 ? "bar-cost" : "bar-avoided";
          return (
            <g>
              <rect class={kind} x={x} y={y(high)} width={bar} height={Math.max(1.5, y(low) - y(high))} />
              {index + 1 < placed.length && step.kind !== "net" && placed[index + 1]?.kind !== "net" && <path class="waterfall-join" d={`M${x + bar} ${y(step.to)}H${x + room}`} />}
              <text class="strong" x={x + bar / 2} y={step.value < 0 ? y(low) + 16 : y(high) - 6} text-anchor="middle">
                {write(step.value)}
              </text>
              {(lines[index] ?? []).map((line, row) => (
                <text x={x + bar / 2} y={foot + 12 + 18 * row} text-anchor="middle">
                  {line}
                </text>
              ))}
            </g>
          );
        })}
        <path class="bar-zero" d={`M${left} ${y(0)}H${width}`} />
      </svg>
    </div>
  );
}

function wrap(words: string, letters: number): string[] {
  const lines: string[] = [];
  for (const word of words.split(" ")) {
    const last = lines[lines.length - 1];
    if (last !== undefined && last.length + 1 + word.length <= letters) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.length > 5 ? [...lines.slice(0, 4), `${lines[4] ?? ""}…`] : lines;
}
