import { Figure } from "../../charts/figure";
import { twin } from "../../charts/twin";
import type { CostLine, YearRow } from "../../engine/types";
import { moneyUnit, type MoneyUnit } from "../../format";
import { monthWords } from "../../state/calendar";
import { changeStart, option, year } from "../../state/choice";
import { run } from "../../state/results";
import { text } from "../../text";
import type { SectionProps } from "../shared/section";
import { financialYearTo } from "../shared/financial-year";
import { figureFrame } from "../shared/figure-frame";

const GROUPS: { heading: string; kinds: CostLine["kind"][]; total: CostLine["kind"] | undefined }[] = [
  { heading: text.money.spentHeading, kinds: ["programme"], total: "spent" },
  { heading: text.money.avoidedHeading, kinds: ["level", "entry"], total: "avoided" },
  { heading: text.money.netHeading, kinds: [], total: "net" },
];

export function Money({ study, shown: { answer } }: SectionProps) {
  const one = option.value;
  if (!one) return null;
  const words = text.money;
  const unit = moneyUnit(answer.costs.flatMap((line) => [line.total, ...line.years].flatMap(({ difference, p10, p90 }) => [difference, p10 ?? 0, p90 ?? 0])));
  const title = answer.words.figures["money"]?.title ?? words.titleFallback;
  const prices = study.about.price_base;
  const total = (kind: CostLine["kind"]) => answer.costs.find((line) => line.kind === kind)?.total.difference ?? 0;
  const cut = total("spent") < 0 && total("avoided") > 0;
  return (
    <section class="question" aria-labelledby="money-title">
      <h2 id="money-title">{words.heading}</h2>
      <Figure
        id="money"
        title={title}
        subtitle={words.subtitle(unit.name, one.letter, prices)}
        note={
          <>
            {cut ? words.noteCut : words.note} {one.baseline ? "" : words.partYear(monthWords(changeStart.value))} <span class="narrow-only">{words.phoneNote}</span>
          </>
        }
        tables={[twin(answer.tables.money, { columns: ["line", "financial_year", "baseline_pounds", "option_pounds", "difference_pounds", "difference_p10_pounds", "difference_p90_pounds"] })]}
        {...figureFrame()}
        picture={false}
      >
        <div class="scroll" role="region" aria-label={title} tabIndex={0}>
          <MoneyTable costs={answer.costs} unit={unit} />
        </div>
      </Figure>
    </section>
  );
}

function MoneyTable({ costs, unit }: { costs: CostLine[]; unit: MoneyUnit }) {
  const words = text.money;
  const years = costs[0]?.years.map((row) => row.year) ?? [];
  const chosen = years.includes(financialYearTo(year.value)) ? financialYearTo(year.value) : years[0];
  const mark = (name: string) => `number year${name === chosen ? " is-chosen" : ""}`;
  return (
    <table class="figures money">
      <caption class="hidden">{words.table.caption(unit.name)}</caption>
      <thead>
        <tr>
          <th scope="col">{words.year}</th>
          {years.map((name) => (
            <th scope="col" class={mark(name)}>
              {name}
            </th>
          ))}
          <th scope="col" class="number total">
            {words.all}
          </th>
          <th scope="col" class="number">
            {words.range}
          </th>
        </tr>
      </thead>
      {GROUPS.map(({ heading, kinds, total }) => {
        const lines = costs.filter((line) => kinds.includes(line.kind) && moves(line));
        const sum = costs.find((line) => line.kind === total);
        if (lines.length === 0 && !sum) return null;
        return (
          <tbody>
            <tr class="group">
              <th scope="rowgroup" colSpan={years.length + 3}>
                {heading}
              </th>
            </tr>
            {lines.map((line) => (
              <LineRow line={line} unit={unit} mark={mark} kind="line" />
            ))}
            {sum && <LineRow line={sum} unit={unit} mark={mark} kind="sum" />}
            {sum?.kind === "net" && <RangeRow line={sum} unit={unit} mark={mark} />}
          </tbody>
        );
      })}
    </table>
  );
}

/** Lines that the option leaves alone would only be rows of noughts; the table below the figure has every line. */
const moves = (line: CostLine) => [...line.years, line.total].some(({ difference, p10, p90 }) => [difference, p10 ?? 0, p90 ?? 0].some((value) => Math.abs(value) >= 0.5));

interface RowProps {
  line: CostLine;
  unit: MoneyUnit;
  mark: (year: string) => string;
}

function LineRow({ line, unit, mark, kind }: RowProps & { kind: "line" | "sum" }) {
  return (
    <tr class={kind}>
      <th scope="row">{line.name}</th>
      {line.years.map((row) => (
        <td class={mark(row.year)}>{amount(row.difference, unit)}</td>
      ))}
      <td class="number total">{amount(line.total.difference, unit)}</td>
      <td class="number range">{range(line.total, unit)}</td>
    </tr>
  );
}

function RangeRow({ line, unit, mark }: RowProps) {
  return (
    <tr class="range">
      <th scope="row">{text.money.range}</th>
      {line.years.map((row) => (
        <td class={mark(row.year)}>{range(row, unit)}</td>
      ))}
      <td class="number total">{range(line.total, unit)}</td>
      <td class="number" />
    </tr>
  );
}

/** A dash where nothing changes, so that what does change is seen. */
const amount = (value: number, unit: MoneyUnit) => (Math.abs(value) < 0.5 ? text.money.nothing : unit.write(value));

function range(row: YearRow, unit: MoneyUnit): string {
  if (row.p10 === undefined || row.p90 === undefined) {
    return run.value.phase === "stopped" || run.value.phase === "failed" ? text.money.missing : text.money.pending;
  }
  const [low, high] = [unit.roughly(row.p10), unit.roughly(row.p90)];
  return row.p10 === row.p90 ? text.money.fixed : `${low} ${text.money.to} ${high}`;
}
