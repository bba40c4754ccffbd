/** The signature picture: levels of need as steps, families as marks on them, moves as ribbons between them. */
import { about, difference } from "../format";
import { text } from "../text";
import { HEIGHT, PITCH, WIDTH, bodyPath, levelRibbon, neighbourRibbon, pipe, ribbonWidth, stairGeometry, type StairScale, type Tread } from "./staircase-layout";
import { markPaths, marksOn, rowsOf, shape, type MarkKind } from "./staircase-marks";
import { textWidth, within, wrapped } from "./text-width";
import { longMoves, neighbourMoves, type Move, type Step, type StepFigures } from "./staircase-steps";

export interface StaircaseProps {
  steps: Step[];
  figures: StepFigures[];
  moves: Move[];
  scale: StairScale;
  letter: string;
  /** title and one sentence a step */
  name: string;
}

const CLOSING_LEVEL = 378;
const OVER_LEVEL = 352;
const HIGHER_LEVEL = 325;
/** widths are those of plain letters */
const BOLDER = 0.92;
/** sizes of names and counts against the usual 14 px, bold letters included */
const NAME_SIZE = 1.22;
/** from one line of a name to the next: a line's own height, so that they do not touch at any width */
const NAME_LINE = 19;
const COUNT_SIZE = 1.8;
const ARROW_NUMBER = 48;

export function Staircase({ steps, figures, moves, scale, letter, name }: StaircaseProps) {
  const { treads, threshold } = stairGeometry(steps, scale);
  const body = bodyPath(treads);
  return (
    <svg class="staircase-wide" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={name}>
      <clipPath id="stair-below">
        <rect x="0" y="0" width={threshold ?? WIDTH} height={HEIGHT} />
      </clipPath>
      <clipPath id="stair-above">
        <rect x={threshold ?? WIDTH} y="0" width={WIDTH} height={HEIGHT} />
      </clipPath>
      <path class="stair-body-below" d={body} clip-path="url(#stair-below)" />
      <path class="stair-body-above" d={body} clip-path="url(#stair-above)" />
      {threshold !== undefined && <Threshold x={threshold} />}
      <Ribbons treads={treads} moves={moves} scale={scale} threshold={threshold} />
      <LongRibbons steps={steps} treads={treads} moves={moves} scale={scale} />
      {treads.map((tread) => (
        <path class="stair-tread" d={`M${tread.x} ${tread.y}h${tread.width}`} />
      ))}
      {figures.map((one, k) => {
        const tread = treads[k];
        const next = treads[k + 1];
        // Up to the number at the arrow that follows.
        const room = tread && (next ? (tread.x + tread.width + next.x) / 2 - ARROW_NUMBER : WIDTH) - tread.x;
        return tread && <StepMarks figures={one} tread={tread} scale={scale} room={room ?? 0} />;
      })}
      <Key letter={letter} familiesPerMark={scale.familiesPerMark} />
    </svg>
  );
}

function Threshold({ x }: { x: number }) {
  return (
    <g>
      <path class="stair-threshold" d={`M${x} 52V372`} />
      <text class="quiet" x={x - 10} y="46" text-anchor="end">
        {text.staircase.below}
      </text>
      <text class="quiet" {...within(x + 10, text.staircase.above, WIDTH)} y="46">
        {text.staircase.above}
      </text>
    </g>
  );
}

function StepMarks({ figures, tread, scale, room }: { figures: StepFigures; tread: Tread; scale: StairScale; room: number }) {
  const { step } = figures;
  const label = tread.x + 2;
  if (step.kind === "universal") {
    const lines = wrapped(step.name, (tread.width - 12) / NAME_SIZE);
    const under = tread.y + (lines.length > 1 ? 37 + NAME_LINE * (lines.length - 1) : 43);
    return (
      <g>
        {lines.map((line, row) => (
          <text class="stair-name" x={tread.x + 12} y={tread.y + (lines.length > 1 ? 19 : 23) + NAME_LINE * row}>
            {line}
          </text>
        ))}
        <text x={tread.x + 12} y={under}>{`${about(figures.families)} ${text.staircase.families}`}</text>
        <text class="quiet" x={tread.x + 12} y={under + 17}>
          {text.staircase.notDrawn}
        </text>
      </g>
    );
  }
  const runs = marksOn(figures, scale.familiesPerMark);
  const top = tread.y - 2 - PITCH * rowsOf(runs, tread.columns);
  const count = about(figures.families);
  return (
    <g>
      {markPaths(runs, { columns: tread.columns, pitch: PITCH, x: tread.x + 4, y: tread.y - 6, direction: -1, scale: 1 }).map(({ kind, path }) => (
        <path class={`mark-${kind}`} d={path} />
      ))}
      <text class="stair-count" {...within(tread.x, `${count} ${text.staircase.families}`, WIDTH, 18)} y={top - 27}>
        {count}
        {COUNT_SIZE * textWidth(count) + textWidth(` ${text.staircase.families}`) <= room && (
          <tspan class="stair-unit" dx="6">
            {text.staircase.families}
          </tspan>
        )}
      </text>
      <text class="strong" x={tread.x} y={top - 8}>
        {difference(figures.families - figures.baseline)}
      </text>
      <text class="stair-name" x={label} y={tread.y + 23}>
        {step.name}
      </text>
      <text x={label} y={tread.y + 43}>
        {text.staircase.children(about(figures.children))}
      </text>
      {step.kind === "need" ? <Parts figures={figures} tread={tread} /> : <IfBaseline figures={figures} tread={tread} />}
    </g>
  );
}

