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
  prices: "cash",
  years: ["2027-28", "2030-31"],
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
      "#/budget/rotherham-2019/half-as-many-again?staff=51&caseload=8.5&start=2021-04&ramp=12&year=2024&measure=looked_after&runs=200" + "&seed=20261122&from=half-as-many-again&with=twelve-fewer*staff_20.5*start_2022-01&with=grant-ends&prices=cash&years=2027-28..2030-31&files=abc_-9&made=0.4.0",
    );
  });
  it("of the first version still opens, on Decide", () => {
    const { address, notices } = readAddress("#v1/rotherham-2019/half-as-many-again?staff=51&caseload=8.5&start=2021-04&ramp=12&year=2024&measure=looked_after&runs=200");
    const { view, seed, others, from, prices, years, files, madeWith, ...asThen } = full;
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
    "#v1/%E0%A4%A/..%2f..%2fetc?staff=%",
    "#<script>alert(1)</script>",
    "#v1//?=&&=",
    "#v1/a/b/c/d/e",
    "#?".repeat(500),
    "#v1/a/b?staff=1e999&caseload=-1&start=2021-13&ramp=NaN&year=20245&measure=../x",
    `#v1/${"a".repeat(5000)}`,
    "#v1/a/b?constructor=1&__proto__=2",
    "#v1/a/b?runs=99999999",
    "#/budget/a/b?with=..*x",
    "#/budget/a/b?with=a*staff_abc",
    "#/compare/a?with=a&with=b&with=c&with=d",
    "#/decide/a/b?seed=-1",
    "#/decide/a/b?files=%00",
    "#/../a",
  ])("that is rubbish gives a notice and never throws: %s", (rubbish) => {
    const { notices } = readAddress(rubbish);
    expect(notices.length).toBeGreaterThan(0);
    for (const notice of notices) expect(notice.length).toBeLessThan(200);
  });
});

const LINK = writeAddress(full);
const twice = (words: string) => encodeURIComponent(encodeURIComponent(words));

/** Fails if a link that mail, chat or a word processor changed does not open what was meant, or a notice blames the person. */
describe("a link that was changed on the way", () => {
  it.each([
    ["encoded whole", encodeURIComponent(LINK)],
    ["encoded after its mark", `#${encodeURIComponent(LINK.slice(1))}`],
    ["encoded twice", `#${twice(LINK.slice(1))}`],
    ["question mark encoded", LINK.replace("?", "%3F")],
    ["question mark and all after it", LINK.replace("?", "%3F").replaceAll("=", "%3D").replaceAll("&", "%26")],
    ["as HTML", LINK.replaceAll("&", "&amp;")],
    ["as HTML twice", LINK.replaceAll("&", "&amp;amp;")],
    ["as HTML by number", LINK.replaceAll("&", "&#38;").replaceAll("=", "&#x3D;")],
    ["as HTML, then encoded", encodeURIComponent(LINK.replaceAll("&", "&amp;"))],
    ["marks twice", `#${LINK}`],
    ["broken lines", LINK.replace("&year", "\r\n&year").replace("runs", "ru\nns")],
    ["broken lines as spaces", LINK.replace("&year", "%20&year")],
    ["broken lines of quoted mail", LINK.replace("&year", "\n> > &year")],
    ["quoted-printable", LINK.replaceAll("=", "=3D").replace("&year", "=\r\n&year")],
    ["hyphens of a word processor", LINK.replaceAll("-", "\u2011").replace("2021\u201104", "2021\u201304")],
    ["what cannot be seen", LINK.replace("budget", "bud\u200bget") + "\ufeff"],
    ["escaped as Markdown", LINK.replaceAll("_", "\\_").replaceAll("*", "\\*")],
    ["followed by who clicked", `${LINK}&utm_source=teams&utm_medium=chat&fbclid=Iw.AR2`],
    ["view in capitals", LINK.replace("budget", "BUDGET")],
    ["without its first stroke", LINK.replace("#/", "#")],
    ["with strokes twice", LINK.replace("#/", "#//").replace("/half", "//half")],
    ...[".", ")", ",", ">", '"', "'", "”", "’", ").", ")**", "**", ">.", "%22", "%3E", "%29.", '">this page</a>', "…", ";", "!", "?", "]", "\u00a0", "%0A", "/"].map((end): [string, string] => [`with ${end} at its end`, LINK + end]),
  ])("%s", (_, changed) => {
    const { address, notices } = readAddress(changed);
    expect(notices).toEqual([]);
    expect(address).toEqual(full);
  });
  it("is not believed where a value itself is damaged", () => {
    for (const end of ["?staff=1,000&year=2024", "?staff=5)1", "?staff=51kg"]) {
      const { address, notices } = readAddress(`#/decide/rotherham-2019/half-as-many-again${end}`);
      expect(address.fields.staff).toBeUndefined();
      expect(notices).toHaveLength(1);
    }
  });
});

