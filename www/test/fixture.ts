/**
 * An invented study, in the shape that the engine gives. It exists so that the page can be built and
 * tested without the engine; it is never part of a build.
 */
import type { Answer, Band, CostLine, Edit, FundingLine, MeasureAnswer, ObservedPoint, StaircaseYear, StudyView, Table, YearRow } from "../src/engine/types";

const MONTHS = 120;
const START = 2019;

const OBSERVED: Record<string, number[]> = {
  looked_after: [392, 394, 407, 431, 487, 620, 642, 595, 595, 556, 542, 502, 476],
  protection_plan: [259, 357, 432, 369, 380, 656, 510, 485, 420, 380, 330, 300, 280],
  child_in_need: [1830, 1851, 2346, 2222, 2611, 3115, 2749, 2549, 2235, 2186, 2126, 1818, 1777],
};

const observed: ObservedPoint[] = Object.entries(OBSERVED).flatMap(([measure, values]) =>
  values.map((value, index) => ({
    measure,
    year: 2013 + index,
    value,
    source: "Department for Education, invented for tests",
  })),
);

const grants = [
  { source: "grant", name: "A grant", ends: "on" },
  { source: "health", name: "Health", ends: "2023-04" },
];
const plan = {
  programme: "intensive",
  by_places: false,
  staff: 51,
  caseload: 12,
  places: 0,
  start: "2021-04",
  until: "on",
  ramp_months: 12,
  paid_by: "",
  grants,
};
const editor = { ...plan, staff: 34, start: "2019-04", ramp_months: 0 };

