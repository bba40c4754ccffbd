/** Net cost when one number at a time moves to each end of its 8 in 10 range. Nought is a real line; widest on top. */
import type { TornadoRow } from "../engine/types";
import { poundsAxis } from "../format";
import { text } from "../text";
import { nice } from "d3-array";
import { BarAxis } from "./bar-axis";
import { useWidth } from "./width";

const ROW = 46;
const HEAD = 40;

export interface TornadoProps {
  rows: TornadoRow[];
  central: number;
  name: string;
  write: (pounds: number) => string;
  value: (row: TornadoRow, value: number) => string;
}

export function TornadoPicture({ rows, central, name, write, value }: TornadoProps) {
  const [frame, width] = useWidth<HTMLDivElement>(780);
  const narrow = width < 640;
  const left = narrow ? 0 : Math.min(380, Math.max(280, 0.32 * width));
  const right = narrow ? 0 : 150;
  const row = narrow ? ROW + 44 : ROW;
  const all = [central, 0, ...rows.flatMap((one) => one.at.map((at) => at.pounds))];
  const domain = nice(Math.min(...all), Math.max(...all), 5) as [number, number];
  const [from, to] = [left + 56, width - right - 56];
  const x = (pounds: number) => from + ((pounds - domain[0]) / (domain[1] - domain[0] || 1)) * (to - from);
  const foot = HEAD + rows.length * row;
  return (
    <div ref={frame}>
      <svg class="tornado" viewBox={`0 0 ${width} ${foot + 28}`} width={width} height={foot + 28} role="img" aria-label={name}>
        <BarAxis domain={domain} count={narrow ? 3 : 5} x={x} top={HEAD - 6} foot={foot} writer={poundsAxis} />
        <path class="bar-zero" d={`M${x(0)} ${HEAD - 8}V${foot}`} />
        <text class="strong" x={x(0)} y="14" text-anchor={x(0) < 100 ? "start" : x(0) > width - 100 ? "end" : "middle"}>
          {text.tornado.even}
        </text>
        <path class="tornado-central" d={`M${x(central)} ${HEAD - 8}V${foot}`} />
        <text class="label-option" x={x(central)} y="30" text-anchor={x(central) < 120 ? "start" : x(central) > width - 120 ? "end" : "middle"}>
          {text.tornado.central(write(central))}
        </text>
        {rows.map((one, index) => {
          const top = HEAD + index * row;
          const middle = top + (narrow ? 58 : row / 2);
          const [low, high] = [one.at[0].pounds, one.at[1].pounds];
          return (
            <g>
              <text class="strong halo" x="0" y={narrow ? top + 16 : middle - 2}>
                {cut(one.label, (narrow ? width : left) / (narrow ? 7.6 : 7.4))}
              </text>
              <text class="quiet halo" x="0" y={narrow ? top + 34 : middle + 16}>
                {one.unit}
                {narrow ? `, ${text.sources.grades[one.grade]}` : ""}
              </text>
              <Bar x={x} from={central} to={low} y={middle} kind="low" words={value(one, one.tried[0])} left={low <= high} />
              <Bar x={x} from={central} to={high} y={middle} kind="high" words={value(one, one.tried[1])} left={high < low} />
              {!narrow && (
                <text x={width - right + 12} y={middle + 5}>
                  {text.sources.grades[one.grade]}
                </text>
              )}
            </g>
          );
        })}
      </svg>
    </div>
  );
}

function Bar({ x, from, to, y, kind, words, left }: { x: (pounds: number) => number; from: number; to: number; y: number; kind: "low" | "high"; words: string; left: boolean }) {
  const [start, end] = [Math.min(x(from), x(to)), Math.max(x(from), x(to))];
  return (
    <g>
      <rect class={`tornado-${kind}`} x={start} y={y - 9} width={Math.max(0.5, end - start)} height="18" />
      <text x={left ? Math.min(x(to), x(from)) - 5 : Math.max(x(to), x(from)) + 5} y={y + 5} text-anchor={left ? "end" : "start"}>
        {words}
      </text>
    </g>
  );
}

const cut = (words: string, letters: number) => (words.length <= letters ? words : `${words.slice(0, Math.max(4, Math.floor(letters) - 1))}…`);
