/** A small picture of a distribution, drawn from its quantiles: dark inside 8 in 10, light outside, a line at the value used. */

const WIDTH = 150;
const HEIGHT = 40;
const SHARES = [0.01, ...Array.from({ length: 19 }, (_, step) => (step + 1) / 20), 0.99];

/** Height between neighbouring quantiles, as steps smoothed by their neighbours. */
export function densities(quantiles: number[]): { x: number; y: number; share: number }[] {
  const points: { x: number; y: number; share: number }[] = [];
  for (let place = 1; place < quantiles.length; place += 1) {
    const [a, b] = [quantiles[place - 1] ?? 0, quantiles[place] ?? 0];
    const [from, to] = [SHARES[place - 1] ?? 0, SHARES[place] ?? 1];
    if (b > a) points.push({ x: (a + b) / 2, y: (to - from) / (b - a), share: (from + to) / 2 });
  }
  return points;
}

export function Curve({ quantiles, value }: { quantiles: number[]; value: number | undefined }) {
  const points = densities(quantiles);
  const [low, high] = [quantiles[0] ?? 0, quantiles[quantiles.length - 1] ?? 1];
  if (points.length < 3 || !(high > low)) return null;
  const pad = (high - low) * 0.06;
  const [from, to] = [low - pad, high + pad];
  const tall = Math.max(...points.map((point) => point.y));
  const x = (at: number) => (2 + ((at - from) / (to - from)) * (WIDTH - 4)).toFixed(1);
  const y = (height: number) => (HEIGHT - 3 - (height / tall) * (HEIGHT - 10)).toFixed(1);
  const shape = (these: typeof points, first: number, last: number) => `M${x(first)} ${HEIGHT - 3}${these.map((point) => `L${x(point.x)} ${y(point.y)}`).join("")}L${x(last)} ${HEIGHT - 3}Z`;
  const inside = points.filter((point) => point.share > 0.1 && point.share < 0.9);
  const shown = value !== undefined && value >= from && value <= to;
  return (
    <svg class="curve" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} aria-hidden="true">
      <path class="curve-all" d={shape(points, from, to)} />
      <path class="curve-inside" d={shape(inside, quantiles[2] ?? low, quantiles[18] ?? high)} />
      {shown && <path class="curve-value" d={`M${x(value)} 2V${HEIGHT - 1}`} />}
    </svg>
  );
}
