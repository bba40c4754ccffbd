/** Where families stand under each option, on one scale: column A has counts, the others more or fewer than A. */
import { Figure } from "../../charts/figure";
import { StaircaseSmall, smallScale } from "../../charts/staircase-small";
import { figuresOf, stepsOf, type StepFigures } from "../../charts/staircase-steps";
import { stepsTable } from "../../charts/staircase-table";
import { useWidth } from "../../charts/width";
import type { Answer, OptionView, StaircaseYear, StudyView } from "../../engine/types";
import { about, difference, signed } from "../../format";
import { year } from "../../state/choice";
import { stepName } from "../../state/study";
import { text } from "../../text";
import { MarkKey } from "../shared/mark-key";
import { figureFrame } from "../shared/figure-frame";
import type { Column } from "./compare";
import { ofColumns } from "./rows";

/** Of a column on a wide screen; on a narrow one a column is as wide as the page. */
const WIDTH = 282;

export function CompareStairs({ columns, from, answer, study }: { columns: Column[]; from: OptionView; answer: Answer; study: StudyView }) {
  const words = text.compare;
  const [frame, width] = useWidth<HTMLDivElement>(WIDTH);
  const steps = stepsOf(study.levels, (step) => stepName(study, step));
  const at = (it: Answer | undefined) => it?.staircase.find((each) => each.year === year.value);
  const drawn = at(answer);
  if (!drawn) return null;
  const asBaseline: StaircaseYear = { ...drawn, option: drawn.baseline };
  const all = [
    { letter: from.letter, name: from.name, figures: figuresOf(steps, asBaseline), own: true },
    ...columns.flatMap(({ option, answer: it }) => {
      const here = at(it);
      return here ? [{ letter: option.letter, name: option.name, figures: figuresOf(steps, here), own: false }] : [];
    }),
  ];
  const most = steps.map((step, k) => (step.kind === "universal" ? 0 : Math.max(...all.map(({ figures }) => Math.max(figures[k]?.families ?? 0, figures[k]?.baseline ?? 0)))));
  const familiesPerMark = smallScale(most, width, 6, 14);
  const change = (one: StepFigures) => (Math.round(one.families - one.baseline) === 0 ? words.same : signed(one.families - one.baseline));
  const table = ofColumns(columns, words.stairs(year.value), ({ tables }) => stepsTable(tables, year.value));
  return (
    <Figure id="compare-stairs" level={2} title={words.stairs(year.value)} subtitle={words.stairsNote(from.letter, familiesPerMark)} note="" tables={[table]} {...figureFrame()} picture={false}>
      <div class="columns">
        {all.map(({ letter, name, figures, own }, k) => (
          <div ref={k === 0 ? frame : undefined}>
            <p class="column-letter-line">
              <span class="column-letter">{letter}</span> <span class="hidden">{name}</span>
            </p>
            <StaircaseSmall
              figures={figures}
              name={[`${letter}. ${name}`, ...figures.map((one) => text.staircase.stepSentence(one.step.name, about(one.families), difference(one.families - one.baseline)))].join(". ")}
              width={width}
              pitch={6}
              radius={2.4}
              rise={22}
              gap={8}
              familiesPerMark={familiesPerMark}
              most={most}
              above={own ? (one) => about(one.families) : change}
            />
          </div>
        ))}
      </div>
      <MarkKey letter={from.letter} />
    </Figure>
  );
}
