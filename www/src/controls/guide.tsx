/**
 * A one-minute path through Decide for whoever is here for the first time. Each step stands in the page just before
 * what it speaks of, so it covers nothing. It is offered once in a browser, and again only when asked for.
 */
import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { keep, recall } from "../state/storage";
import { text } from "../text";

export const GUIDE_STEPS = ["answer", "staircase", "figures", "limits", "editor"] as const;
export type GuideStepId = (typeof GUIDE_STEPS)[number];

/** nothing: neither offered nor under way */
const state = signal<"offered" | GuideStepId | undefined>(recall("guide", "browser") === undefined ? "offered" : undefined);

function finish(): void {
  state.value = undefined;
  keep("guide", "seen", "browser");
}

export function startGuide(): void {
  state.value = "answer";
  keep("guide", "seen", "browser");
}

/** One line in the strip at the very top: the first screen belongs to the answer and the staircase. */
export function GuideOffer() {
  if (state.value !== "offered") return null;
  const words = text.guide;
  return (
    <p class="guide-offer">
      <span>{words.offer}</span>
      <button type="button" class="link" onClick={startGuide}>
        {words.start}
      </button>
      <button type="button" class="link" onClick={finish}>
        {words.skip}
      </button>
    </p>
  );
}

export const guideIsAt = (step: GuideStepId): boolean => state.value === step;

export function GuideStep({ at }: { at: GuideStepId }) {
  return guideIsAt(at) ? <Step at={at} /> : null;
}

function Step({ at }: { at: GuideStepId }) {
  const words = text.guide;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    heading.current?.scrollIntoView({ block: "center" });
    heading.current?.focus({ preventScroll: true });
  }, [at]);
  const place = GUIDE_STEPS.indexOf(at);
  const next = GUIDE_STEPS[place + 1];
  const { title, body } = words.steps[at];
  return (
    <section class="guide" aria-labelledby="guide-step">
      <h2 id="guide-step" ref={heading} tabIndex={-1}>
        {words.step(place + 1, GUIDE_STEPS.length, title)}
      </h2>
      <p>{body}</p>
      <p class="editor-buttons">
        {next ? (
          <button type="button" class="primary" onClick={() => (state.value = next)}>
            {words.next}
          </button>
        ) : (
          <button type="button" class="primary" onClick={finish}>
            {words.finish}
          </button>
        )}
        {next && (
          <button type="button" class="secondary" onClick={finish}>
            {words.leave}
          </button>
        )}
      </p>
    </section>
  );
}
