/** The options of this scenario, each with its sentence, and the way to it. */
import type { OptionView } from "../../engine/types";
import { roughPounds as pounds, unbroken } from "../../format";
import { chooseOption, optionId } from "../../state/choice";
import { cardAnswer, cardsSeen } from "../../state/cards";
import { said } from "../../state/said";
import { text } from "../../text";
import type { SectionProps } from "../shared/section";

export function OptionCards({ study }: SectionProps) {
  const words = text.cards;
  const options = study.options.filter((one) => !one.baseline && !one.null_effect);
  if (options.length < 2) return null;
  const here = study.options.find((one) => one.id === optionId.value);
  // Their answers are worked out once somebody wants to see them.
  const seen = (event: Event) => {
    if ((event.currentTarget as HTMLDetailsElement).open) cardsSeen.value = true;
  };
  return (
    <section class="question" id="options" aria-labelledby="options-title">
      <details class="fold" onToggle={seen}>
        <summary>
          <h2 id="options-title">{words.heading}</h2>
          <span>{words.row(options.length, here ? `${here.letter}. ${here.name}` : "")}</span>
        </summary>
        <p class="lead">{words.lead}</p>
        <ul class="columns option-cards">
          {options.map((one) => (
            <Card one={one} />
          ))}
        </ul>
      </details>
    </section>
  );
}

function Card({ one }: { one: OptionView }) {
  const words = text.cards;
  const answer = cardAnswer(one.id);
  const spent = answer?.costs.find((line) => line.kind === "spent")?.total.difference;
  const here = one.id === optionId.value;
  return (
    <li class="card" aria-current={here ? "true" : undefined}>
      <h3>{`${one.letter}. ${one.name}`}</h3>
      <p class="card-answer">{answer ? unbroken(said(answer).headline) : words.pending}</p>
      {spent !== undefined && <p class="quiet">{words.spent(pounds(Math.abs(spent)), spent)}</p>}
      {here ? (
        <p class="strong">{words.here}</p>
      ) : (
        <p>
          <button type="button" class="link" onClick={() => show(one.id)}>
            {words.show}
            <span class="hidden">{`: ${one.letter}. ${one.name}`}</span>
          </button>
        </p>
      )}
    </li>
  );
}

/** The answer of another option is read from its top. */
function show(id: string): void {
  chooseOption(id);
  document.getElementById("answer")?.focus();
}