function Parts({ figures, tread }: { figures: StepFigures; tread: Tread }) {
  const parts: [MarkKind, string][] = [
    ["supported", text.staircase.partSupported(about(figures.supported))],
    ["waiting", text.staircase.partWaiting(about(figures.waiting))],
    ["unsupported", text.staircase.partNone(about(figures.unsupported))],
  ];
  const together = tread.width >= 220 && tread.y > 280;
  return (
    <g>
      {parts.map(([kind, words], index) => {
        const row = together ? Math.max(0, index - 1) : index;
        const x = tread.x + 7 + (together && index === 1 ? 134 : 0);
        const y = tread.y + 65 + (together ? 22 : 20) * row;
        return (
          <g>
            <path class={`mark-${kind} on-tint`} d={shape(kind, x, y - 5, 1.5)} />
            <text x={x + 11} y={y}>
              {words}
            </text>
          </g>
        );
      })}
    </g>
  );
}

function IfBaseline({ figures, tread }: { figures: StepFigures; tread: Tread }) {
  return (
    <g>
      {text.staircase.ifBaseline(about(figures.baselineChildren)).map((line, index) => (
        <text class="quiet" x={tread.x + 2} y={tread.y + 61 + 18 * index}>
          {line}
        </text>
      ))}
    </g>
  );
}

function Ribbons({ treads, moves, scale, threshold }: { treads: Tread[]; moves: Move[]; scale: StairScale; threshold: number | undefined }) {
  return (
    <g>
      {treads.slice(0, -1).map((lower, k) => {
        const upper = treads[k + 1] as Tread;
        const { up, down } = neighbourMoves(moves, k);
        const middle = (lower.x + lower.width + upper.x) / 2;
        const beforeThreshold = threshold !== undefined && Math.abs(middle - threshold) < 1;
        const [upWidth, downWidth] = [ribbonWidth(up, scale), ribbonWidth(down, scale)];
        return (
          <g>
            {down > 0 && <Arrow ribbon={neighbourRibbon(lower, upper, false, downWidth)} kind="down" />}
            {up > 0 && <Arrow ribbon={neighbourRibbon(lower, upper, true, upWidth)} kind="up" />}
            {up > 0 && (
              <text class="move-up" text-anchor="end" x={beforeThreshold ? middle - 6 : middle + 12} y={upper.y - 3 - upWidth - 9}>
                {`↑ ${about(up)}`}
              </text>
            )}
            {down > 0 && (
              <text class="move-down" text-anchor="end" x={beforeThreshold ? middle - 6 : upper.x - 9} y={lower.y + downWidth + 22}>
                {`↓ ${about(down)}`}
              </text>
            )}
          </g>
        );
      })}
    </g>
  );
}

function Arrow({ ribbon, kind }: { ribbon: { path: string; width?: number; head: string }; kind: "up" | "down" }) {
  return (
    <g class={`ribbon-${kind}`}>
      <path class="ribbon" d={ribbon.path} stroke-width={ribbon.width ?? 1.5} />
      <polygon points={ribbon.head} />
    </g>
  );
}

