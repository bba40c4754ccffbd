/**
 * What crosses the door between the page and the engine.
 * Made from the engine's types by `cargo xtask types`: do not edit.
 */

/** The files of a scenario. */
export interface ScenarioFiles {
  /** The one to open. */
  main: string;
  /** Texts by path relative to scenarios/. */
  files: Record<string, string>;
}

/** Choices by name. What is absent is as in the money file. */
export interface Ask {
  /** Discount schedule. */
  schedule?: string;
  /** View of growth. */
  growth?: string;
  /** Pounds that cumulative net cost is tested against, in cash. */
  reserve?: number;
}

/** What is asked. */
export interface FitRequest {
  main: string;
  files: Record<string, string>;
  /** Name of the table, if there is one; else the scenario's own figures. */
  table?: string;
  /** Name or code; absent for the authority's own. */
  area?: string;
  /** The last year that is fitted, as it was typed. */
  until?: string;
  horizon?: number;
  draws?: number;
}

export interface AmendRequest {
  main: string;
  files: Record<string, string>;
  /** Row of the register. */
  path: string;
  /** Its words: rates by age share a path. */
  label: string;
  /** The new number; absent to put the row back. */
  value?: number;
  /** Files as they came, for putting back. */
  originals?: Record<string, string>;
}

/** The texts of the tables. */
export interface AuthorityTables {
  /** `areas.csv`: codes, names, regions, predecessors. */
  areas: string;
  /** `neighbours.csv`: ten statistical neighbours of each authority. */
  neighbours: string;
  /** `observed.csv`: published figures. */
  observed: string;
  /** `releases.csv`: where they were published. */
  releases: string;
  /** `levels.csv`: which published figures are a level's own. */
  levels: string;
  /** `fits.csv`: fitted rates. */
  fits: string;
}

/** Changes typed by a person. What is absent stays as in the file. */
export interface Edit {
  /** The programme edited. */
  programme: string;
  /** Staff once the ramp is complete, full-time equivalents. */
  staff?: number;
  /** Families per full-time worker. */
  caseload?: number;
  /** Places once the ramp is complete, where a programme is given by places. */
  places?: number;
  /** First month, YYYY-MM. */
  start?: string;
  /** First month without the change, YYYY-MM; `GOES_ON` if it lasts. */
  until?: string;
  /** Months until staff are at the new figure. */
  ramp_months?: number;
  /** The source of funding that pays for what is added; empty for the base budget. */
  paid_by?: string;
  /** Sources of funding and their first month without, YYYY-MM, or `GOES_ON`. */
  grants?: Record<string, string>;
  /** What the option is compared with, where that is not the scenario's baseline. */
  against?: Against;
}

/** Another option in the baseline's place. */
export interface Against {
  /** The option. */
  option: string;
  /** A person's changes to it. */
  edit?: Edit;
}

/** Problems for people: `Display` gives a line for each that is written out. */
export interface Grouped {
  /** How many there are in all. */
  count: number;
  /** Those written out, in the order in which they were found. */
  problems: Problem[];
}

/** The problem as the page and `--format json` receive it. */
export interface Problem {
  /** File, as named by whoever refers to it. */
  file: string;
  /** Place in the file. */
  path: string;
  /** The whole sentence. */
  message: string;
  /** The nearest known word, where there is one. */
  suggestion?: string;
}

/** Everything about a study but its results. */
export interface StudyView {
  engine_version: string;
  scenario_hash: string;
  about: AboutView;
  /** Day before the first month, YYYY-MM-DD. */
  start: string;
  months: number;
  levels: LevelView[];
  measures: MeasureView[];
  observed: ObservedPoint[];
  programmes: ProgrammeView[];
  options: OptionView[];
  /** Sources of money: identity and name. */
  funding: [string, string][];
  /** Fields of the editor, with the limits of what may be typed. */
  editor_fields: FieldView[];
  register: RegisterRow[];
  /** Documents that sources name, in the order of the bibliography. */
  references: ReferenceView[];
  /** Plain sentences: what this result does not contain. */
  limits: string[];
}

export interface AboutView {
  title: string;
  authority: string;
  date: string;
  author: string;
  question: string;
  price_base: string;
  sources: string[];
}

export interface LevelView {
  id: string;
  name: string;
  kind: LevelKind;
  /** Levels with the same step are drawn as one. */
  step: string;
  definition: string;
}

/** Where a level stands to the statutory threshold. */
export type LevelKind =
  /** No need beyond what everyone is offered. */
  | "universal"
  /** A need below the statutory threshold. */
  | "need"
  /** At or above the statutory threshold. */
  | "statutory";

export interface MeasureView {
  id: string;
  name: string;
  /** What is counted and what is not. */
  definition: string;
  unit: string;
  kind: MeasureKind;
  /** Whether it is shown on the first screen. */
  headline: boolean;
}

/** Whether a measure counts who is there or who moves. */
export type MeasureKind =
  /** Children at some levels at the end of a month. */
  | "stock"
  /** Children making some moves during a month. */
  | "flow";

export interface ObservedPoint {
  /** Identity of the measure. */
  measure: string;
  /** 31 March of this year for stocks; the year to it for flows. */
  year: number;
  value: number;
  source: string;
}

export interface ProgrammeView {
  id: string;
  name: string;
  level: string;
  staff: number;
  caseload: number;
  /** Those that follow from staff and caseload, and those given as such. */
  places: number;
  length_months: number;
}

export interface OptionView {
  id: string;
  /** "A" is the baseline. */
  letter: string;
  name: string;
  description: string;
  baseline: boolean;
  /** Whether it is in a world where support changes nothing. */
  null_effect: boolean;
  /**
   * The same changes where support has no effect: an option of the file, or one that the engine
   * makes when it is asked for by this name.
   */
  null_twin?: string;
  changes: ChangeView[];
  /** Whether there is a programme to edit. */
  editable: boolean;
  /** The programme that the editor edits, with this option’s figures. */
  editor: EditorView;
  /** First month with any change, YYYY-MM. */
  start?: string;
}

