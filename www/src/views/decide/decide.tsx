/** The page that a decision is made from: answer, picture, figures, doubt, money, sources. In this order. */
import { Editor } from "../../controls/editor";
import { ScenarioFilesBox } from "../../controls/scenario-files";
import type { StudyView } from "../../engine/types";
import { baseline, option } from "../../state/choice";
import type { Shown } from "../../state/results";
import { AnswerSection } from "./answer";
import { CasesBox } from "./cases-box";
import { Choosers } from "./choosers";
import { Happens } from "./happens";
import { HowSure } from "./how-sure";
import { KeyFigures } from "./key-figures";
import { Money } from "./money";
import { Sources } from "./sources";
import { StaircaseSection } from "./staircase-section";
import { SupportSection } from "./support-section";

export interface SectionProps {
  study: StudyView;
  shown: Shown;
}

export function Decide({ study, shown }: SectionProps) {
  if (!option.value || !baseline.value) return null;
  return (
    <>
      <Choosers study={study} />
      <AnswerSection answer={shown.answer} />
      <StaircaseSection study={study} shown={shown} />
      <SupportSection study={study} shown={shown} />
      <KeyFigures study={study} shown={shown} />
      <Happens study={study} shown={shown} />
      <HowSure study={study} shown={shown} />
      <Editor study={study} />
      <Money study={study} shown={shown} />
      <Sources study={study} shown={shown} />
      <ScenarioFilesBox />
      <CasesBox />
    </>
  );
}
