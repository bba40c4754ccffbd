/** What if a grant ends: what comes from outside the base budget, and the options of this scenario that end it. */
import { roughPounds as pounds } from "../../format";
import { chooseOption, option, optionId, year } from "../../state/choice";
import { text } from "../../text";
import { Funding } from "../budget/funding";
import { financialYearTo } from "../shared/financial-year";
import type { SectionProps } from "../shared/section";

export function Grants({ study, shown: { answer } }: SectionProps) {
  const words = text.grants;
  const one = option.value;
  if (!one || answer.funding.length === 0) return null;
  const name = financialYearTo(year.value);
  const paid = answer.funding.map((line) => ({ line, amount: line.years.find((row) => row.year === name)?.option ?? 0 }));
  const outside = paid.filter(({ line, amount }) => line.source !== text.grants.baseBudget && amount >= 500);
  const total = outside.reduce((sum, { amount }) => sum + amount, 0);
  const before = answer.funding.filter((line) => line.source !== words.baseBudget).reduce((sum, line) => sum + (line.years.find((row) => row.year === name)?.baseline ?? 0), 0);
  const lost = before - total;
  const bySource = new Map<string, number>();
  for (const { line, amount } of outside) bySource.set(line.source, (bySource.get(line.source) ?? 0) + amount);
  const ending = study.options.filter((each) => each.id !== optionId.value && /grant|fund|partner|withdraw/i.test(each.name));
  return (
    <section class="question" aria-labelledby="grants-title">
      <h2 id="grants-title">{words.heading}</h2>
      <p class="lead">
        {paid.every(({ amount }) => amount < 500)
          ? words.nothingPaid(name)
          : outside.length === 0
            ? words.none(name)
            : words.sentence(
                pounds(total),
                name,
                [...bySource].map(([source, amount]) => words.part(source, pounds(amount))),
              )}
      </p>
      {lost >= 500 && <p class="lead">{words.lost(pounds(lost), name)}</p>}
      {ending.length > 0 && (
        <p class="lead">
          {words.pointer}{" "}
          {ending.map((each, place) => (
            <>
              {place > 0 && "; "}
              <button type="button" class="link" onClick={() => chooseOption(each.id)}>{`${each.letter}. ${each.name}`}</button>
            </>
          ))}
        </p>
      )}
      <Funding answer={answer} prices={study.about.price_base} drawn />
    </section>
  );
}
