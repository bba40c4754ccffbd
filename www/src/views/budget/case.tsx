/** The financial case: rules, the financial-year table, agencies, what it is worth, and the reserve test. */
import { signal } from "@preact/signals";
import { useEffect, useState } from "preact/hooks";
import { Figure } from "../../charts/figure";
import { GradeMark } from "../../charts/grade";
import type { Table } from "../../charts/table";
import { twin } from "../../charts/twin";
import type { Appraisal, Grade, MoneyRow, MoneySeries } from "../../engine/types";
import { moneyUnit, pounds, readAmount, type MoneyUnit } from "../../format";
import { year } from "../../state/choice";
import { ask } from "../../state/choice";
import { text } from "../../text";
import { figureFrame } from "../shared/figure-frame";
import { financialYearTo } from "../shared/financial-year";
import { basis } from "../../state/prices";
import { PricesSwitch, Switch } from "./switch";

type Time = "year" | "cumulative";
type Split = "line" | "fund" | "agency";

/** kept while a person goes from view to view */
const time = signal<Time>("year");
const split = signal<Split>("line");

const mean = (series: MoneySeries) => series.years.map((one) => one.mean);

function running(values: number[]): number[] {
  let sum = 0;
  return values.map((value) => (sum += value));
}

/** What is shown of a line: cumulative lines of the engine are running sums already. */
function valuesOf(row: MoneyRow): { years: number[]; total: number } {
  const series = row[basis.value];
  const years = mean(series);
  return { years: time.value === "cumulative" && row.part !== "cumulative" ? running(years) : years, total: series.total.mean };
}

export function CaseTable({ found }: { found: Appraisal }) {
  const words = text.case;
  const all = found.rows.flatMap((row) => [...mean(row[basis.value]), row[basis.value].total.mean]);
  const unit = moneyUnit(all);
  const net = found.rows.find((row) => row.part === "net");
  const inView = financialYearTo(year.value);
  const chosen = found.years.includes(inView) ? inView : found.years[0];
  return (
    <Figure
      id="case"
      title={words.tableTitle}
      subtitle={words.tableSubtitle(unit.name, basis.value === "real" ? found.rules.price_base : words.cashPrices)}
      note={
        <>
          {words.tableNote} <span class="narrow-only">{text.money.phoneNote}</span>
        </>
      }
      tables={[caseTable(found), partiesTable(found)]}
      {...figureFrame()}
      picture={false}
    >
      <div class="case-switches">
        <Switch
          of="case"
          label={words.show}
          value={time.value}
          choices={[
            ["year", words.inYear],
            ["cumulative", words.cumulative],
          ]}
          choose={(value) => (time.value = value)}
        />
        <PricesSwitch of="case" />
        <Switch
          of="case"
          label={words.split}
          value={split.value}
          choices={[
            ["line", words.byLine],
            ["fund", words.byFund],
            ["agency", words.byAgency],
          ]}
          choose={(value) => (split.value = value)}
        />
      </div>
      <div class="scroll" role="region" aria-label={words.tableTitle} tabIndex={0}>
        {split.value === "line" ? <Lines found={found} unit={unit} net={net} chosen={chosen} /> : <Parties found={found} by={split.value} chosen={chosen} />}
      </div>
    </Figure>
  );
}

/** On a narrow screen only the chosen year's column is shown. */
const yearClass = (year: string | undefined, chosen: string | undefined) => `number year${year === chosen ? " is-chosen" : ""}`;