function LongRibbons({ steps, treads, moves, scale }: { steps: Step[]; treads: Tread[]; moves: Move[]; scale: StairScale }) {
  const long = longMoves(steps, moves);
  const names = (these: number[]) => {
    const below = these.filter((k) => steps[k]?.kind !== "statutory").map((k) => steps[k]?.name ?? "");
    const statutory = these.length > below.length ? [text.staircase.statutoryStep] : [];
    return [...below, ...statutory].join(` ${text.staircase.or} `);
  };
  return (
    <g>
      {long.closing && <Closing families={long.closing.families} from={names(long.closing.from)} to={steps[0]?.name ?? ""} treads={treads} scale={scale} />}
      {long.overThreshold && <OverThreshold families={long.overThreshold.families} to={long.overThreshold.to} name={steps[long.overThreshold.to]?.name ?? ""} from={names(long.overThreshold.from)} treads={treads} />}
      {long.toHigher && <ToHigher long={long.toHigher} name={steps[long.toHigher.to]?.name ?? ""} steps={steps} treads={treads} />}
    </g>
  );
}

function Closing({ families, from, to, treads, scale }: { families: number; from: string; to: string; treads: Tread[]; scale: StairScale }) {
  const first = treads.findIndex((tread, k) => k >= 2 && tread.y < 256);
  const end = (treads[first]?.x ?? 0) + 10;
  const words = text.staircase.close(about(families), from, to);
  return (
    <g>
      <Arrow ribbon={levelRibbon(WIDTH - 2, end, CLOSING_LEVEL, ribbonWidth(families, scale))} kind="down" />
      <text class="move-down" {...within(end + 12, words, WIDTH)} y={CLOSING_LEVEL + 27 - 4}>
        {words}
      </text>
    </g>
  );
}

function OverThreshold({ families, to, name, from, treads }: { families: number; to: number; name: string; from: string; treads: Tread[] }) {
  const [before, target] = [treads[to - 1], treads[to]];
  if (!before || !target) return null;
  const start = besideParts(before);
  const x = target.x + 14;
  // Upwards, where the line has no room beside the arrow.
  const lines = wrapped(text.staircase.straightFrom(about(families), name, from), BOLDER * (WIDTH - x - 12));
  return (
    <g>
      <Arrow ribbon={pipe(start, OVER_LEVEL, x, target.y + 88, OVER_LEVEL)} kind="up" />
      {lines.map((line, row) => (
        <text class="move-up" {...within(x + 12, line, WIDTH)} y={OVER_LEVEL + 5 - 17 * (lines.length - 1 - row)}>
          {line}
        </text>
      ))}
    </g>
  );
}

/** Right of what is written under a step below the threshold. */
const besideParts = (tread: Tread) => tread.x + Math.max(tread.width + 4, 134);

function ToHigher({ long, name, steps, treads }: { long: { families: number; to: number; from: number[] }; name: string; steps: Step[]; treads: Tread[] }) {
  const source = long.from.find((k) => steps[k]?.kind === "statutory") ?? long.from[long.from.length - 1];
  const [from, to] = [treads[source ?? 0], treads[long.to]];
  if (!from || !to) return null;
  const x0 = steps[source ?? 0]?.kind === "statutory" ? from.x + 44 : besideParts(from);
  const x1 = to.x + 56;
  return (
    <g>
      <Arrow ribbon={pipe(x0, Math.min(from.y + 90, HIGHER_LEVEL), x1, to.y + 96, HIGHER_LEVEL)} kind="up" />
      <text class="move-up" text-anchor="end" x={x1 - 36} y={HIGHER_LEVEL - 7}>
        {text.staircase.straight(about(long.families), name)}
      </text>
    </g>
  );
}

function Key({ letter, familiesPerMark }: { letter: string; familiesPerMark: number }) {
  const entries: [MarkKind, string, number, number][] = [
    ["supported", text.staircase.supported, 0, 0],
    ["waiting", text.staircase.waiting, 186, 0],
    ["unsupported", text.staircase.none, 0, 1],
    ["statutory", text.staircase.statutory, 186, 1],
    ["fewer", text.staircase.ring(letter), 0, 2],
    ["more", text.staircase.square, 282, 2],
  ];
  return (
    <g>
      <text class="strong" x="0" y="14">
        {text.staircase.howTo}
      </text>
      <text class="quiet" x="0" y="36">
        {text.staircase.scale(familiesPerMark)}
      </text>
      {entries.map(([kind, words, x, row]) => (
        <g>
          <path class={`mark-${kind}`} d={shape(kind, x + 6, 55 + 22 * row, 1.5)} />
          <text x={x + 17} y={60 + 22 * row}>
            {words}
          </text>
        </g>
      ))}
    </g>
  );
}
