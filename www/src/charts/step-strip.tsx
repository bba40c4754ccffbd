/** What an option changes on each step of need, drawn from nought: in the staircase a change of a few families is less than a mark. */
import { difference } from "../format";
import type { StepFigures } from "./staircase-steps";

/** A bar reaches its end at this many families, or at the largest change: a change of 5 is a quarter of the way. */
const FULL = 20;

/** Half of a bar's width, and the least that is drawn of any change. */
const HALF = 50;
const LEAST = 2;

export function StepStrip({ figures, title }: { figures: StepFigures[]; title: string }) {
  const changes = figures.filter(({ step }) => step.kind !== "universal").map(({ step, families, baseline }) => ({ step, change: families - baseline }));
  if (changes.length === 0) return null;
  const most = Math.max(FULL, ...changes.map(({ change }) => Math.abs(change)));
  return (
    <div class="step-strip">
      <p class="step-strip-title">{title}</p>
      <ul>
        {changes.map(({ step, change }) => {
          const seen = Math.abs(change) < 0.05 ? 0 : Math.max(LEAST, (Math.abs(change) / most) * HALF);
          return (
            <li>
              <span>{step.name}</span>
              <svg viewBox={`0 0 ${2 * HALF} 12`} preserveAspectRatio="none" aria-hidden="true">
                <rect class={change < 0 ? "strip-fewer" : "strip-more"} x={change < 0 ? HALF - seen : HALF} y="1" width={seen} height="10" />
                <path class="bar-zero" d={`M${HALF} 0V12`} />
              </svg>
              <strong>{difference(change)}</strong>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
