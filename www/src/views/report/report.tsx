/**
 * The committee report: what is printed, whichever view is on the screen. Two to four pages of A4 that stand by
 * themselves. It is always in the page and hidden on the screen, so that the browser's own print command finds it.
 */
import { DifferenceFan } from "../../charts/difference-fan";
import { GradeMark } from "../../charts/grade";
import { hundred } from "../../charts/hundred";
import { HundredRuns } from "../../charts/hundred-runs";
import { NetSoFar } from "../../charts/net-so-far";
import type { Answer, CostLine, OptionView, RegisterRow, StudyView } from "../../engine/types";
import { about, difference, differenceRange, moneyUnit, unbroken, whole, type MoneyUnit } from "../../format";
import { baseline, firstYear, headlineMeasures, measureId, monthInView, option, year } from "../../state/choice";
import { changedLines } from "../../state/metadata";
import { provenance, stale } from "../../state/results";
import { shareLink } from "../../state/share";
import { currentTornado } from "../../state/tornado";
import { text } from "../../text";
import { keyRows } from "../decide/key-figures";
import { netNote, netPoints, shortPounds } from "../decide/pays-back";
import type { SectionProps } from "../shared/section";
import { ReportStairs } from "./report-stairs";
import { said } from "../../state/said";
import { dayOne, monthWords, origin } from "../../state/calendar";
import { weighty } from "./weighty";

