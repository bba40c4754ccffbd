/** Where the spread of the runs comes from: chance, or uncertain inputs. One full bar a year. */
import { text } from "../text";
import { useWidth } from "./width";

export interface SplitRow {
  name: string;
  /** share of the variance that is chance, 0 to 1; nothing where it is too small to tell */
  chance: number | undefined;
}

const ROW = 36;
const HEAD = 24;
/** Below this the two headings stand on a line each. */
const NARROW = 400;

export function SplitBars({ rows, name }: { rows: SplitRow[]; name: string }) {
  const [frame, width] = useWidth<HTMLDivElement>(480);
  const left = 60;
  const full = width - left;
  const narrow = width < NARROW;
  const head = narrow ? HEAD + 22 : HEAD;
  const height = head + rows.length * ROW;
  return (
    <div ref={frame}>
      <svg class="split-bars" viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img" aria-label={name}>
        <defs>
          <pattern id="hatch-chance" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path class="hatch-dark" d="M0 0V6" />
          </pattern>
        </defs>
        <text class="strong" x={left} y="14">
          {text.split.chance}
        </text>
        <text class="strong label-option" x={width} y={narrow ? 36 : 14} text-anchor="end">
          {text.split.numbers}
        </text>
        {rows.map((row, index) => {
          const y = head + index * ROW + 4;
          const edge = row.chance === undefined ? 0 : row.chance * full;
          const percent = row.chance === undefined ? undefined : Math.round(100 * row.chance);
          return (
            <g>
              <text class="strong" x="0" y={y + 19}>
                {row.name}
              </text>
              {percent === undefined ? (
                <text class="quiet" x={left} y={y + 19}>
                  {text.split.tooSmall}
                </text>
              ) : (
                <>
                  <rect class="split-chance" x={left + 1} y={y} width={Math.max(0, edge - 2)} height="26" />
                  <rect class="split-numbers" x={left + edge} y={y} width={Math.max(0, full - edge)} height="26" />
                  {edge > 48 && (
                    <>
                      <rect class="split-ground" x={left + 4} y={y + 4} width="40" height="18" />
                      <text class="strong" x={left + 7} y={y + 18}>{`${percent}%`}</text>
                    </>
                  )}
                  {full - edge > 48 && <text class="split-white strong" x={width - 6} y={y + 18} text-anchor="end">{`${100 - percent}%`}</text>}
                </>
              )}
            </g>
          );
        })}
      </svg>
    </div>
  );
}
