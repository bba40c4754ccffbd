/**
 * The financial case as it crosses the wasm door (src/outcome/appraisal.rs, src/study/appraise.rs).
 * Pounds unless said otherwise. A cost is positive; a cost avoided, a saving or income is negative. Only a net
 * present value has the other sign: a benefit is positive.
 */

/** What a person may choose; what is absent is as in the money file. */
export interface Ask {
  schedule?: string;
  growth?: string;
  /** pounds of cash that cumulative net cost is tested against */
  reserve?: number;
}

/** A number over draws; p10 and p90 are absent along the path. */
export interface Spread {
  mean: number;
  p10?: number;
  p90?: number;
}

export interface MoneySeries {
  years: Spread[];
  total: Spread;
}

export interface MoneyRow {
  /** "statutory-3", "statutory", "cashable", "not-cashable", "spending-6", "spending", "allowance", "grants", "net", "cumulative", "discounted" */
  id: string;
  name: string;
  part: "statutory" | "spending" | "allowance" | "grants" | "net" | "cash" | "cumulative";
  /** a sum of lines above rather than a line of its own */
  sum: boolean;
  /** in prices of the price base */
  real: MoneySeries;
  /** in pounds of each year */
  cash: MoneySeries;
  /** present value of all years; null for what is cumulative */
  present: Spread | null;
}

export interface Named {
  id: string;
  name: string;
}

export interface MoneyRules {
  title: string;
  price_base: string;
  deflator: string;
  /** first financial year whose prices are a forecast */
  forecast_from: string;
  schedule: Named;
  vintage: string;
  standing: "in_force" | "variant" | "recommended" | "comparison";
  /** in the first years, such as 0.035 */
  rate: number;
  schedules: Named[];
  counting: "start_of_month" | "middle_of_month" | "end_of_month";
  growth: Named;
  growths: Named[];
  /** ISO date that present values are of */
  valued_at: string;
}

/** One step of the money waterfall, with the amount that it moves the net cost by. The last is the net cost. */
export interface MoneyStep {
  id: "statutory" | "spending" | "allowance" | "grants" | "net";
  name: string;
  real: number;
  present: number;
}

export interface Payback {
  /** whether there is anything to pay back; if not, shares say in how many runs the option is still ahead */
  applies: boolean;
  simple: PaidBack;
  discounted: PaidBack;
  /** share of runs by the end of each financial year; null before any money is spent or saved */
  by_year: (number | null)[];
  by_year_discounted: (number | null)[];
}

/** Months from the first day; runs that never pay back count as later than any. */
export interface PaidBack {
  share: number;
  p10: number | null;
  median: number | null;
  p90: number | null;
}

export interface ReserveTest {
  amount: number;
  above_by_year: number[];
  above_ever: number;
}

export interface AgencyRow {
  id: string;
  name: string;
  statutory: number[];
  pays: number[];
  net: number[];
  total: number;
  present: number;
}

export interface FundingRow {
  programme: string;
  source: string;
  agency: string;
  years: number[];
  total: number;
}

/** Fiscal, economic and social value are never added to one another or to anything else. */
export interface WiderRow {
  id: string;
  name: string;
  agency: string;
  kind: "fiscal" | "economic" | "social";
  present: Spread;
  basis: string;
  source: string;
  grade: string;
  overlaps: string;
}

export interface Appraisal {
  kind: "expected" | "draws";
  option: string;
  baseline: string;
  null_effect: boolean;
  draws: number;
  seed: string;
  rules: MoneyRules;
  years: string[];
  direction: "spends" | "saves" | "same";
  rows: MoneyRow[];
  steps: MoneyStep[];
  /** to the council, grants included */
  npv: Spread;
  /** to all public budgets here: grants and payments by results left out */
  npv_public: Spread;
  npv_public_before_allowance: Spread;
  equivalent_annual: number | null;
  /** value is null where the ratio is undefined */
  ratio: { value: number | null; p10: number | null; p90: number | null };
  payback: Payback;
  reserve: ReserveTest | null;
  agencies: AgencyRow[];
  funding: FundingRow[];
  wider: WiderRow[];
  words: {
    sentences: string[];
    /** what the ratio is of, or why there is none */
    ratio: string;
    /** what is allowed for optimism */
    optimism: string;
  };
}

export interface BreakEven {
  /** factor on the log effects; null where it cannot be met */
  times: number | null;
  words: { sentence: string; routes: string[] };
  effects: { name: string; now: number; needed: number }[];
  /** present value of the net cost */
  net_now: number;
  strongest: number;
  net_strongest: number;
  avoided_strongest: number;
  /** above 1 where no effect suffices */
  share_needed: number | null;
  /** the same on each route of evidence, where routes disagree */
  routes: { name: string; times: number | null }[];
}

/** How the present value of the net cost moves. */
export interface OnePercent {
  net: number;
  /** largest first */
  rows: { name: string; down: number; up: number }[];
}

/** Present value of the net cost of each change alone, their interaction, and all together. */
export interface Parts {
  alone: [string, number][];
  interaction: number;
  together: number;
}
