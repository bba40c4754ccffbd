import { describe, expect, it } from "vitest";
import { FakeWorker } from "../../test/fake-worker";
import type { Case, Failure } from "./messages";
import { DrawPool } from "./pool";

const it1: Case = { option: "b", edit: null, seed: "1" };
const files = { main: "a.toml", files: { "a.toml": "" } };

function pool(size: number) {
  const workers: FakeWorker[] = [];
  let time = 0;
  const made = new DrawPool(
    () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker;
    },
    size,
    () => (time += 10),
  );
  made.open(files);
  const draws: number[] = [];
  const failures: Failure[] = [];
  const start = (total: number) =>
    made.start({
      case: it1,
      total,
      onDraws: (_first, _count, these) => draws.push(...these),
      onFailure: (failure) => failures.push(failure),
    });
  const living = () => workers.filter((worker) => !worker.ended);
  return { made, workers, living, draws, failures, start };
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

describe("the pool of draw workers", () => {
  it("hands draws on in order, whichever worker is first", () => {
    const { workers, draws, start } = pool(2);
    start(8);
    workers[1]?.draw();
    expect(draws).toEqual([]);
    workers[0]?.draw();
    expect(draws).toEqual(upTo(8));
  });
  it("makes every draw exactly once, whatever the number of workers", () => {
    for (const size of [1, 2, 3, 8]) {
      const { workers, draws, start } = pool(size);
      start(250);
      for (let turn = 0; turn < 500 && draws.length < 250; turn += 1) workers[(turn * 7) % size]?.draw();
      expect(draws).toEqual(upTo(250));
    }
  });
  it("drops replies to an earlier run", () => {
    const { workers, draws, start } = pool(1);
    start(8);
    const old = workers[0]?.last("draw");
    start(4);
    workers[0]?.reply({ job: old?.job ?? 0, ok: true, value: new Float64Array([99, 99, 99, 99]) });
    expect(draws).toEqual([]);
    workers[0]?.draw();
    expect(draws).toEqual(upTo(4));
  });
  it("ends and replaces busy workers on cancel, and can start again", () => {
    const { made, workers, living, draws, start } = pool(2);
    start(8);
    made.cancel();
    expect(workers.slice(0, 2).every((worker) => worker.ended)).toBe(true);
    expect(living()).toHaveLength(2);
    start(8);
    for (const worker of living()) worker.draw();
    expect(draws).toEqual(upTo(8));
  });
  it("replaces a worker that dies and makes its draws again", () => {
    const { workers, living, draws, failures, start } = pool(1);
    start(4);
    workers[0]?.die();
    expect(living()).toHaveLength(1);
    living()[0]?.draw();
    expect(draws).toEqual(upTo(4));
    expect(failures).toEqual([]);
  });
  it("says so when the same draws fail twice", () => {
    const { living, failures, start } = pool(1);
    start(4);
    living()[0]?.die();
    living()[0]?.die("out of memory");
    expect(failures.map((failure) => failure.message)).toEqual(["out of memory"]);
  });
  it("does not start workers for ever when none can open the scenario", () => {
    const { workers, living } = pool(2);
    for (let turn = 0; turn < 100; turn += 1) living()[0]?.die();
    expect(workers.length).toBeLessThan(10);
  });
});
