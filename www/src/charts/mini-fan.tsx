/** A small difference fan for a column: same bands, one scale shared by all columns, no labels but the axis. */
import type { Band } from "../engine/types";
import { axisWriter } from "../format";
import { useWidth } from "./width";

const HEIGHT = 150;
const LEFT = 40;
const BOTTOM = 22;

export interface MiniFanProps {
  name: string;
  band: Band;
  firstYear: number;
  domain: [number, number];
  ticks: number[];
  stale: boolean;
  /** counts rather than differences */
  counts?: boolean;
}

export function MiniFan({ name, band, firstYear, domain, ticks, stale, counts = false }: MiniFanProps) {
  const [frame, width] = useWidth<HTMLDivElement>(282);
  const write = axisWriter(ticks, !counts);
  const months = Math.max(1, band.mean.length - 1);
  const x = (month: number) => LEFT + (month / months) * (width - LEFT - 12);
  const y = (value: number) => 8 + ((domain[1] - value) / (domain[1] - domain[0] || 1)) * (HEIGHT - BOTTOM - 14);
  const line = (series: number[]) => series.map((value, month) => `${month === 0 ? "M" : "L"}${x(month).toFixed(1)} ${y(value).toFixed(1)}`).join("");
  const area = (low: number[] | undefined, high: number[] | undefined) =>
    low && high
      ? `${line(high)}${[...low]
          .reverse()
          .map((value, index) => `L${x(low.length - 1 - index).toFixed(1)} ${y(value).toFixed(1)}`)
          .join("")}Z`
      : "";
  const [first, last] = [Math.ceil(firstYear), Math.floor(firstYear + months / 12)];
  const years = [...new Set([first, Math.floor((first + last) / 2), last])];
  return (
    <div class={`mini-fan${stale ? " mini-stale" : ""}`} ref={frame}>
      <svg viewBox={`0 0 ${width} ${HEIGHT}`} width={width} height={HEIGHT} role="img" aria-label={name}>
        {ticks.map((tick) => (
          <g>
            <path class={tick === 0 ? "mini-zero" : "mini-grid"} d={`M${LEFT} ${y(tick)}H${width - 12}`} />
            <text class={tick === 0 ? "strong" : "quiet"} x={LEFT - 6} y={y(tick) + 5} text-anchor="end">
              {write(tick)}
            </text>
          </g>
        ))}
        <path class="mini-95" d={area(band.p2_5, band.p97_5)} />
        <path class="mini-80" d={area(band.p10, band.p90)} />
        <path class="mini-50" d={area(band.p25, band.p75)} />
        <path class="mini-zero" d={`M${LEFT} ${y(0)}H${width - 12}`} />
        <path class="mini-mean" d={line(band.mean)} />
        {years.map((year, index) => (
          <text class="quiet" x={x(12 * (year - firstYear))} y={HEIGHT - 4} text-anchor={index === 0 ? "start" : index === years.length - 1 ? "end" : "middle"}>
            {year}
          </text>
        ))}
      </svg>
    </div>
  );
}
