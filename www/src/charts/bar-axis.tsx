/** The upright lines and figures under rows of bars that are drawn by hand. */
import { ticks } from "d3-array";

export interface BarAxisProps {
  domain: [number, number];
  count: number;
  x(value: number): number;
  top: number;
  foot: number;
  write(value: number): string;
  /** nought is drawn strong here; otherwise the picture draws it itself */
  zero?: boolean;
}

export function BarAxis({ domain, count, x, top, foot, write, zero = false }: BarAxisProps) {
  return (
    <>
      {ticks(domain[0], domain[1], count).map((tick) => (
        <g>
          <path class={zero && tick === 0 ? "mini-zero" : "mini-grid"} d={`M${x(tick)} ${top}V${foot}`} />
          <text class="quiet" x={x(tick)} y={foot + 19} text-anchor="middle">{write(tick)}</text>
        </g>
      ))}
    </>
  );
}
