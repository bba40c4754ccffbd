import { computed, signal } from "@preact/signals";
import { describe, expect, it } from "vitest";
import { createAnswers, question } from "./answers";

const of = (option: string, edit: string) => question(option, edit);
const later = <Value>() => {
  let resolve!: (value: Value) => void;
  let reject!: (thrown: unknown) => void;
  const promise = new Promise<Value>((yes, no) => ([resolve, reject] = [yes, no]));
  return { promise, resolve, reject };
};

describe("answers on the page", () => {
  it("stay as earlier ones until there is one to what is asked now", () => {
    const answers = createAnswers<string>();
    const now = signal(of("a", "1"));
    const [current, earlier] = [computed(() => answers.to(now.value)), computed(() => answers.earlier(now.value))];
    answers.keep(of("a", "1"), "first");
    expect([current.value, earlier.value]).toEqual(["first", undefined]);
    now.value = of("a", "2");
    expect([current.value, earlier.value]).toEqual([undefined, "first"]);
    expect(answers.shown(now.value)).toBe("first");
    answers.keep(of("a", "2"), "second");
    expect([current.value, earlier.value]).toEqual(["second", undefined]);
  });

  it("never stand in for an answer about something else", () => {
    const answers = createAnswers<string>();
    answers.keep(of("a", "1"), "first");
    expect(answers.shown(of("b", "1"))).toBeUndefined();
    answers.keep(of("b", "1"), "other");
    expect(answers.shown(of("a", "2"))).toBeUndefined();
  });

  it("are one of each thing where there is room", () => {
    const answers = createAnswers<string>({ things: Infinity });
    answers.keep(of("a", "1"), "first");
    answers.keep(of("b", "1"), "other");
    expect([answers.to(of("a", "1")), answers.to(of("b", "1"))]).toEqual(["first", "other"]);
  });

  it("are remembered when whole, the oldest forgotten first", () => {
    const answers = createAnswers<string>({ whole: 2 });
    for (const edit of ["1", "2", "3"]) answers.finish(of("a", edit), edit);
    expect(["1", "2", "3"].map((edit) => answers.finished(of("a", edit)))).toEqual([undefined, "2", "3"]);
    answers.keep(of("a", "4"), "4");
    expect(answers.to(of("a", "3"))).toBe("3");
  });

  it("are heard if nothing else was asked meanwhile, and so are failures", async () => {
    const answers = createAnswers<string>();
    const heard: string[] = [];
    const ask = (edit: string, work: Promise<string>) =>
      answers.ask(
        of("a", edit),
        () => work,
        (value) => heard.push(value),
        (thrown) => heard.push(`failed: ${thrown}`),
      );
    const [one, two, three] = [later<string>(), later<string>(), later<string>()];
    const all = [ask("1", one.promise), ask("2", two.promise)];
    one.resolve("late");
    two.resolve("in time");
    await Promise.all(all);
    expect(heard).toEqual(["in time"]);
    const last = ask("3", three.promise);
    three.reject("why");
    await last;
    expect(heard).toEqual(["in time", "failed: why"]);
  });
});
