import { beforeEach, describe, expect, it, vi } from "vitest";
import type { RegisterRow } from "../engine/types";

vi.mock("../engine/workers", () => ({ desk: {}, pool: {}, observeWorker: () => worker }));
const worker = { postMessage: vi.fn(), terminate: vi.fn(), onmessage: null as ((event: { data: unknown }) => void) | null, onerror: null };
const { closeRow, draftRow, notANumber, rowDrafts, rowErrors, useRow } = await import("./register-edit");

const row: RegisterRow = { path: "a.toml: x", label: "X", value: "3", unit: "months", source: "s", grade: "assumed", range: [0, 60] };

const key = `${row.path} ${row.label}`;

beforeEach(() => {
  closeRow(key);
  worker.postMessage.mockReset();
  worker.terminate.mockReset();
});

describe("a row of the register that is being changed", () => {
  it.each(["", " ", "abc", "1e2", "٣", "1,00"])("keeps “%s” in its box, says what is allowed and asks nobody", async (typed) => {
    draftRow(key, typed);
    expect(await useRow(row)).toBe(false);
    expect(rowDrafts.value[key]).toBe(typed);
    expect(rowErrors.value[key]).toContain("from 0 to 60");
    expect(worker.postMessage).not.toHaveBeenCalled();
  });
  it("takes the engine's words where it refuses, and ends the worker", async () => {
    worker.postMessage.mockImplementation(() =>
      worker.onmessage?.({
        data: { job: 0, ok: false, failure: { message: "m", fatal: false, problems: [{ file: "f", path: "x.value", message: "61 is outside." }] } },
      }),
    );
    draftRow(key, "61");
    expect(await useRow(row)).toBe(false);
    expect(rowErrors.value[key]).toBe("61 is outside.");
    expect(rowDrafts.value[key]).toBe("61");
    expect(worker.terminate).toHaveBeenCalledTimes(1);
  });
  it("reads numbers as people type them", () => {
    for (const typed of ["0", " 7 ", "+3", ".5", "-2", "1,000", "£7,900", "−2"]) expect(notANumber(typed, [0, 60])).toBe("");
  });
});
