/**
 * What crosses the wasm door (src/web.rs), as the page sees it.
 * Everything is JSON text except raw draws, which are Float64Arrays.
 */

/** The files of one scenario by path relative to scenarios/, and which one to open. */
export interface ScenarioFiles {
  main: string;
  files: Record<string, string>;
}

/** One thing wrong with an input, in words a finance officer can act on. */
export interface Problem {
  /** file and place in it, e.g. "councils/rotherham-2019.toml: programmes.intensive.staff" */
  file: string;
  path: string;
  /** a whole sentence with the value typed and the allowed range */
  message: string;
  suggestion?: string;
}

/** How the person has changed the option in view. Absent fields are as in the file. */
export interface Edit {
  programme: string;
  /** staff, full-time equivalents, once the ramp is complete */
  staff?: number;
  /** families per full-time equivalent */
  caseload?: number;
  /** first month, "2021-04" */
  start?: string;
  /** places, where a programme is given by them */
  places?: number;
  /** months from start until staff are at the new figure */
  ramp_months?: number;
  /** first month without the change, "2023-04", or "on" */
  until?: string;
  /** the source of funding that pays for what is added; "" is the base budget */
  paid_by?: string;
  /** sources of funding and their first month without, or "on" */
  grants?: Record<string, string>;
  /** what the option is compared with, where that is not the scenario's baseline */
  against?: { option: string; edit?: Edit };
}

/** A number field the page draws; limits come from the engine's parameter table. */
export interface FieldView {
  id: "staff" | "caseload" | "places" | "start" | "ramp_months" | "until" | "paid_by" | "grants";
  /** "end" is a month, or that it lasts */
  kind: "number" | "month" | "end" | "source" | "grants";
  label: string;
  unit: string;
  minimum: number;
  maximum: number;
  step: number;
  help: string;
}

export interface LevelView {
  id: string;
  name: string;
  kind: "universal" | "need" | "statutory";
  /** levels with the same group are drawn as one step (e.g. three placements) */
  step: string;
  definition: string;
}

export interface MeasureView {
  id: string;
  name: string;
  /** what is counted and what is not, one or two sentences */
  definition: string;
  unit: string;
  kind: "stock" | "flow";
  /** shown as a fan on the first screen */
  headline: boolean;
}

export interface ObservedPoint {
  measure: string;
  /** 31 March of this year (stocks) or the year to it (flows) */
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
  /** staff x caseload and places given as such, families */
  places: number;
  length_months: number;
}

/** What an option does to one programme. */
export interface EditorView {
  programme: string;
  /** given by places, and not by staff and a caseload */
  by_places: boolean;
  staff: number;
  caseload: number;
  places: number;
  start: string;
  /** first month without it, or "on" */
  until: string;
  ramp_months: number;
  paid_by: string;
  /** sources that pay for a part of any programme, and their first month without, or "on" */
  grants: { source: string; name: string; ends: string }[];
}

export interface OptionView {
  id: string;
  /** "A" is the baseline */
  letter: string;
  name: string;
  description: string;
  baseline: boolean;
  /** this option runs in a world where support changes nothing */
  null_effect: boolean;
  /** the option with the same changes in such a world; it need not be in the list to be asked for */
  null_twin?: string;
  changes: { text: string; source: string; references?: string[]; grade: Grade }[];
  /** whether there is a programme to edit */
  editable: boolean;
  /** first month with any change, "2021-04"; absent if nothing changes */
  start?: string;
  /** the programme that the editor edits, with this option's figures; start "2021-04" */
  editor: EditorView;
  problems?: Problem[];
}

export type Grade = "measured-here" | "measured-elsewhere" | "claimed" | "assumed";

export interface RegisterRow {
  path: string;
  /** as people read it */
  label: string;
  value: string;
  unit: string;
  source: string;
  /** ids of the documents that source and note name */
  references?: string[];
  grade: Grade;
  /** in words, e.g. "log-normal, 95% 0.71 to 1.14", when it is sampled */
  distribution?: string;
  /** its values with 1, 5, 10, 15 … 95 and 99 in 100 of the distribution below them */
  quantiles?: number[];
  note?: string;
  /** smallest and largest value that it may have; absent for several numbers together */
  range?: [number, number];
}

