/** The financial case as the engine writes it (src/outcome/appraisal.rs, break_even.rs, sensitivity.rs, study/appraise.rs). */
import type { Grade } from "./types";

/** What a person may choose; what is absent is as in the money file. */
export interface Ask {
  schedule?: string;
  growth?: string;
  /** pounds */
  reserve?: number;
}

/** Over runs; percentiles are absent along the path. */
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
  id: string;
  /** says which way a positive number goes */
  name: string;
  part: "avoided" | "spending" | "allowance" | "grants" | "net" | "cash" | "cumulative";
  sum: boolean;
  real: MoneySeries;
  cash: MoneySeries;
  present: Spread | null;
}

export interface Named {
  id: string;
  name: string;
}

/** Share of runs, 0 to 1, and months. */
export interface Reached {
  share: number;
  p10: number | null;
  median: number | null;
  p90: number | null;
}

export interface Appraisal {
  kind: "expected" | "draws";
  option: string;
  draws: number;
  rules: {
    title: string; price_base: string; deflator: string; forecast_from: string; schedule: Named; vintage: string; standing: string; rate: number;
    schedules: Named[]; growth: Named; growths: Named[]; optimism: string; valued_at: string;
  };
  years: string[];
  direction: "spends" | "saves" | "same";
  rows: MoneyRow[];
  steps: { id: string; name: string; real: number; present: number }[];
  npv: Spread;
  npv_public: Spread;
  equivalent_annual: number | null;
  ratio: { value: number | null; p10: number | null; p90: number | null; meaning: string };
  payback: { applies: boolean; simple: Reached; discounted: Reached; by_year: (number | null)[]; by_year_discounted: (number | null)[] };
  reserve: { amount: number; above_by_year: number[]; above_ever: number } | null;
  agencies: { id: string; name: string; avoids: number[]; pays: number[]; net: number[]; total: number; present: number }[];
  funding: { programme: string; source: string; agency: string; years: number[]; total: number }[];
  wider: { id: string; name: string; agency: string; kind: string; present: Spread; basis: string; source: string; grade: Grade; overlaps: string }[];
  words: string[];
}

export interface BreakEven {
  times: number | null;
  words: string;
  effects: { name: string; now: number; needed: number }[];
  net_now: number;
  strongest: number;
  net_strongest: number;
  share_needed: number | null;
}

/** Net present value, pounds, when each input is 1% lower or higher. */
export interface OnePercent {
  net: number;
  rows: { name: string; down: number; up: number }[];
}

export interface Parts {
  alone: [string, number][];
  interaction: number;
  together: number;
}
