/** What must be true about effectiveness for the option to break even. */
import { Figure } from "../../charts/figure";
import { NeededBars } from "../../charts/needed-bars";
import { twin } from "../../charts/twin";
import { prevented } from "../../format";
import { appraisal, breakEven, earlierBreakEven, hasNoRules } from "../../state/money";
import { option } from "../../state/choice";
import { run } from "../../state/results";
import { text } from "../../text";
import { figureFrame } from "../shared/figure-frame";
import { SourceLine, publishers } from "../shared/source-line";

export function BreakEvenFigure() {
  const words = text.breakEven;
  const old = earlierBreakEven.value;
  const found = breakEven.value ?? old;
  const one = option.value;
  if (!one || one.baseline || hasNoRules.value) return null;
  if (!found) {
    return (
      <section class="question" aria-labelledby="even-title">
        <h2 id="even-title">{words.heading}</h2>
        <p class="lead" role="status">
          {run.value.phase === "previewing" || run.value.phase === "waiting" ? words.waiting : words.pending}
        </p>
      </section>
    );
  }
  const title = found.words.sentence.replaceAll(" (log scale)", "").replace(/\.$/, "");
  const effects = found.effects;
  const share = (ratio: number) => 100 * (1 - ratio);
  return (
    <section class="question" aria-labelledby="even-title">
      <h2 id="even-title">{words.heading}</h2>
      {old && (
        <p class="lead" role="status">
          {words.again}
        </p>
      )}
      <Figure
        id="break-even"
        title={title}
        {...(effects.length > 0 ? { subtitle: words.subtitle } : {})}
        note={
          <>
            {effects.length === 0 ? "" : appraisal.value?.direction === "saves" ? words.noteCut : words.note} <SourceLine of="effects" names={publishers("effects")} />
          </>
        }
        tables={[twin(found.tables.effects, { caption: words.caption, columns: ["effect", "now", "needed"] })]}
        {...figureFrame()}
        {...(old ? { stale: true } : {})}
        picture={effects.length > 0}
      >
        {effects.length > 0 && <NeededBars rows={effects.map(({ name, now, needed }) => ({ name, now: share(now), needed: share(needed) }))} name={[title, ...effects.map(({ name, now, needed }) => words.row(name, prevented(now), prevented(needed)))].join(". ")} />}
        {effects.length > 0 && (
          <table class="figures break-even">
            <caption class="hidden">{words.caption}</caption>
            <thead>
              <tr>
                <th scope="col">{words.effect}</th>
                <th scope="col">{words.now}</th>
                <th scope="col">{words.needed}</th>
              </tr>
            </thead>
            <tbody>
              {effects.map((effect) => (
                <tr>
                  <th scope="row">{effect.name}</th>
                  <td data-label={words.now}>{prevented(effect.now)}</td>
                  <td data-label={words.needed}>
                    <strong>{prevented(effect.needed)}</strong>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Figure>
    </section>
  );
}
