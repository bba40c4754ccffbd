/** When does it pay back: money so far by year, beside the same money if early help changed nothing. */
import { Figure } from "../../charts/figure";
import { NetSoFar, type NetPoint } from "../../charts/net-so-far";
import type { Table } from "../../charts/table";
import type { Answer } from "../../engine/types";
import { moneyUnit, pounds, unbroken, whole } from "../../format";
import { firstYear, option } from "../../state/choice";
import { appraisal } from "../../state/money";
import { text } from "../../text";
import { figureFrame } from "../shared/figure-frame";
import type { SectionProps } from "../shared/section";
import { PaybackFigure } from "./payback-figure";

const yearOf = (name: string) => Number(name.slice(0, 4)) + 1;

/** Without any effect nothing is avoided, so what is left is what is spent. */
export function netPoints(answer: Answer, firstYear: number): NetPoint[] {
  const find = (kind: string) => answer.costs.find((line) => line.kind === kind)?.years ?? [];
  const [net, spent] = [find("net"), find("spent")];
  let [sum, nothing] = [0, 0];
  const points: NetPoint[] = [{ year: firstYear, net: 0, nothing: 0 }];
  net.forEach((row, place) => {
    sum += row.difference;
    nothing += spent[place]?.difference ?? 0;
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
  const title = titleOf(points);
  const range = total?.p10 === undefined || total.p90 === undefined ? "" : words.range(pounds(total.p10), pounds(total.p90), last.year);
  const table: Table = {
    caption: words.caption(unit.name),
    columns: [{ label: words.year }, { label: words.net, unit: "£", write: unit.write }, { label: words.nothing, unit: "£", write: unit.write }],
    rows: points.map((point) => [String(point.year), point.net, point.nothing]),
  };
  return (
    <section class="question" aria-labelledby="pays-title">
      <h2 id="pays-title">{words.heading}</h2>
      <p class="lead">{unbroken([sentence(points), range].filter(Boolean).join(" "))}</p>
      <div class={found && found.kind === "draws" && found.direction !== "same" ? "pair" : ""}>
      <Figure
        id="net"
        title={title}
        subtitle={words.subtitle(one.letter, study.about.price_base)}
        note={words.note}
        tables={[table]}
        {...figureFrame()}
      >
        <NetSoFar points={points} name={`${title}. ${sentence(points)}`} stale={figureFrame().stale} write={(value) => shortPounds(value)} />
      </Figure>
      {found && <PaybackFigure found={found} />}
      </div>
    </section>
  );
}

function titleOf(points: NetPoint[]): string {
  const words = text.paysBack;
  const last = points[points.length - 1];
  if (!last || points.every((point) => point.net === 0 && point.nothing === 0)) return words.titleNone;
  if (last.nothing <= 0) return last.net <= 0 ? words.titleSaves(pounds(-last.net), last.year) : words.titleCutCosts(pounds(last.net), last.year);
  const paid = paidBack(points);
  return paid === undefined ? words.titleNever(pounds(last.net), last.year) : words.titlePaid(paid);
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

function sentence(points: NetPoint[]): string {
  const last = points[points.length - 1];
  if (!last) return "";
  return last.nothing >= 0
    ? text.paysBack.sentence(pounds(last.nothing), pounds(last.nothing - last.net), last.net <= last.nothing, last.year)
    : text.paysBack.sentenceCut(pounds(-last.nothing), pounds(last.net - last.nothing), last.net >= last.nothing, last.year);
}

export function shortPounds(value: number): string {
  const size = Math.abs(value);
  const sign = value < 0 ? "−" : "";
  if (size >= 1e6) return `${sign}£${Number((size / 1e6).toFixed(1))}m`;
  if (size >= 1e3) return `${sign}£${whole(size / 1e3)}k`;
  return `${sign}£${whole(size)}`;
}
