import { computed } from "@preact/signals";
import { Figure } from "../../charts/figure";
import { Staircase } from "../../charts/staircase";
import { stairGeometry, stairScale, type StairScale } from "../../charts/staircase-layout";
import { StaircaseRows } from "../../charts/staircase-rows";
import { figuresOf, longMoves, movesOf, stepsOf, type Step, type StepFigures } from "../../charts/staircase-steps";
import { StepStrip } from "../../charts/step-strip";
import { staircaseTables } from "../../charts/staircase-table";
import { about, difference } from "../../format";
import { option, year } from "../../state/choice";
import { shown } from "../../state/results";
import { stepName, study } from "../../state/study";
import { text } from "../../text";
import type { SectionProps } from "../shared/section";
import { Scrubber } from "./scrubber";
import { figureFrame } from "../shared/figure-frame";

/** Chosen from the first answer of a scenario and then kept, unless a later one needs more room. */
let kept: { generation: number; steps: Step[]; scale: StairScale } | undefined;

const stair = computed(() => {
  const [view, it] = [study.value, shown.value];
  if (!view || !it) return undefined;
  const steps = stepsOf(view.levels, (step) => stepName(view, step));
  const scale = stairScale(steps, it.answer.staircase);
  if (kept?.generation !== it.generation || scale.familiesPerMark > kept.scale.familiesPerMark) kept = { generation: it.generation, steps, scale };
  return kept;
});

export function StaircaseSection({ shown: { answer } }: SectionProps) {
  const [frame, one] = [stair.value, option.value];
  const drawn = answer.staircase.find((each) => each.year === year.value) ?? answer.staircase[0];
  if (!frame || !one || !drawn) return null;
  const { steps, scale } = frame;
  const figures = figuresOf(steps, drawn);
  const moves = movesOf(steps, drawn.moves_option);
  const words = answer.words.figures[`staircase-${drawn.year}`];
  const title = words?.title ?? text.staircase.title(drawn.year);
  const drawing = { steps, figures, moves, scale };
  const { fits } = stairGeometry(steps, scale);
  return (
    <Figure
      id="staircase"
      level={2}
      title={title}
      note={note(steps, moves)}
      tables={staircaseTables(
        answer.tables,
        drawn.year,
        steps.map((step) => step.id),
      )}
      {...figureFrame()}
      picture={fits}
      below={
        <>
          {!one.baseline && <StepStrip figures={figures} title={text.staircase.changes(one.letter, drawn.year)} />}
          <Scrubber />
        </>
      }
    >
      {fits && <Staircase {...drawing} letter={one.letter} name={[title, ...figures.map(sentence)].join(". ")} />}
      <StaircaseRows {...drawing} always={!fits} />
    </Figure>
  );
}

function sentence(figures: StepFigures): string {
  return text.staircase.stepSentence(figures.step.name, about(figures.families), difference(figures.families - figures.baseline));
}

function note(steps: Step[], moves: ReturnType<typeof movesOf>): string {
  if (moves.length === 0) return `${text.staircase.note} ${text.staircase.startNote}`;
  const { undrawnUp, undrawnDown } = longMoves(steps, moves);
  const rest = [...(undrawnUp >= 0.5 ? [text.staircase.up(about(undrawnUp))] : []), ...(undrawnDown >= 0.5 ? [text.staircase.down(about(undrawnDown))] : [])];
  return rest.length === 0 ? text.staircase.note : `${text.staircase.note} ${text.staircase.undrawn(rest)}`;
}