export interface ChangeView {
  text: string;
  source: string;
  references?: string[];
  grade: Grade;
}

/** How well a number is known. */
export type Grade =
  /** Measured in this authority, or arithmetic on such numbers. */
  | "measured-here"
  /** Measured in another place or nationally. */
  | "measured-elsewhere"
  /** Stated by someone with an interest, without a design that could show it. */
  | "claimed"
  /** No source: chosen by whoever wrote the file. */
  | "assumed";

/** What an option does to one programme, as the editor shows it. */
export interface EditorView {
  /** The programme. */
  programme: string;
  /** Whether it is given by places, and not by staff and a caseload. */
  by_places: boolean;
  /** Staff once every ramp is complete. */
  staff: number;
  /** Families per full-time worker, at the end. */
  caseload: number;
  /** Places that do not follow from staff, once every ramp is complete. */
  places: number;
  /** First month of change, YYYY-MM. */
  start: string;
  /** First month without it, YYYY-MM; `GOES_ON` if it lasts. */
  until: string;
  /** Longest ramp, months. */
  ramp_months: number;
  /** The source of funding that pays for what is added; empty for the base budget. */
  paid_by: string;
  /** Sources that pay for a part of any programme, and how long. */
  grants: Grant[];
}

/** How long a source of funding pays under an option. */
export interface Grant {
  /** The source. */
  source: string;
  /** Its name. */
  name: string;
  /** First month without it, YYYY-MM; `GOES_ON` if it does not end. */
  ends: string;
}

export interface FieldView {
  id: "staff" | "caseload" | "places" | "start" | "ramp_months" | "until" | "paid_by" | "grants";
  /** `number`, `month`, `end` (a month, or it lasts), `source` or `grants`. */
  kind: "number" | "month" | "end" | "source" | "grants";
  label: string;
  unit: string;
  minimum: number;
  maximum: number;
  step: number;
  help: string;
}

/** One row of the register. */
export interface RegisterRow {
  /** File and place of the number. */
  path: string;
  /** What it is, in words. */
  label: string;
  /** The value, as people write it. */
  value: string;
  /** Its unit. */
  unit: string;
  /** Where it comes from. */
  source: string;
  /** Ids of the documents that source and note name. */
  references?: string[];
  /** How well it is known. */
  grade: Grade;
  /** How it varies between draws, if it does. */
  distribution?: string;
  /** Its values with 1, 5, 10, 15 … 95 and 99 in 100 of the distribution below them. */
  quantiles?: number[];
  /** Smallest and largest value that it may have; absent for several numbers together. */
  range?: [number, number];
  /** Anything a reader should know. */
  note?: string;
}

export interface ReferenceView {
  id: string;
  /** What stands in a source. */
  short: string;
  kind: ReferenceKind;
  /** Author, year, title, publisher. */
  citation: string;
  url?: string;
  /** Kind, note, licence. */
  about: string;
}

/** What kind of document a reference is. */
export type ReferenceKind =
  /** Published statistics. */
  | "official-statistics"
  /** Government guidance. */
  | "official-guidance"
  /** An evaluation of a programme. */
  | "evaluation"
  /** A paper in a journal. */
  | "academic-paper"
  /** A report by a research body, an auditor or a charity. */
  | "research-report"
  /** The record of Parliament. */
  | "parliamentary-record"
  /** A newspaper or magazine. */
  | "news-article"
  /** A paper of a council. */
  | "council-paper"
  /** No public document: reached by the authors of these files, as the note says. */
  | "working-estimate";

/**
 * Facts with their sentences and tables, as files and the page receive them. Tables are never
 * read back: they follow from the facts.
 */
export interface Answer {
  /** Where it comes from. */
  kind: AnswerKind;
  /** Identity of the option. */
  option: string;
  /** Identity of the baseline. */
  baseline: string;
  /** Whether support has no effect on either side. */
  null_effect: boolean;
  /** Number of draws. */
  draws: number;
  /** The seed. */
  seed: string;
  /** Whether it is draws in which everything but chance was kept. */
  kept: boolean;
  /** Last day of each month. */
  dates: string[];
  /** Reported measures. */
  measures: MeasureAnswer[];
  /** The staircase each 31 March. */
  staircase: StaircaseYear[];
  /** Money by line and financial year. */
  costs: CostLine[];
  /** Chance separated from uncertain inputs: net cost of all years, pounds squared. */
  net_split?: Sides;
  /** The first headline stock in the headline month, by route of evidence. */
  routes?: EvidenceSetRow[];
  /** Who pays for programmes. */
  funding: FundingLine[];
  /** Support by programme and financial year, and the front door. */
  support: SupportAnswer;
  /** How far the path is from the runs at the end. */
  apart_from_runs?: ApartFromRuns;
  /** The sentences made from them. */
  words: Words;
  /** The tables of them that stand behind pictures. */
  tables: AnswerTables;
}

/** Where an answer comes from. */
export type AnswerKind =
  /** The central projection, without chance. */
  | "expected"
  /** Paired runs. */
  | "draws";

/** One measure, month by month. */
export interface MeasureAnswer {
  /** Identity. */
  id: string;
  /** Under the baseline. */
  baseline: Band;
  /** Under the option. */
  option: Band;
  /** Option less baseline, draw by draw. */
  difference: Band;
  /** Draws in a hundred in which the option has not fewer than the baseline. */
  no_fewer?: number[];
  /** Draws in a hundred in which the option has not more than the baseline. */
  no_more?: number[];
  /** Every draw's difference each 31 March, sorted. */
  runs_difference?: RunsDifference[];
  /**
   * Chance separated from uncertain inputs: children on each 31 March after the start, or
   * moving in the year to it.
   */
  split?: SplitYear[];
}

