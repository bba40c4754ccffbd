import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createScheduler } from "./scheduler";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Work that ends when it is told to, or when it is stopped. */
function slowWork() {
  const started: string[] = [];
  const ends: (() => void)[] = [];
  const work = (input: string, stopped: AbortSignal) =>
    new Promise<void>((resolve) => {
      started.push(input);
      ends.push(resolve);
      stopped.addEventListener("abort", () => resolve());
    });
  return { started, ends, work };
}

describe("the scheduler", () => {
  it("takes changes that come close together as one, the newest", async () => {
    const { started, work } = slowWork();
    const scheduler = createScheduler(work, 50);
    scheduler.ask("5");
    scheduler.ask("51");
    scheduler.ask("512");
    await vi.advanceTimersByTimeAsync(60);
    expect(started).toEqual(["512"]);
  });
  it("never has two pieces of work under way", async () => {
    const { started, ends, work } = slowWork();
    const stubborn = createScheduler((input: string) => work(input, new AbortController().signal), 10);
    stubborn.ask("a");
    await vi.advanceTimersByTimeAsync(20);
    stubborn.ask("b");
    await vi.advanceTimersByTimeAsync(200);
    expect(started).toEqual(["a"]);
    ends[0]?.();
    await vi.advanceTimersByTimeAsync(20);
    expect(started).toEqual(["a", "b"]);
  });
  it("stops the work under way when something newer is asked", async () => {
    const { started, work } = slowWork();
    const scheduler = createScheduler(work, 10);
    scheduler.ask("old");
    await vi.advanceTimersByTimeAsync(20);
    scheduler.ask("new");
    await vi.advanceTimersByTimeAsync(20);
    expect(started).toEqual(["old", "new"]);
  });
  it("clears what is waiting when it starts, so a change made meanwhile is not lost", async () => {
    const seen: string[] = [];
    const scheduler = createScheduler<string>((input) => {
      seen.push(input);
      if (input === "first") scheduler.ask("second");
      return Promise.resolve();
    }, 10);
    scheduler.ask("first");
    await vi.advanceTimersByTimeAsync(50);
    expect(seen).toEqual(["first", "second"]);
  });
  it("goes on after work that fails", async () => {
    const seen: string[] = [];
    const scheduler = createScheduler<string>((input) => {
      seen.push(input);
      return Promise.reject(new Error("no"));
    }, 10);
    scheduler.ask("a");
    await vi.advanceTimersByTimeAsync(20);
    scheduler.ask("b");
    await vi.advanceTimersByTimeAsync(20);
    expect(seen).toEqual(["a", "b"]);
  });
  it("forgets everything on cancel", async () => {
    const { started, work } = slowWork();
    const scheduler = createScheduler(work, 10);
    scheduler.ask("a");
    scheduler.cancel();
    await vi.advanceTimersByTimeAsync(50);
    expect(started).toEqual([]);
  });
});
