/** What the council pays: the offer as an investment, the financial-year table, who pays, and the financial case. */
import { WorkbookButton } from "../../controls/workbook-button";
import { unbroken } from "../../format";
import { baseline, option } from "../../state/choice";
import { appraisal, appraisalIsOld, onePercent, parts } from "../../state/money";
import { text } from "../../text";
import { BreakEvenFigure } from "../decide/break-even-figure";
import { PaybackFigure } from "../decide/payback-figure";
import { Grants } from "../decide/grants";
import { Choosers } from "../shared/choosers";
import type { SectionProps } from "../shared/section";
import { BudgetTable } from "./budget-table";
import { CaseFigures, CaseTable, ReserveTest } from "./case";
import { GrowthBoxes } from "./growth";
import { Money } from "./money";
import { GrossToNet, OnePercentTable, PartsFigure } from "./steps";

/** Spending rises and statutory cost falls, each by £500 or more. */
function invests({ costs, words }: SectionProps["shown"]["answer"]): boolean {
  return words.money === "spends" && costs.some((line) => line.kind === "avoided" && line.total.difference <= -500);
}

export function Budget({ study, shown }: SectionProps) {
  const one = option.value;
  if (!one || !baseline.value) return null;
  const found = appraisal.value;
  return (
    <>
      <Choosers study={study} />
      <div class="budget-head">
        <div>
          <h1 class="view-title" id="answer" tabIndex={-1}>
            {unbroken(shown.answer.words.figures["budget"]?.title ?? "")}
          </h1>
          {invests(shown.answer) && <p class="quiet">{text.money.invest}</p>}
        </div>
        <div>
          {found && !one.baseline && <ReserveTest found={found} />}
          <WorkbookButton study={study} answer={shown.answer}>
            <button type="button" class="secondary" onClick={() => print()}>
              {text.print}
            </button>
          </WorkbookButton>
        </div>
      </div>
      {found && !one.baseline && <BudgetTable found={found} letter={one.letter} />}
      <GrowthBoxes study={study} />
      <Money study={study} shown={shown} />
      <Grants study={study} shown={shown} />
      {found && !one.baseline && (
        <section class={`question${appraisalIsOld.value ? " is-stale" : ""}`} aria-labelledby="case-title">
          <h2 id="case-title">{text.case.heading}</h2>
          <ul class="case-words">
            {found.words.sentences.map((sentence) => (
              <li>{unbroken(sentence)}</li>
            ))}
          </ul>
          <CaseTable found={found} />
          <CaseFigures found={found} />
          <div class="pair loose">
            <GrossToNet found={found} />
            <PaybackFigure found={found} kind={shown.answer.words.money} />
          </div>
          {parts.value && <PartsFigure found={parts.value} />}
          {onePercent.value ? <OnePercentTable found={onePercent.value} prices={found.rules.price_base} /> : <p class="figure-note">{text.onePercent.pending}</p>}
        </section>
      )}
      <BreakEvenFigure />
    </>
  );
}
