/** The upright lines and figures under rows of bars that are drawn by hand. */
import { ticks } from "d3-array";

export interface BarAxisProps {
  domain: [number, number];
  count: number;
  x(value: number): number;
  top: number;
  foot: number;
  writer(at: number[]): (value: number) => string;
  /** nought is drawn strong here; otherwise the picture draws it itself */
  zero?: boolean;
}

export function BarAxis({ domain, count, x, top, foot, writer, zero = false }: BarAxisProps) {
  const at = ticks(domain[0], domain[1], count);
  const write = writer(at);
  return (
    <>
      {at.map((tick) => (
        <g>
          <path class={zero && tick === 0 ? "mini-zero" : "mini-grid"} d={`M${x(tick)} ${top}V${foot}`} />
          <text class="quiet" x={x(tick)} y={foot + 19} text-anchor="middle">
            {write(tick)}
          </text>
        </g>
      ))}
    </>
  );
}