export const view: StudyView = {
  engine_version: "0.0.0-fixture",
  scenario_hash: "fixture0",
  about: {
    title: "Rotherham early help",
    authority: "Rotherham",
    date: "2019-03-31",
    author: "Invented for tests",
    question: "What would more key workers have changed?",
    price_base: "2019 to 2020 prices",
    sources: ["Department for Education, Children looked after in England", "Department for Education, Children in need"],
  },
  start: "2019-03-31",
  months: MONTHS,
  levels: [
    {
      id: "universal",
      name: "Universal",
      kind: "universal",
      step: "universal",
      definition: "Families who use schools and health visitors like everybody else.",
    },
    { id: "vulnerable", name: "Vulnerable", kind: "need", step: "vulnerable", definition: "Families with needs that one service can meet." },
    { id: "complex", name: "Complex", kind: "need", step: "complex", definition: "Families with several needs, below the statutory threshold." },
    {
      id: "child_in_need",
      name: "Child in need",
      kind: "statutory",
      step: "child_in_need",
      definition: "Families with a child in need under section 17 of the Children Act 1989.",
    },
    { id: "protection_plan", name: "Protection plan", kind: "statutory", step: "protection_plan", definition: "Families with a child on a protection plan." },
    { id: "foster", name: "Foster care", kind: "statutory", step: "Looked after", definition: "Children placed with foster carers." },
    { id: "residential", name: "Residential care", kind: "statutory", step: "Looked after", definition: "Children placed in children’s homes." },
    {
      id: "other_placement",
      name: "Other placement",
      kind: "statutory",
      step: "Looked after",
      definition: "Children placed elsewhere, such as with relatives.",
    },
  ],
  measures: [
    {
      id: "looked_after",
      name: "Looked-after children",
      definition: "Children in the council’s care on 31 March, without short breaks.",
      unit: "children",
      kind: "stock",
      headline: true,
    },
    {
      id: "protection_plan",
      name: "Children on protection plans",
      definition: "Children who are the subject of a child protection plan on 31 March.",
      unit: "children",
      kind: "stock",
      headline: true,
    },
    {
      id: "child_in_need",
      name: "Children in need, all cases",
      definition: "Every open case on 31 March, so it includes plans and looked-after children.",
      unit: "children",
      kind: "stock",
      headline: true,
    },
    {
      id: "care_starts",
      name: "Children starting to be looked after",
      definition: "Children who start to be looked after in the year, counted once for each start.",
      unit: "children",
      kind: "flow",
      headline: false,
    },
  ],
  observed,
  programmes: [{ id: "intensive", name: "Intensive family support", level: "complex", staff: 34, caseload: 12, places: 408, length_months: 6 }],
  options: [
    {
      id: "current-offer",
      letter: "A",
      name: "Current offer continues",
      description: "Nothing changes.",
      baseline: true,
      null_effect: false,
      changes: [],
      editable: true,
      editor,
    },
    {
      id: "half-as-many-again",
      letter: "B",
      name: "Half as many key workers again",
      description: "17 more key workers from April 2021.",
      baseline: false,
      null_effect: false,
      changes: [{ text: "Key workers: 34 to 51 from April 2021, over 12 months", source: "Invented for tests", grade: "assumed" }],
      editable: true,
      start: "2021-04",
      editor: plan,
    },
    {
      id: "no-effect",
      letter: "C",
      name: "The same, if early help changes nothing",
      description: "The money is spent and nothing else happens.",
      baseline: false,
      null_effect: true,
      changes: [],
      editable: true,
      start: "2021-04",
      editor: plan,
    },
  ],
  funding: [
    ["grant", "A grant"],
    ["health", "Health"],
  ],
  editor_fields: [
    { id: "staff", kind: "number", label: "Key workers", unit: "full-time equivalent", minimum: 0, maximum: 200, step: 1, help: "Once the ramp is complete." },
    {
      id: "caseload",
      kind: "number",
      label: "Families each",
      unit: "families",
      minimum: 1,
      maximum: 40,
      step: 0.5,
      help: "Families that one full-time key worker holds at a time.",
    },
    { id: "places", kind: "number", label: "Places", unit: "families", minimum: 0, maximum: 1000, step: 1, help: "Families supported at a time." },
    { id: "start", kind: "month", label: "Start", unit: "month", minimum: 0, maximum: 120, step: 1, help: "First month of the change." },
    {
      id: "ramp_months",
      kind: "number",
      label: "Full after",
      unit: "months",
      minimum: 0,
      maximum: 60,
      step: 1,
      help: "Months from the start until staff are at the new figure.",
    },
    { id: "until", kind: "end", label: "First month without it", unit: "month", minimum: 0, maximum: 0, step: 1, help: "The offer is then as before." },
    { id: "paid_by", kind: "source", label: "Who pays", unit: "source", minimum: 0, maximum: 0, step: 1, help: "For what is added." },
    { id: "grants", kind: "grants", label: "Grants", unit: "month", minimum: 0, maximum: 0, step: 1, help: "Staff go with the money." },
  ],
  register: Array.from({ length: 24 }, (_, index) => ({
    path: `programmes.intensive.number_${index}`,
    label: ["Key workers", "Families each", "Cost of a key worker", "Effect on stepping up", "Share identified"][index % 5] ?? "",
    value: ["34", "12", "48,000", "0.92", "0.43"][index % 5] ?? "",
    unit: ["full-time equivalent", "families", "pounds a year", "ratio", "share"][index % 5] ?? "",
    source: index % 5 === 3 ? "Invented for tests, a study of 11 councils" : "Invented for tests",
    grade: (["measured-here", "measured-elsewhere", "claimed", "assumed"] as const)[index % 4] ?? "assumed",
    ...(index % 5 === 3 ? { distribution: "log-normal, 95% 0.71 to 1.14" } : {}),
  })),
  references: [{ id: "test", short: "Invented for tests", kind: "working-estimate", citation: "Nobody (2019). Invented for tests. Nowhere.", about: "Working estimate." }],
  limits: ["Costs outside the council, such as health and police, are not counted.", "Families who move to another council leave the results.", "These figures are invented and describe no council."],
};

const QUANTILES = { p2_5: -1.96, p10: -1.28, p25: -0.67, p50: 0, p75: 0.67, p90: 1.28, p97_5: 1.96 } as const;

function band(mean: number[], spread: (month: number) => number, draws: number): Band {
  if (draws === 0) return { mean };
  const at = (z: number) => mean.map((value, month) => value + z * spread(month));
  return {
    mean,
    ...(Object.fromEntries(Object.entries(QUANTILES).map(([key, z]) => [key, at(z)])) as Omit<Band, "mean">),
    error: mean.map((_, month) => spread(month) / Math.sqrt(draws)),
  };
}

