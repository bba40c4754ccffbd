/** In how many runs it has paid back, by each 31 March. */
import { Figure } from "../../charts/figure";
import { PaybackPicture, type PaybackPoint } from "../../charts/payback";
import type { Table } from "../../charts/table";
import type { Appraisal, Words } from "../../engine/types";
import { whole } from "../../format";
import { changeStart, option } from "../../state/choice";
import { text } from "../../text";
import { afterStart } from "../shared/after-start";
import { marchOf } from "../../state/calendar";
import { figureFrame } from "../shared/figure-frame";

export function paybackPoints({ years, payback }: Appraisal): PaybackPoint[] {
  return years.map((year, place) => ({ year: Number(year.slice(0, 4)) + 1, runs: 100 * (payback.by_year[place] ?? 0) }));
}

export function PaybackFigure({ found, kind }: { found: Appraisal; kind: Words["money"] }) {
  const words = text.payback;
  const lost = kind === "loses";
  if (found.kind === "expected" || found.direction === "same" || kind === "same") return null;
  const points = paybackPoints(found);
  const saves = !found.payback.applies;
  const even = points.find((point, place) => point.runs >= 50 && points.slice(place).every((later) => later.runs >= 50));
  const end = points[points.length - 1];
  const when = (year: number) => afterStart(marchOf(year), changeStart.value);
  const title = lost ? words.titleNotMore(Math.round(end?.runs ?? 0), when(end?.year ?? 0)) : saves ? words.titleAhead(Math.round(end?.runs ?? 0), when(end?.year ?? 0)) : even ? words.titleLikely(when(even.year)) : words.titleUnlikely(Math.round(end?.runs ?? 0), when(end?.year ?? 0));
  const table: Table = {
    caption: saves ? words.captionAhead : words.caption,
    columns: [{ label: words.year }, { label: saves ? words.aheadColumn : words.paidColumn, write: whole }, { label: words.discounted, write: whole }],
    rows: points.map((point, place) => [String(point.year), point.runs, 100 * (found.payback.by_year_discounted[place] ?? 0)]),
  };
  return (
    <Figure id="payback" title={title} subtitle={words.subtitle(option.value?.letter ?? "", found.rules.price_base, saves)} note={lost ? words.noteLost : saves ? words.noteAhead : words.note} tables={[table]} {...figureFrame()}>
      <PaybackPicture points={points} name={`${title}. ${points.map((point) => `${point.year}: ${Math.round(point.runs)}`).join(", ")}`} labels={lost ? [words.notMore, words.more] : saves ? [words.ahead, words.behind] : [words.have, words.haveNot]} />
    </Figure>
  );
}
