/** The staircase in a column or on paper: marks on steps, without arrows. Numbers above are what the caller writes. */
import { largestRemainder, markPaths, marksOn, rowsOf, type MarkKind } from "./staircase-marks";
import type { StepFigures } from "./staircase-steps";
import { textWidth, within, wrapped } from "./text-width";

export interface SmallProps {
  figures: StepFigures[];
  name: string;
  /** in units of the box */
  width: number;
  pitch: number;
  radius: number;
  rise: number;
  gap: number;
  familiesPerMark: number;
  /** most marks over all columns that share the scale, by step, so that treads are the same in each */
  most: number[];
  above: (figures: StepFigures) => string;
}

/** Families a mark stands for, so that the largest step fits its tread in about `rows` rows. */
export function smallScale(largest: number[], width: number, pitch: number, rows: number): number {
  const all = largest.reduce((sum, families) => sum + Math.sqrt(Math.max(0, families)), 0) || 1;
  const fits = (size: number) =>
    largest.every((families) => {
      const columns = Math.max(4, Math.floor((width * Math.sqrt(Math.max(0, families))) / all / pitch));
      return families / size / columns <= rows;
    });
  return [1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000].find(fits) ?? 2000;
}

const LABEL = 18;
const MOST_LINES = 3;
/** What stays free between a name and the next. */
const BETWEEN = 3;

export function StaircaseSmall({ figures: all, name, width, pitch, radius, rise, gap, familiesPerMark, most: allMost, above }: SmallProps) {
  const shownSteps = all.map((one, k) => ({ one, most: allMost[k] ?? 0 })).filter(({ one }) => one.step.kind !== "universal");
  const figures = shownSteps.map(({ one }) => one);
  const most = shownSteps.map(({ most: families }) => families / familiesPerMark);
  const room = width - gap * Math.max(0, figures.length - 1);
  const threshold = figures.findIndex((one) => one.step.kind === "statutory");
  // A name may hang over the gap beside its tread, but not over the threshold.
  const hang = (k: number) => (k + 1 < figures.length && k + 1 !== threshold ? gap - BETWEEN : 0);
  const least = Math.max(figures.length > 4 ? 36 : 40, Math.floor(room / Math.max(1, figures.length) / 2.2));
  const longest = figures.map((one, k) => Math.max(least, Math.max(...one.step.name.split(" ").map(textWidth)) - hang(k)));
  // Where a word would not fit under its step, steps are numbered and named below; no word is ever broken.
  const numbered = longest.reduce((sum, one) => sum + one, 0) > room || figures.some((one, k) => wrapped(one.step.name, (longest[k] ?? 0) + hang(k)).length > MOST_LINES);
  const narrowest = numbered ? figures.map(() => least) : longest;
  const spare = Math.max(0, room - narrowest.reduce((sum, one) => sum + one, 0));
  const shares = largestRemainder(most.map(Math.sqrt), Math.floor(spare));
  const fitting = Math.min(1, room / narrowest.reduce((sum, one) => sum + one, 0));
  const widths = narrowest.map((one, k) => Math.floor(one * fitting) + (shares[k] ?? 0));
  const columns = widths.map((tread) => Math.max(3, Math.floor((tread - 2) / pitch)));
  const rows = figures.map((one, k) => rowsOf(marksOn(one, familiesPerMark), columns[k] ?? 3));
  const mostRows = most.map((marks, k) => Math.ceil(marks / (columns[k] ?? 3)) + 1);
  const top = Math.max(...mostRows.map((count, k) => pitch * count + LABEL + rise * k), 40);
  const tread = (k: number) => top - rise * k;
  const labels = figures.map((one, k) => (numbered ? [String(k + 1)] : wrapped(one.step.name, (widths[k] ?? 0) + hang(k))));
  const height = top + Math.max(...labels.map((lines, k) => 16 * lines.length - rise * k), LABEL) + 8;
  const names = numbered ? figures.map((one, k) => `${k + 1} ${one.step.name}`) : [];
  const abreast = Math.max(1, Math.floor(width / (Math.max(1, ...names.map(textWidth)) + 12)));
  const foot = height + 18 * Math.ceil(names.length / abreast);
  let x = 0;
  const at = widths.map((step) => {
    const here = x;
    x += step + gap;
    return here;
  });
  return (
    <svg class="staircase-small" viewBox={`0 0 ${width} ${foot}`} width={width} height={foot} role="img" aria-label={name}>
      {figures.map((one, k) => {
        const [left, step, y] = [at[k] ?? 0, widths[k] ?? 0, tread(k)];
        const end = k + 1 < figures.length ? (at[k + 1] ?? width) : width;
        const runs = marksOn(one, familiesPerMark);
        return (
          <g>
            <path class={one.step.kind === "statutory" ? "stair-body-above" : "stair-body-below"} d={`M${left} ${y}H${end}V${height}H${left}Z`} />
            <path class="stair-tread" d={`M${left} ${y}h${step}`} />
            {markPaths(runs, { columns: columns[k] ?? 3, pitch, x: left + pitch / 2, y: y - pitch / 2 - 1, direction: -1, scale: radius / 3 }).map(({ kind, path }: { kind: MarkKind; path: string }) => (
              <path class={`mark-${kind}`} d={path} />
            ))}
            <text class="strong" {...within(left, above(one), width)} y={y - pitch * (rows[k] ?? 0) - 6}>
              {above(one)}
            </text>
          </g>
        );
      })}
      {labels.map((lines, k) =>
        lines.map((line, row) => (
          <text x={(at[k] ?? 0) + 1} y={tread(k) + 16 + 16 * row}>
            {line}
          </text>
        )),
      )}
      {names.map((words, k) => (
        <text x={(k % abreast) * (width / abreast) + 1} y={height + 14 + 18 * Math.floor(k / abreast)}>
          {words}
        </text>
      ))}
      {threshold > 0 && <path class="stair-threshold" d={`M${(at[threshold] ?? 0) - gap / 2} 4V${height}`} />}
    </svg>
  );
}
