import { describe, expect, it } from "vitest";
import { ticks } from "d3-array";
import { about, axisWriter, difference, differenceRange, moneyUnit, month, pounds, poundsAxis, precise, readAmount, readNumber, roughPounds, signed, timeLeft, whole } from "./format";

describe("pounds in sentences", () => {
  it.each([
    [52_370_000, "£52 million"],
    [-4_612_000, "−£4.6 million"],
    [486_500, "£490,000"],
    [31_200, "£31,000"],
    [0, "£0"],
  ])("are no finer than the engine's: %s", (value, words) => {
    expect(roughPounds(value)).toBe(words);
  });
});

// Fails if a short amount is another amount, or if words that only end like one are taken.
describe("amounts as people type them", () => {
  it.each([
    ["£5.2k", 5200],
    ["5.2 K", 5200],
    ["£1,250", 1250],
    ["2 million", 2_000_000],
    ["£0.5m", 500_000],
  ])("%s", (typed, amount) => expect(readAmount(typed)).toBe(amount));
  it.each(["", "k", "a lot", "5kk", "m5"])("not %s", (typed) => expect(readAmount(typed)).toBeNaN());
});

describe("numbers", () => {
  it("are grouped in thousands and carry a real minus sign", () => {
    expect(whole(1234.6)).toBe("1,235");
    expect(whole(-12345)).toBe("−12,345");
  });
  it("never show minus nought", () => {
    expect(whole(-0.2)).toBe("0");
    expect(signed(-0.4)).toBe("0");
  });
  it("show three figures at most when they are about something", () => {
    expect(about(336.4)).toBe("336");
    expect(about(4107)).toBe("4,110");
    expect(about(27_948)).toBe("27,900");
  });
  it("carry their sign on an axis that has a zero line", () => {
    expect(signed(20)).toBe("+20");
    expect(signed(-40)).toBe("−40");
  });
});

describe("numbers that people type", () => {
  it.each([
    ["1000", 1000],
    ["1,000", 1000],
    ["£7,900", 7900],
    [" 0.5 ", 0.5],
    ["−5", -5],
    ["+3", 3],
    [".5", 0.5],
    ["1,234,567.25", 1234567.25],
  ])("are read as the page writes them: %s", (typed, value) => {
    expect(readNumber(typed)).toBe(value);
  });
  it.each(["", "£", ".", "1,00", "0,5", "5 1", "12 34", "1000,000", "1e3", "ten", "--1", "1.2.3"])("are refused where they are none: %s", (typed) => {
    expect(readNumber(typed)).toBeNaN();
  });
});

describe("differences", () => {
  it("are said as fewer or more", () => {
    expect(difference(-24.3)).toBe("24 fewer");
    expect(difference(3.2)).toBe("3 more");
  });
  it("that are exactly nought are called no difference, and tiny ones are not", () => {
    expect(difference(0)).toBe("no difference");
    expect(difference(-0.3)).toBe("under 1 fewer");
  });
  it("range from the lower end to the higher in words", () => {
    expect(differenceRange(-49, 1)).toBe("49 fewer to 1 more");
    expect(differenceRange(-3.2, -0.2)).toBe("3 fewer to no difference");
    expect(differenceRange(0, 0)).toBe("no difference");
  });
});

describe("money", () => {
  it("is in millions once anything reaches two million, else in thousands", () => {
    expect(moneyUnit([100, 2_400_000]).write(-3_884_000)).toBe("−3.88");
    expect(moneyUnit([100, 1_400_000]).write(-388_400)).toBe("−388");
  });
  it("never shows minus nought", () => {
    expect(moneyUnit([2e6]).write(-2000)).toBe("0.00");
  });
  it("loses a digit at the end of a range", () => {
    expect(moneyUnit([2e6]).roughly(-5_123_000)).toBe("−5.1");
    expect(moneyUnit([1e6]).roughly(123_456)).toBe("120");
  });
  it("in a sentence takes pounds or millions", () => {
    expect(pounds(4_732_000)).toBe("£4.73 million");
    expect(pounds(-31_200)).toBe("−\u2060£31,000");
    expect(pounds(12)).toBe("£12");
  });
});

describe("time", () => {
  it("names months, and gives back what is not one", () => {
    expect(month("2021-04")).toBe("April 2021");
    expect(month("2021-13")).toBe("2021-13");
  });
  it("left is said in whole seconds, then minutes", () => {
    expect(timeLeft(400)).toBe("about 1 second left");
    expect(timeLeft(4200)).toBe("about 4 seconds left");
    expect(timeLeft(180_000)).toBe("about 3 minutes left");
  });
});

describe("a number to be compared", () => {
  it("keeps its digits and no noughts that say nothing", () => {
    expect(precise(33891136.0173)).toBe("33,891,136.0173");
    expect(precise(0.866025404)).toBe("0.866025404");
    expect(precise(-6.6)).toBe("−6.6");
    expect(precise(1000)).toBe("1,000");
    expect(precise(0)).toBe("0");
  });
});

/** Fails if two marks of one axis read alike, whatever range it has. */
describe("an axis", () => {
  const ranges = [
    [642, 643],
    [642.2, 642.9],
    [0, 0.004],
    [-0.3, 0.4],
    [10_020_000, 10_060_000],
    [-2_000_000, 3_000_000],
    [0, 900],
    [-400, 1500],
    [999_000, 1_001_000],
    [0, 1],
    [7, 7],
  ];
  it.each(ranges)("from %d to %d", (low, high) => {
    for (const count of [3, 4, 5, 6]) {
      const at = ticks(low, high, count);
      for (const write of [axisWriter(at), axisWriter(at, true), poundsAxis(at)]) {
        const words = at.map(write);
        expect(new Set(words).size, words.join(" ")).toBe(at.length);
        for (const one of words) expect(one).not.toMatch(/[−+]£?0(\.0+)?[mk]?$/);
      }
    }
  });
  it("has no more digits than it needs", () => {
    expect([640, 650, 660].map(axisWriter([640, 650, 660]))).toEqual(["640", "650", "660"]);
    expect([642, 642.5, 643].map(axisWriter([642, 642.5, 643]))).toEqual(["642.0", "642.5", "643.0"]);
    expect([-0.5, 0, 0.5].map(axisWriter([-0.5, 0, 0.5], true))).toEqual(["−0.5", "0.0", "+0.5"]);
    expect([0, 500_000, 1_000_000].map(poundsAxis([0, 500_000, 1_000_000]))).toEqual(["£0", "£0.5m", "£1.0m"]);
    expect([-2000, 0, 2000].map(poundsAxis([-2000, 0, 2000]))).toEqual(["−£2k", "£0", "£2k"]);
  });
});
