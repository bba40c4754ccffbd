/**
 * Asking the engine and keeping what it said: an answer stays on the page, as an earlier one, until there is one to what
 * is asked now, and a finished answer is not worked out twice.
 */
import { signal } from "@preact/signals";

/** What is asked. Whatever differs between two keys may change the answer. */
export interface Question {
  key: string;
  /** what an earlier answer must be about to stand in for one that is not there yet */
  about: string;
}

export interface Answers<Value> {
  /** The answer to exactly this, as far as it has got. */
  to(question: Question | undefined): Value | undefined;
  /** The last answer about the same thing where it is to another question, and there is none to this: it is stale. */
  earlier(question: Question | undefined): Value | undefined;
  /** The answer, or else the earlier one. */
  shown(question: Question | undefined): Value | undefined;
  /** The whole answer to this, if it is known. */
  finished(question: Question): Value | undefined;
  /** Puts an answer on the page, in place of the last about the same thing. */
  keep(question: Question, value: Value): void;
  /** Remembers a whole answer for when the same is asked again. */
  finish(question: Question, value: Value): void;
  /** Asks. What comes after something else was asked is dropped, a failure as well. */
  ask(question: Question, work: () => Promise<Value>, heard: (value: Value) => void, failed: (thrown: unknown) => void): Promise<void>;
}

export interface Room {
  /** of how many things an answer each is on the page */
  things?: number;
  /** how many whole answers are remembered */
  whole?: number;
}

export const question = (about: unknown, ...more: unknown[]): Question => ({ key: JSON.stringify([about, ...more]), about: JSON.stringify(about) });

export function createAnswers<Value>({ things = 1, whole: room = Infinity }: Room = {}): Answers<Value> {
  const onPage = signal<(Question & { value: Value })[]>([]);
  const whole = new Map<string, Value>();
  let asked: string | undefined;

  const lastAbout = ({ about }: Question) => onPage.value.find((one) => one.about === about);
  const answers: Answers<Value> = {
    to(question) {
      if (!question) return undefined;
      const last = lastAbout(question);
      return last?.key === question.key ? last.value : whole.get(question.key);
    },
    earlier(question) {
      return question && answers.to(question) === undefined ? lastAbout(question)?.value : undefined;
    },
    shown: (question) => answers.to(question) ?? answers.earlier(question),
    finished: ({ key }) => whole.get(key),
    keep(question, value) {
      const others = onPage.peek().filter((one) => one.about !== question.about);
      onPage.value = [...others, { ...question, value }].slice(-things);
    },
    finish({ key }, value) {
      whole.set(key, value);
      const oldest = whole.keys().next().value;
      if (whole.size > room && oldest !== undefined) whole.delete(oldest);
    },
    async ask({ key }, work, heard, failed) {
      asked = key;
      try {
        const value = await work();
        if (asked === key) heard(value);
      } catch (thrown) {
        if (asked === key) failed(thrown);
      }
    },
  };
  return answers;
}