/** A document that sources name. */
export interface ReferenceView {
  id: string;
  /** what stands in a source */
  short: string;
  kind: string;
  /** author, year, title, publisher */
  citation: string;
  url?: string;
  /** kind, what was read, licence */
  about: string;
}

/** A change of the two numbers that people read first: children in the first headline stock, and net cost of all years. */
export interface Shift {
  children: number;
  pounds: number;
}

/** One uncertain number at either end of its 8 in 10 range, all others central. */
export interface TornadoRow {
  /** RegisterRow.path */
  path: string;
  label: string;
  unit: string;
  grade: Grade;
  central: number;
  tried: [number, number];
  at: [Shift, Shift];
}

export interface TornadoStart {
  count: number;
  central: Shift;
}

/** Everything the page needs to know about a study before any result. */
export interface StudyView {
  engine_version: string;
  scenario_hash: string;
  about: {
    title: string;
    authority: string;
    date: string;
    author: string;
    question: string;
    price_base: string;
    sources: string[];
  };
  /** ISO date of month 0, "2019-03-31" */
  start: string;
  months: number;
  levels: LevelView[];
  measures: MeasureView[];
  observed: ObservedPoint[];
  programmes: ProgrammeView[];
  options: OptionView[];
  /** sources of funding: id and name */
  funding: [string, string][];
  editor_fields: FieldView[];
  register: RegisterRow[];
  /** documents that sources name */
  references: ReferenceView[];
  /** plain sentences: what this result does not contain */
  limits: string[];
}

/** A series over months 0..=months; percentiles are absent in the expected-value preview. */
export interface Band {
  mean: number[];
  p2_5?: number[];
  p10?: number[];
  p25?: number[];
  p50?: number[];
  p75?: number[];
  p90?: number[];
  p97_5?: number[];
  /** Monte Carlo standard error of the mean */
  error?: number[];
}

export interface MeasureAnswer {
  id: string;
  /** month by month. A flow's month t is the flow during month t; month 0 is 0 */
  baseline: Band;
  option: Band;
  /** option less baseline, run by run */
  difference: Band;
  /** per 100 runs, at each month, in which the option has not fewer than the baseline; absent in a preview */
  no_fewer?: number[];
  /** and in which it has not more */
  no_more?: number[];
  /** for each 31 March, every run's difference rounded to whole children, sorted ascending; absent in a preview */
  runs_difference?: { year: number; sorted: number[] }[];
  /** where the spread comes from, each 31 March after the start; a flow's is that of the year. Absent in a preview */
  split?: ({ year: number } & Sides)[];
}

/** A variance and its Monte Carlo standard error; null where it is too small to tell. */
export interface Part {
  variance: number | null;
  error: number;
}

/** Variance in two parts: chance, and numbers that are not known exactly. */
export interface Split {
  total: Part;
  chance: Part;
  numbers: Part;
  /** chance as a share of the total; 0 if nothing varies */
  chance_share: number;
  share_error: number;
}

export interface Sides {
  baseline: Split;
  option: Split;
  difference: Split;
}

export interface StepState {
  /** LevelView.step */
  step: string;
  families: number;
  children: number;
  supported: number;
  waiting: number;
}

/** The staircase on one 31 March: mean over runs (or the expected-value path). */
export interface StaircaseYear {
  /** 31 March of this year */
  year: number;
  baseline: StepState[];
  option: StepState[];
  /** families moving between steps in the year to this date (empty at the start) */
  moves_baseline: { from: string; to: string; families: number }[];
  moves_option: { from: string; to: string; families: number }[];
}

export interface YearRow {
  /** "2019-20" */
  year: string;
  baseline: number;
  option: number;
  /** option less baseline; minus is money avoided or saved */
  difference: number;
  p2_5?: number;
  p10?: number;
  p90?: number;
  p97_5?: number;
  /** Monte Carlo standard error of the mean difference */
  error?: number;
}

