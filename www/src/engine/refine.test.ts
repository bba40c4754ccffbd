import { describe, expect, it } from "vitest";
import { FakeWorker } from "../../test/fake-worker";
import { answer } from "../../test/fixture";
import { Desk } from "./desk";
import type { Case } from "./messages";
import { DrawPool } from "./pool";
import { refine } from "./refine";
import type { Answer } from "./types";

const it1: Case = { option: "half-as-many-again", edit: null, seed: "1" };

/** A desk that answers at once, and counts what it was given. */
class DeskWorker extends FakeWorker {
  firsts: number[] = [];
  private count = 0;

  override postMessage(message: unknown): void {
    super.postMessage(message);
    const asked = this.heard[this.heard.length - 1];
    if (!asked) return;
    let value: unknown = null;
    if (asked.kind === "preview") value = answer(it1.option, null, 0);
    if (asked.kind === "collect") this.count = 0;
    if (asked.kind === "add") {
      this.firsts.push(asked.first);
      value = this.count += asked.draws.length;
    }
    if (asked.kind === "answer") value = answer(it1.option, null, this.count);
    queueMicrotask(() => this.reply({ job: asked.job, ok: true, value }));
  }
}

/** A worker that draws at once. */
class DrawWorker extends FakeWorker {
  override postMessage(message: unknown): void {
    super.postMessage(message);
    if (this.heard[this.heard.length - 1]?.kind === "draw") queueMicrotask(() => this.draw());
  }
}

function run(total: number, stopAfter = Infinity) {
  const deskWorker = new DeskWorker();
  const pool = new DrawPool(
    () => new DrawWorker(),
    2,
    () => 0,
  );
  pool.open({ main: "", files: {} });
  const answers: Answer[] = [];
  const progress: number[] = [];
  const controller = new AbortController();
  const finished = refine(new Desk(() => deskWorker), pool, it1, total, controller.signal, {
    onAnswer: (one) => answers.push(one),
    onProgress(done) {
      progress.push(done);
      if (done >= stopAfter) controller.abort();
    },
  });
  return { finished, answers, progress, deskWorker };
}

describe("refining an answer", () => {
  it("shows the expected path first, then answers at milestones, the last of all draws", async () => {
    const { finished, answers } = run(1000);
    await finished;
    expect(answers[0]?.kind).toBe("expected");
    const draws = answers.slice(1).map((one) => one.draws);
    expect(draws).toHaveLength(4);
    expect(draws[0]).toBeGreaterThanOrEqual(100);
    expect(draws[3]).toBe(1000);
  });
  it("gives the desk every draw once and in order", async () => {
    const { finished, deskWorker, progress } = run(300);
    await finished;
    expect(deskWorker.firsts).toEqual([...deskWorker.firsts].sort((a, b) => a - b));
    expect(new Set(deskWorker.firsts).size).toBe(deskWorker.firsts.length);
    expect(progress[progress.length - 1]).toBe(300);
  });
  it("gives nothing more once it is stopped", async () => {
    const { finished, answers, progress } = run(1000, 200);
    await finished;
    const [told, shown] = [progress.length, answers.length];
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(progress).toHaveLength(told);
    expect(answers).toHaveLength(shown);
    expect(answers.every((one) => one.draws < 1000)).toBe(true);
  });
});
