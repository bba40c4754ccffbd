/** What the results rest on: every number and its source, how far the runs have settled, and the engine's own proof. */
import { ScenarioFilesBox } from "../../controls/scenario-files";
import type { Grade, StudyView } from "../../engine/types";
import { editOf, headlineMeasures, measureId, option } from "../../state/choice";
import { text } from "../../text";
import { Choosers } from "../shared/choosers";
import type { SectionProps } from "../shared/section";
import { SplitFigure } from "../shared/split-figure";
import { CasesBox } from "./cases-box";
import { EveryRun } from "./every-run";
import { Settled } from "./settled";
import { Changed } from "../compare/changed";
import { TornadoFigure } from "../shared/tornado-figure";
import { OwnFigures } from "./own-figures";
import { PastTests } from "./past-tests";
import { Settings } from "./settings";
import { Sources } from "./sources";

export function Research({ study, shown }: SectionProps) {
  const measure = headlineMeasures.value.find((one) => one.id === measureId.value) ?? headlineMeasures.value[0];
  const found = shown.answer.measures.find((one) => one.id === measure?.id);
  const ids = study.options.map((one) => one.id);
  return (
    <>
      <Choosers study={study} />
      <h1 class="view-title" id="answer" tabIndex={-1}>
        {researchTitle(study)}
      </h1>
      <Settings />
      <Changed study={study} ids={ids} edits={ids.map(editOf)} />
      <Sources study={study} shown={shown} />
      {!option.value?.baseline && (
        <section class="question" aria-labelledby="matters-title">
          <h2 id="matters-title">{text.research.mattersHeading}</h2>
          <TornadoFigure study={study} />
        </section>
      )}
      {measure && found && (
        <section class="question" aria-labelledby="settled-title">
          <h2 id="settled-title">{text.research.settledHeading}</h2>
          <div class="pair">
            <Settled measure={measure} found={found} preview={shown.answer.words.preview.replace(/ -(?=\d)/g, " −")} />
            <SplitFigure answer={shown.answer} measure={measure} found={found} sampled />
          </div>
          <EveryRun />
        </section>
      )}
      <OwnFigures />
      <PastTests />
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