/** How strongly the option pulls, 0 for the current offer. */
function pull(option: string, edit: Edit | null): { size: number; from: number; staff: number; caseload: number } {
  const one = view.options.find((each) => each.id === option);
  if (!one) throw new Error(`no option ${option}`);
  const staff = edit?.staff ?? one.editor.staff;
  const caseload = edit?.caseload ?? one.editor.caseload;
  const start = edit?.start ?? one.editor.start;
  const from = (Number(start.slice(0, 4)) - START) * 12 + Number(start.slice(5)) - 4;
  const places = staff * caseload;
  const size = one.baseline || one.null_effect ? 0 : (places - 408) / 204;
  return { size, from: Math.max(0, from), staff, caseload };
}

const PATHS: Record<string, { base: (t: number) => number; effect: number; spread: number }> = {
  looked_after: { base: (t) => 642 - 60 * (1 - Math.exp(-t / 50)), effect: -14, spread: 9 },
  protection_plan: { base: (t) => 510 - 120 * (1 - Math.exp(-t / 40)), effect: -9, spread: 8 },
  child_in_need: { base: (t) => 2749 - 600 * (1 - Math.exp(-t / 45)), effect: -60, spread: 40 },
  care_starts: { base: () => 18, effect: -0.6, spread: 0.4 },
};

function measure(id: string, size: number, from: number, draws: number, exact: boolean): MeasureAnswer {
  const path = PATHS[id] ?? { base: () => 0, effect: 0, spread: 0 };
  const months = Array.from({ length: MONTHS + 1 }, (_, month) => month);
  const late = (month: number) => Math.max(0, month - from) / 60;
  const effect = (month: number) => {
    const t = late(month);
    return size * (path.effect * (1 - Math.exp(-2 * t)) + 3 * t * Math.exp(-4 * t));
  };
  const base = months.map((month) => path.base(month));
  const moved = months.map((month) => effect(month));
  const wide = (month: number) => 4 + path.spread * 3 * Math.sqrt(month / 60);
  const narrow = (month: number) => (exact ? 0 : Math.abs(path.spread) * Math.sqrt(late(month)));
  const answer: MeasureAnswer = {
    id,
    baseline: band(base, wide, draws),
    option: band(
      base.map((value, month) => value + (moved[month] ?? 0)),
      wide,
      draws,
    ),
    difference: band(moved, narrow, draws),
  };
  if (draws > 0) {
    answer.no_fewer = months.map((month) => {
      const spread = narrow(month);
      return spread === 0 ? 100 : 100 / (1 + Math.exp((-1.7 * (moved[month] ?? 0)) / spread));
    });
    answer.no_fewer = answer.no_fewer.map((value, month) => (narrow(month) === 0 ? 100 : 100 - (100 - value)));
    answer.runs_difference = Array.from({ length: MONTHS / 12 + 1 }, (_, year) => ({
      year: START + year,
      sorted: Array.from({ length: draws }, (_, run) => {
        const u = (run + 0.5) / draws;
        const z = Math.log(u / (1 - u)) / 1.7;
        return Math.round((moved[year * 12] ?? 0) + z * narrow(year * 12)) || 0;
      }),
    }));
  }
  return answer;
}

const STEPS = ["universal", "vulnerable", "complex", "child_in_need", "protection_plan", "Looked after"];

