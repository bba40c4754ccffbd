import { Figure } from "../../charts/figure";
import { hundred, type HundredGroup } from "../../charts/hundred";
import { HundredRuns, words as groupWords } from "../../charts/hundred-runs";
import type { Table } from "../../charts/table";
import { difference, pounds, unbroken, whole } from "../../format";
import { chooseOption, headlineMeasures, measureId, monthInView, option, year } from "../../state/choice";
import { run } from "../../state/results";
import { text } from "../../text";
import type { Answer, MeasureAnswer, MeasureView } from "../../engine/types";
import type { SectionProps } from "../shared/section";
import { SplitFigure } from "../shared/split-figure";
import { TornadoFigure } from "../shared/tornado-figure";
import { figureFrame } from "../shared/figure-frame";
import { FIRST_TRUTHS } from "./answer";
import { said } from "../../state/said";
import { shortPounds } from "./pays-back";

export function HowSure({ study, shown: { answer } }: SectionProps) {
  const measure = headlineMeasures.value.find((one) => one.id === measureId.value) ?? headlineMeasures.value[0];
  const found = answer.measures.find((one) => one.id === measure?.id);
  const one = option.value;
  if (!measure || !found || !one) return null;
  const words = text.hundred;
  const sorted = found.runs_difference?.find((each) => each.year === year.value)?.sorted ?? [];
  const { adds, groups } = hundred(sorted);
  const ready = sorted.length > 0;
  const { truths } = said(answer);
  const worse = groups.slice(0, adds ? 2 : 1).reduce((all, group) => all + group.count, 0);
  const exact = found.difference.mean.every((value) => value === 0);
  const title = ready ? (adds ? words.titleMore(worse) : words.title(worse)) : stopped() ? words.missing : words.pending;
  const other = study.options.find((each) => each.null_effect && each.id === `${one.id}-null`);
  return (
    <section class="question" aria-labelledby="sure-title">
      <h2 id="sure-title">{words.heading}</h2>
      {truths.length > FIRST_TRUTHS && (
        <ul class="sure-truths" aria-label={words.more}>
          {truths.slice(FIRST_TRUTHS).map(({ lead, rest }) => (
            <li>
              <strong>{unbroken(lead)}</strong> {unbroken(rest)}
            </li>
          ))}
        </ul>
      )}
      <div class="pair loose">
        <Figure id="hundred" title={title} subtitle={words.subtitle(measure.name.toLowerCase(), year.value, one.letter)} note={ready ? words.note(sorted.length) : ""} tables={[hundredTable(ready ? groups : [], exact, year.value)]} {...figureFrame()}>
          <HundredRuns groups={groups} exact={exact} name={[title, ...groups.map((group) => `${group.count}: ${groupWords(group, exact)}`)].join(". ")} />
        </Figure>
        <section class="figure" aria-labelledby="null-title">
          <h3 class="figure-title" id="null-title">
            {words.nullHeading}
          </h3>
          <p>{answer.words.by_door ? words.nullDoor : words.nullText[answer.words.money]}</p>
          {one.null_effect && !answer.words.by_door && <p>{words.nullOption[answer.words.money]}</p>}
          {!one.null_effect && !one.baseline && !answer.words.by_door && <NullTable answer={answer} measure={measure} found={found} />}
          {other && (
            <p>
              {words.nullPointer} <button type="button" class="link" onClick={() => chooseOption(other.id)}>{`${other.letter}. ${other.name}`}</button>
            </p>
          )}
        </section>
      </div>
      <TornadoFigure study={study} folded />
      <SplitFigure answer={answer} measure={measure} found={found} />
    </section>
  );
}

/** The option beside itself where support has no effect: all of the money, none of the effect. */
function NullTable({ answer, measure, found }: { answer: Answer; measure: MeasureView; found: MeasureAnswer }) {
  const words = text.hundred.nullTable;
  const total = (kind: "spent" | "avoided" | "net") => answer.costs.find((line) => line.kind === kind)?.total.difference ?? 0;
  const change = found.difference.mean[monthInView.value] ?? 0;
  const rows: [string, string, string][] = [
    [words.spent, shortPounds(total("spent")), shortPounds(total("spent"))],
    [words.statutory, shortPounds(total("avoided")), pounds(0)],
    [words.net, shortPounds(total("net")), shortPounds(total("spent"))],
    [words.children(measure.name, year.value), difference(change), words.none],
  ];
  return (
    <table class="figures null-twin">
      <caption class="hidden">{words.caption}</caption>
      <thead>
        <tr>
          <th scope="col">{words.what}</th>
          <th scope="col" class="number">
            {words.evidence}
          </th>
          <th scope="col" class="number">
            {words.nothing}
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, evidence, nothing]) => (
          <tr>
            <th scope="row">{name}</th>
            <td class="number">{evidence}</td>
            <td class="number label-nothing">{nothing}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function stopped(): boolean {
  return run.value.phase === "stopped" || run.value.phase === "failed";
}

function hundredTable(groups: HundredGroup[], exact: boolean, at: number): Table {
  const words = text.hundred.table;
  return {
    caption: words.caption(at),
    columns: [{ label: words.change }, { label: words.runs, write: whole }],
    rows: groups.map((group) => [groupWords(group, exact), group.count]),
  };
}
