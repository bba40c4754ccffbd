import { describe, expect, it } from "vitest";
import { FakeWorker } from "../../test/fake-worker";
import { Desk } from "./desk";
import { EngineFailure } from "./messages";

const files = { main: "a.toml", files: { "a.toml": "" } };

function desk() {
  const workers: FakeWorker[] = [];
  const made = new Desk(() => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker;
  });
  return { made, workers };
}

describe("the desk", () => {
  it("gives each reply to the question that it answers", async () => {
    const { made, workers } = desk();
    const [first, second] = [made.checkEdit("a", null), made.checkEdit("b", null)];
    const [a, b] = workers[0]?.heard ?? [];
    workers[0]?.reply({ job: b?.job ?? 0, ok: true, value: { problems: [{ file: "", path: "b", message: "" }] } });
    workers[0]?.reply({ job: a?.job ?? 0, ok: true, value: { problems: [] } });
    expect(await first).toEqual([]);
    expect((await second)[0]?.path).toBe("b");
  });
  it("tells everyone who waits when it dies, and opens the last good files again", async () => {
    const { made, workers } = desk();
    const opening = made.open(files);
    workers[0]?.reply({ job: workers[0].last("open")?.job ?? 0, ok: true, value: {} });
    await opening;
    const asked = made.preview("a", null);
    workers[0]?.die("trap");
    await expect(asked).rejects.toBeInstanceOf(EngineFailure);
    expect(workers).toHaveLength(2);
    expect(workers[1]?.last("open")).toMatchObject({ files });
  });
  it("is replaced when the engine breaks in the middle of an answer", async () => {
    const { made, workers } = desk();
    const asked = made.preview("a", null);
    workers[0]?.reply({ job: 1, ok: false, failure: { message: "unreachable", problems: [], fatal: true } });
    await expect(asked).rejects.toThrow("unreachable");
    expect(workers[0]?.ended).toBe(true);
  });
  it("passes on what is wrong with the input as plain data", async () => {
    const { made, workers } = desk();
    const problems = [{ file: "a.toml", path: "x", message: "Bad." }];
    const opening = made.open(files);
    workers[0]?.reply({ job: 1, ok: false, failure: { message: "Bad.", problems, fatal: false } });
    const failure = await opening.catch((thrown: EngineFailure) => thrown.failure);
    expect(failure).toMatchObject({ problems });
    expect(workers).toHaveLength(1);
  });
});