function Lines({ found, unit, net, chosen }: { found: Appraisal; unit: MoneyUnit; net: MoneyRow | undefined; chosen: string | undefined }) {
  const words = text.case;
  const nothing = (row: MoneyRow) => row.real.years.every((one) => Math.abs(one.mean) < 0.5);
  const rows = found.rows.filter((row) => row.id !== "discounted" && (row.sum || !nothing(row)) && !(time.value === "cumulative" && row.part === "cumulative"));
  return (
    <table class="figures money">
      <caption class="hidden">{words.tableTitle}</caption>
      <Head years={found.years} chosen={chosen} last={[words.total, words.present]} />
      <tbody>
        {rows.map((row) => {
          const { years, total } = valuesOf(row);
          return (
            <tr class={row.part === "net" ? "sum net" : row.sum && row.part !== "cash" ? "sum" : "line"}>
              <th scope="row">{row.name}</th>
              {years.map((value, place) => (
                <td class={yearClass(found.years[place], chosen)}>{amount(value, unit)}</td>
              ))}
              <td class="number total">{row.part === "cumulative" ? "" : amount(total, unit)}</td>
              <td class="number">{row.present ? amount(row.present.mean, unit) : ""}</td>
            </tr>
          );
        })}
        {net?.real.total.p10 !== undefined && time.value === "year" && (
          <tr class="range">
            <th scope="row">{words.netRange}</th>
            {net[basis.value].years.map((one, place) => (
              <td class={yearClass(found.years[place], chosen)}>{range(one, unit)}</td>
            ))}
            <td class="number total">{range(net[basis.value].total, unit)}</td>
            <td class="number">{net.present ? range(net.present, unit) : ""}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

const amount = (value: number, unit: MoneyUnit) => (Math.abs(value) < 0.5 ? text.money.nothing : unit.write(value));

const range = (one: { p10?: number; p90?: number }, unit: MoneyUnit) => (one.p10 === undefined || one.p90 === undefined ? "" : one.p10 === one.p90 ? text.money.fixed : `${unit.roughly(one.p10)} ${text.money.to} ${unit.roughly(one.p90)}`);

function Head({ years, chosen, last }: { years: string[]; chosen: string | undefined; last: string[] }) {
  return (
    <thead>
      <tr>
        <th scope="col">{text.money.year}</th>
        {years.map((year) => (
          <th scope="col" class={yearClass(year, chosen)}>
            {year}
          </th>
        ))}
        {last.map((label, place) => (
          <th scope="col" class={place === 0 ? "number total" : "number"}>
            {label}
          </th>
        ))}
      </tr>
    </thead>
  );
}

function Parties({ found, by, chosen }: { found: Appraisal; by: "fund" | "agency"; chosen: string | undefined }) {
  const words = text.case;
  const rows =
    by === "fund"
      ? found.funding.map((one) => ({ name: `${one.programme}: ${one.source}`, years: one.years, total: one.total }))
      : found.agencies
          .flatMap((one) => [
            { name: words.pays(one.name), years: one.pays, total: one.pays.reduce((sum, value) => sum + value, 0) },
            { name: words.statutory(one.name), years: one.statutory, total: one.statutory.reduce((sum, value) => sum + value, 0) },
            { name: words.netOf(one.name), years: one.net, total: one.total },
          ])
          .filter((row) => row.years.some((value) => Math.abs(value) >= 0.5));
  const unit = moneyUnit(rows.flatMap((row) => row.years));
  return (
    <table class="figures money">
      <caption class="hidden">{by === "fund" ? words.byFund : words.byAgency}</caption>
      <Head years={found.years} chosen={chosen} last={[words.total]} />
      <tbody>
        {rows.map((row) => {
          const values = time.value === "cumulative" ? running(row.years) : row.years;
          return (
            <tr class="line">
              <th scope="row">{row.name}</th>
              {values.map((value, place) => (
                <td class={yearClass(found.years[place], chosen)}>{amount(value, unit)}</td>
              ))}
              <td class="number total">{unit.write(row.total)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** A row a line and year: in real terms and cash beside each other. */
const caseTable = ({ tables: { rows } }: Appraisal): Table => twin(rows, { name: "lines", caption: text.case.tableTitle, beside: "basis", columns: ["name", "financial_year", "mean_pounds:real", "mean_pounds:cash", "mean_pounds:present value", "p10_pounds:real", "p90_pounds:real"] });

const partiesTable = ({ tables: { parties } }: Appraisal): Table => twin(parties, { name: "agencies", caption: text.case.byAgency, where: { table: "agency" }, beside: "item", columns: ["agency", "financial_year", "pounds:pays for early help", "pounds:statutory cost (avoided is negative)", "pounds:net cost"] });

const two = (value: number) => value.toFixed(2).replace("-", "−");

/** Summary of the case: present values, ratio, and the rules behind them. */
export function CaseFigures({ found }: { found: Appraisal }) {
  const words = text.case;
  const spread = (one: { mean: number; p10?: number; p90?: number }) => `${pounds(one.mean)}${one.p10 === undefined || one.p90 === undefined ? "" : ` (${words.eight(pounds(one.p10), pounds(one.p90))})`}`;
  const { rules, ratio } = found;
  const cash = found.rows.find((row) => row.id === "cashable");
  const rows: [string, string][] = [
    [words.npv, spread(found.npv)],
    [words.npvPublic, spread(found.npv_public)],
    ...(cash ? [[cash.name, spread(cash.real.total)] as [string, string]] : []),
    [words.ratio, ratio.value === null ? found.words.ratio : `${two(ratio.value)} ${ratio.p10 === null || ratio.p90 === null ? "" : `(${words.eight(two(ratio.p10), two(ratio.p90))}) `}– ${found.words.ratio}`],
    ...(found.equivalent_annual === null ? [] : [[words.annual, pounds(found.equivalent_annual)] as [string, string]]),
  ];
  return (
    <section class="figure" id="case-figures" aria-labelledby="case-figures-title">
      <h3 class="figure-title" id="case-figures-title">
        {words.figuresTitle}
      </h3>
      <p class="figure-subtitle">{found.kind === "expected" ? words.pathOnly : words.overRuns(found.draws)}</p>
      <table class="figures case-figures">
        <caption class="hidden">{words.figuresTitle}</caption>
        <tbody>
          {rows.map(([label, value]) => (
            <tr>
              <th scope="row">{label}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Rules found={found} />
      <p class="figure-note">{words.rules(rules.schedule.name, rules.vintage, rules.deflator, rules.forecast_from, found.words.optimism)}</p>
      {found.wider.length > 0 && (
        <details class="wider">
          <summary>{words.wider}</summary>
          <p class="quiet">{words.widerNote}</p>
          <table class="figures register">
            <caption class="hidden">{words.wider}</caption>
            <thead>
              <tr>
                <th scope="col">{words.value}</th>
                <th scope="col">{words.agency}</th>
                <th scope="col">{words.kind}</th>
                <th scope="col">{words.worth}</th>
                <th scope="col">{text.sources.source}</th>
                <th scope="col">{text.sources.grade}</th>
              </tr>
            </thead>
            <tbody>
              {found.wider.map((row) => (
                <tr>
                  <th scope="row">
                    {row.name}
                    <span class="register-path">{row.basis}</span>
                  </th>
                  <td data-label={words.agency}>{row.agency}</td>
                  <td data-label={words.kind}>{row.kind}</td>
                  <td data-label={words.worth}>{spread(row.present)}</td>
                  <td data-label={text.sources.source}>
                    {row.source}
                    <span class="register-path">{row.overlaps}</span>
                  </td>
                  <td data-label={text.sources.grade}>
                    <GradeMark grade={row.grade as Grade} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </section>
  );
}

function Rules({ found: { rules } }: { found: Appraisal }) {
  const words = text.case;
  return (
    <div class="case-rules">
      <div>
        <label class="label" for="case-schedule">
          {words.schedule}
        </label>
        <select id="case-schedule" value={ask.value.schedule ?? rules.schedule.id} onChange={(event) => (ask.value = { ...ask.peek(), schedule: event.currentTarget.value })}>
          {rules.schedules.map((one) => (
            <option value={one.id}>{one.name}</option>
          ))}
        </select>
      </div>
      <div>
        <label class="label" for="case-growth">
          {words.growth}
        </label>
        <select id="case-growth" value={ask.value.growth ?? rules.growth.id} onChange={(event) => (ask.value = { ...ask.peek(), growth: event.currentTarget.value })}>
          {rules.growths.map((one) => (
            <option value={one.id}>{one.name}</option>
          ))}
        </select>
      </div>
    </div>
  );
}

const LARGEST = 1e10;

/** "£2.0m" or "2,000,000" in pounds. */
export function readPounds(typed: string): number | undefined {
  const size = readAmount(typed);
  return size >= 0 && size <= LARGEST ? size : undefined;
}

/** Whether a reserve lasts: typed in pounds, tested against every run. */
export function ReserveTest({ found }: { found: Appraisal }) {
  const words = text.case;
  const { reserve } = found;
  const tested = ask.value.reserve ?? reserve?.amount;
  const [typed, setTyped] = useState(tested === undefined ? "" : pounds(tested));
  const [wrong, setWrong] = useState("");
  // An address may bring another.
  useEffect(() => setTyped(tested === undefined ? "" : pounds(tested)), [tested]);
  const test = () => {
    const amount = readPounds(typed);
    setWrong(amount === undefined ? words.reserveWrong(typed) : "");
    if (amount !== undefined) ask.value = { ...ask.peek(), reserve: amount };
  };
  const worst = reserve ? found.years[reserve.above_by_year.indexOf(Math.max(...reserve.above_by_year))] : undefined;
  const said = !reserve ? words.reserveNone : found.kind === "expected" ? words.reservePath(pounds(reserve.amount), reserve.above_ever > 0) : words.reserve(pounds(reserve.amount), Math.round(100 * reserve.above_ever), (reserve.above_ever > 0 && worst) || "");
  return (
    <form
      class={`reserve field${wrong ? " is-wrong" : ""}`}
      id="reserve"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        test();
      }}
    >
      <label class="label" for="reserve-amount">
        {words.reserveLabel}
      </label>
      <p class="field-error" id="reserve-error">
        {wrong}
      </p>
      <div class="field-row">
        <input id="reserve-amount" type="text" autoComplete="off" value={typed} aria-describedby="reserve-error reserve-help" aria-invalid={wrong ? "true" : undefined} onInput={(event) => setTyped(event.currentTarget.value)} />
        <button type="submit" class="secondary">
          {words.reserveTest}
        </button>
      </div>
      <p class="field-help" id="reserve-help">
        {words.reserveHelp}
      </p>
      <p role="status">{said}</p>
    </form>
  );
}
