/** One number among others on a line: ten neighbours as rings, one's own as a disc, region and England as strokes. */
import { useWidth } from "./width";

interface StripProps {
  /** what the picture says, in words */
  name: string;
  own: number | null;
  neighbours: number[];
  region: number | null;
  england: number | null;
  write(value: number): string;
}

const HEIGHT = 52;
const MIDDLE = 18;
const MARGIN = 10;

export function Strip({ name, own, neighbours, region, england, write }: StripProps) {
  const [frame, width] = useWidth<HTMLDivElement>(360);
  const all = [own, region, england, ...neighbours].filter((value) => value !== null);
  if (all.length === 0) return null;
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const x = (value: number) => MARGIN + ((value - low) / (high - low || 1)) * (width - 2 * MARGIN);
  return (
    <div ref={frame}>
      <svg class="strip-picture" viewBox={`0 0 ${width} ${HEIGHT}`} width={width} height={HEIGHT} role="img" aria-label={name}>
        <path class="interval-track" d={`M0 ${MIDDLE}H${width}`} />
        {neighbours.map((value) => (
          <circle class="strip-neighbour" cx={x(value)} cy={MIDDLE} r="5" />
        ))}
        {region !== null && <path class="strip-region" d={`M${x(region)} 2V34`} />}
        {england !== null && <path class="strip-england" d={`M${x(england)} 2V34`} />}
        {own !== null && <circle class="strip-own" cx={x(own)} cy={MIDDLE} r="8" />}
        <text class="quiet" x="0" y="48">
          {write(low)}
        </text>
        <text class="quiet" x={width} y="48" text-anchor="end">
          {write(high)}
        </text>
      </svg>
    </div>
  );
}