/** One line of the financial-year table, pounds in the price base. */
export interface CostLine {
  id: string;
  name: string;
  /** "level" = unit cost x child-years, "programme" = staff, "entry" = assessments, "total" */
  kind: "level" | "programme" | "entry" | "avoided" | "spent" | "net";
  years: YearRow[];
  /** all years together */
  total: YearRow;
}

export interface FundingLine {
  programme: string;
  source: string;
  years: { year: string; baseline: number; option: number }[];
}

/** Families of a programme in a financial year: means over runs. */
export interface SupportFigures {
  /** given a place in the year */
  started: number;
  /** came to the planned end of support */
  finished: number;
  /** gave up waiting */
  dropped_out: number;
  /** mean of month ends */
  waiting: number;
  supported: number;
  /** places run and paid for, at central values */
  places: number;
  /** those of them that families with the need can take up */
  open: number;
}

/** Families at the front door in a financial year: means over runs. */
export interface DoorFigures {
  waiting: number;
  passed: number;
  gave_up: number;
  /** in need, and turned away all the same; absent in a preview, which does not count them */
  turned_away?: number;
}

/** Both sides of one financial year, "2019-20". */
export interface BothSides<Figures> {
  year: string;
  baseline: Figures;
  option: Figures;
}

export interface SupportAnswer {
  programmes: { id: string; name: string; years: BothSides<SupportFigures>[] }[];
  /** absent without a front door */
  door?: BothSides<DoorFigures>[];
}

/** Sentences generated from the result; plain text. */
/** What is said about one 31 March. */
export interface Day {
  year: number;
  /** "By March 2024 there are about 2 fewer looked-after children than if the current offer continues." */
  headline: string;
  /** "8 in 10 runs: between about 16 fewer and 12 more. 45 of 100 runs show no reduction." */
  range: string;
  /** whether demand rises first, what it costs, what if early help has no effect: lead words and the rest */
  truths: { lead: string; rest: string }[];
  warnings: string[];
  /** titles and one-sentence descriptions of figures that are about the day: fan-MEASURE, difference-MEASURE */
  figures: Record<string, { title: string; sentence: string }>;
}

/** A mean difference in one month. */
export interface TurnPoint {
  value: number;
  month: number;
  /** "May 2020" */
  date: string;
  /** one child or more, and more than the runs can be wrong by */
  clear: boolean;
}

/** One headline stock over the option's life. */
export interface Turn {
  id: string;
  name: string;
  course: "steady" | "rises" | "falls" | "rises_then_falls" | "falls_then_rises";
  most: TurnPoint;
  least: TurnPoint;
  first: TurnPoint;
  last: TurnPoint;
}

/** What is said about the headline's day, and about all years: staircase-YYYY, money, net, budget, worse-first among the figures. */
export interface Words extends Day {
  /** one sentence a programme that runs, and one for the front door, about the year that the headline speaks of */
  support: string[];
  /** in how many of its months each programme is full */
  capacity: string;
  /** how far the path is from the runs where places are full */
  preview: string;
  /** the same about each 31 March of the option's life */
  days: Day[];
  turns: Turn[];
  /** spending on the offer stays, rises, falls, or falls because external funding ends */
  money: "same" | "spends" | "saves" | "loses";
  /** the option changes the front door, so that children and statutory cost change even if support has no effect */
  by_door: boolean;
}

export interface Answer {
  kind: "expected" | "draws";
  option: string;
  baseline: string;
  /** the other side of the pair runs in this world */
  null_effect: boolean;
  draws: number;
  seed: string;
  /** ISO dates, one per month, month ends */
  dates: string[];
  measures: MeasureAnswer[];
  staircase: StaircaseYear[];
  costs: CostLine[];
  /** net cost of all years, pounds squared; absent in a preview */
  net_split?: Sides;
  /** the first headline stock by route of evidence, where several disagree; absent otherwise */
  routes?: { route: string; runs: number; days: { year: number; mean: number; error: number }[] }[];
  funding: FundingLine[];
  support: SupportAnswer;
  words: Words;
}

export interface CaseRow {
  quantity: string;
  /** null where there is no number: it was not one */
  expected: number | null;
  obtained: number | null;
  /** when it counts as reproduced, in words, with how far it was from that */
  rule: string;
  passed: boolean;
}

