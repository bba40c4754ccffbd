import { Figure } from "../../charts/figure";
import { fundingTable } from "../../charts/money-table";
import type { Answer } from "../../engine/types";
import { moneyUnit } from "../../format";
import { year } from "../../state/choice";
import { text } from "../../text";
import { financialYearTo } from "../shared/financial-year";
import { figureFrame } from "../shared/figure-frame";

export function Funding({ answer, prices }: { answer: Answer; prices: string }) {
  const words = text.money.funding;
  const { funding } = answer;
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
      note={words.note}
      tables={[fundingTable(funding, unit)]}
      {...figureFrame()}
      picture={false}
    >
      <div class="scroll" role="region" aria-label={words.title} tabIndex={0}>
        <table class="figures money">
          <caption class="hidden">{words.caption(unit.name)}</caption>
          <thead>
            <tr>
              <th scope="col">{words.programmeSource}</th>
              {years.map((name) => <th scope="col" class={mark(name)}>{name.replace("-", "/")}</th>)}
              <th scope="col" class="number total">{text.money.all}</th>
            </tr>
          </thead>
          <tbody>
            {funding.map((line) => (
              <tr class="line">
                <th scope="row">{`${line.programme}: ${line.source}`}</th>
                {line.years.map((row) => <td class={mark(row.year)}>{unit.write(row.option)}</td>)}
                <td class="number total">{unit.write(sum(line.years))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Figure>
  );
}
