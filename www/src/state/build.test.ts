import { expect, test, vi } from "vitest";

vi.mock("../engine/workers", () => ({ desk: {}, pool: {} }));

const { readAmount } = await import("../format");
const { ACTIONS, UNITS, actionsFor, comesTo, nameOf, readBuilt, takesAmount, unitsFor, withBuilt, wrongWith, written } = await import("./build");
type Built = import("./build").Built;
type Change = import("./build").Change;
type Lever = import("./build").Lever;

const TARGETED: Lever = { id: "targeted", name: "Targeted early help", what: "staff", runs: true, now: 60, holds: 20, length: 6, cost: 74_000 };
const TEAM: Lever = { id: "edge", name: "Edge-of-care team", what: "places", runs: false, now: 9, holds: 1, length: 5, cost: 55_000 };
const GRANT: Lever = { id: "funding:grant", name: "Prevention grant", what: "funding", runs: true, now: 0, holds: 1, length: 1, cost: 0 };
const ALL = [TARGETED, TEAM, GRANT];
const CUT: Change = { programme: "targeted", action: "cut", unit: "workers", amount: "10", start: "2027-04", ramp: "0", until: "", paidBy: "" };
const one = (...changes: Change[]): Built => ({ id: "own-1", name: "", changes });

// Fails if an amount counted in one thing comes to another number of workers than its sum says, or if pounds buy a part of a post.
test("places, families and pounds come to workers", () => {
  expect(comesTo(TARGETED, "workers", 10)).toMatchObject({ amount: 10, places: 200, aYear: 400, pounds: 740_000, left: 0 });
  expect(comesTo(TARGETED, "places", 200)?.amount).toBe(10);
  expect(comesTo(TARGETED, "families", 400)?.amount).toBe(10);
  expect(comesTo(TARGETED, "pounds", 1_500_000)).toMatchObject({ amount: 20, left: 20_000 });
  expect(comesTo(TARGETED, "workers", Number.NaN)).toBeUndefined();
});

// Fails if an amount as finance officers write it is not understood, or a word is.
test("amounts as people type them", () => {
  expect(["£1.5m", "1,500,000", "5.2k", "10 "].map(readAmount)).toEqual([1_500_000, 1_500_000, 5_200, 10]);
  expect(readAmount("many")).toBeNaN();
});

// Fails if an option keeps an old name, hides its date, or says "fewer" of what grows.
test("an option names itself until it is renamed", () => {
  const built = one(CUT, { ...CUT, action: "add", unit: "pounds", amount: "1.5m" });
  expect(nameOf(ALL, built)).toBe("10 fewer workers in targeted early help and £1.50 million a year more in targeted early help from April 2027");
  expect(nameOf(ALL, one(CUT, { ...CUT, programme: "funding:grant", action: "end", start: "2028-04" }))).toBe("10 fewer workers in targeted early help from April 2027 and Prevention grant ends from April 2028");
  expect(nameOf(ALL, { ...built, name: " Plan B " })).toBe("Plan B");
  expect(nameOf(ALL, one({ ...CUT, amount: "0.004" }))).toMatch(/^0\.004 fewer/);
});

// Fails if a cut is written as growth, a share as a number of workers, or a grant as a programme.
test("changes as the engine reads them", () => {
  const text = written(ALL, one(CUT, { ...CUT, action: "scale", amount: "90" }, { ...CUT, programme: "edge", action: "start" }, { ...CUT, programme: "funding:grant", action: "end" }));
  expect(text).toContain('what = "staff"\naction = "add"\nvalue = -10\n');
  expect(text).toContain('action = "scale"\nvalue = 0.9\n');
  expect(text).toContain('programme = "edge"\naction = "start"\n');
  expect(text).toContain('funding = "grant"\naction = "end"\nstart = "2027-04"\n');
});

// Fails if what cannot be is taken: more cut than there is, no amount, pounds that buy nothing, an end before the start.
test("what is wrong with a change", () => {
  expect(wrongWith(TARGETED, CUT)).toEqual({});
  expect(wrongWith(TARGETED, { ...CUT, amount: "61" }).amount).toMatch(/61 workers.*60 workers/);
  expect(wrongWith(TARGETED, { ...CUT, amount: "ten" }).amount).toMatch(/You typed ten/);
  expect(wrongWith(TARGETED, { ...CUT, action: "add", unit: "pounds", amount: "5k" }).amount).toMatch(/£74,000/);
  expect(wrongWith(TARGETED, { ...CUT, until: "2027-04", ramp: "-1" })).toMatchObject({ until: expect.any(String) as string, ramp: expect.any(String) as string });
  expect(wrongWith(undefined, CUT).programme).toBeDefined();
});

/** A number from 0 to below `below`, the same in every run of the tests. */
let seed = 1;
const draw = (below: number) => (seed = (seed * 48_271) % 2_147_483_647) % below;

// Fails if an option does not come back from its file as it was typed, whatever was typed, or if the rest of the file is touched.
test("built options come back from the file", () => {
  const rest = 'format = 1\n\n[[options]]\nid = "current-offer"\n';
  const letters = ['"', "\\", "\n", "£", "#", " ", "a", "9", "'", "]"];
  const word = () => Array.from({ length: draw(9) }, () => letters[draw(letters.length)]).join("");
  for (let round = 0; round < 300; round += 1) {
    const built = Array.from({ length: 1 + draw(3) }, (_, place): Built => {
      const changes = Array.from({ length: 1 + draw(3) }, (): Change => {
        const lever = ALL[draw(3)] ?? TARGETED;
        const [actions, units] = [actionsFor(lever), unitsFor(lever)];
        return { programme: lever.id, action: actions[draw(actions.length)] ?? "cut", unit: units[draw(Math.max(units.length, 1))] ?? "places", amount: draw(2) ? String(draw(50)) : word(), start: `20${27 + draw(5)}-04`, ramp: String(draw(24)), until: "", paidBy: draw(2) ? "grant" : "" };
      });
      return { id: `own-${place}`, name: word(), changes };
    });
    const file = withBuilt(ALL, rest, built);
    expect(readBuilt(file).built).toEqual(built);
    expect(withBuilt(ALL, file, [])).toBe(rest);
    expect(withBuilt(ALL, file, built)).toBe(file);
  }
  expect(ACTIONS.filter(takesAmount)).toHaveLength(4);
  expect(UNITS).toHaveLength(4);
});
