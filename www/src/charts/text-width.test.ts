import { expect, it } from "vitest";
import { textWidth, within, wrapped } from "./text-width";

/** Fails if a label that would leave the picture begins where it is cut, or one that fits is moved. */
it("words that would be cut end at the edge", () => {
  expect(within(20, "Statutory", 1200)).toEqual({ x: 20, "text-anchor": "start" });
  expect(within(1150, "straight to Specialist", 1200)).toEqual({ x: 1200, "text-anchor": "end" });
});

/** Fails if a word is broken or lost, or a line is longer than its room though it could be cut. */
it("lines keep every word whole", () => {
  for (const words of ["Vulnerable", "Protection plan", "Families with complex needs", "straight to Specialist from Universal or Additional"]) {
    for (const room of [10, 60, 120, 400]) {
      const lines = wrapped(words, room);
      expect(lines.join(" ")).toBe(words);
      for (const line of lines) expect(!line.includes(" ") || textWidth(line) <= room).toBe(true);
    }
  }
});
