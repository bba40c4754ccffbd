/** The model in plain words: a page to read from top to bottom. */
import type { ComponentType } from "preact";
import { startGuide } from "../../controls/guide";
import { writeAddress } from "../../state/address";
import { currentAddress } from "../../state/choice";
import { addressOf, exercises, goToStep, type Exercise } from "../../state/exercises";
import type { SectionProps } from "../shared/section";
import { ChainPicture, PairsPicture, RangePicture, StepsPicture } from "./pictures";
import { words } from "./words";
import { References } from "../research/references";

const PICTURES: Record<string, ComponentType> = { levels: StepsPicture, support: ChainPicture, pairs: PairsPicture, ranges: RangePicture };

export function Method({ study }: SectionProps) {
  return (
    <article class="method">
      <h1 class="view-title" id="answer" tabIndex={-1}>
        {words.title}
      </h1>
      <p class="method-lead">{words.lead}</p>
      <section aria-labelledby="method-try" class="method-try">
        <h2 id="method-try">{words.tryTitle}</h2>
        <p>
          <button type="button" class="secondary" onClick={guide}>
            {words.guide}
          </button>
        </p>
        <ul class="plain-list">
          {exercises.map((exercise) => (
            <li>
              <strong>{exercise.title}</strong>
              <p>{exercise.question}</p>
              <button type="button" class="link" onClick={() => begin(exercise)}>
                {words.begin}
                <span class="hidden">: {exercise.title}</span>
              </button>
            </li>
          ))}
        </ul>
      </section>
      {words.sections.map(({ id, title, paragraphs }) => {
        const Picture = PICTURES[id];
        return (
          <section aria-labelledby={`method-${id}`}>
            <h2 id={`method-${id}`}>{title}</h2>
            {Picture && (
              <div class="picture">
                <Picture />
              </div>
            )}
            {paragraphs.map((paragraph) => (
              <p>{paragraph}</p>
            ))}
          </section>
        );
      })}
      <section aria-labelledby="method-brief">
        <h2 id="method-brief">{words.brief}</h2>
        {words.briefText.map((paragraph) => (
          <p>{paragraph}</p>
        ))}
      </section>
      <List title={words.specific} id="method-specific" lines={study.limits} />
      <section aria-labelledby="method-words">
        <h2 id="method-words">{words.wordsTitle}</h2>
        <dl class="definitions">
          {words.definitions.map(([word, meaning]) => (
            <>
              <dt>{word}</dt>
              <dd>{meaning}</dd>
            </>
          ))}
        </dl>
      </section>
      <section aria-labelledby="method-sources">
        <h2 id="method-sources">{words.sources}</h2>
        <References references={study.references} />
      </section>
      <section aria-labelledby="method-proof">
        <h2 id="method-proof">{words.proof}</h2>
        <p>{words.proofText}</p>
        <p>
          <a href={writeAddress({ ...currentAddress(), view: "bench" })}>{words.benchLink}</a>
        </p>
      </section>
      <section aria-labelledby="method-accessibility">
        <h2 id="method-accessibility">{words.accessibility}</h2>
        {words.accessibilityText.map((paragraph) => (
          <p>{paragraph}</p>
        ))}
      </section>
      <section aria-labelledby="method-privacy">
        <h2 id="method-privacy">{words.privacy}</h2>
        {words.privacyText.map((paragraph) => (
          <p>{paragraph}</p>
        ))}
      </section>
      <section aria-labelledby="method-licence">
        <h2 id="method-licence">{words.licence}</h2>
        <p>{words.licenceText}</p>
      </section>
    </article>
  );
}

function guide(): void {
  startGuide();
  location.hash = writeAddress({ ...currentAddress(), view: "decide" });
}

function begin(exercise: Exercise): void {
  goToStep(exercise, 0);
  const first = exercise.steps[0];
  if (first) location.hash = addressOf(exercise, first);
}

function List({ title, id, lines }: { title: string; id: string; lines: string[] }) {
  if (lines.length === 0) return null;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <ul class="limits">
        {lines.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
    </section>
  );
}
