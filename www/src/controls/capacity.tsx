/** Places of the edited programme as a bar: filled, empty, and who waits beyond them. From the answer on the page. */
import type { Answer } from "../engine/types";
import { about } from "../format";
import { option, year } from "../state/choice";
import { text } from "../text";

/** `planned`: the places that the boxes above come to, once the change is complete. */
export function Capacity({ answer, programme, planned }: { answer: Answer | undefined; programme: string; planned: number }) {
  const years = answer?.support.programmes.find((one) => one.id === programme)?.years;
  const chosen = `${year.value - 1}-${String(year.value).slice(2)}`;
  const found = years?.find((one) => one.year === chosen) ?? years?.[0];
  if (!found) return null;
  const { supported, waiting, places, open } = found.option;
  const before = found.baseline;
  const most = Math.max(open, supported) + waiting;
  const x = (families: number) => (600 * families) / Math.max(1, most);
  const words = text.capacity;
  const empty = Math.max(0, open - supported);
  const taken = places - open;
  const said = [Math.round(supported) > Math.round(open) ? words.beyond(about(supported), about(open)) : words.filled(about(Math.min(supported, open)), about(open)), waiting >= 0.5 ? words.waiting(about(waiting), Math.round(waiting)) : words.nobody].join("");
  return (
    <div class="capacity" id="capacity">
      {Math.round(most) > 0 && (
        <svg viewBox="0 0 600 26" role="img" aria-label={words.name} preserveAspectRatio="none">
          <defs>
            <pattern id="hatch-waiting" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <path class="hatch-waiting" d="M0 0V6" />
            </pattern>
          </defs>
          <rect class="capacity-filled" x="0" y="5" width={x(supported)} height="16" />
          <rect class="capacity-empty" x={x(supported)} y="5" width={x(empty)} height="16" />
          <rect class="capacity-waiting" x={x(supported + empty)} y="5" width={x(waiting)} height="16" />
          <path class="capacity-limit" d={`M${Math.min(599, x(Math.max(open, supported)))} 1V25`} />
        </svg>
      )}
      <p>
        <strong>{Math.round(most) === 0 ? words.closed : said}</strong>
        {words.when(chosen)} {empty > open * 0.1 && empty >= 0.5 ? words.empty(about(empty), Math.round(empty)) : ""}
        {taken >= 0.5 ? ` ${words.taken(about(taken), Math.round(taken))}` : ""}
        {Math.abs(planned - places) >= 0.5 ? ` ${words.planned(about(planned), about(places), chosen)}` : ""}
        {option.value?.baseline ? "" : ` ${words.before(about(before.supported), about(before.waiting))}`}
      </p>
    </div>
  );
}
