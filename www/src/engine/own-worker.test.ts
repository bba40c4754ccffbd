import { describe, expect, it } from "vitest";
import { FakeWorker } from "../../test/fake-worker";
import { OwnWorker } from "./own-worker";

const turn = () => new Promise((resolve) => setTimeout(resolve, 0));

describe("a worker that lives only while it is asked", () => {
  it("ends when something else is asked, and what it says then is not heard", async () => {
    const workers: FakeWorker[] = [];
    const own = new OwnWorker<{ kind: string }>(() => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker;
    });
    const heard: string[] = [];
    const asked = (name: string) =>
      own.during(async (ask, going) => {
        const value = await ask<string>({ kind: name });
        if (going()) heard.push(`${name}: ${value}`);
      });
    void asked("first");
    const second = asked("second");
    expect(workers.map((worker) => worker.ended)).toEqual([true, false]);
    workers[0]?.reply({ job: 0, ok: true, value: "late" });
    workers[1]?.reply({ job: 0, ok: true, value: "yes" });
    await second;
    await turn();
    expect(heard).toEqual(["second: yes"]);
    expect(workers[1]?.ended).toBe(true);
  });

  it("has ended when its work failed", async () => {
    const worker = new FakeWorker();
    const own = new OwnWorker<{ kind: string }>(() => worker);
    await expect(own.during(() => Promise.reject(new Error("why")))).rejects.toThrow("why");
    expect(worker.ended).toBe(true);
  });
});