function staircase(size: number, from: number): StaircaseYear[] {
  return Array.from({ length: MONTHS / 12 + 1 }, (_, index) => {
    const t = Math.max(0, index * 12 - from) / 60;
    const down = size * (1 - Math.exp(-t));
    const families = [27_900, 4150 - 20 * index, 1350 - 10 * index, 1120 - 40 * index, 265 - 9 * index, 440 - 4 * index];
    const change = [180, -40, -50, -35, -7, -10].map((value) => value * down);
    const places = 408 + 204 * (size === 0 ? 0 : Math.min(1, t * 5)) * size;
    const state = (moved: number[], held: number) =>
      STEPS.map((step, k) => {
        const count = (families[k] ?? 0) + (moved[k] ?? 0);
        const supported = k === 2 ? Math.min(held, count) : k === 1 ? 1330 : 0;
        const waiting = k === 2 ? 70 - 30 * down : k === 1 ? 150 : 0;
        return { step, families: count, children: count * (k === 5 ? 1.4 : 1.9), supported, waiting };
      });
    const moves = (factor: number) =>
      index === 0
        ? []
        : [
            ["universal", "vulnerable", 3310],
            ["vulnerable", "universal", 3260],
            ["vulnerable", "complex", 1120],
            ["complex", "vulnerable", 1095],
            ["complex", "child_in_need", 735],
            ["child_in_need", "complex", 715],
            ["child_in_need", "protection_plan", 228],
            ["protection_plan", "child_in_need", 231],
            ["protection_plan", "Looked after", 92],
            ["Looked after", "protection_plan", 24],
            ["child_in_need", "Looked after", 64],
            ["vulnerable", "child_in_need", 310],
            ["universal", "child_in_need", 420],
            ["complex", "universal", 320],
            ["child_in_need", "universal", 520],
            ["Looked after", "universal", 140],
            ["vulnerable", "Looked after", 6],
            ["Looked after", "complex", 12],
          ].map(([a, b, n]) => ({ from: String(a), to: String(b), families: Number(n) * factor }));
    return {
      year: START + index,
      baseline: state([0, 0, 0, 0, 0, 0], 408),
      option: state(change, places),
      moves_baseline: moves(1),
      moves_option: moves(1 - 0.03 * down),
    };
  });
}

function rows(difference: (year: number) => number, spread: number, draws: number, base = 0): { years: YearRow[]; total: YearRow } {
  const years = Array.from({ length: MONTHS / 12 }, (_, index) => {
    const value = difference(index);
    return {
      year: `${START + index}-${String(START + index + 1).slice(2)}`,
      baseline: base,
      option: base + value,
      difference: value,
      ...(draws > 0 ? { p10: value - 1.28 * spread, p90: value + 1.28 * spread } : {}),
    };
  });
  const sum = (key: "baseline" | "option" | "difference") => years.reduce((all, row) => all + row[key], 0);
  const total = sum("difference");
  const wide = spread * Math.sqrt(years.length) * 2;
  return {
    years,
    total: {
      year: "all",
      baseline: sum("baseline"),
      option: sum("option"),
      difference: total,
      ...(draws > 0 ? { p10: total - 1.28 * wide, p90: total + 1.28 * wide } : {}),
    },
  };
}

function costs(size: number, from: number, spend: number, draws: number): CostLine[] {
  const begun = (index: number) => Math.min(1, Math.max(0, (index * 12 + 12 - from) / 24));
  const late = (index: number) => Math.max(0, index * 12 - from) / 60;
  const care = (index: number) => -190_000 * size * (1 - Math.exp(-late(index)));
  const work = (index: number) => -60_000 * size * (1 - Math.exp(-late(index)));
  const spread = size === 0 ? 0 : 120_000;
  return [
    { id: "intensive", name: "Key workers", kind: "programme", ...rows((i) => spend * begun(i), 0, draws, 1_600_000) },
    { id: "spent", name: "Spent", kind: "spent", ...rows((i) => spend * begun(i), 0, draws, 1_600_000) },
    { id: "looked_after", name: "Looked-after placements", kind: "level", ...rows(care, spread, draws, 40_000_000) },
    { id: "child_in_need", name: "Social work with children in need", kind: "level", ...rows(work, spread / 3, draws, 9_000_000) },
    { id: "assessments", name: "Assessments", kind: "entry", ...rows((i) => work(i) / 6, spread / 9, draws, 2_000_000) },
    { id: "avoided", name: "Avoided", kind: "avoided", ...rows((i) => care(i) + (7 / 6) * work(i), spread, draws, 51_000_000) },
    { id: "net", name: "Net", kind: "net", ...rows((i) => spend * begun(i) + care(i) + (7 / 6) * work(i), spread, draws, 52_600_000) },
  ];
}

function funding(spend: number): FundingLine[] {
  const years = (share: number, added: number) =>
    Array.from({ length: MONTHS / 12 }, (_, index) => ({
      year: `${START + index}-${String(START + index + 1).slice(2)}`,
      baseline: 1_600_000 * share,
      option: 1_600_000 * share + (index < 2 ? 0 : added),
    }));
  return [
    { programme: "Intensive family support", source: "Base budget", years: years(0.4, spend) },
    { programme: "Intensive family support", source: "Troubled Families grant", years: years(0.6, 0) },
  ];
}

