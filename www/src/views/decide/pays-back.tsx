/** When does it pay back: money so far by year, beside the same money if early help changed nothing. */
import { Figure } from "../../charts/figure";
import { NetSoFar, type NetPoint } from "../../charts/net-so-far";
import type { Table } from "../../charts/table";
import type { Answer } from "../../engine/types";
import { moneyUnit, roughPounds as pounds, unbroken, whole } from "../../format";
import { firstYear, option } from "../../state/choice";
import { afterStart, changeStart, marchOf } from "../shared/after-start";
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
    line.years.forEach((row, place) => (sums[place] = (sums[place] ?? 0) + row.option - row.baseline));
  }
  return sums;
}

/** Money lost with the offer that it paid for is no saving. */
export function lostWithIt(answer: Answer): boolean {
  const spent = answer.costs.find((line) => line.kind === "spent")?.total.difference ?? 0;
  const outside = outsideByYear(answer).reduce((sum, value) => sum + value, 0);
  return spent < -0.5 && spent - outside > 0.01 * spent;
}

/** The council's own money. Without any effect nothing is avoided, so what is left is what is spent. */
export function netPoints(answer: Answer, firstYear: number): NetPoint[] {
  const find = (kind: string) => answer.costs.find((line) => line.kind === kind)?.years ?? [];
  const [net, spent] = [find("net"), find("spent")];
  const outside = outsideByYear(answer);
  let [sum, nothing] = [0, 0];
  const points: NetPoint[] = [{ year: firstYear, net: 0, nothing: 0 }];
  net.forEach((row, place) => {
    sum += row.difference - (outside[place] ?? 0);
    nothing += (spent[place]?.difference ?? 0) - (outside[place] ?? 0);
    points.push({ year: yearOf(row.year), net: sum, nothing });
  });
  return points;
}

export function PaysBack({ study, shown: { answer } }: SectionProps) {
  const one = option.value;
  if (!one) return null;
  const words = text.paysBack;
  const found = appraisal.value;
  const points = netPoints(answer, firstYear.value);
  const last = points[points.length - 1] ?? { year: 0, net: 0, nothing: 0 };
  const unit = moneyUnit(points.flatMap((point) => [point.net, point.nothing]));
  const total = answer.costs.find((line) => line.kind === "net")?.total;
  const lost = lostWithIt(answer);
  const outside = outsideByYear(answer).reduce((sum, value) => sum + value, 0);
  const cut = last.nothing < 0 && !lost;
  const title = lost ? words.titleLost(pounds(Math.abs(last.net)), last.net >= 0, last.year) : titleOf(points);
  const lead = lost ? words.sentenceLost(pounds(-outside), pounds(Math.abs(last.net)), last.net >= 0, last.year) : sentence(points);
  const range = total?.p10 === undefined || total.p90 === undefined || Math.abs(outside) >= 500 ? ""
    : cut && total.p90 <= 0 ? words.rangeCut(pounds(-total.p90), pounds(-total.p10))
      : words.range(pounds(total.p10), pounds(total.p90), last.year);
  const table: Table = {
    caption: words.caption(unit.name),
    columns: [{ label: words.year }, { label: words.net, unit: "£", write: unit.write }, { label: words.nothing, unit: "£", write: unit.write }],
    rows: points.map((point) => [String(point.year), point.net, point.nothing]),
  };
  return (
    <section class="question" aria-labelledby="pays-title">
      <h2 id="pays-title">{words.heading}</h2>
      <p class="lead">{unbroken([lead, ...(outside > 500 ? [words.paidOutside(pounds(outside))] : outside < -500 && !lost ? [words.lostOutside(pounds(-outside))] : []), range].filter(Boolean).join(" "))}</p>
      <div class={found && found.kind === "draws" && found.direction !== "same" ? "pair" : ""}>
      <Figure
        id="net"
        title={title}
        subtitle={words.subtitle(one.letter, study.about.price_base)}
        note={<>{netNote(points, lost)} <SourceLine of="costs" names={publishers("costs")} /></>}
        tables={[table]}
        {...figureFrame()}
      >
        <NetSoFar points={points} name={`${title}. ${lead}`} stale={figureFrame().stale} />
      </Figure>
      {found && <PaybackFigure found={found} lost={lost} />}
      </div>
    </section>
  );
}

/** What the grey area between the two lines is. */
export function netNote(points: NetPoint[], lost: boolean): string {
  const words = text.paysBack;
  const last = points[points.length - 1];
  if (lost) return words.noteLost;
  if (!last || last.nothing >= 0) return words.note;
  return last.net >= last.nothing ? words.noteCut : words.noteCutFalls;
}

function titleOf(points: NetPoint[]): string {
  const words = text.paysBack;
  const last = points[points.length - 1];
  if (!last || points.every((point) => point.net === 0 && point.nothing === 0)) return words.titleNone;
  if (last.nothing <= 0) {
    const used = usedUp(points);
    if (used !== undefined) return words.titleUsedUp(when(used));
    return last.net > last.nothing ? words.titleLeft(pounds(-last.net), pounds(-last.nothing), last.year) : words.titleSaves(pounds(-last.net), last.year);
  }
  const paid = paidBack(points);
  return paid === undefined ? words.titleNever(pounds(last.net), last.year) : words.titlePaid(when(paid));
}

/** The first 31 March from which cost avoided so far stays at least what was spent. */
export function paidBack(points: NetPoint[]): number | undefined {
  const spent = points.findIndex((point) => point.nothing > 0);
  if (spent < 0) return undefined;
  for (let place = spent; place < points.length; place += 1) {
    if (points.slice(place).every((point) => point.net <= 0)) return points[place]?.year;
  }
  return undefined;
}

/** The first 31 March from which what a cut has added stays more than what it has saved. */
export function usedUp(points: NetPoint[]): number | undefined {
  const last = points[points.length - 1];
  if (!last || last.nothing >= 0 || last.net <= 0) return undefined;
  return points.find((_, place) => points.slice(place).every((later) => later.net > 0))?.year;
}

function when(year: number): string {
  return afterStart(marchOf(year), changeStart());
}

function sentence(points: NetPoint[]): string {
  const words = text.paysBack;
  const last = points[points.length - 1];
  if (!last) return "";
  if (last.nothing >= 0) return words.sentence(pounds(last.nothing), pounds(last.nothing - last.net), last.net <= last.nothing, last.year);
  const [saved, added, used] = [-last.nothing, last.net - last.nothing, usedUp(points)];
  return [
    words.sentenceCut(pounds(saved), pounds(Math.abs(added)), added >= 0, last.year, (100 * added) / saved),
    used === undefined ? words.lasts(last.year) : words.usedUp(when(used)),
    words.nothingCut(pounds(saved)),
  ].join(" ");
}

export function shortPounds(value: number): string {
  const size = Math.abs(value);
  const sign = value < 0 ? "−" : "";
  if (size >= 1e6) return `${sign}£${Number((size / 1e6).toFixed(1))}m`;
  if (size >= 1e3) return `${sign}£${whole(size / 1e3)}k`;
  return `${sign}£${whole(size)}`;
}
