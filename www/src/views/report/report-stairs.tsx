/** The staircase of the printed report: this option, with rings where families would be under option A. */
import { StaircaseSmall, smallScale } from "../../charts/staircase-small";
import { figuresOf, stepsOf } from "../../charts/staircase-steps";
import type { Answer, StudyView } from "../../engine/types";
import { about, difference } from "../../format";
import { year } from "../../state/choice";
import { stepName } from "../../state/study";
import { text } from "../../text";
import { MarkKey } from "../shared/mark-key";

const WIDTH = 690;

export function ReportStairs({ study, answer }: { study: StudyView; answer: Answer }) {
  const steps = stepsOf(study.levels, (step) => stepName(study, step));
  const drawn = answer.staircase.find((each) => each.year === year.value);
  if (!drawn) return null;
  const figures = figuresOf(steps, drawn);
  const most = figures.map((one) => (one.step.kind === "universal" ? 0 : Math.max(one.families, one.baseline)));
  const familiesPerMark = smallScale(most, WIDTH, 5.6, 12);
  const title = answer.words.figures[`staircase-${drawn.year}`]?.title ?? text.staircase.title(drawn.year);
  return (
    <section>
      <h2>{title}</h2>
      <StaircaseSmall
        figures={figures}
        name={[title, ...figures.map((one) => text.staircase.stepSentence(one.step.name, about(one.families), difference(one.families - one.baseline)))].join(". ")}
        width={WIDTH}
        pitch={5.6}
        radius={2.3}
        rise={20}
        gap={13}
        familiesPerMark={familiesPerMark}
        most={most}
        above={(one) => `${about(one.families)} ${Math.abs(one.families - one.baseline) < 0.5 ? "" : difference(one.families - one.baseline)}`.trim()}
      />
      <MarkKey />
      <p class="quiet">{text.report.marks(familiesPerMark)}</p>
    </section>
  );
}