/**
 * A series with its spread over draws. Percentiles are of runs: p10 to p90 holds 8 runs in 10.
 * Interval ends are never added or subtracted.
 */
export interface Band {
  /** Mean over draws, or the expected-value path. */
  mean: number[];
  /** 2.5th percentile. */
  p2_5?: number[];
  /** 10th percentile. */
  p10?: number[];
  /** 25th percentile. */
  p25?: number[];
  /** Median. */
  p50?: number[];
  /** 75th percentile. */
  p75?: number[];
  /** 90th percentile. */
  p90?: number[];
  /** 97.5th percentile. */
  p97_5?: number[];
  /** Monte Carlo standard error of the mean. */
  error?: number[];
}

/** Every draw's difference on one day. */
export interface RunsDifference {
  /** 31 March of this year. */
  year: number;
  /** Differences, smallest first. */
  sorted: number[];
}

/** Where the spread of one measure comes from, on one day. */
export interface SplitYear {
  /** 31 March of this year. */
  year: number;
  /** Under the baseline. */
  baseline: VarianceSplit;
  /** Under the option. */
  option: VarianceSplit;
  /** Option less baseline, draw by draw. */
  difference: VarianceSplit;
}

/** The variance of one output, in its two parts. */
export interface VarianceSplit {
  /** Both together. */
  total: Part;
  /** What two runs with the same numbers do not have in common. */
  chance: Part;
  /** What they have in common. */
  numbers: Part;
  /** Share of chance in the total, at most 1. 0 if nothing varies. */
  chance_share: number;
  /** Its standard error. */
  share_error: number;
}

/**
 * A variance over draws and its Monte Carlo standard error. An estimate may come out below
 * zero. It is never shown so: what cannot be told from nothing is `null` in files.
 */
export interface Part {
  /** Absent if too small to tell. */
  variance: number | null;
  error: number;
}

/** The staircase on one 31 March. */
export interface StaircaseYear {
  /** 31 March of this year. */
  year: number;
  /** Steps under the baseline. */
  baseline: StepState[];
  /** Steps under the option. */
  option: StepState[];
  /** Moves between steps in the year before, under the baseline. */
  moves_baseline: StepMove[];
  /** And under the option. */
  moves_option: StepMove[];
}

/** One step. */
export interface StepState {
  /** Its name. */
  step: string;
  /** Families on it. */
  families: number;
  /** Their children. */
  children: number;
  /** Families supported. */
  supported: number;
  /** Families waiting. */
  waiting: number;
}

/** Families moving between two steps in a year. */
export interface StepMove {
  /** Step left. */
  from: string;
  /** Step entered. */
  to: string;
  /** Families. */
  families: number;
}

/** One line of the financial-year table, pounds. */
export interface CostLine {
  /** Identity. */
  id: string;
  /** Name. */
  name: string;
  /** What kind of a line or sum. */
  kind: LineKind;
  /** One row a financial year. */
  years: YearRow[];
  /** All years. */
  total: YearRow;
}

/** What a line of the cost table is. */
export type LineKind =
  /** Children at a level. */
  | "level"
  /** Children who make a move. */
  | "entry"
  /** A programme, its results or a fixed cost. */
  | "programme"
  /** Sum of all statutory lines. */
  | "avoided"
  /** Sum of all early help. */
  | "spent"
  /** Sum of all lines. */
  | "net";

/** One year of a line. */
export interface YearRow {
  /** "2019-20". */
  year: string;
  /** Under the baseline, mean. */
  baseline: number;
  /** Under the option, mean. */
  option: number;
  /** Option less baseline, mean. */
  difference: number;
  /** 2.5th percentile of the difference. */
  p2_5?: number;
  /** 10th percentile of the difference. */
  p10?: number;
  /** 90th percentile of the difference. */
  p90?: number;
  /** 97.5th percentile of the difference. */
  p97_5?: number;
  /** Monte Carlo standard error of the mean difference. */
  error?: number;
}

/** The splits of both sides of a comparison and of their difference. */
export interface Sides {
  /** Under the baseline. */
  baseline: VarianceSplit;
  /** Under the option. */
  option: VarianceSplit;
  /** Option less baseline, draw by draw. */
  difference: VarianceSplit;
}

/** What the runs of one route say about one number. */
export interface EvidenceSetRow {
  /** Name of the route. */
  route: string;
  /** Runs that took it. */
  runs: number;
  /** On each 31 March of the option's life. */
  days: RouteDay[];
}

/** One 31 March. */
export interface RouteDay {
  /** Its year. */
  year: number;
  /** Mean of the difference, option less baseline. */
  mean: number;
  /** Its Monte Carlo error. */
  error: number;
}

/** Who pays for a programme. */
export interface FundingLine {
  /** Name of the programme. */
  programme: string;
  /** Name of the source. */
  source: string;
  /** Pounds by financial year. */
  years: FundingYear[];
}

/** One year of a funding line. */
export interface FundingYear {
  /** "2019-20". */
  year: string;
  /** Under the baseline. */
  baseline: number;
  /** Under the option. */
  option: number;
}

/** What programmes and the front door do, year by year, means over draws. */
export interface SupportAnswer {
  /** Every programme, in the scenario's order. */
  programmes: ProgrammeSupport[];
  /** The front door, by financial year; absent without one. */
  door?: DoorYear[];
  /** How often each programme that runs is full, under the option. */
  full: FullMonths[];
}

/** One programme. */
export interface ProgrammeSupport {
  /** Identity. */
  id: string;
  /** Name. */
  name: string;
  /** By financial year. */
  years: SupportYear[];
}

