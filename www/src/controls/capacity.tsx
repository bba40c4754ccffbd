/** Places of the edited programme as a bar: filled, empty, and who waits beyond them. From the answer on the page. */
import type { Answer } from "../engine/types";
import { about } from "../format";
import { option, year } from "../state/choice";
import { text } from "../text";

export function Capacity({ answer, programme }: { answer: Answer | undefined; programme: string }) {
  const years = answer?.support.programmes.find((one) => one.id === programme)?.years;
  const chosen = `${year.value - 1}-${String(year.value).slice(2)}`;
  const found = years?.find((one) => one.year === chosen) ?? years?.[0];
  if (!found) return null;
  const { supported, waiting, places } = found.option;
  const before = found.baseline;
  const most = Math.max(places, supported) + waiting;
  const x = (families: number) => (600 * families) / Math.max(1, most);
  const words = text.capacity;
  const empty = Math.max(0, places - supported);
  return (
    <div class="capacity" id="capacity">
      {Math.round(most) > 0 && <svg viewBox="0 0 600 26" role="img" aria-label={words.name} preserveAspectRatio="none">
        <defs><pattern id="hatch-waiting" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path class="hatch-waiting" d="M0 0V6" /></pattern></defs>
        <rect class="capacity-filled" x="0" y="5" width={x(supported)} height="16" />
        <rect class="capacity-empty" x={x(supported)} y="5" width={x(empty)} height="16" />
        <rect class="capacity-waiting" x={x(supported + empty)} y="5" width={x(waiting)} height="16" />
        <path class="capacity-limit" d={`M${Math.min(599, x(Math.max(places, supported)))} 1V25`} />
      </svg>}
      <p>
        <strong>{Math.round(most) === 0 ? words.closed : <>{words.filled(about(supported), about(places))}{waiting >= 0.5 ? words.waiting(about(waiting), Math.round(waiting)) : words.nobody}</>}</strong>
        {words.when(chosen.replace("-", "/"))} {empty > places * 0.1 && places > 0 ? words.empty(about(empty)) : ""}
        {option.value?.baseline ? "" : ` ${words.before(about(before.supported), about(before.waiting))}`}
      </p>
    </div>
  );
}