export function Report({ study, shown: { answer } }: SectionProps) {
  const [one, from] = [option.value, baseline.value];
  if (!one || !from) return null;
  const words = text.report;
  const { headline, range, warnings, truths } = said(answer);
  return (
    <article class="report" aria-label={words.name}>
      <header class="report-head">
        <span class="strong">{text.product}</span> <span>{study.about.authority}</span>
        <span>{new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" })}</span>
      </header>
      <p class="quiet report-option">{words.option(one.letter, one.name, from.letter, from.name)}</p>
      <h1>{unbroken(headline)}</h1>
      {stale.value !== undefined && (
        <p class="report-stale">
          <strong>{text.stale.lead}</strong> {stale.value}
        </p>
      )}
      <p class="report-lead">{[range || text.run.rangesComing, ...warnings, ...truths.slice(0, 3).map(({ lead, rest }) => `${lead} ${rest}`)].map(unbroken).join(" ")}</p>
      <KeyTable answer={answer} one={one} from={from} />
      <ReportStairs study={study} answer={answer} />
      <Doubt answer={answer} one={one} />
      <section class="report-limits">
        <p>
          <strong>{words.limits}</strong> {words.what} {mainRisk()} {study.limits.slice(0, 3).join(" ")}
        </p>
      </section>
      <MoneyPart study={study} answer={answer} one={one} />
      <Assumptions study={study} one={one} />
      <Provenance study={study} />
    </article>
  );
}

/** The number that changes net cost most by itself, once all have been tried. */
function mainRisk(): string {
  const tried = currentTornado.value;
  const top = tried && tried.all > 0 && tried.done >= tried.all ? tried.rows[0] : undefined;
  return top ? text.report.risk(top.label) : "";
}

function KeyTable({ answer, one, from }: { answer: Answer; one: OptionView; from: OptionView }) {
  const words = text.report;
  const rows = keyRows(headlineMeasures.value, answer, monthInView.value);
  const net = answer.costs.find((line) => line.kind === "net")?.total;
  return (
    <section>
      <h2>{words.keyFigures(year.value)}</h2>
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">{text.keyFigures.measure}</th>
            <th scope="col" class="number">
              {monthWords(dayOne.value)}
            </th>
            <th scope="col" class="number">
              {words.column(from.letter)}
            </th>
            <th scope="col" class="number">
              {words.column(one.letter)}
            </th>
            <th scope="col" class="number">
              {text.keyFigures.difference}
            </th>
            <th scope="col" class="number">
              {text.keyFigures.interval}
            </th>
            <th scope="col" class="number">
              {words.noBetter}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr>
              <th scope="row">{row.measure.name}</th>
              <td class="number">{about(row.start)}</td>
              <td class="number">{about(row.baseline)}</td>
              <td class="number">{about(row.option)}</td>
              <td class="number strong">{difference(row.interval.mean)}</td>
              <td class="number">{row.interval.low === undefined || row.interval.high === undefined ? text.keyFigures.pending : differenceRange(row.interval.low, row.interval.high)}</td>
              <td class="number">{row.noFewer === undefined ? text.keyFigures.pending : whole(row.noFewer)}</td>
            </tr>
          ))}
          {net && (
            <tr>
              <th scope="row">{text.compare.netAll}</th>
              <td />
              <td />
              <td />
              <td class="number strong">{shortPounds(net.difference)}</td>
              <td class="number">{net.p10 === undefined || net.p90 === undefined ? text.keyFigures.pending : `${shortPounds(net.p10)} to ${shortPounds(net.p90)}`}</td>
              <td />
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}

function Doubt({ answer, one }: { answer: Answer; one: OptionView }) {
  const words = text.report;
  const measure = headlineMeasures.value.find((each) => each.id === measureId.value) ?? headlineMeasures.value[0];
  const found = answer.measures.find((each) => each.id === measure?.id);
  if (!measure || !found) return null;
  const sorted = found.runs_difference?.find((each) => each.year === year.value)?.sorted ?? [];
  const { adds, groups } = hundred(sorted);
  const worse = groups.slice(0, adds ? 2 : 1).reduce((all, group) => all + group.count, 0);
  const exact = found.difference.mean.every((value) => value === 0);
  const title = sorted.length === 0 ? text.hundred.pending : adds ? text.hundred.titleMore(worse) : text.hundred.title(worse);
  const change = words.change(measure.name.toLowerCase(), one.letter);
  return (
    <div class="report-pair">
      <section>
        <h2>{change}</h2>
        <DifferenceFan name={`${change}. ${said(answer).figures[`difference-${measure.id}`]?.sentence ?? ""}`} measure={found} firstYear={origin.value} year={year.value} stale={stale.value !== undefined} />
      </section>
      <section>
        <h2>{title}</h2>
        <HundredRuns groups={groups} exact={exact} name={title} />
        <p class="quiet">{text.hundred.subtitle(measure.name.toLowerCase(), year.value, one.letter)}</p>
      </section>
    </div>
  );
}

const LINES: CostLine["kind"][] = ["spent", "avoided", "net"];

function MoneyPart({ study, answer, one }: { study: StudyView; answer: Answer; one: OptionView }) {
  const words = text.report;
  const lines = LINES.flatMap((kind) => answer.costs.find((line) => line.kind === kind) ?? []);
  const net = lines.find((line) => line.kind === "net");
  const unit = moneyUnit(lines.flatMap((line) => [line.total.difference, ...line.years.map((row) => row.difference)]));
  const years = net?.years.map((row) => row.year) ?? [];
  const sources = new Map<string, number[]>();
  for (const line of answer.funding) {
    const sums = sources.get(line.source) ?? years.map(() => 0);
    line.years.forEach((row, place) => {
      sums[place] = (sums[place] ?? 0) + row.option;
    });
    sources.set(line.source, sums);
  }
  const all = (values: number[]) => values.reduce((sum, value) => sum + value, 0);
  const points = netPoints(answer, firstYear.value);
  return (
    <section class="report-money">
      <h2>{words.money[answer.words.money](one.letter)}</h2>
      <p class="quiet">{text.money.subtitle(unit.name, one.letter, study.about.price_base)}</p>
      <table class="figures report-years">
        <thead>
          <tr>
            <th scope="col">{text.money.year}</th>
            {years.map((name) => (
              <th scope="col" class="number">
                {name.slice(2)}
              </th>
            ))}
            <th scope="col" class="number">
              {words.all}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr class={line.kind === "net" ? "strong" : undefined}>
              <th scope="row">{line.name}</th>
              {line.years.map((row) => (
                <td class="number">{unit.write(row.difference)}</td>
              ))}
              <td class="number">{unit.write(line.total.difference)}</td>
            </tr>
          ))}
          {net &&
            (["p10", "p90"] as const).map((end) => (
              <tr>
                <th scope="row">{end === "p10" ? text.happens.table.low80 : text.happens.table.high80}</th>
                {net.years.map((row) => (
                  <td class="number">{rangeEnd(row[end], unit)}</td>
                ))}
                <td class="number">{rangeEnd(net.total[end], unit)}</td>
              </tr>
            ))}
        </tbody>
      </table>
      {sources.size > 0 && (
        <>
          <h3>{text.money.funding.title}</h3>
          <table class="figures report-years">
            <thead>
              <tr>
                <th scope="col">{text.money.funding.source}</th>
                {years.map((name) => (
                  <th scope="col" class="number">
                    {name.slice(2)}
                  </th>
                ))}
                <th scope="col" class="number">
                  {words.all}
                </th>
              </tr>
            </thead>
            <tbody>
              {[...sources].map(([source, sums]) => (
                <tr>
                  <th scope="row">{source}</th>
                  {sums.map((value) => (
                    <td class="number">{unit.write(value)}</td>
                  ))}
                  <td class="number">{unit.write(all(sums))}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      <h3>{words.soFar}</h3>
      <NetSoFar points={points} name={words.soFar} stale={stale.value !== undefined} />
      <p class="quiet">{netNote(answer)}</p>
    </section>
  );
}

const rangeEnd = (value: number | undefined, unit: MoneyUnit) => (value === undefined ? text.money.pending : unit.roughly(value));

function Assumptions({ study, one }: { study: StudyView; one: OptionView }) {
  const words = text.report;
  const tried = currentTornado.value;
  const rows = weighty(
    study.register,
    tried?.rows.map((row) => row.path),
  );
  const cited = [...one.changes, ...rows.rows].flatMap((it) => it.references ?? []);
  const named = study.references.filter(({ id }) => cited.includes(id));
  return (
    <section class="report-assumptions">
      <h2>{words.assumptions}</h2>
      {changedLines.value.length > 0 && (
        <p class="report-changed">
          <strong>{text.changes.heading}.</strong> {`${changedLines.value.slice(0, MOST_CHANGES).join("; ")}.`}
          {changedLines.value.length > MOST_CHANGES ? ` ${words.moreChanges(changedLines.value.length - MOST_CHANGES)}` : ""}
        </p>
      )}
      <p class="quiet">{words.assumptionsNote(rows.rows.length, study.register.length, rows.by === "weight" ? tried : undefined)}</p>
      <table class="figures">
        <thead>
          <tr>
            <th scope="col">{text.sources.number}</th>
            <th scope="col">{text.sources.value}</th>
            <th scope="col">{text.sources.source}</th>
            <th scope="col">{text.sources.grade}</th>
          </tr>
        </thead>
        <tbody>
          {one.changes.map((change) => (
            <tr>
              <th scope="row">{change.text}</th>
              <td>{words.theOption}</td>
              <td>{change.source}</td>
              <td>
                <GradeMark grade={change.grade} />
              </td>
            </tr>
          ))}
          {rows.rows.map((row) => (
            <AssumptionRow row={row} />
          ))}
        </tbody>
      </table>
      <p class="quiet">{`${text.sources.references}: ${named.map(({ citation, url }) => [citation, url].filter(Boolean).join(" ")).join(" ")}`}</p>
    </section>
  );
}

const MOST = 140;
const MOST_CHANGES = 20;

function AssumptionRow({ row }: { row: RegisterRow }) {
  const source = row.source.length > MOST ? `${row.source.slice(0, MOST)}…` : row.source;
  return (
    <tr>
      <th scope="row">{row.label}</th>
      <td>
        {row.unit ? `${row.value} ${row.unit}` : row.value}
        {row.distribution && <span class="beside">{row.distribution}</span>}
      </td>
      <td>{source}</td>
      <td>
        <GradeMark grade={row.grade} />
      </td>
    </tr>
  );
}

function Provenance({ study }: { study: StudyView }) {
  const words = text.report;
  const link = shareLink();
  return (
    <section class="report-provenance">
      <h2>{text.sources.provenance}</h2>
      <p>{provenance.value}.</p>
      {link.tooLong === undefined ? (
        <p>
          {words.link} <a href={link.address}>{link.address}</a>
        </p>
      ) : (
        <p>{words.noLink}</p>
      )}
      <p>{`${text.footer.sources} ${study.about.sources.join("; ")}. ${text.footer.licence}`}</p>
      {study.limits.length > 3 && (
        <p>
          <strong>{words.moreLimits}</strong> {study.limits.slice(3).join(" ")}
        </p>
      )}
      <p>{words.definitions}</p>
    </section>
  );
}
