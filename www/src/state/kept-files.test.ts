import { beforeEach, describe, expect, it, vi } from "vitest";
import { keepChanged, keptChanged, ONLY_HERE } from "./kept-files";

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
    kept,
  });
});

describe("changes too long for an address", () => {
  /** Fails if an address gives back other files than those it was made of, or those of another scenario. */
  it("come back by the name that the address has, for their scenario only", () => {
    const name = keepChanged("a.toml", { "councils/a.toml": "x = 1" });
    expect(name).toMatch(ONLY_HERE);
    expect(keptChanged("a.toml", name)).toEqual({ "councils/a.toml": "x = 1" });
    expect(keptChanged("b.toml", name)).toBeUndefined();
    expect(keptChanged("a.toml", "here-00000000")).toBeUndefined();
    expect(keptChanged("a.toml", "here")).toBeUndefined();
  });
  /** Fails if what is kept grows without end, or the newest goes first. */
  it("are kept for the last few only", () => {
    const names = Array.from({ length: 9 }, (_, k) => keepChanged("a.toml", { "a.toml": `x = ${k}` }));
    expect(names.map((name, k) => keptChanged("a.toml", name)?.["a.toml"] === `x = ${k}`)).toEqual([false, false, false, false, false, true, true, true, true]);
  });
  it("that were spoiled in storage, or cannot be stored, are not used", () => {
    const name = keepChanged("a.toml", { "a.toml": "x = 1" });
    localStorage.setItem(`staircase/1/${name}`, JSON.stringify({ main: "a.toml", changed: { "a.toml": "x = 2" } }));
    expect(keptChanged("a.toml", name)).toBeUndefined();
    vi.stubGlobal("localStorage", undefined);
    expect(keptChanged("a.toml", keepChanged("a.toml", { "a.toml": "y" }))).toBeUndefined();
  });
});
