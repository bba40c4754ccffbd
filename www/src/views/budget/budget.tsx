/** What the council pays: the offer as an investment, the financial-year table, and who pays. */
import { Editor } from "../../controls/editor";
import type { Answer } from "../../engine/types";
import { pounds } from "../../format";
import { baseline, firstYear, lastYear, option } from "../../state/choice";
import { text } from "../../text";
import { Choosers } from "../shared/choosers";
import type { SectionProps } from "../shared/section";
import { Money } from "./money";

export function Budget({ study, shown }: SectionProps) {
  if (!option.value || !baseline.value) return null;
  return (
    <>
      <Choosers study={study} />
      <h1 class="view-title" id="answer" tabIndex={-1}>{budgetTitle(shown.answer)}</h1>
      <Editor study={study} />
      <Money study={study} shown={shown} />
    </>
  );
}

export function budgetTitle(answer: Answer): string {
  const words = text.budget;
  const letter = option.value?.letter ?? "";
  const total = (kind: string) => answer.costs.find((line) => line.kind === kind)?.total.difference ?? 0;
  const [spent, avoided] = [total("spent"), total("avoided")];
  const years = words.years(firstYear.value, lastYear.value);
  if (option.value?.baseline) return words.titleSame(letter);
  if (spent >= 0) {
    return avoided <= 0
      ? words.title(pounds(spent), pounds(-avoided), letter, years)
      : words.titleAdds(pounds(spent), pounds(avoided), letter, years);
  }
  return avoided >= 0 ? words.titleCut(pounds(-spent), pounds(avoided), letter, years) : words.titleCutSaves(pounds(-spent), pounds(-avoided), letter, years);
}
