import type { Answer } from "../../engine/types";
import { unbroken } from "../../format";
import { said } from "../../state/said";
import { text } from "../../text";

/** Truths that stand beside the answer: what comes first, the money, and the result without effect. The rest is under "How sure are we". */
export const FIRST_TRUTHS = 3;

export function AnswerSection({ answer }: { answer: Answer }) {
  const { headline, range, truths, warnings } = said(answer);
  return (
    <section class="answer" aria-labelledby="answer">
      <div class="answer-words">
        <h1 id="answer" tabIndex={-1}>
          {unbroken(headline)}
        </h1>
        <p class="answer-range">{unbroken(range) || text.run.rangesComing}</p>
        {warnings.map((warning) => (
          <p class="answer-warning">{warning}</p>
        ))}
      </div>
      <ul class="truths">
        {truths.slice(0, FIRST_TRUTHS).map(({ lead, rest }) => (
          <li>
            <strong>{unbroken(lead)}</strong> {unbroken(rest)}
          </li>
        ))}
      </ul>
    </section>
  );
}
