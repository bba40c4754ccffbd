/** What these results leave out, in plain sight and before the detail. */
import { writeAddress } from "../../state/address";
import { currentAddress } from "../../state/choice";
import { text } from "../../text";
import type { SectionProps } from "../shared/section";

/** Limits that are read without asking, in the order of the scenario; the others unfold. */
const FIRST = 3;

export function Limits({ study }: SectionProps) {
  if (study.limits.length === 0) return null;
  return (
    <section class="limits-box" aria-labelledby="limits-title">
      <h2 class="figure-title" id="limits-title">
        {text.sources.limits}
      </h2>
      <p>{text.answer.what}</p>
      <Some limits={study.limits.slice(0, FIRST)} />
      {study.limits.length > FIRST && (
        <details class="fold">
          <summary>{text.sources.moreLimits(study.limits.length - FIRST)}</summary>
          <Some limits={study.limits.slice(FIRST)} />
        </details>
      )}
    </section>
  );
}

function Some({ limits }: { limits: string[] }) {
  return (
    <ul class="limits">
      {limits.map((limit) => (
        <li>
          <Limit words={limit} />
        </li>
      ))}
    </ul>
  );
}

/** Where a limit speaks of the financial case, that leads to it. */
function Limit({ words }: { words: string }) {
  const at = words.indexOf(text.sources.financialCase);
  if (at < 0) return <>{words}</>;
  const end = at + text.sources.financialCase.length;
  return (
    <>
      {words.slice(0, at)}
      <a class="link" href={writeAddress({ ...currentAddress(), view: "budget" })}>
        {words.slice(at, end)}
      </a>
      {words.slice(end)}
    </>
  );
}
