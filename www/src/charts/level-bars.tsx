/** Amounts side by side as horizontal bars from nought, with the range of 8 in 10 runs as a thin line. */
import { useWidth } from "./width";

export interface BarRow {
  name: string;
  value: number;
  low: number | undefined;
  high: number | undefined;
}

const ROW = 44;
const TOP = 4;

export function LevelBars({ rows, name, write, wide = 240 }: { rows: BarRow[]; name: string; write: (value: number) => string; wide?: number }) {
  const [frame, width] = useWidth<HTMLDivElement>(588);
  const stacked = width < 480;
  const left = stacked ? 0 : Math.min(wide, width * 0.42);
  const right = 84;
  const row = stacked ? ROW + 16 : ROW;
  const values = rows.flatMap((one) => [0, one.value, one.low ?? 0, one.high ?? 0]);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const span = high - low || 1;
  const x = (value: number) => left + 6 + ((value - low) / span) * (width - left - right - 12);
  const height = TOP + rows.length * row + 4;
  return (
    <div ref={frame}>
      <svg class="level-bars" viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img" aria-label={name}>
        <path class="bar-zero" d={`M${x(0)} ${TOP}V${height - 4}`} />
        {rows.map((one, index) => {
          const middle = TOP + index * row + row / 2 + (stacked ? 10 : 0);
          const [from, to] = [Math.min(x(0), x(one.value)), Math.max(x(0), x(one.value))];
          return (
            <g>
              <text class={stacked ? "halo" : undefined} x="0" y={stacked ? middle - 18 : middle + 5}>
                {one.name}
              </text>
              <rect class={one.value > 0 ? "bar-cost" : "bar-avoided"} x={from} y={middle - 9} width={Math.max(1, to - from)} height="18" />
              {one.low !== undefined && one.high !== undefined && <path class="bar-range" d={`M${x(one.low)} ${middle}H${x(one.high)}M${x(one.low)} ${middle - 5}v10M${x(one.high)} ${middle - 5}v10`} />}
              <text class="strong" x={width} y={middle + 5} text-anchor="end">
                {write(one.value)}
              </text>
            </g>
          );
        })}
      </svg>
    </div>
  );
}
