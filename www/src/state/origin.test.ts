import { expect, test, vi } from "vitest";

vi.mock("../engine/workers", () => ({ desk: {}, pool: {} }));

const { withOrigin } = await import("./origin");

const INLINE = (cost: string, typed: boolean) => `[[unit_costs]]\nlevel = "foster"\ncost = { value = ${cost}, unit = "pounds a year", ${typed ? 'source = "typed in the page", grade = "assumed"' : 'source = "a", grade = "measured-elsewhere"'} }\n`;

// Fails if the source or the grade of a typed number is lost, or if a quotation mark ends its text early.
test("a number in braces", () => {
  const made = withOrigin(INLINE("1", false), INLINE("2", true), { source: 'ledger "25-26"', own: true });
  expect(made).toContain('cost = { value = 2, unit = "pounds a year", source = "ledger \\"25-26\\"", grade = "measured-here" }');
});

// Fails if the source of another number that was typed before is taken too.
test("numbers on lines of their own, typed one after the other", () => {
  const file = (one: number, source: string) => `[[a]]\nvalue = 5\nsource = "typed in the page"\ngrade = "assumed"\n\n[[a]]\nvalue = ${one}\nunit = "children"\nsource = "${source}"\ngrade = "assumed"\n`;
  const made = withOrigin(file(1, "typed in the page"), file(2, "typed in the page"), { source: "ledger", own: true });
  expect(made).toBe(file(2, "ledger").replace(/assumed(?="\n$)/, "measured-here"));
});

// Fails if nothing said is written as a source, or if a source alone makes a number the council's own.
test("what is not said is not written", () => {
  expect(withOrigin(INLINE("1", false), INLINE("2", true), { source: " ", own: false })).toBe(INLINE("2", true));
  expect(withOrigin(INLINE("1", false), INLINE("2", true), { source: "a study", own: false })).toContain('source = "a study", grade = "assumed"');
});
