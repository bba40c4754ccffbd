/** One mark for each of a hundred runs: how often there is no reduction can be counted. */
import { text } from "../text";
import { NOTHING } from "./table";
import type { HundredGroup, HundredKind } from "./hundred";

const PITCH = 24;

export function HundredRuns({ groups, name, exact }: { groups: HundredGroup[]; name: string; exact: boolean }) {
  const ready = groups.some((group) => group.count > 0);
  const kinds = groups.flatMap((group) => Array.from({ length: group.count }, () => group.kind));
  return (
    <div class="hundred">
      <svg viewBox="0 0 240 240" width="240" height="240" role="img" aria-label={name}>
        {kinds.map((kind, index) => (
          <RunMark kind={kind} x={12 + PITCH * (index % 10)} y={12 + PITCH * Math.floor(index / 10)} />
        ))}
        {!ready && (
          <text class="quiet" x="120" y="124" text-anchor="middle">
            {text.hundred.empty}
          </text>
        )}
      </svg>
      <ul class="hundred-key">
        {groups.map((group) => (
          <li>
            <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true">
              <RunMark kind={group.kind} x={12} y={12} />
            </svg>
            <strong>{ready ? group.count : NOTHING}</strong>
            <span>{words(group, exact)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

export function words({ kind, from, to }: HundredGroup, exact: boolean): string {
  if (kind === "none") return exact ? text.hundred.exact : text.hundred.none;
  if (kind === "same") return text.hundred.same;
  if (kind === "fewer" || from === undefined) return text.hundred.fewer;
  const which = kind === "more" || kind === "much-more" ? text.hundred.moreBy : text.hundred.fewerBy;
  return to === undefined ? which(text.hundred.atLeast(from)) : which(text.hundred.between(from, to));
}

function RunMark({ kind, x, y }: { kind: HundredKind; x: number; y: number }) {
  if (kind === "much-more") return <path class="run-much-more" d={`M${x - 6} ${y - 6}h12v12h-12z`} />;
  if (kind === "none" || kind === "more") return <path class="run-none" d={`M${x - 5} ${y - 5}l10 10M${x + 5} ${y - 5}l-10 10`} />;
  return <circle class={`run-${kind}`} cx={x} cy={y} r={kind === "little" || kind === "same" ? 6 : 7} />;
}
