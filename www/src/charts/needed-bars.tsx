/** Effects as they are used, and as strong as they would have to be: moves prevented in every hundred. */
import { nice } from "d3-array";
import { text } from "../text";
import { BarAxis } from "./bar-axis";
import { useWidth } from "./width";

export interface NeededRow {
  name: string;
  /** moves prevented in 100; below nought are moves added */
  now: number;
  needed: number;
}

const HEAD = 8;

export function NeededBars({ rows, name }: { rows: NeededRow[]; name: string }) {
  const words = text.breakEven;
  const [frame, width] = useWidth<HTMLDivElement>(780);
  const narrow = width < 640;
  const left = narrow ? 0 : Math.min(360, width * 0.36);
  const row = narrow ? 64 : 44;
  const ends = rows.flatMap((one) => [one.now, one.needed]);
  const domain = nice(Math.min(0, ...ends), Math.max(1, ...ends), 5) as [number, number];
  const x = (value: number) => left + 8 + ((value - domain[0]) / (domain[1] - domain[0])) * (width - left - 64);
  const foot = HEAD + rows.length * row;
  return (
    <div ref={frame}>
      <svg class="needed" viewBox={`0 0 ${width} ${foot + 26}`} width={width} height={foot + 26} role="img" aria-label={name}>
        <BarAxis domain={domain} count={narrow ? 4 : 6} x={x} top={HEAD - 4} foot={foot} writer={() => String} zero />
        {rows.map((one, index) => {
          const top = HEAD + index * row;
          const middle = top + (narrow ? 42 : 20);
          const [from, to] = [Math.min(x(0), x(one.now)), Math.max(x(0), x(one.now))];
          return (
            <g>
              <text class="halo" x="0" y={narrow ? top + 18 : middle + 5}>
                {one.name}
              </text>
              <rect class="bar-avoided" x={from} y={middle - 9} width={Math.max(1, to - from)} height="18" />
              <path class="needed-gap" d={`M${x(one.now)} ${middle}H${x(one.needed)}`} />
              <path class="needed-mark" d={`M${x(one.needed)} ${middle - 13}v26`} />
              <text class="label-nobetter halo" x={x(one.needed) + 6} y={middle + 5}>
                {words.mark(Math.round(one.needed))}
              </text>
            </g>
          );
        })}
      </svg>
    </div>
  );
}