/** One financial year of a programme. */
export interface SupportYear {
  /** "2019-20". */
  year: string;
  /** Under the baseline. */
  baseline: SupportFigures;
  /** Under the option. */
  option: SupportFigures;
}

/** Families of a programme in one financial year. */
export interface SupportFigures {
  /** Families given a place. */
  started: number;
  /** Families that came to the planned end of support. */
  finished: number;
  /** Families that gave up waiting. */
  dropped_out: number;
  /** Families waiting, mean of month ends. */
  waiting: number;
  /** Families supported, mean of month ends. */
  supported: number;
  /** Places run and paid for, mean of months, at central values. */
  places: number;
  /** Those of them that families with the need can take up. */
  open: number;
}

/** One financial year of the front door. */
export interface DoorYear {
  /** "2019-20". */
  year: string;
  /** Under the baseline. */
  baseline: DoorFigures;
  /** Under the option. */
  option: DoorFigures;
}

/** Families at the front door in one financial year. */
export interface DoorFigures {
  /** Families waiting, mean of month ends. */
  waiting: number;
  /** Families that passed. */
  passed: number;
  /** Families that gave up waiting. */
  gave_up: number;
  /** Families in need that were turned away; the path does not count them. */
  turned_away?: number;
}

/** How often a programme is full. */
export interface FullMonths {
  /** Its name. */
  name: string;
  /** Months in which at least nine in ten of its open places are taken. */
  full: number;
  /** Months in which it has places open. */
  runs: number;
}

/** The change of one stock at the end, along the path and in the runs. */
export interface ApartFromRuns {
  /** Which measure. */
  measure: number;
  /** Along the path, children. */
  path: number;
  /** Mean over runs, children. */
  runs: number;
  /** Monte Carlo standard error of that mean, children. */
  error: number;
}

/** Sentences about one answer. */
export interface Words {
  /** The answer in one sentence. */
  headline: string;
  /** Its range. */
  range: string;
  /** Plain truths that stand beside it. */
  truths: Truth[];
  /** One sentence a programme, and one for the front door. */
  support: string[];
  /** How places bind. */
  capacity: string;
  /** How far the instant preview is from the runs where places are full. */
  preview: string;
  /** Titles and sentences of figures by identity. */
  figures: Record<string, FigureWords>;
  /** What a reader should be warned of. */
  warnings: string[];
  /** The year of the day that `headline` and what stands beside it are about. */
  year: number;
  /** The same on each 31 March from the option's start on. */
  days: Day[];
  /** Which way the headline stocks go. */
  turns: Turn[];
  /** What kind of a case the money is. */
  money: MoneyKind;
  /**
   * Whether the option changes the front door, so that children and statutory cost change even
   * if support has no effect.
   */
  by_door: boolean;
}

/** A plain truth: lead words and the rest. */
export interface Truth {
  /** Set in bold. */
  lead: string;
  /** What follows. */
  rest: string;
}

/** Words of a figure. */
export interface FigureWords {
  /** The finding. */
  title: string;
  /** The same message in one sentence. */
  sentence: string;
}

/** What is said about one 31 March. */
export interface Day {
  /** Its year. */
  year: number;
  /** As in `Words`. */
  headline: string;
  /** As in `Words`. */
  range: string;
  /** As in `Words`. */
  truths: Truth[];
  /** As in `Words`. */
  warnings: string[];
  /** Those of `Words::figures` that are about this day. */
  figures: Record<string, FigureWords>;
}

/** One headline stock over the option's life. */
export interface Turn {
  /** Identity of the measure. */
  id: string;
  /** Its name, without what comes after a comma. */
  name: string;
  /** What it does. */
  course: Course;
  /** Its highest point; after the fall, where it falls first. */
  most: TurnPoint;
  /** Its lowest point. */
  least: TurnPoint;
  /** The highest point before the last clear fall, or the lowest before the highest. */
  first: TurnPoint;
  /** The last point. */
  last: TurnPoint;
}

/** What a number does. */
export type Course =
  /** No clear rise or fall. */
  | "steady"
  /** It rises and never falls. */
  | "rises"
  /** It falls and never rises. */
  | "falls"
  /** It rises before it falls. */
  | "rises_then_falls"
  /** It falls before it rises. */
  | "falls_then_rises";

/** A mean difference in one month. */
export interface TurnPoint {
  /** Children, option minus baseline. */
  value: number;
  /** Month of the projection. */
  month: number;
  /** "May 2020". */
  date: string;
  /** Whether it counts as a rise or a fall. */
  clear: boolean;
}

/** What kind of a case the money of an option is. */
export type MoneyKind =
  /** Spending on the offer does not change. */
  | "same"
  /** More is spent on the offer: statutory cost may be avoided. */
  | "spends"
  /** Less is spent on the offer, and the council saves by it: statutory cost may be added. */
  | "saves"
  /** Less is spent on the offer, but what is not spent was external funding. */
  | "loses";

/** The tables of an answer that the page shows behind its pictures. */
export interface AnswerTables {
  children: Table;
  staircase: Table;
  money: Table;
  funding: Table;
  support: Table;
  /** Without a row where there is no front door. */
  door: Table;
  variance: Table;
}

/** A table with what a reader needs beside it. */
export interface Table {
  /** What it shows, in one line. */
  title: string;
  /** Columns. */
  columns: Column[];
  /** Rows, each as long as the columns. */
  rows: Cell[][];
}

/** A column. */
export interface Column {
  /** As files and the page know it. */
  key: string;
  /** As people read it, with the unit. */
  header: string;
  /** What it holds. */
  kind: CellKind;
}

/**
 * What a column holds, and so how its numbers are shown. Shown, not changed: the cell keeps
 * every digit.
 */
