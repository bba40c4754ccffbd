/** Every word of the measuring page. */
import { whole } from "../../format";

const plural = (count: number, one: string) => `${whole(count)} ${one}${count === 1 ? "" : "s"}`;

export const words = {
  title: "How fast is it on this computer?",
  lead: (runs: string, workers: number) => `Measures this page in this browser, with England in 2025 as the scenario: 100,000 children, ten years, ${runs} runs of the current offer and of one option, ${plural(workers, "worker")}. Nothing is sent anywhere. Other work on the computer makes it slower.`,
  start: "Start measuring",
  cancel: "Cancel",
  progress: "Runs made",
  drawn: (done: number, total: number) => `${whole(done)} of ${whole(total)} runs`,
  stages: {
    sizes: "Adding up what a first visit downloads.",
    opening: "Opening England in 2025.",
    preview: "Changing the option and timing the central projection several times.",
    draws: "Making the runs. This page can be used meanwhile.",
  },
  phases: {
    idle: "Nothing has been measured yet.",
    finished: "Measured.",
    stopped: "Stopped. What had been measured is below.",
  },
  failed: (message: string) => `Measuring stopped: ${message}`,
  results: "Measured here, compared with the budget",
  what: "What",
  here: "Here",
  budget: "Budget",
  verdict: "Within it?",
  within: "yes",
  few: "not comparable: too few or too many runs",
  over: (times: string) => `no: ${times} times as much`,
  cannotTell: "not known",
  note: "Budgets are for a computer with two free cores. Sizes are after gzip. The central projection is the engine alone; a run is the current offer and the option on the same chance events. A browser reports tasks of the main thread from 50 milliseconds on, so shorter ones count as 50.",
  asText: "The same as text, to copy",
  machine: (cores: number, workers: number) => `${plural(cores, "core")} reported, ${plural(workers, "worker")} used`,
  rows: {
    preview: (count: number) => `Central projection after a change, engine time, median of ${whole(count)}`,
    band: (count: number) => `Ranges of ${whole(count)} paired runs`,
    draws: (count: number, workers: number) => `${whole(count)} paired runs of ten years, 100,000 children, ${plural(workers, "worker")}`,
    task: () => "Longest task of the main thread meanwhile",
    code: () => "Page code and style at first view",
    engine: () => "Engine at first view",
  } satisfies Record<string, (count: number, workers: number) => string>,
};
