import { describe, expect, it } from "vitest";
import { readAddress, writeAddress, type Address } from "./address";

const full: Address = {
  view: "budget",
  scenario: "rotherham-2019",
  option: "half-as-many-again",
  fields: { staff: "51", caseload: "8.5", start: "2021-04", ramp_months: "12" },
  year: 2024,
  measure: "looked_after",
  runs: 200,
  seed: "20261122",
  others: [
    { option: "twelve-fewer", fields: { staff: "20.5", start: "2022-01" } },
    { option: "grant-ends", fields: {} },
  ],
  from: "half-as-many-again",
  files: "abc_-9",
  madeWith: "0.4.0",
};

describe("the address", () => {
  it("gives back exactly what was put in", () => {
    const { address, notices } = readAddress(writeAddress(full));
    expect(address).toEqual(full);
    expect(notices).toEqual([]);
  });
  it("is written in the form that people share", () => {
    expect(writeAddress(full)).toBe(
      "#/budget/rotherham-2019/half-as-many-again?staff=51&caseload=8.5&start=2021-04&ramp=12&year=2024&measure=looked_after&runs=200" +
        "&seed=20261122&from=half-as-many-again&with=twelve-fewer*staff_20.5*start_2022-01&with=grant-ends&files=abc_-9&made=0.4.0",
    );
  });
  it("of the first version still opens, on Decide", () => {
    const { address, notices } = readAddress(
      "#v1/rotherham-2019/half-as-many-again?staff=51&caseload=8.5&start=2021-04&ramp=12&year=2024&measure=looked_after&runs=200",
    );
    const { view, seed, others, from, files, madeWith, ...asThen } = full;
    expect(address).toEqual(asThen);
    expect(notices).toEqual([]);
  });
  it("tells no other options from the page's own choice of them", () => {
    expect(readAddress("#/compare/a/b").address.others).toBeUndefined();
    expect(readAddress(writeAddress({ view: "compare", scenario: "a", option: "b", fields: {}, others: [] })).address.others).toEqual([]);
  });
  it("that names an unknown view is refused with a notice", () => {
    expect(readAddress("#/elsewhere/rotherham-2019").notices).toHaveLength(1);
  });
  it("that is empty asks for the usual page without a notice", () => {
    expect(readAddress("")).toEqual({ address: { fields: {} }, notices: [] });
    expect(readAddress("#").notices).toEqual([]);
  });
  it("of another version is refused with a notice", () => {
    const { address, notices } = readAddress("#v9/rotherham-2019/b?staff=51");
    expect(address).toEqual({ fields: {} });
    expect(notices).toHaveLength(1);
  });
  it("with one bad value keeps the rest and says what was left out", () => {
    const { address, notices } = readAddress("#v1/rotherham-2019/b?staff=abc&year=2024");
    expect(address.fields).toEqual({});
    expect(address.year).toBe(2024);
    expect(notices.join()).toContain("“abc”");
  });
  it.each([
    "#v1/%E0%A4%A/..%2f..%2fetc?staff=%", "#<script>alert(1)</script>", "#v1//?=&&=", "#v1/a/b/c/d/e", "#?".repeat(500),
    "#v1/a/b?staff=1e999&caseload=-1&start=2021-13&ramp=NaN&year=20245&measure=../x", `#v1/${"a".repeat(5000)}`, "#v1/a/b?constructor=1&__proto__=2", "#v1/a/b?runs=99999999", "#/budget/a/b?with=..*x", "#/budget/a/b?with=a*staff_abc", "#/compare/a?with=a&with=b&with=c&with=d", "#/decide/a/b?seed=-1", "#/decide/a/b?files=%00", "#/../a",
  ])("that is rubbish gives a notice and never throws: %s", (rubbish) => {
    const { notices } = readAddress(rubbish);
    expect(notices.length).toBeGreaterThan(0);
    for (const notice of notices) expect(notice.length).toBeLessThan(200);
  });
});