export type CellKind =
  /** Words. */
  | "text"
  /** A year in digits. */
  | "year"
  /** Whole pounds. */
  | "pounds"
  /** Pounds and pence. */
  | "pence"
  /** Children or families. */
  | "count"
  /** Children or families, where parts of one matter. */
  | "fine"
  /** A share of one, shown in a hundred. */
  | "share"
  /** How many of a hundred runs. */
  | "runs"
  /** What support leaves of a rate. */
  | "ratio";

/** A key and its name, text, a number, or nothing known. */
export type Cell = [string, string] | string | number | null;

/**
 * Facts with their sentences and tables, as files and the page receive them. Tables are never
 * read back: they follow from the facts.
 */
export interface Appraisal {
  /** Where it comes from. */
  kind: AnswerKind;
  /** Identity of the option. */
  option: string;
  /** Identity of the baseline. */
  baseline: string;
  /** Whether support has no effect on either side. */
  null_effect: boolean;
  /** Number of draws. */
  draws: number;
  /** The seed. */
  seed: string;
  /** Rules used. */
  rules: MoneyRules;
  /** Financial years. */
  years: string[];
  /** What kind of a case it is. */
  direction: MoneyKind;
  /** The financial-year table. */
  rows: MoneyRow[];
  /** From gross to net. */
  steps: MoneyStep[];
  /**
   * Net present value to the council, grants included. As in the Green Book a benefit is
   * positive: it is the present value of the net cost with the other sign.
   */
  npv: Spread;
  /**
   * Net present value to all public budgets here: grants and payments by results, which only
   * pass from one to another, are left out.
   */
  npv_public: Spread;
  /** The same without the allowance for optimism. */
  npv_public_before_allowance: Spread;
  /**
   * Equivalent annual cost: the equal yearly amount whose present value is that of the net cost
   * to the council. A cost is positive.
   */
  equivalent_annual: number | null;
  /** Avoided for each pound spent, or added for each pound saved. */
  ratio: Ratio;
  /** When it has paid back. */
  payback: Payback;
  /** Whether a reserve lasts, if there is one to test. */
  reserve: Reserve | null;
  /** Who pays and who gains. */
  agencies: AgencyRow[];
  /** Who pays for programmes. */
  funding: FundingRow[];
  /** Value outside the council's lines. Never added up. */
  wider: WiderRow[];
  /** The sentences made from them. */
  words: CaseWords;
  /** The tables of them that stand behind pictures. */
  tables: CaseTables;
}

/** Rules used, in words and by identity. */
export interface MoneyRules {
  /** Title of the file they are from. */
  title: string;
  /** "2024-25 prices". */
  price_base: string;
  /** Place among the years of the one that discounting starts with. */
  budget_year: number;
  /** Price index and its vintage. */
  deflator: string;
  /** First financial year whose prices are a forecast. */
  forecast_from: string;
  /** Discount schedule used. */
  schedule: Named;
  /** Its vintage. */
  vintage: string;
  /** Whether it is in force. */
  standing: ScheduleStatus;
  /** Its rate in the first years. */
  rate: number;
  /** All schedules to choose from. */
  schedules: Named[];
  /** When money counts. */
  counting: Counting;
  /** View of growth used. */
  growth: Named;
  /** All views to choose from. */
  growths: Named[];
  /** What is allowed for optimism. */
  optimism: OptimismOn;
  /** The day that present values are of. */
  valued_at: string;
}

/** Identity and name. */
export interface Named {
  /** Identity. */
  id: string;
  /** Name. */
  name: string;
}

/** Whether a schedule may be used for a decision. */
export type ScheduleStatus =
  /** In force. */
  | "in_force"
  /** In force for a purpose of its own, such as effects on health. */
  | "variant"
  /** Recommended to the Treasury, not in force. */
  | "recommended"
  /** For comparison only. */
  | "comparison";

/**
 * When the money of a period counts: named by what is done, as "beginning" and "end" alone have
 * changed places between packages.
 */
export type Counting =
  /** On the first day of the month. */
  | "start_of_month"
  /** In the middle of the month. */
  | "middle_of_month"
  /** On the last day of the month. */
  | "end_of_month";

/** What an allowance for optimism is made on. */
export type OptimismOn =
  /** Nothing. */
  | "nothing"
  /**
   * Added cost of programmes. Effects are reduced for optimism already, so avoided cost is not
   * reduced again.
   */
  | "costs"
  /** Added cost of programmes and avoided cost. */
  | "costs_and_benefits";

/** One line of the table. */
export interface MoneyRow {
  /** Identity. */
  id: string;
  /** Name, which says where the sign is not plain. */
  name: string;
  /** The part of the table that it belongs to. */
  part: RowPart;
  /** Whether it is a sum of lines above rather than a line of its own. */
  sum: boolean;
  /** In prices of the price base. */
  real: MoneySeries;
  /** In cash of each year. */
  cash: MoneySeries;
  /** Present value of all years. Absent for what is cumulative. */
  present: Spread | null;
}

/** A part of the table. */
export type RowPart =
  /** Statutory cost. */
  | "statutory"
  /** Spending on early help. */
  | "spending"
  /** Allowance for optimism. */
  | "allowance"
  /** Grants and payments by results. */
  | "grants"
  /** Net cost to the council. */
  | "net"
  /** What of statutory cost is cashable, and what is not. */
  | "cash"
  /** Running sums. */
  | "cumulative";

/** A line by financial year and in total. */
export interface MoneySeries {
  /** By financial year, pounds. */
  years: Spread[];
  /** All years. */
  total: Spread;
}

/** A number over draws. Percentiles are of runs; interval ends are never added. */
export interface Spread {
  /** Mean over draws, or along the path. */
  mean: number;
  /** 9 runs in 10 lie above. Absent along the path. */
  p10?: number;
  /** 9 runs in 10 lie below. Absent along the path. */
  p90?: number;
}

