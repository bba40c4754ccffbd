import { Figure } from "../../charts/figure";
import { twin } from "../../charts/twin";
import type { Answer } from "../../engine/types";
import { FundingPicture, fundingSeries } from "../../charts/funding-columns";
import { moneyUnit } from "../../format";
import { year } from "../../state/choice";
import { text } from "../../text";
import { financialYearTo } from "../shared/financial-year";
import { figureFrame } from "../shared/figure-frame";
import { SourceLine } from "../shared/source-line";

/** With a picture where the question is what ends; the financial view has pictures enough. */
export function Funding({ answer, prices, drawn = false }: { answer: Answer; prices: string; drawn?: boolean }) {
  const words = text.money.funding;
  const { funding } = answer;
  const found = drawn ? fundingSeries(funding) : [];
  const series = found.some((one) => one.source !== text.grants.baseBudget) ? found : [];
  const years = funding[0]?.years.map((row) => row.year) ?? [];
  if (years.length === 0) return null;
  const unit = moneyUnit(funding.flatMap((line) => line.years.flatMap((row) => [row.option, row.baseline])));
  const chosen = years.includes(financialYearTo(year.value)) ? financialYearTo(year.value) : years[0];
  const mark = (name: string) => `number year${name === chosen ? " is-chosen" : ""}`;
  const sum = (years: { option: number }[]) => years.reduce((all, row) => all + row.option, 0);
  return (
    <Figure
      id="funding"
      title={words.title}
      subtitle={words.subtitle(unit.name, prices)}
      note={
        <>
          {words.note} <SourceLine of="funding" />
        </>
      }
      tables={[twin(answer.tables.funding, { columns: ["programme", "source", "financial_year", "baseline_pounds", "option_pounds", "difference_pounds"] })]}
      {...figureFrame()}
      folded={drawn}
      picture={series.length > 0}
    >
      {series.length > 0 && <FundingPicture series={series} name={[words.title, ...series.map((one) => (one.lastYear === undefined ? one.source : text.grants.endsAfter(one.source, one.lastYear)))].join(". ")} />}
      <div class="scroll" role="region" aria-label={words.title} tabIndex={0}>
        <table class="figures money">
          <caption class="hidden">{words.caption(unit.name)}</caption>
          <thead>
            <tr>
              <th scope="col">{words.programmeSource}</th>
              {years.map((name) => (
                <th scope="col" class={mark(name)}>
                  {name}
                </th>
              ))}
              <th scope="col" class="number total">
                {text.money.all}
              </th>
            </tr>
          </thead>
          <tbody>
            {funding.map((line) => (
              <tr class="line">
                <th scope="row">{`${line.programme}: ${line.source}`}</th>
                {line.years.map((row) => (
                  <td class={mark(row.year)}>{unit.write(row.option)}</td>
                ))}
                <td class="number total">{unit.write(sum(line.years))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Figure>
  );
}
