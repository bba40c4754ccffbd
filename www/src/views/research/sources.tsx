/** The register, the documents behind it, what is counted, the steps, and the reference for working papers. */
import type { StudyView } from "../../engine/types";
import { provenance } from "../../state/results";
import { stepName } from "../../state/study";
import { text } from "../../text";
import type { SectionProps } from "../shared/section";
import { References } from "./references";
import { Register } from "./register";

export function Sources({ study }: SectionProps) {
  const words = text.sources;
  return (
    <section class="question" aria-labelledby="sources-title">
      <h2 id="sources-title">{words.heading}</h2>
      <Register rows={study.register} references={study.references} />
      <section class="figure" aria-labelledby="references-title">
        <h3 class="figure-title" id="references-title">
          {words.references}
        </h3>
        <p class="figure-subtitle">{words.referencesNote(study.references.length)}</p>
        <References references={study.references} />
      </section>
      <div class="pair">
        <section class="figure" aria-labelledby="counted-title">
          <h3 class="figure-title" id="counted-title">
            {words.counted}
          </h3>
          <dl class="definitions">
            {study.measures.map((one) => (
              <>
                <dt>{one.name}</dt>
                <dd>{one.definition}</dd>
              </>
            ))}
          </dl>
        </section>
        <section class="figure" aria-labelledby="steps-title">
          <h3 class="figure-title" id="steps-title">
            {words.steps}
          </h3>
          <dl class="definitions">
            <Levels study={study} />
          </dl>
        </section>
      </div>
      <section class="figure" aria-labelledby="reference-title">
        <h3 class="figure-title" id="reference-title">
          {words.provenance}
        </h3>
        <p class="provenance-line">{provenance.value}</p>
      </section>
    </section>
  );
}

function Levels({ study }: { study: StudyView }) {
  return (
    <>
      {study.levels.map((level) => {
        const step = stepName(study, level.step);
        return (
          <>
            <dt>{level.name.startsWith(step) ? level.name : `${step}: ${level.name}`}</dt>
            <dd>{level.definition}</dd>
          </>
        );
      })}
    </>
  );
}
