/** What these results leave out, in plain sight and before the detail. */
import { text } from "../../text";
import type { SectionProps } from "../shared/section";

export function Limits({ study }: SectionProps) {
  if (study.limits.length === 0) return null;
  return (
    <section class="limits-box" aria-labelledby="limits-title">
      <h2 class="figure-title" id="limits-title">{text.sources.limits}</h2>
      <ul class="limits">{study.limits.map((limit) => <li>{limit}</li>)}</ul>
    </section>
  );
}
