/** The step of an exercise that is under way, on whichever view it leads to. */
import { useEffect, useRef } from "preact/hooks";
import { shown } from "../state/results";
import { said } from "../state/said";
import { addressOf, closeExercise, goToStep, underWay } from "../state/exercises";
import { text } from "../text";

export function ExerciseBox() {
  const now = underWay.value;
  return now ? <Step exercise={now.exercise} place={now.step} /> : null;
}

function Step({ exercise, place }: { exercise: NonNullable<typeof underWay.value>["exercise"]; place: number }) {
  const words = text.exercise;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), [exercise, place]);
  const step = exercise.steps[place];
  if (!step) return null;
  const answer = shown.value && said(shown.value.answer);
  return (
    <section class="guide exercise" aria-labelledby="exercise-step">
      <h2 id="exercise-step" ref={heading} tabIndex={-1}>
        {words.step(exercise.title, place + 1, exercise.steps.length)}
      </h2>
      {place === 0 && <p>{exercise.question}</p>}
      <p>{step.words}</p>
      {step.answer && answer && (
        <blockquote>
          {answer.headline} {answer.range}
        </blockquote>
      )}
      <p class="editor-buttons">
        {step.set && (
          <a class="secondary button-link" href={addressOf(exercise, step)}>
            {words.show}
          </a>
        )}
        {place > 0 && (
          <button type="button" class="secondary" onClick={() => goToStep(exercise, place - 1)}>
            {words.back}
          </button>
        )}
        {place + 1 < exercise.steps.length ? (
          <button
            type="button"
            class="primary"
            onClick={() => {
              const next = exercise.steps[place + 1];
              goToStep(exercise, place + 1);
              if (next?.set) location.hash = addressOf(exercise, next);
            }}
          >
            {words.next}
          </button>
        ) : (
          <button type="button" class="primary" onClick={closeExercise}>
            {words.finish}
          </button>
        )}
        <button type="button" class="link" onClick={closeExercise}>
          {words.close}
        </button>
      </p>
    </section>
  );
}
