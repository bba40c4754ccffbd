/** How good the evidence for a number is: one to four filled squares, with the word. */
import type { Grade } from "../engine/types";
import { text } from "../text";

const FILLED: Record<Grade, number> = { "measured-here": 4, "measured-elsewhere": 3, claimed: 2, assumed: 1 };

export function GradeMark({ grade }: { grade: Grade }) {
  return (
    <span class="grade">
      <svg viewBox="0 0 54 12" width="54" height="12" aria-hidden="true">
        {[0, 1, 2, 3].map((index) => (
          <rect class={index < FILLED[grade] ? "grade-full" : "grade-empty"} x={1 + 14 * index} y="1" width="10" height="10" />
        ))}
      </svg>
      <span>{text.sources.grades[grade]}</span>
    </span>
  );
}
