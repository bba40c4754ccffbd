/** A small bar for a table: 8 in 10 runs, the mean, and a tick at no difference. One scale for all rows. */

export interface Interval {
  low: number | undefined;
  mean: number;
  high: number | undefined;
}

const WIDTH = 220;
const HEIGHT = 32;
const MARGIN = 10;

/** The same scale for every row, with no difference always in it. */
export function intervalScale(rows: Interval[]): (value: number) => number {
  const values = rows.flatMap((row) => [row.low ?? row.mean, row.mean, row.high ?? row.mean]);
  const low = Math.min(0, ...values);
  const high = Math.max(0, ...values);
  const span = high - low || 1;
  return (value) => MARGIN + ((value - low) / span) * (WIDTH - 2 * MARGIN);
}

export function IntervalBar({ row, scale }: { row: Interval; scale: (value: number) => number }) {
  const middle = HEIGHT / 2;
  return (
    <svg class="interval" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} aria-hidden="true">
      <path class="interval-track" d={`M0 ${middle}H${WIDTH}`} />
      {row.low !== undefined && row.high !== undefined && <rect class="interval-bar" x={scale(row.low)} y={middle - 5} width={Math.max(1, scale(row.high) - scale(row.low))} height="10" />}
      <path class="interval-zero" d={`M${scale(0)} ${middle - 9}v18`} />
      <circle class="interval-mean" cx={scale(row.mean)} cy={middle} r="5.5" />
    </svg>
  );
}