/** Fails if any state of the page comes back from its own address changed, mangled on the way or not. */
it("any address gives back exactly what was put in", () => {
  let state = 11;
  const below = (most: number) => Math.floor(((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32) * most);
  const one = <Value>(list: readonly Value[]): Value => list[below(list.length)] as Value;
  const maybe = <Value extends object>(value: Value) => (below(2) ? value : {});
  const letters = (from: string, most: number) => Array.from({ length: 1 + below(most) }, () => one([...from])).join("");
  const name = () => one([..."abz09"]) + letters("abz019-_", 20).replace(/[-_]+$/, "") + one([..."az9"]);
  const date = () => `20${10 + below(80)}-${String(1 + below(12)).padStart(2, "0")}`;
  const financialYear = () => `20${10 + below(80)}-${10 + below(80)}`;
  const end = () => (below(2) ? "on" : date());
  const number = () => String(below(2) ? below(1e6) : below(1e6) / 1000);
  const fields = () => ({
    ...maybe({ staff: number() }),
    ...maybe({ caseload: number() }),
    ...maybe({ places: number() }),
    ...maybe({ start: date() }),
    ...maybe({ ramp_months: number() }),
    ...maybe({ until: end() }),
    ...maybe({ paid_by: below(3) ? name() : "" }),
    ...maybe({ grants: Array.from({ length: 1 + below(4) }, () => `${name()}.${end()}`).join("..") }),
  });
  const ask = () => ({ ...maybe({ schedule: name() }), ...maybe({ growth: name() }), ...maybe({ reserve: below(2) ? below(1e9) : below(1e9) / 100 }) });
  const mangle = [
    (words: string) => words,
    encodeURIComponent,
    twice,
    (words: string) => words.replaceAll("&", "&amp;"),
    (words: string) => `${words}).`,
    (words: string) => `${words}>`,
    (words: string) => words.replace(/.{60}/g, "$&\n"),
    (words: string) => words.replaceAll("=", "=3D").replace(/.{70}/g, "$&=\n"),
    (words: string) => words.replace("?", "%3F"),
  ];
  for (let times = 0; times < 2000; times += 1) {
    const asked = ask();
    const address: Address = {
      view: one(["decide", "compare", "budget", "research", "method", "bench"] as const),
      scenario: name(),
      option: name(),
      fields: fields(),
      ...maybe({ year: 1000 + below(9000) }),
      ...maybe({ measure: name() }),
      ...maybe({ runs: 10 + below(9990) }),
      ...maybe({ seed: String(below(2 ** 31)) }),
      ...maybe({ from: name() }),
      ...maybe({ others: Array.from({ length: below(4) }, () => ({ option: name(), fields: fields() })) }),
      ...(Object.keys(asked).length > 0 ? { ask: asked } : {}),
      ...maybe({ prices: "cash" as const }),
      ...maybe({ years: [financialYear(), financialYear()] as [string, string] }),
      ...maybe({ files: letters("abcXYZ019-_", 400) }),
      madeWith: "0.4.0-7f3a91c2",
    };
    const written = writeAddress(address);
    const changed = one(mangle)(written);
    if (changed.length > 4000) continue;
    const read = readAddress(changed);
    expect([JSON.stringify(changed), read]).toEqual([JSON.stringify(changed), { address, notices: [] }]);
  }
});