/** One step from gross to net cost, as totals. A cost is positive. */
export interface MoneyStep {
  /** The part of the table that it is the sum of. */
  id: RowPart;
  /** Name of the row of the table. */
  name: string;
  /** Pounds that it moves the net cost by, undiscounted, in prices of the price base. */
  real: number;
  /** The same as a present value. */
  present: number;
}

/** A benefit–cost ratio. */
export interface Ratio {
  /** Present value of one for a pound of the other; absent where it is undefined. */
  value: number | null;
  /** 9 runs in 10 lie above. */
  p10: number | null;
  /** 9 runs in 10 lie below. */
  p90: number | null;
  /** What it is a ratio of, or why there is none. */
  of: RatioOf;
}

/** What a benefit–cost ratio is of, or why there is none. */
export type RatioOf =
  /** Statutory cost avoided for each pound spent. */
  | "avoided"
  /** Statutory cost added for each pound saved. */
  | "added"
  /** Statutory cost added for each pound taken out of the offer, some of it from outside. */
  | "added_with_outside"
  /** None: the funding ends with the offer, so there is no saving. */
  | "funding_ends"
  /** None: spending on the offer does not change. */
  | "no_change"
  /** None: spending is higher in some runs and lower in others. */
  | "mixed";

/** When it has paid back. */
export interface Payback {
  /**
   * Whether there is anything to pay back. If not, the shares say in how many runs the option
   * is still ahead.
   */
  applies: boolean;
  /** Undiscounted. */
  simple: PaybackTime;
  /** On present values. */
  discounted: PaybackTime;
  /**
   * Share of runs that have paid back, or are ahead, at the end of each financial year, each
   * year end tested by itself, undiscounted; absent before any money is spent or saved.
   */
  by_year: (number | null)[];
  /** The same on present values. */
  by_year_discounted: (number | null)[];
}

/** The month of payback over runs. Runs that never pay back count as later than any. */
export interface PaybackTime {
  /** Share of runs that pay back within the projection. */
  share: number;
  /** Month by which a tenth of the runs have. */
  p10: number | null;
  /** Month by which half of the runs have. */
  median: number | null;
  /** Month by which nine tenths of the runs have. */
  p90: number | null;
}

/** Whether a reserve lasts. */
export interface Reserve {
  /** Pounds, in cash. */
  amount: number;
  /**
   * Share of runs whose cumulative net cost, in cash, is above it at the end of each financial
   * year.
   */
  above_by_year: number[];
  /** Share of runs in which it is above it at the end of any year. */
  above_ever: number;
}

/** One agency's part, option less baseline, in prices of the price base. A cost is positive. */
export interface AgencyRow {
  /** Identity. */
  id: string;
  /** Name. */
  name: string;
  /** Its statutory cost, by financial year; avoided is negative. */
  statutory: number[];
  /** What it pays more for programmes, by financial year. */
  pays: number[];
  /** Net cost: both together, by financial year, before any allowance for optimism. */
  net: number[];
  /** The same, all years. */
  total: number;
  /** The same, as a present value. */
  present: number;
}

/**
 * What one source pays more for one programme, option less baseline, in prices of the price
 * base. The sources of a programme add up to what it costs.
 */
export interface FundingRow {
  /** Programme. */
  programme: string;
  /** Source; the council's own budget pays what no other does. */
  source: string;
  /** Agency behind it. */
  agency: string;
  /** By financial year. */
  years: number[];
  /** All years. */
  total: number;
}

/** A published value, as it would be if it held here. Never added to anything. */
export interface WiderRow {
  /** Identity. */
  id: string;
  /** Name. */
  name: string;
  /** Who gains. */
  agency: string;
  /** Fiscal, economic or social: kinds that are never added. */
  kind: ValueKind;
  /** Pounds, present value, over the programmes it was found for. */
  present: Spread;
  /** "£1.51 for each pound spent". */
  basis: string;
  /** Where it was found. */
  source: string;
  /** How well it is known. */
  grade: Grade;
  /** What it overlaps with. */
  overlaps: string;
}

/** Kind of value. Never added to one another. */
export type ValueKind =
  /** Public budgets. */
  | "fiscal"
  /** Earnings and output. */
  | "economic"
  /** Wellbeing. */
  | "social";

/** Sentences about a financial case. */
export interface CaseWords {
  /** What it comes to; none for an option that changes nothing. */
  sentences: string[];
  /** What the benefit–cost ratio is of, or why there is none. */
  ratio: string;
  /** What is allowed for optimism. */
  optimism: string;
}

/** The tables of a financial case that the page shows behind its pictures. */
export interface CaseTables {
  rows: Table;
  bridge: Table;
  parties: Table;
}

/**
 * Facts with their sentences and tables, as files and the page receive them. Tables are never
 * read back: they follow from the facts.
 */
export interface BreakEven {
  /**
   * Factor on the log effects at which the net present value is nothing; absent where there is
   * none.
   */
  times: number | null;
  /** The effects at that factor. */
  effects: Needed[];
  /** Present value of the net cost as things are. */
  net_now: number;
  /** Present value of the statutory cost avoided as things are. */
  avoided_now: number;
  /** Strongest factor that could be tried. */
  strongest: number;
  /** Present value of the net cost there. */
  net_strongest: number;
  /** Statutory cost avoided there, present value. */
  avoided_strongest: number;
  /**
   * Share of the entries that the strongest effects prevent that would have to be prevented,
   * where no effect suffices: above 1, which cannot be.
   */
  share_needed: number | null;
  /** The same on each route of evidence, where routes disagree. */
  routes: OnRoute[];
  /** The sentences made from them. */
  words: EvenWords;
  /** The tables of them that stand behind pictures. */
  tables: EvenTables;
}

