/** What each option spends and avoids, how sure that is, and the result if early help has no effect. */
import { Figure } from "../../charts/figure";
import type { Table } from "../../charts/table";
import { twin } from "../../charts/twin";
import type { Answer, MeasureView, OptionView, StudyView } from "../../engine/types";
import { moneyUnit, pounds } from "../../format";
import { firstYear, lastYear, monthInView, year } from "../../state/choice";
import { text } from "../../text";
import { figureFrame } from "../shared/figure-frame";
import type { Column } from "./compare";
import { ofColumns } from "./rows";

const KINDS = ["spent", "avoided", "net"] as const;

export function MoneyRows({ columns, from, study, measure }: { columns: Column[]; from: OptionView; study: StudyView; measure: MeasureView }) {
  const words = text.compare;
  const line = (column: Column, kind: string) => column.answer?.costs.find((one) => one.kind === kind)?.total;
  const unit = moneyUnit(columns.flatMap((column) => KINDS.map((kind) => line(column, kind)?.difference ?? 0)));
  const caption = words.money(firstYear.value, lastYear.value);
  const table = ofColumns(columns, caption, ({ tables }) => twin(tables.money, { where: { kind: [...KINDS], financial_year: text.money.all }, columns: ["line", "difference_pounds", "difference_p10_pounds", "difference_p90_pounds"] }));
  return (
    <>
      <Figure id="compare-money" level={2} title={caption} subtitle={words.moneyNote(unit.name, study.about.price_base)} note={words.moneyCaution} tables={[table]} {...figureFrame()} picture={false}>
        <div class="columns">
          <div>
            <p>
              <span class="column-letter">{from.letter}</span> {words.measuredFromHere}
            </p>
          </div>
          {columns.map((column) => (
            <div>
              <p class="column-letter-line">
                <span class="column-letter">{column.option.letter}</span> <span class="hidden">{column.option.name}</span>
              </p>
              <dl class="sums">
                {KINDS.map((kind) => (
                  <div class={kind === "net" ? "strong" : undefined}>
                    <dt>{words.lines[kind]}</dt>
                    <dd>{line(column, kind) ? unit.write(line(column, kind)?.difference ?? 0) : text.money.pending}</dd>
                  </div>
                ))}
              </dl>
              <p class="quiet">{rangeOf(line(column, "net"), unit.roughly)}</p>
              <p>{noEffect(column.answer)}</p>
            </div>
          ))}
        </div>
      </Figure>
      <Figure id="compare-sure" level={2} title={words.sure(measure.name.toLowerCase(), year.value)} subtitle={words.sureNote} note="" tables={[sureTable(columns, measure)]} {...figureFrame()} picture={false}>
        <div class="columns">
          <div>
            <p>
              <span class="column-letter">{from.letter}</span> {words.nothingToCompare}
            </p>
          </div>
          {columns.map((column) => (
            <Crosses column={column} measure={measure} />
          ))}
        </div>
      </Figure>
    </>
  );
}

function rangeOf(total: { p10?: number; p90?: number } | undefined, write: (value: number) => string): string {
  return total?.p10 === undefined || total.p90 === undefined ? text.run.rangesComing : text.horizons.range(`${write(total.p10)} to ${write(total.p90)}`);
}

function noEffect(answer: Answer | undefined): string {
  const spent = answer?.costs.find((one) => one.kind === "spent")?.total.difference;
  if (answer?.words.by_door) return text.compare.noEffect.door;
  return answer === undefined || spent === undefined ? "" : text.compare.noEffect[answer.words.money](pounds(Math.abs(spent)));
}

function noFewer(column: Column, measure: MeasureView): number | undefined {
  return column.answer?.measures.find((one) => one.id === measure.id)?.no_fewer?.[monthInView.value];
}

function sureTable(columns: Column[], measure: MeasureView): Table {
  const where = { measure: measure.id, date: year.value, side: "difference" };
  return ofColumns(columns, text.compare.sure(measure.name.toLowerCase(), year.value), ({ tables }) => twin(tables.children, { where, columns: ["no_fewer_runs"] }));
}

const ACROSS = 20;

/** A hundred runs: crosses first, for those without a reduction. */
function Crosses({ column, measure }: { column: Column; measure: MeasureView }) {
  const found = noFewer(column, measure);
  if (found === undefined)
    return (
      <div>
        <p>
          <span class="column-letter">{column.option.letter}</span> {text.keyFigures.pending}
        </p>
      </div>
    );
  const none = Math.round(found);
  const marks = Array.from({ length: 100 }, (_, index) => ({ x: 7 + 13 * (index % ACROSS), y: 7 + 13 * Math.floor(index / ACROSS), cross: index < none }));
  const words = text.compare.noReduction(none);
  return (
    <div>
      <p class="column-letter-line">
        <span class="column-letter">{column.option.letter}</span> <span class="hidden">{column.option.name}</span>
      </p>
      <svg class="crosses" viewBox="0 0 262 68" width="262" height="68" role="img" aria-label={words}>
        <path
          class="run-none"
          d={marks
            .filter((mark) => mark.cross)
            .map(({ x, y }) => `M${x - 4} ${y - 4}l8 8M${x + 4} ${y - 4}l-8 8`)
            .join("")}
        />
        {marks
          .filter((mark) => !mark.cross)
          .map(({ x, y }) => (
            <circle class="run-much" cx={x} cy={y} r="5" />
          ))}
      </svg>
      <p>
        <strong>{words}</strong>
      </p>
    </div>
  );
}
