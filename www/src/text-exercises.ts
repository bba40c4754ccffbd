/** The worked exercises, in words and as addresses. */
import type { Exercise } from "./state/exercises";

export const exercises: Exercise[] = [
  {
    id: "buckinghamshire",
    title: "Buckinghamshire: take £3.3m out",
    question: "£3.3m is to come out of early help in April 2018. What does statutory demand do, and at what strength of effects would the new model break even?",
    scenario: "buckinghamshire-2017",
    steps: [
      { words: "Start with the simplest cut: every service loses the same share.", set: { view: "decide", option: "equal-cut", measure: "looked_after" } },
      { words: "Read the answer, its range, and how many runs show no increase.", answer: true },
      { words: "Now the money: how much of the £3.3m comes back as statutory cost, and in which year?", set: { view: "budget", option: "equal-cut" } },
      {
        words: "Compare the options of the report: the same sum, taken out in different ways.",
        set: {
          view: "compare",
          option: "equal-cut",
          others: [
            { option: "evidence-only", fields: {} },
            { option: "in-house-only", fields: {} },
            { option: "whole-family-service", fields: {} },
          ],
        },
      },
      {
        words: "The new whole-family service costs less. What must be true about its effects for it to break even? The question has its own heading.",
        set: { view: "decide", option: "whole-family-service" },
      },
      { words: "Which number matters most? Research lists them in order, with their sources.", set: { view: "research", option: "whole-family-service" } },
      { words: "The page’s own sentence for your report:", set: { view: "decide", option: "whole-family-service" }, answer: true },
    ],
  },
  {
    id: "rotherham-grant",
    title: "Rotherham: the grant ends",
    question: "The Troubled Families grant may end in March 2021. What happens to families, and what does the council pay, if the key work it buys ends with it?",
    scenario: "rotherham-2019",
    steps: [
      {
        words: "Start with the option in which the grant ends, in March 2024.",
        set: { view: "decide", option: "grant-ends", year: 2024, measure: "looked_after" },
      },
      { words: "Read the answer and its range. Is a fall or a rise the more likely?", answer: true },
      {
        words: "Now the money. Budget shows what is no longer spent, and what comes back as statutory cost, year by year.",
        set: { view: "budget", option: "grant-ends", year: 2024 },
      },
      {
        words: "Compare it with a smaller cut: twelve fewer key workers.",
        set: { view: "compare", option: "grant-ends", year: 2024, others: [{ option: "twelve-fewer", fields: {} }] },
      },
      {
        words: "How strong is the evidence? Research lists every number, and which one matters most.",
        set: { view: "research", option: "grant-ends", year: 2024 },
      },
      { words: "The page’s own sentence for your report:", set: { view: "decide", option: "grant-ends", year: 2024 }, answer: true },
    ],
  },
  {
    id: "rotherham-half",
    title: "Rotherham: how many key workers are worth it?",
    question: "Half as many again key workers are proposed. Would fewer do nearly as much?",
    scenario: "rotherham-2019",
    steps: [
      { words: "Open the proposal: 51 key workers instead of 34, from April 2021.", set: { view: "budget", option: "half-as-many-again", year: 2024 } },
      {
        words: "Now try 42 workers. The same box is in “Change this option”, so any other number can be typed.",
        set: { view: "budget", option: "half-as-many-again", year: 2024, fields: { staff: "42" } },
      },
      {
        words: "See who still waits for a place, and who is helped.",
        set: { view: "decide", option: "half-as-many-again", year: 2024, fields: { staff: "42" } },
      },
      {
        words: "If early help had no effect, what would remain? The line “If support had no effect” and the option with that name show it.",
        set: { view: "decide", option: "half-as-many-again-null", year: 2024 },
      },
      {
        words: "Your answer, in the page’s own sentence:",
        set: { view: "decide", option: "half-as-many-again", year: 2024, fields: { staff: "42" } },
        answer: true,
      },
    ],
  },
];