/** One effect now and at the factor needed. */
export interface Needed {
  /** Which effect of which programme. */
  name: string;
  /** Ratio used now, after the reduction for optimism. */
  now: number;
  /** Ratio that would be needed. */
  needed: number;
}

/** What would have to be true on one route of evidence. */
export interface OnRoute {
  /** Name of the route. */
  name: string;
  /**
   * Factor on the log effects at which the net present value is nothing; absent where there is
   * none.
   */
  times: number | null;
  /** The effects at that factor. */
  effects: Needed[];
  /** Present value of the net cost as things are. */
  net_now: number;
  /** Present value of the statutory cost avoided as things are. */
  avoided_now: number;
  /** Strongest factor that could be tried. */
  strongest: number;
  /** Present value of the net cost there. */
  net_strongest: number;
  /** Statutory cost avoided there, present value. */
  avoided_strongest: number;
  /**
   * Share of the entries that the strongest effects prevent that would have to be prevented,
   * where no effect suffices: above 1, which cannot be.
   */
  share_needed: number | null;
  /** The same on each route of evidence, where routes disagree. */
  routes: OnRoute[];
}

/** Sentences about a break-even. */
export interface EvenWords {
  /** By how much effects would have to be stronger. */
  sentence: string;
  /** The same on each route of evidence, in the order of the routes. */
  routes: string[];
}

/** The table of a break-even that stands behind its picture. */
export interface EvenTables {
  effects: Table;
}

/** All rows, largest first. */
export interface OnePercent {
  /** Present value of the net cost as things are. */
  net: number;
  /** What moves it. */
  rows: Moved[];
}

/** One row: what moves the net cost by how much. A rise is positive. */
export interface Moved {
  /** Name of the input. */
  name: string;
  /** Pounds when it is 1% lower. */
  down: number;
  /** Pounds when it is 1% higher. */
  up: number;
}

/** What each change of an option is worth alone and all together. */
export interface Parts {
  /** Each change in words, and the present value of the net cost that it adds alone, pounds. */
  alone: [string, number][];
  /** Together, less each alone. */
  interaction: number;
  /** All changes together. */
  together: number;
}

/** A change of the two numbers that people read first. */
export interface Shift {
  /** Children in the first headline stock on the headline's day; 0 if no stock is a headline. */
  children: number;
  /** Net cost of all years, pounds. */
  pounds: number;
}

/** What one uncertain number does by itself. */
export interface TornadoRow {
  /** Place of the number in the register. */
  path: string;
  /** What it is. */
  label: string;
  /** Its unit. */
  unit: string;
  /** How well it is known. */
  grade: Grade;
  /** The value used when nothing varies. */
  central: number;
  /** The values tried: 10th and 90th percentile. */
  tried: [number, number];
  /** Option less baseline at each. */
  at: [Shift, Shift];
}

export interface Amended {
  /** The file that holds the row. */
  file: string;
  /** Its new text. */
  text: string;
}

export interface TableView {
  areas: TableArea[];
  /** Key of the area whose name is the authority's, or of the only one. */
  own: string | null;
  /** What was made of it, in sentences. */
  notes: string[];
}

export interface TableArea {
  /** What to ask for to get it. */
  key: string;
  /** Empty where the table names no area. */
  name: string;
  /** First year with a number. */
  first: number;
  /** Last year with a number. */
  last: number;
  measures: string[];
  /** What was made of its figures. */
  notes: string[];
}

export interface Calibrated {
  calibration: Calibration;
  /** What was made of the table, in sentences. */
  notes: string[];
  /** Files with the fitted rates, by path. */
  files: Record<string, string>;
}

/** A calibration as shown. */
export interface Calibration {
  /** The area. */
  area: string;
  /** Year whose 31 March the path starts from. */
  first: number;
  /** Last year fitted. */
  until: number;
  /** Children aged 0 to 17 in the last year. */
  children: number;
  /** Levels and shapes. */
  parameters: ParameterRow[];
  /** Correlations of their logs, in the same order. */
  correlations: number[][];
  /** Drift. */
  drifts: DriftRow[];
  /** Correlation of the drift of starting and ending: cases, plans, care. */
  together: [number, number, number];
  /** Factors by year, in the order of the first six parameters. */
  years: CalibrationYear[];
  /** Residuals. */
  residuals: ResidualRow[];
  /** Sum of squared residuals, of how many figures. */
  misfit: [number, number];
  /** Part of the prior in what was minimised. */
  departure: number;
  /** Why the fit must not be used, in sentences; none if it may be. */
  doubts: string[];
  /** Sentences: what moved most, what is not identified, what was assumed. */
  notes: string[];
}

/** A parameter, before and after. */
export interface ParameterRow {
  /** What it is. */
  words: string;
  /** Tag of its moves. */
  tag: string;
  /** Range of the prior that holds 80 in 100, as a factor on the scenario's rate. */
  prior: [number, number];
  /** Where the prior comes from. */
  prior_source: string;
  /** Most likely factor on the scenario's rate. */
  factor: number;
  /** Range of the posterior that holds 80 in 100. */
  range: [number, number];
  /** Standard deviation of the log before and after. */
  spread: [number, number];
  /** Part of the prior's variance that the figures take away. */
  shrinkage: number;
  /** How well it is told. */
  known: Known;
  /** Factor that the projection goes on with, and the range that holds 80 in 100. */
  onward: [number, number, number];
  /** Standard deviation of its log. */
  doubt: number;
}

/** How well the figures tell a parameter. */
export type Known =
  /** At least three quarters of the prior variance is gone. */
  | "well"
  /** Some of it is gone. */
  | "partly"
  /** Hardly any of it is gone: the prior speaks. */
  | "not_identified";

