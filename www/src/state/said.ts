/** What an answer says about the 31 March in view. */
import type { Answer, Day } from "../engine/types";
import { year } from "./choice";

export function said(answer: Answer): Day {
  return answer.words.days.find((day) => day.year === year.value) ?? answer.words;
}
