/** The staircase on a narrow screen, on paper, and where its steps have no room beside each other: steps are rows, highest need first, each further left as need falls. */
import { about, difference } from "../format";
import { text } from "../text";
import type { StairScale } from "./staircase-layout";
import { markPaths, marksOn, rowsOf, shape, type MarkKind } from "./staircase-marks";
import { neighbourMoves, type Move, type Step, type StepFigures } from "./staircase-steps";
import { useWidth } from "./width";

const PITCH = 7;
const SCALE = 2.6 / 3;
const INDENT = 14;
const PADDING = 20;

export function StaircaseRows({
  steps,
  figures,
  moves,
  scale,
  always,
}: {
  steps: Step[];
  figures: StepFigures[];
  moves: Move[];
  scale: StairScale;
  /** on wide screens too */
  always: boolean;
}) {
  const [frame, width] = useWidth<HTMLDivElement>(340);
  const order = figures.map((one, k) => ({ one, k })).reverse();
  return (
    <div class={`staircase-rows${always ? " is-always" : ""}`} ref={frame}>
      <p class="stair-rows-key">{`${text.staircase.scale(scale.familiesPerMark)} ${text.staircase.telephoneNote}`}</p>
      {order.map(({ one, k }, index) => {
        const indent = INDENT * k;
        const lower = neighbourMoves(moves, k - 1);
        const threshold = one.step.kind === "statutory" && steps[k - 1] && steps[k - 1]?.kind !== "statutory";
        return (
          <>
            <div class={`stair-row stair-row-${one.step.kind}`} style={{ marginLeft: `${indent}px` }}>
              <Row figures={one} scale={scale} columns={Math.max(10, Math.floor((width - indent - PADDING) / PITCH))} />
            </div>
            {index < order.length - 1 && (
              <div class={`stair-between${threshold ? " stair-between-threshold" : ""}`}>
                <span class="quiet">{threshold ? text.staircase.threshold : ""}</span>
                <span>
                  <strong class="move-up">{lower.up > 0 ? `↑ ${about(lower.up)}` : ""}</strong>
                  <span class="move-down">{lower.down > 0 ? `↓ ${text.staircase.perYear(about(lower.down))}` : ""}</span>
                </span>
              </div>
            )}
          </>
        );
      })}
    </div>
  );
}

function Row({ figures, scale, columns }: { figures: StepFigures; scale: StairScale; columns: number }) {
  const { step } = figures;
  const families = `${about(figures.families)} ${text.staircase.families}`;
  if (step.kind === "universal") {
    return (
      <p class="stair-row-head">
        <strong>{step.name}</strong> <span>{`${families}, ${text.staircase.notDrawn}`}</span>
      </p>
    );
  }
  const runs = marksOn(figures, scale.familiesPerMark);
  const height = PITCH * Math.max(1, rowsOf(runs, columns)) + 2;
  const width = PITCH * columns + 2;
  const parts: [MarkKind, string][] = [
    ["supported", text.staircase.partSupported(about(figures.supported))],
    ["waiting", text.staircase.partWaiting(about(figures.waiting))],
    ["unsupported", text.staircase.partNone(about(figures.unsupported))],
  ];
  return (
    <>
      <p class="stair-row-head">
        <strong>{step.name}</strong> <span>{`${families}, ${difference(figures.families - figures.baseline)}`}</span>
      </p>
      <svg class="stair-row-marks" viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true">
        {markPaths(runs, { columns, pitch: PITCH, x: 4.5, y: 4.5, direction: 1, scale: SCALE }).map(({ kind, path }) => (
          <path class={`mark-${kind}`} d={path} />
        ))}
      </svg>
      {step.kind === "need" && (
        <p class="stair-row-parts">
          {parts.map(([kind, words]) => (
            <span>
              <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
                <path class={`mark-${kind} on-tint`} d={shape(kind, 6, 6, 1.5)} />
              </svg>
              {words}
            </span>
          ))}
        </p>
      )}
    </>
  );
}
