/** What the results rest on: every number and its source, how far the runs have settled, and the engine's own proof. */
import { ScenarioFilesBox } from "../../controls/scenario-files";
import type { Grade, StudyView } from "../../engine/types";
import { headlineMeasures, measureId } from "../../state/choice";
import { text } from "../../text";
import { Choosers } from "../shared/choosers";
import type { SectionProps } from "../shared/section";
import { SplitFigure } from "../shared/split-figure";
import { CasesBox } from "./cases-box";
import { Settled } from "./settled";
import { Sources } from "./sources";

export function Research({ study, shown }: SectionProps) {
  const measure = headlineMeasures.value.find((one) => one.id === measureId.value) ?? headlineMeasures.value[0];
  const found = shown.answer.measures.find((one) => one.id === measure?.id);
  return (
    <>
      <Choosers study={study} />
      <h1 class="view-title" id="answer" tabIndex={-1}>{researchTitle(study)}</h1>
      <Sources study={study} shown={shown} />
      {measure && found && (
        <section class="question" aria-labelledby="settled-title">
          <h2 id="settled-title">{text.research.settledHeading}</h2>
          <div class="pair">
            <Settled measure={measure} found={found} />
            <SplitFigure measure={measure} found={found} />
          </div>
        </section>
      )}
      <ScenarioFilesBox />
      <CasesBox />
    </>
  );
}

const GRADES: Grade[] = ["measured-here", "measured-elsewhere", "claimed", "assumed"];

function researchTitle({ register }: StudyView): string {
  const parts = GRADES.map((grade) => ({ grade, count: register.filter((row) => row.grade === grade).length }))
    .filter(({ count }) => count > 0)
    .map(({ grade, count }) => text.research.part(count, text.sources.grades[grade]));
  return text.research.title(register.length, parts);
}
