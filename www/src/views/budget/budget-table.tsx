/** The table that goes into a medium-term plan: the budget year and those after it, £000, low, average and high. */
import { Figure } from "../../charts/figure";
import type { Table } from "../../charts/table";
import { twin } from "../../charts/twin";
import type { Appraisal, MoneyRow, RowPart, Spread } from "../../engine/types";
import { pounds, thousand } from "../../format";
import { text } from "../../text";
import { figureFrame } from "../shared/figure-frame";
import { basis, chosenYears } from "../../state/prices";
import { yearsShown } from "./prices";
import { PricesSwitch } from "./switch";

/** What is spent, what that avoids, the net cost; then, apart, what of it can be taken from a budget. */
const ORDER: RowPart[] = ["spending", "statutory", "allowance", "grants", "net"];

const inPart = (found: Appraisal, part: RowPart): MoneyRow[] => found.rows.filter((row) => row.part === part && (row.sum || row.part === "cash" || !nothing(row)));
/** Lines that the option leaves alone would only be rows of noughts; the file has every line. */
const nothing = (row: MoneyRow) => [...row.real.years, row.real.total].every((one) => [one.mean, one.p10 ?? 0, one.p90 ?? 0].every((value) => Math.abs(value) < 0.5));

/** The year that is decided; where a scenario names none, the first in which the offer costs something else. */
function budgetYear({ rules, rows }: Appraisal): number {
  const spending = rows.find((row) => row.part === "spending" && row.sum);
  const first = spending?.real.years.findIndex((one) => Math.abs(one.mean) >= 0.5) ?? -1;
  return rules.budget_year || Math.max(first, 0);
}

export function BudgetTable({ found, letter }: { found: Appraisal; letter: string }) {
  const words = text.budgetTable;
  const places = yearsShown(found.years, budgetYear(found), chosenYears.value);
  const years = places.map((place) => found.years[place] ?? "");
  const prices = basis.value === "real" ? found.rules.price_base : text.case.cashPrices;
  const net = found.rows.find((row) => row.part === "net");
  const first = net?.[basis.value].years[places[0] ?? 0];
  const title = first ? words.title(letter, years[0] ?? "", pounds(Math.abs(first.mean)), Math.sign(Math.round(first.mean))) : words.caption;
  return (
    <Figure id="budget-table" level={2} title={title} subtitle={`${words.subtitle(letter, prices)} ${found.kind === "expected" ? text.case.pathOnly : words.ends}`} note={words.note} tables={[fileOf(found, years)]} {...figureFrame()} picture={false}>
      <div class="case-switches">
        <PricesSwitch of="budget-table" />
        <Years found={found} years={years} />
      </div>
      <div class="scroll" role="region" aria-label={words.caption} tabIndex={0}>
        <table class="figures money budget-table">
          <caption class="hidden">{words.caption}</caption>
          <thead>
            <tr>
              <th scope="col">{text.money.year}</th>
              {years.map((year) => (
                <th scope="col" class="number">
                  {year}
                </th>
              ))}
              <th scope="col" class="number total">
                {words.all(found.years[0] ?? "", found.years.at(-1) ?? "")}
              </th>
            </tr>
          </thead>
          <tbody>
            {ORDER.flatMap((part) => inPart(found, part)).map((row) => (
              <Line row={row} places={places} />
            ))}
          </tbody>
          <tbody>
            <tr class="group">
              <th scope="rowgroup" colSpan={places.length + 2}>
                {words.cashable}
              </th>
            </tr>
            {inPart(found, "cash").map((row) => (
              <Line row={row} places={places} />
            ))}
          </tbody>
        </table>
      </div>
    </Figure>
  );
}

function Line({ row, places }: { row: MoneyRow; places: number[] }) {
  const { years, total } = row[basis.value];
  return (
    <tr class={row.part === "net" ? "sum net" : row.sum && row.part !== "cash" ? "sum" : "line"}>
      <th scope="row">{row.name}</th>
      {places.map((place) => (
        <td class="number">{years[place] && <Amount of={years[place]} />}</td>
      ))}
      <td class="number total">
        <Amount of={total} />
      </td>
    </tr>
  );
}

/** The average, and under it the low and the high end; a dash where nothing changes. */
function Amount({ of: { mean, p10, p90 } }: { of: Spread }) {
  const small = (value: number | undefined) => Math.abs(value ?? 0) < 0.5;
  if (small(mean) && small(p10) && small(p90)) return <>{text.money.nothing}</>;
  return (
    <>
      <span class="average">{thousand.write(mean)}</span>
      {p10 !== undefined && p90 !== undefined && <span class="ends">{same(mean, p10, p90) ? text.money.fixed : `${thousand.write(p10)} ${text.money.to} ${thousand.write(p90)}`}</span>}
    </>
  );
}

/** Eight runs in ten may be alike though the others are not: only where the average is the same too is it the same in all. */
const same = (mean: number, low: number, high: number) => low === high && Math.abs(mean - low) < 0.5;

/** One choice moves the other where they would cross. */
function Years({ found: { years: all }, years }: { found: Appraisal; years: string[] }) {
  const words = text.budgetTable;
  const [from, to] = [years[0] ?? "", years.at(-1) ?? ""];
  const list = (id: string, label: string, value: string, choose: (year: string) => void) => (
    <div class="budget-year">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => choose(event.currentTarget.value)}>
        {all.map((year) => (
          <option value={year}>{year}</option>
        ))}
      </select>
    </div>
  );
  const later = (one: string, other: string) => (all.indexOf(one) > all.indexOf(other) ? one : other);
  const earlier = (one: string, other: string) => (later(one, other) === one ? other : one);
  return (
    <>
      {list("budget-from", words.from, from, (year) => (chosenYears.value = [year, later(year, to)]))}
      {list("budget-to", words.until, to, (year) => (chosenYears.value = [earlier(from, year), year]))}
      {chosenYears.value && (
        <button type="button" class="link" onClick={() => (chosenYears.value = undefined)}>
          {words.usual}
        </button>
      )}
    </>
  );
}

/** The same rows as the workbook and the files of the command line have, of the prices and years shown. */
const fileOf = ({ tables: { rows } }: Appraisal, years: string[]): Table => {
  const at = rows.columns.findIndex((column) => column.key === "financial_year");
  const [all] = rows.rows.flatMap((row) => (typeof row[at] === "string" && !/^\d/.test(row[at]) ? [row[at]] : []));
  return twin(rows, { caption: text.budgetTable.caption, where: { basis: basis.value, financial_year: [...years, all ?? ""] }, columns: ["name", "basis", "financial_year", "p10_pounds", "mean_pounds", "p90_pounds"] });
};