function support(staff: number): Answer["support"] {
  const figures = (staff: number) => ({
    started: staff * 18,
    finished: staff * 17,
    dropped_out: 600 - staff,
    waiting: 90 - staff,
    supported: staff * 12,
    places: staff * 12,
    open: staff * 12,
  });
  const years = Array.from({ length: MONTHS / 12 }, (_, i) => ({
    year: `${START + i}-${String(START + i + 1).slice(2)}`,
    baseline: figures(34),
    option: figures(i < 2 ? 34 : staff),
  }));
  return {
    programmes: [{ id: "intensive", name: "Intensive family support", years }],
    full: [{ name: "Intensive family support", full: 100, runs: 120 }],
  };
}

const NO_TABLE: Table = { title: "", columns: [], rows: [] };

export function answer(option: string, edit: Edit | null, draws: number): Answer {
  const one = view.options.find((each) => each.id === option);
  if (!one) throw new Error(`no option ${option}`);
  const { size, from, staff } = pull(option, edit);
  const exact = one.baseline || one.null_effect;
  const measures = view.measures.map((each) => measure(each.id, size, from, draws, exact));
  const looked = measures[0]?.difference;
  const at = (series: number[] | undefined) => Math.round(series?.[60] ?? 0);
  const now = at(looked?.mean);
  const size24 = `${Math.abs(now)} ${now > 0 ? "more" : "fewer"}`;
  const headline = now === 0 ? "By March 2024 as many children are looked after as if the current offer continues." : `By March 2024 about ${size24} children are looked after than if the current offer continues.`;
  const spend = one.baseline ? 0 : (staff - 34) * 48_000;
  const figures = Object.fromEntries([
    ...Array.from({ length: 11 }, (_, index) => [
      `staircase-${START + index}`,
      {
        title: `March ${START + index}: ${Math.round(35 * size)} fewer families are children in need, and more are supported at Complex`,
        sentence: "Invented.",
      },
    ]),
    ...view.measures.flatMap((each) => [
      [`fan-${each.id}`, { title: `${each.name} fall from 2019 to 2024 under either option`, sentence: "Invented." }],
      [`difference-${each.id}`, { title: now === 0 ? "The two options are the same" : `About ${size24} children than under the current offer by March 2024`, sentence: "Invented." }],
    ]),
    ["money", { title: "Spending comes first, and most of it is not avoided later", sentence: "Invented." }],
  ]) as Answer["words"]["figures"];
  return {
    kind: draws === 0 ? "expected" : "draws",
    option,
    baseline: "current-offer",
    null_effect: one.null_effect,
    draws,
    seed: "1",
    kept: false,
    dates: Array.from({ length: MONTHS + 1 }, (_, month) => new Date(Date.UTC(START, 3 + month, 0)).toISOString().slice(0, 10)),
    measures,
    staircase: staircase(size, from),
    costs: costs(size, from, spend, draws),
    funding: funding(spend),
    support: support(staff),
    words: {
      headline,
      year: 2024,
      days: [],
      turns: [],
      money: "spends",
      by_door: false,
      capacity: "Family support has every place taken in 100 of the 120 months that it runs.",
      preview: "Where every place is taken, the instant preview follows the average queue and is an approximation.",
      support: ["Intensive family support in 2023-24: about 610 families start, an average of 22 are waiting and 60 give up."],
      range: draws === 0 ? "Ranges are being worked out." : `8 in 10 runs: between about ${Math.abs(at(looked?.p10))} fewer and ${at(looked?.p90)} more. ${Math.round(measures[0]?.no_fewer?.[60] ?? 100)} of 100 runs show no reduction.`,
      truths: [
        { lead: "Some numbers rise at first.", rest: "Protection plans rise by about 3 in the first year, as need comes to light." },
        { lead: "It costs £0.8 million a year,", rest: "and does not pay back by 2029 in most runs." },
        { lead: "If support had no effect,", rest: "it would cost £6.5 million and avoid £0." },
      ],
      figures,
      warnings: ["Fewer than 10 children move in the first year, so the first-year figures rest on very few children."],
    },
    tables: { children: NO_TABLE, staircase: NO_TABLE, money: NO_TABLE, funding: NO_TABLE, support: NO_TABLE, door: NO_TABLE, variance: NO_TABLE },
  };
}
