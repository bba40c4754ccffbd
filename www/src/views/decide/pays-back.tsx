/** When does it pay back: money so far by year, beside the same money if early help changed nothing. */
import { Figure } from "../../charts/figure";
import { NetSoFar, type NetPoint } from "../../charts/net-so-far";
import type { Table } from "../../charts/table";
import type { Answer } from "../../engine/types";
import { moneyUnit, unbroken, whole } from "../../format";
import { firstYear, option } from "../../state/choice";
import { appraisal } from "../../state/money";
import { text } from "../../text";
import { figureFrame } from "../shared/figure-frame";
import { SourceLine, publishers } from "../shared/source-line";
import type { SectionProps } from "../shared/section";
import { PaybackFigure } from "./payback-figure";

const yearOf = (name: string) => Number(name.slice(0, 4)) + 1;

/** By financial year, the change in what sources outside the council's own budget pay. */
export function outsideByYear(answer: Answer): number[] {
  const sums: number[] = [];
  for (const line of answer.funding) {
    if (line.source === text.grants.baseBudget) continue;
    line.years.forEach((row, place) => {
      sums[place] = (sums[place] ?? 0) + row.option - row.baseline;
    });
  }
  return sums;
}

/**
 * The council's own money. Without any effect nothing is avoided, so what is left is what is spent, unless the front
 * door changes who comes in.
 */
export function netPoints(answer: Answer, firstYear: number): NetPoint[] {
  const find = (kind: string) => answer.costs.find((line) => line.kind === kind)?.years ?? [];
  const [net, spent] = [find("net"), find("spent")];
  const outside = outsideByYear(answer);
  let [sum, nothing] = [0, 0];
  const door = answer.words.by_door;
  const points: NetPoint[] = [door ? { year: firstYear, net: 0 } : { year: firstYear, net: 0, nothing: 0 }];
  net.forEach((row, place) => {
    sum += row.difference - (outside[place] ?? 0);
    nothing += (spent[place]?.difference ?? 0) - (outside[place] ?? 0);
    points.push({ year: yearOf(row.year), net: sum, ...(door ? {} : { nothing }) });
  });
  return points;
}

export function PaysBack({ study, shown: { answer } }: SectionProps) {
  const one = option.value;
  if (!one) return null;
  const words = text.paysBack;
  const found = appraisal.value;
  const points = netPoints(answer, firstYear.value);
  const unit = moneyUnit(points.flatMap((point) => [point.net, point.nothing ?? 0]));
  const door = answer.words.by_door;
  const said = answer.words.figures["net"];
  const [title, lead] = [said?.title ?? "", said?.sentence ?? ""];
  const table: Table = {
    caption: words.caption(unit.name),
    columns: [{ label: words.year }, { label: words.net, unit: "£", write: unit.write }, ...(door ? [] : [{ label: words.nothing, unit: "£", write: unit.write }])],
    rows: points.map((point) => [String(point.year), point.net, ...(point.nothing === undefined ? [] : [point.nothing])]),
  };
  return (
    <section class="question" aria-labelledby="pays-title">
      <h2 id="pays-title">{words.heading}</h2>
      <p class="lead">{unbroken(lead)}</p>
      <div class={found && found.kind === "draws" && found.direction !== "same" ? "pair" : ""}>
        <Figure
          id="net"
          title={unbroken(title)}
          subtitle={words.subtitle(one.letter, study.about.price_base)}
          note={
            <>
              {netNote(answer)} <SourceLine of="costs" names={publishers("costs")} />
            </>
          }
          tables={[table]}
          {...figureFrame()}
        >
          <NetSoFar points={points} name={`${title}. ${lead}`} stale={figureFrame().stale} />
        </Figure>
        {found && <PaybackFigure found={found} kind={answer.words.money} />}
      </div>
    </section>
  );
}

/** What the grey area between the two lines is. */
export function netNote({ words: { money, by_door }, costs }: Answer): string {
  const words = text.paysBack;
  if (by_door) return words.noteDoor;
  const statutory = costs.find((line) => line.kind === "avoided")?.total.difference ?? 0;
  if (money === "loses") return words.noteLost;
  if (money !== "saves") return words.note;
  return statutory >= 0 ? words.noteCut : words.noteCutFalls;
}

export function shortPounds(value: number): string {
  const size = Math.abs(value);
  const sign = value < 0 ? "−" : "";
  if (size >= 1e6) return `${sign}£${Number((size / 1e6).toFixed(1))}m`;
  if (size >= 1e3) return `${sign}£${whole(size / 1e3)}k`;
  return `${sign}£${whole(size)}`;
}
