/** The wasm door (bindings/page) as wasm-bindgen writes it into ./pkg. vite.config.ts says where it is. */
declare module "staircase-engine" {
  export default function init(input?: unknown): Promise<unknown>;
  /** JSON { problems: Problem[] } */
  export function check(filesJson: string): string;
  /** a hash over scenarios, JSON { main, files, draws }[], that must be the same natively and in every browser */
  export function golden(scenariosJson: string): string;

  export class Study {
    /** throws a string: JSON { problems: Problem[] } */
    static open(filesJson: string): Study;
    view(): string;
    check_edit(option: string, editJson: string): string;
    preview(option: string, editJson: string): string;
    draws(option: string, editJson: string, seed: string, first: number, count: number): Float64Array;
    sensitivity(option: string, editJson: string): Sensitivity;
    collector(option: string, editJson: string, seed: string): Collector;
    /** JSON Appraisal along the path; throws where the scenario has no money part */
    appraisal(option: string, editJson: string, askJson: string): string;
    /** JSON BreakEven; seconds rather than milliseconds */
    break_even(option: string, editJson: string, askJson: string): string;
    /** JSON OnePercent; seconds */
    one_percent(option: string, editJson: string, askJson: string): string;
    /** JSON Parts */
    parts(option: string, editJson: string, askJson: string): string;
    free(): void;
  }

  export class Sensitivity {
    count(): number;
    central(): string;
    /** JSON TornadoRow, or null */
    row(number: number): string;
    free(): void;
  }

  export class Collector {
    add(first: number, draws: Float64Array): void;
    count(): number;
    answer(): string;
    /** CSV: a row for each run, measure and date */
    every_run(): Uint8Array<ArrayBuffer>;
    /** JSON Appraisal over the draws so far */
    appraisal(askJson: string): string;
    free(): void;
  }
}

/** The second module, loaded when asked for: everything in the first, and what it lacks. */
declare module "staircase-extras" {
  export default function init(input?: unknown): Promise<unknown>;
  /** JSON CasesPart: what the cases of one family came to; none beyond the last family */
  export function published_cases(family: number, runs: number): string;
  /** JSON TableView or { problems: Problem[] }: what a table of figures holds, and which area is the authority's */
  export function read_table(name: string, bytes: Uint8Array, authority: string): string;
  /** JSON FitRequest to JSON Calibrated; takes seconds; throws a string: JSON { problems: Problem[] } */
  export function calibrate(requestJson: string, bytes: Uint8Array): string;
  /** JSON FitRequest to JSON Tested; takes seconds; throws a string: JSON { problems: Problem[] } */
  export function backtest(requestJson: string, bytes: Uint8Array): string;
  /** JSON AmendRequest to JSON Amended; throws a string: JSON { problems: Problem[] } */
  export function amend_row(requestJson: string): string;
  /** Every English authority. */
  export class Authorities {
    /** JSON AuthorityTables; throws a string: JSON { problems: Problem[] } */
    static read(tablesJson: string): Authorities;
    /** JSON AuthorityList */
    list(): string;
    /** name, slug or code to JSON Profile; throws a string: JSON { problems: Problem[] } */
    profile(name: string): string;
    /** name, slug or code, and JSON of files by path, to JSON AuthorityScenario; throws a string: JSON { problems: Problem[] } */
    scenario(name: string, filesJson: string): string;
  }
  /** an .xlsx file: view as Study.view() gives it, lists of answers, cases and changed inputs, the day; throws words */
  export function excel(viewJson: string, answersJson: string, casesJson: string, changedJson: string, made: string): Uint8Array;
}

declare module "staircase-extras-wasm" {
  const address: string;
  export default address;
}

declare module "staircase-engine-wasm" {
  const address: string;
  export default address;
}
