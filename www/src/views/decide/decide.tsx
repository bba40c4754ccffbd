/** The page that a decision is made from: answer, picture, and the eight questions that a member asks, in this order. */
import { GuideStep } from "../../controls/guide";
import { writeAddress } from "../../state/address";
import { openAuthority } from "../../state/authorities";
import { baseline, currentAddress, option } from "../../state/choice";
import { text } from "../../text";
import { Choosers } from "../shared/choosers";
import type { SectionProps } from "../shared/section";
import { AnswerSection } from "./answer";
import { BreakEvenFigure } from "./break-even-figure";
import { Drives } from "./drives";
import { Grants } from "./grants";
import { Happens } from "./happens";
import { Horizons } from "./horizons";
import { HowSure } from "./how-sure";
import { KeyFigures } from "./key-figures";
import { Limits } from "./limits";
import { NothingDone } from "./nothing-done";
import { OptionCards } from "./option-cards";
import { PaysBack } from "./pays-back";
import { Questions } from "./questions";
import { StaircaseSection } from "./staircase-section";
import { SupportSection } from "./support-section";
import { WorseFirst } from "./worse-first";

export function Decide(props: SectionProps) {
  if (!option.value || !baseline.value) return null;
  return (
    <>
      <Choosers study={props.study} />
      <GuideStep at="answer" />
      <AnswerSection answer={props.shown.answer} />
      {openAuthority.value !== undefined && (
        <p class="to-council">
          <a class="link" href={writeAddress({ ...currentAddress(), view: "council" })}>
            {text.council.toView(props.study.about.authority)}
          </a>
        </p>
      )}
      <GuideStep at="staircase" />
      <StaircaseSection {...props} />
      <GuideStep at="figures" />
      <KeyFigures {...props} />
      <GuideStep at="limits" />
      <Limits {...props} />
      <OptionCards {...props} />
      <Questions />
      <Happens {...props} />
      <Horizons {...props} />
      <PaysBack {...props} />
      <BreakEvenFigure />
      <Grants {...props} />
      <NothingDone {...props} />
      <Drives {...props} />
      <SupportSection {...props} />
      <WorseFirst {...props} />
      <HowSure {...props} />
    </>
  );
}
