/** The options of this scenario, each with its sentence, and the way to it. */
import { useEffect, useRef } from "preact/hooks";
import type { OptionView } from "../../engine/types";
import { roughPounds as pounds, unbroken } from "../../format";
import { chooseOption, optionId } from "../../state/choice";
import { cardAnswer, cardsSeen } from "../../state/cards";
import { said } from "../../state/said";
import { text } from "../../text";
import type { SectionProps } from "../shared/section";

export function OptionCards({ study }: SectionProps) {
  const words = text.cards;
  const frame = useRef<HTMLElement>(null);
  useEffect(() => {
    const watch = new IntersectionObserver((entries) => {
      if (entries.some((one) => one.isIntersecting)) cardsSeen.value = true;
    });
    if (frame.current) watch.observe(frame.current);
    return () => watch.disconnect();
  }, []);
  const options = study.options.filter((one) => !one.baseline && !one.null_effect);
  if (options.length < 2) return null;
  return (
    <section class="question" id="options" ref={frame} aria-labelledby="options-title">
      <h2 id="options-title">{words.heading}</h2>
      <p class="lead">{words.lead}</p>
      <ul class="columns option-cards">
        {options.map((one) => (
          <Card one={one} />
        ))}
      </ul>
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