/** Year-to-year drift of a group. */
export interface DriftRow {
  /** What drifts. */
  words: string;
  /** Tag of its moves. */
  tag: string;
  /** Standard deviation of a year's step on the log scale. */
  spread: number;
}

/** Factors of one year on the scenario's rates, by group. */
export interface CalibrationYear {
  /** Year to 31 March. */
  year: number;
  /** What the year's figures imply, chance included. */
  realised: number[];
  /** Level without chance. */
  level: number[];
}

/** A published number beside what the path gives. */
export interface ResidualRow {
  /** Year to 31 March. */
  year: number;
  /** What it is. */
  measure: string;
  /** Published, without those the path does not move, on the children of its own year. */
  published: number;
  /** What the path gives. */
  fitted: number;
  /** Relative miss. */
  error: number;
  /** Miss over how exactly the figure is recorded. */
  residual: number;
  /** Why it misses, where a stock is off by 2% or starts by 5%. */
  reason: string | null;
}

export interface Tested {
  backtest: Backtest;
  notes: string[];
}

/** A backtest of one area. */
export interface Backtest {
  /** The area. */
  area: string;
  /** Last year fitted. */
  until: number;
  /** Last year projected. */
  horizon: number;
  /** Draws. */
  draws: number;
  /** One row a published number. */
  rows: BacktestRow[];
  /** What was published before, for the picture: year, measure and number. */
  before: [number, string, number][];
  /** How entry and exit rates moved after the year, if all that was published is followed. */
  after: string | null;
}

/** One number that was projected and then published. */
export interface BacktestRow {
  /** What the projection was told. */
  way: Way;
  /** Year to 31 March. */
  year: number;
  /** `children_in_need`, `protection_plan` or `looked_after`. */
  measure: "children_in_need" | "protection_plan" | "looked_after";
  /** Published. */
  observed: number;
  /** Half of the draws lie below. */
  middle: number;
  /** A tenth of the draws lies below. */
  low: number;
  /** A tenth of the draws lies above. */
  high: number;
  /** Middle over published, less one. */
  error: number;
  /** Whether the band that holds 80 in 100 draws holds what was published. */
  covered: boolean;
}

/** What a projection is told. */
export type Way =
  /** Nothing after the year. */
  | "free"
  /** Starts as observed. */
  | "conditional";

export interface CasesPart {
  /** How many families of cases there are. */
  families: number;
  reports: CaseReport[];
  /** Cases that are not yet run, and what they wait for. */
  not_yet: [string, string][];
}

/** All quantities of one case. */
export interface CaseReport {
  /** Identity, such as "B5". */
  id: string;
  /** What the case is. */
  title: string;
  /** Where its figures come from. */
  source: string;
  /** Whose code gives what is obtained. */
  computed_by: ComputedBy;
  /** Its quantities. */
  rows: CaseRow[];
}

/** Whose code gives what is obtained. */
export type ComputedBy =
  /** The code that projections run. */
  | "engine"
  /** A reference chain (`mod@crate::reference`), and the engine compares what it gives. */
  | "chain_then_engine"
  /** A reference chain alone: the case checks the arithmetic of the field, not projections. */
  | "chain";

/** One quantity of a case. */
export interface CaseRow {
  /** What is compared, in words. */
  quantity: string;
  /** As published or computed independently. */
  expected: number | null;
  /** As the engine gives it. */
  obtained: number | null;
  /** When it counts as reproduced, in words, with how far it was from that. */
  rule: string;
  /** Whether it is reproduced. */
  passed: boolean;
}

/** Everything the list needs. */
export interface AuthorityList {
  authorities: Authority[];
}

/** One authority, as a list shows it. */
export interface Authority {
  /** What it is called in addresses and on the command line, such as `leeds`. */
  slug: string;
  /** Code of the Office for National Statistics. */
  code: string;
  /** Name. */
  name: string;
  /** Earlier codes, names of areas that became part of it, short forms. */
  former: string[];
  /** Region. */
  region: string;
  /** Why nothing can be projected for it, if so. */
  unavailable: string | null;
  /** What is particular in its history, in sentences. */
  history: string[];
  /** Why its fit is less good than others', in sentences. */
  doubts: string[];
}

/** The files of an authority's scenario that do not come with the page. */
export interface AuthorityScenario {
  /** The one to open. */
  main: string;
  /** Texts by path relative to scenarios/. */
  files: Record<string, string>;
  authority: Authority;
}

/** An authority beside others. */
export interface Profile {
  /** The authority. */
  authority: Authority;
  /** Last year of its figures. */
  until: number;
  /** Children aged 0 to 17. */
  children: number | null;
  /** What is compared. */
  measures: Beside[];
  /** Later figures that the band of past projections held, and how many there are. */
  held: [number, number];
  /** Largest miss of a stock and of starts in the fit. */
  misses: [number, number];
}

/** One measure of an authority beside others. */
export interface Beside {
  /** Identity of the measure. */
  id: string;
  /** What it is. */
  words: string;
  /** Its unit: `per 10,000 children`, `pounds a child`, `pounds a week`, `percent`. */
  unit: string;
  /** The year compared: the last with a figure. */
  year: number;
  /** The release that the figure is from. */
  release: string;
  /** The authority's own. */
  own: number | null;
  /** As published: a count, millions of pounds, pounds a week, or a percentage. */
  published: number | null;
  /** Its place among those with a figure, highest first, and how many they are. */
  rank: [number, number] | null;
  /** Lowest and highest of the neighbours. */
  range: [number, number] | null;
  /** The region. */
  region: number | null;
  /** England. */
  england: number | null;
  /** Neighbours: name, how close, number. */
  neighbours: ([string, string, number | null])[];
  /** Own numbers by year, as published. */
  series: [number, number][];
}
