import { describe, expect, it } from "vitest";
import { casesPart } from "../../test/fixture-cases";
import { FakeWorker } from "../../test/fake-worker";
import { Cases } from "./cases";
import { EngineFailure } from "./messages";
import type { CasesPart } from "./types";

function cases() {
  const workers: FakeWorker[] = [];
  const made = new Cases(() => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker;
  });
  return { made, workers };
}

/** Lets promises that are settled go on. */
const turn = () => new Promise((resolve) => setTimeout(resolve, 0));

async function answer(worker: FakeWorker | undefined): Promise<void> {
  const asked = worker?.last("cases");
  if (asked?.kind !== "cases") throw new Error("nothing was asked");
  worker?.reply({ job: asked.job, ok: true, value: casesPart(asked.family, asked.runs) });
  await turn();
}

describe("published cases", () => {
  it("asks for one family after the other and ends its worker", async () => {
    const { made, workers } = cases();
    const parts: [CasesPart, number][] = [];
    const done = made.run(500, (part, count) => parts.push([part, count]));
    await answer(workers[0]);
    expect(parts).toHaveLength(1);
    expect(workers[0]?.last("cases")).toMatchObject({ family: 1, runs: 500 });
    await answer(workers[0]);
    await done;
    expect(parts.map(([part, count]) => [part.reports[0]?.id, count])).toEqual([
      ["B1", 1],
      ["B14", 2],
    ]);
    expect(workers[0]?.ended).toBe(true);
  });
  it("hands on nothing once stopped", async () => {
    const { made, workers } = cases();
    let parts = 0;
    void made.run(500, () => (parts += 1));
    made.stop();
    await answer(workers[0]);
    expect(parts).toBe(0);
    expect(workers[0]?.ended).toBe(true);
  });
  it("says when the engine broke", async () => {
    const { made, workers } = cases();
    const done = made.run(500, () => undefined);
    workers[0]?.die("trap");
    await expect(done).rejects.toBeInstanceOf(EngineFailure);
    expect(workers[0]?.ended).toBe(true);
  });
});
