//! B14: the Green Book's finance, on the schedules that ship with the tool.

use super::report::{CaseReport, Effort};
use staircase_appraisal::discount::{factor, net_present_value};
use staircase_appraisal::returns::{
    annuity, discounted_payback, equivalent_annual_of, internal_rate, payback, rate_of_period,
    with_optimism,
};
use staircase_scenario::resolved::Schedule;
use staircase_scenario::written::MoneyFile;
use staircase_scenario::{Files, load};

/// Upper bounds of Mott MacDonald 2002: project, on capital cost, on duration.
const OPTIMISM: [(&str, f64, f64); 6] = [
    ("standard buildings", 0.24, 0.04),
    ("non-standard buildings", 0.51, 0.39),
    ("standard civil engineering", 0.44, 0.20),
    ("non-standard civil engineering", 0.66, 0.25),
    ("equipment and development", 2.00, 0.54),
    ("outsourcing", 0.41, 0.15),
];

/// Runs the case.
pub fn b14(_: &Effort) -> Vec<CaseReport> {
    let mut case = CaseReport::new(
        "B14",
        "Green Book: discount factors, annuities, payback, optimism",
        "Tests of the greenbook package for R; HM Treasury, The Green Book",
    );
    let shipped = include_str!("../../../scenarios/money/england.toml").to_owned();
    let name = "money/england.toml";
    let file = load::read::<MoneyFile>(name, &Files::from([(name.to_owned(), shipped)]));
    case.needs("the money rules that ship with the tool can be read", file.is_ok());
    let schedules = file.map(|file| file.discount.schedules).unwrap_or_default();
    let by_id = |id: &str| {
        schedules.iter().find(|it| it.id == id).map(|it| Schedule {
            id: it.id.clone(),
            name: it.name.clone(),
            vintage: it.vintage.clone(),
            standing: it.standing,
            bands: it
                .from_year
                .iter()
                .filter_map(|year| u32::try_from(*year).ok())
                .zip(it.rates.iter().copied())
                .collect(),
        })
    };
    let wanted = [
        ("green-book", [0.035, 0.03, 0.025, 0.02, 0.015, 0.01]),
        ("green-book-health", [0.015, 0.0129, 0.0107, 0.0086, 0.0064, 0.0043]),
        ("green-book-catastrophic", [0.03, 0.0257, 0.0214, 0.0171, 0.0129, 0.0086]),
    ];
    for (id, rates) in wanted {
        let Some(schedule) = by_id(id) else {
            case.holds(format!("there is a schedule {id}"), false);
            continue;
        };
        bands(&mut case, &schedule, &rates);
        if id == "green-book" {
            factors(&mut case, &schedule);
            returns(&mut case, &schedule);
        }
    }
    for (project, cost, duration) in OPTIMISM {
        let twice = with_optimism(1.0, cost, 0.0) + with_optimism(1.0, duration, 0.0);
        case.exact(format!("optimism, {project}: cost and duration"), twice, 2.0 + cost + duration);
    }
    let building = with_optimism(1_000_000.0, OPTIMISM[1].1, 0.5);
    case.exact("£1m non-standard building, half mitigated", building, 1_255_000.0);
    vec![case]
}

/// Each band's first and last year are discounted at its rate, not at its neighbour's.
fn bands(case: &mut CaseReport, schedule: &Schedule, rates: &[f64; 6]) {
    let edges = [(1, 30), (31, 75), (76, 125), (126, 200), (201, 300), (301, 400)];
    for ((first, last), rate) in edges.into_iter().zip(rates) {
        for year in [first, last] {
            let year = f64::from(year);
            let found = factor(schedule, year - 1.0) / factor(schedule, year) - 1.0;
            case.digits(format!("{}: rate of year {year}", schedule.name), found, *rate, 9);
        }
    }
}

fn factors(case: &mut CaseReport, schedule: &Schedule) {
    for (year, expected, decimals) in [
        (0.0, 1.0, 12),
        (1.0, 0.966_183_575, 9),
        (5.0, 0.841_973_167, 9),
        (10.0, 0.708_918_814, 9),
        (30.0, 0.356_278_410_602, 12),
        (31.0, 0.345_901_369_517, 12),
        (75.0, 0.094_213_772_577, 12),
        (76.0, 0.091_915_875_685, 12),
        (125.0, 0.027_410_763_016, 12),
    ] {
        case.digits(format!("factor of year {year}"), factor(schedule, year), expected, decimals);
    }
    let step = factor(schedule, 29.5) / factor(schedule, 30.5);
    let between = staircase_numerics::maths::sqrt(1.035 * 1.03);
    case.routes_agree("from the middle of year 30 to that of year 31", step, between);
}

fn returns(case: &mut CaseReport, schedule: &Schedule) {
    let flows = [-100.0, 30.0, 30.0, 30.0, 30.0, 30.0];
    case.digits("net present value", net_present_value(&flows, schedule), 35.451_571_264, 9);
    let yearly = equivalent_annual_of(&flows, schedule).unwrap_or(f64::NAN);
    case.digits("equivalent annual amount", yearly, 7.851_862_684, 9);
    case.digits("annuity, year-end", annuity(0.035, 10, 1.0), 8.316_605_322_578, 12);
    case.digits("annuity, mid-year", annuity(0.035, 10, 0.5), 8.460_894_245_571, 12);
    let quarter = rate_of_period(0.035, 4.0);
    case.digits("rate of a quarter", quarter, 0.008_637_445_998, 12);
    case.digits("40 quarter-ends", annuity(quarter, 40, 1.0), 33.699_913_882_794, 12);
    let flows = [-100.0, 0.0, 30.0, 40.0, 50.0, 60.0];
    case.exact("simple payback, years", payback(&flows).unwrap_or(f64::NAN), 3.6);
    // The last running sum is printed as 58.173530; its exact value, 58.17353062, rounds up.
    let mut sum = -100.0;
    for (year, (worth, running)) in [
        (0.0, -100.0),
        (28.005_321, -71.994_679),
        (36.077_708, -35.916_971),
        (43.572_111, 7.655_141),
        (50.518_390, 58.173_531),
    ]
    .into_iter()
    .enumerate()
    {
        let found = flows[year + 1] * factor(schedule, (year + 1) as f64);
        sum += found;
        case.digits(format!("worth of year {}", year + 1), found, worth, 6);
        case.digits(format!("cumulative worth, year {}", year + 1), sum, running, 6);
    }
    let discounted = discounted_payback(&flows, schedule).unwrap_or(f64::NAN);
    case.digits("discounted payback, years", discounted, 3.8243, 4);
    let rate = internal_rate(&flows).unwrap_or(f64::NAN);
    case.digits("internal rate of return, %", 100.0 * rate, 17.305_304, 6);
}
