/** What is wrong, in one place: takes the focus when asked for, and each line leads to its field. */
import { useEffect, useRef } from "preact/hooks";
import { text } from "../text";

export interface ErrorLine {
  words: string;
  /** id of the field that it is about */
  field?: string | undefined;
}

export function ErrorSummary({ id, lines, asked }: { id: string; lines: ErrorLine[]; asked: number }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (asked > 0) box.current?.focus();
  }, [asked]);
  return (
    <div class="problem" id={id} ref={box} tabIndex={-1} role="group" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{text.error.summary}</h3>
      <ul>
        {lines.map(({ words, field }) => (
          <li>
            {field ? (
              <button type="button" class="link" onClick={() => focusField(field)}>
                {words}
              </button>
            ) : (
              words
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

export function focusField(id: string): void {
  const field = document.getElementById(id);
  field?.scrollIntoView({ block: "center" });
  field?.focus();
}
