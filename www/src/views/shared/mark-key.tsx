/** What each mark of a small staircase stands for. */
import { shape, type MarkKind } from "../../charts/staircase-marks";
import { text } from "../../text";

export function MarkKey({ letter = "A" }: { letter?: string }) {
  const words = text.compare.key;
  const entries: [MarkKind, string][] = [
    ["supported", words.supported],
    ["waiting", words.waiting],
    ["unsupported", words.none],
    ["statutory", words.statutory],
    ["fewer", words.fewer(letter)],
    ["more", words.more(letter)],
  ];
  return (
    <ul class="mark-key">
      {entries.map(([kind, name]) => (
        <li>
          <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
            <path class={`mark-${kind}`} d={shape(kind, 7, 7, 1.5)} />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}
