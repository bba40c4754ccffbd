/** The questions of this view, in sight wherever it is scrolled to: which one is being read, and the way to the others. */
import { useEffect, useState } from "preact/hooks";
import { text } from "../../text";

/** Headings by their ids, in the order of the page. */
const QUESTIONS = Object.entries(text.questions.names);

/** How far below the top of the window a heading counts as being read: the list itself and a little. */
const READING = 120;

const same = (a: string[], b: string[]) => a.length === b.length && a.every((id, place) => id === b[place]);

export function Questions() {
  const [there, setThere] = useState<string[]>([]);
  const [current, setCurrent] = useState("");
  // A question that this option does not raise has no heading. After every render: answers change the page below.
  useEffect(() => {
    const look = () => {
      const found = QUESTIONS.flatMap(([id]) => document.getElementById(id) ?? []);
      const ids = found.map((heading) => heading.id);
      setThere((before) => (same(before, ids) ? before : ids));
      setCurrent(found.filter((heading) => heading.getBoundingClientRect().top <= READING).at(-1)?.id ?? "");
    };
    look();
    addEventListener("scroll", look, { passive: true });
    addEventListener("resize", look);
    return () => {
      removeEventListener("scroll", look);
      removeEventListener("resize", look);
    };
  });
  return (
    <nav class="questions" aria-label={text.questions.label}>
      <ol class="scroll">
        {QUESTIONS.filter(([id]) => there.includes(id)).map(([id, name]) => (
          <li>
            <button type="button" aria-current={id === current ? "location" : undefined} onClick={() => read(id)}>
              {name}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** Goes to a question, the keyboard with it. */
function read(id: string): void {
  const heading = document.getElementById(id);
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  heading.scrollIntoView();
}
