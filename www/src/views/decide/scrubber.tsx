/** The year: a number box is the control; the slider and the buttons are other ways to the same thing. */
import { useEffect, useState } from "preact/hooks";
import { changeStart, lastYear, lifeYear, option, setYear, year } from "../../state/choice";
import { announcement, shown } from "../../state/results";
import { dayOne, marchFrom, marchOf, monthWords } from "../../state/calendar";
import { text } from "../../text";

const YEARS_ON = [1, 3, 5, 10];

export function chooseYear(next: number): void {
  if (next === year.peek()) return;
  setYear(next);
  const title = shown.peek()?.answer.words.figures[`staircase-${next}`]?.title;
  announcement.value = title ?? text.staircase.title(next);
}

export function Scrubber() {
  const [first, last] = [lifeYear.value, lastYear.value];
  const start = changeStart.value;
  const named = option.value?.baseline ? text.scrubber.yearsOn(monthWords(dayOne.value)) : text.scrubber.yearsAfter;
  const steps = YEARS_ON.map((step) => ({ step, at: marchFrom(start + 12 * step - 1) })).filter(({ at }) => at <= last);
  const years = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return (
    <div class="scrubber">
      <YearBox first={first} last={last} />
      <div class="slider">
        <OptionStart first={first} last={last} />
        <input type="range" min={first} max={last} step="1" value={year.value} aria-label={text.scrubber.slider} aria-valuetext={`31 March ${year.value}`} onInput={(event) => chooseYear(Number(event.currentTarget.value))} />
        <div class="slider-years" aria-hidden="true">
          {years.map((each) => (
            <span class={each === year.value ? "is-chosen" : ""}>{each}</span>
          ))}
        </div>
      </div>
      {steps.length > 0 && (
        <div class="years-on" role="group" aria-label={named}>
          <span aria-hidden="true">{named}</span>
          {steps.map(({ step, at }) => (
            <button type="button" aria-pressed={year.value === at} onClick={() => chooseYear(at)}>
              {step}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

function YearBox({ first, last }: { first: number; last: number }) {
  const [typed, setTyped] = useState(String(year.value));
  const [wrong, setWrong] = useState("");
  useEffect(() => {
    setTyped(String(year.value));
    setWrong("");
  }, [year.value]);
  const take = (value: string, finished: boolean) => {
    setTyped(value);
    const number = Number(value);
    const good = /^\d{4}$/.test(value.trim()) && number >= first && number <= last;
    if (good) chooseYear(number);
    if (good || finished) setWrong(good ? "" : text.scrubber.range(first, last, value));
  };
  return (
    <div class="year-box">
      <label for="year" class="label">
        {text.scrubber.label}
      </label>
      <input
        id="year"
        type="text"
        inputMode="numeric"
        autoComplete="off"
        value={typed}
        aria-invalid={wrong ? "true" : undefined}
        aria-describedby="year-error"
        onInput={(event) => take(event.currentTarget.value, false)}
        onChange={(event) => take(event.currentTarget.value, true)}
        onKeyDown={(event) => {
          const step = event.key === "ArrowUp" ? 1 : event.key === "ArrowDown" ? -1 : 0;
          if (step === 0) return;
          event.preventDefault();
          chooseYear(Math.min(last, Math.max(first, year.value + step)));
        }}
      />
      <p class="field-error" id="year-error">
        {wrong}
      </p>
    </div>
  );
}

/** A tick where the option begins, on the same scale as the slider's thumb. */
function OptionStart({ first, last }: { first: number; last: number }) {
  const one = option.value;
  if (!one || one.baseline) return <p class="option-start" />;
  const before = changeStart.value - 1 - marchOf(first);
  const share = Math.min(1, Math.max(0, before / ((last - first) * 12 || 1)));
  return (
    <p class="option-start" style={{ "--share": String(share) }}>
      <span class={share > 0.6 ? "to-left" : ""}>{text.scrubber.starts(monthWords(changeStart.value))}</span>
    </p>
  );
}