/** One published case: what was published, and what the engine gives. */
export interface CaseReport {
  id: string;
  title: string;
  source: string;
  /** whose code gives what is obtained */
  computed_by: "engine" | "chain_then_engine" | "chain";
  rows: CaseRow[];
}

export interface CasesPart {
  /** how many families of cases there are */
  families: number;
  reports: CaseReport[];
  /** cases that are not yet run, and what they wait for */
  not_yet: [string, string][];
}

/** One area of a table of published or own figures. */
export interface TableArea {
  /** what to ask for to get it: its code, or its name */
  key: string;
  /** empty where the table names no area */
  name: string;
  /** first and last year with a number */
  first: number;
  last: number;
  measures: string[];
  /** what was made of its figures, in sentences */
  notes: string[];
}

/** What a table holds, and in sentences what was made of it. */
export interface TableView {
  areas: TableArea[];
  /** key of the area whose name is the authority's, or of the only one */
  own: string | null;
  notes: string[];
}

/** What `calibrate` and `backtest` are asked, as JSON beside the bytes of the table. */
export interface FitRequest {
  main: string;
  files: Record<string, string>;
  /** name of the table; null fits the scenario's own figures */
  table: string | null;
  /** name or code; null finds the area by the authority's name */
  area: string | null;
  /** last year to 31 March that is fitted, as typed; null for the scenario's first day */
  until: string | null;
  horizon?: number | null;
  draws?: number | null;
}

/** A row of the register with another number, or put back as the originals have it. */
export interface AmendRequest {
  main: string;
  files: Record<string, string>;
  /** RegisterRow.path and .label */
  path: string;
  label: string;
  value: number | null;
  originals?: Record<string, string>;
}

/** The file that holds the row, with its new text. */
export interface Amended {
  file: string;
  text: string;
}

export interface ParameterRow {
  words: string;
  tag: string;
  /** 80 in 100, as a factor on the scenario's rate */
  prior: [number, number];
  prior_source: string;
  factor: number;
  range: [number, number];
  /** standard deviation of the log, before and after */
  spread: [number, number];
  /** part of the prior's variance that the figures take away */
  shrinkage: number;
  known: "well" | "partly" | "not_identified";
}

export interface ResidualRow {
  year: number;
  measure: string;
  published: number;
  fitted: number;
  error: number;
  residual: number;
  /** why it misses, where a stock is off by 2% or starts by 5% */
  reason: string | null;
}

export interface Calibration {
  area: string;
  first: number;
  until: number;
  children: number;
  parameters: ParameterRow[];
  correlations: number[][];
  /** spread: middle, 10th and 90th percentile */
  drifts: { words: string; tag: string; spread: [number, number, number] }[];
  /** correlation of the drift of starting and ending: cases, plans, care */
  together: [number, number, number];
  /** factors by year, in the order of the first six parameters */
  years: { year: number; realised: number[]; level: number[] }[];
  residuals: ResidualRow[];
  /** sum of squared residuals, and of how many figures */
  misfit: [number, number];
  departure: number;
  /** why the fit must not be used; none if it may be */
  doubts: string[];
  /** sentences; the first says what moved most and what must not be made of it */
  notes: string[];
}

export interface Calibrated {
  calibration: Calibration;
  /** what was made of the table */
  notes: string[];
  /** changed files, by path, with the fitted rates */
  files: Record<string, string>;
}

export interface BacktestRow {
  way: "free" | "conditional";
  year: number;
  measure: "children_in_need" | "protection_plan" | "looked_after";
  observed: number;
  middle: number;
  low: number;
  high: number;
  error: number;
  covered: boolean;
}

export interface Backtest {
  area: string;
  until: number;
  horizon: number;
  draws: number;
  rows: BacktestRow[];
  /** published up to the last year fitted: year, measure, number */
  before: [number, BacktestRow["measure"], number][];
  /** which rates moved after the last year fitted, largest first */
  after: string | null;
}

export interface Tested {
  backtest: Backtest;
  notes: string[];
}
