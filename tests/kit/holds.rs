//! What must hold of records of any scenario, exactly or to the rounding of sums.

// Exact equality is what these checks are about.
#![allow(clippy::float_cmp)]

use staircase_answers::outcome::money::LineKind;
use staircase_answers::study::Study;
use staircase_model::microsimulation::draw::Parameters;
use staircase_model::plan::Plan;
use staircase_model::record::lines::{Line, lines};
use staircase_model::record::{Block, Layout, PopulationFlows, SupportItem};
use staircase_scenario::resolved::PolicyOption;

/// The bits of a record, for comparisons that forgive nothing.
pub fn bits(record: &[f64]) -> Vec<u64> {
    record.iter().map(|number| number.to_bits()).collect()
}

/// Children at all levels at the end of a month.
pub fn children(layout: &Layout, record: &[f64], month: usize) -> f64 {
    (0..layout.levels).map(|level| record[layout.at(Block::Children, level, month)]).sum()
}

/// Children of every month are those before, plus births and arrivals, less those who
/// came of age or went elsewhere.
#[track_caller]
pub fn conserved(layout: &Layout, record: &[f64]) {
    let turned = |item: PopulationFlows, month| {
        record[layout.at(Block::PopulationFlows, item as usize, month)]
    };
    for month in 1..=layout.months {
        let came = turned(PopulationFlows::BornChildren, month)
            + turned(PopulationFlows::ArrivedChildren, month);
        let went = turned(PopulationFlows::GrownChildren, month)
            + turned(PopulationFlows::LeftChildren, month);
        let expected = children(layout, record, month - 1) + came - went;
        let found = children(layout, record, month);
        assert!((found - expected).abs() < 1e-6, "month {month}: {found} for {expected}");
    }
}

/// The same for families, counted on each year's last day; years of twelve months.
#[track_caller]
pub fn families_conserved(layout: &Layout, record: &[f64]) {
    let turned = |item: PopulationFlows, month| {
        record[layout.at(Block::PopulationFlows, item as usize, month)]
    };
    let families = |year| -> f64 {
        (0..layout.levels).map(|level| record[layout.at(Block::Families, level, year)]).sum()
    };
    for year in 1..=layout.months / 12 {
        let turned: f64 = (12 * year - 11..=12 * year)
            .map(|m| {
                turned(PopulationFlows::BornFamilies, m)
                    + turned(PopulationFlows::ArrivedFamilies, m)
                    - turned(PopulationFlows::GrownFamilies, m)
                    - turned(PopulationFlows::LeftFamilies, m)
            })
            .sum();
        assert!((families(year) - families(year - 1) - turned).abs() < 1e-6, "year {year}");
    }
}

/// Undiscounted cost at central values: a programme costs exactly its staff times
/// their price, its places and the families who start; a level exactly its unit cost
/// times child-years.
#[track_caller]
pub fn costs_are_price_times_time(study: &Study, record: &[f64], plan: &Plan) {
    let (layout, scenario) = (&study.model.layout, &study.model.scenario);
    for (place, line) in lines(scenario).iter().enumerate() {
        let expected = match line {
            Line::Programme(p) => {
                let (it, provided) = (&scenario.programmes[*p], &plan.programmes[*p]);
                let sum = |series: &[f64]| series[1..].iter().sum::<f64>();
                let started = layout.series(record, Block::Support, SupportItem::Started.of(*p));
                sum(&provided.staff) / 12.0 * it.staff_cost.central
                    + sum(&provided.places) * it.place_cost.central
                    + sum(started) * it.family_cost.central
                    + provided.set_up.map_or(0.0, |_| it.set_up.central)
            }
            Line::Level(level) => {
                let stock = layout.series(record, Block::Children, *level);
                let child_months: f64 =
                    stock.windows(2).map(|ends| f64::midpoint(ends[0], ends[1])).sum();
                child_months / 12.0 * scenario.unit_costs[*level].central
            }
            _ => continue,
        };
        let cost: f64 = layout.series(record, Block::Cost, place).iter().sum();
        let apart = (cost - expected).abs();
        assert!(apart <= 1e-9 * expected.abs(), "{line:?}: {cost} for {expected}");
    }
}

/// In a world where support changes nothing, more of it moves no family otherwise:
/// the cost avoided is exactly 0 and the net cost exactly what was spent.
#[track_caller]
pub fn null_effect_avoids_nothing(study: &Study, null: &PolicyOption, draws: u64) {
    let (layout, scenario) = (&study.model.layout, &study.model.scenario);
    let pair = study.pair(null);
    assert!(pair.iter().all(|option| option.null_effect));
    let blocks = [
        (Block::Children, layout.levels),
        (Block::Flow, layout.flows.len()),
        (Block::Families, layout.levels),
        (Block::Moved, layout.moves),
    ];
    for draw in 0..draws {
        let records = study.simulator(1, Parameters::Sampled).draw(draw, &pair);
        let same = |block, item| {
            let [a, b] = [0, 1].map(|side: usize| layout.series(&records[side], block, item));
            assert_eq!(a, b, "{block:?} {item}");
        };
        for (place, line) in lines(scenario).iter().enumerate() {
            if !line.spent() {
                same(Block::Cost, place);
            }
        }
        for (block, items) in blocks {
            (0..items).for_each(|item| same(block, item));
        }
    }
    let path = study.expected(null);
    let line = |kind: LineKind| path.costs.iter().find(|l| l.kind == kind).expect("a line");
    assert_eq!(line(LineKind::Avoided).total.difference, 0.0);
    assert!(line(LineKind::Spent).total.difference > 0.0);
    assert_eq!(line(LineKind::Net).total.difference, line(LineKind::Spent).total.difference);
}

/// A draw depends on its number alone: not on which draws ran before, nor on which
/// options were beside it.
#[track_caller]
pub fn a_draw_stands_alone(study: &Study) {
    let options = &study.model.scenario.options;
    let simulator = study.simulator(4, Parameters::Sampled);
    let together = simulator.draw(7, options);
    let _ = simulator.draw(6, options);
    let last = options.len() - 1;
    let alone = simulator.draw(7, &options[last..]);
    assert_eq!(bits(&together[last]), bits(&alone[0]));
    let other_seed = study.simulator(5, Parameters::Sampled).draw(7, &options[last..]);
    assert!(other_seed[0] != alone[0]);
}

/// Families supported at a level are never more than the families there.
#[track_caller]
pub fn coverage_is_a_share(layout: &Layout, record: &[f64]) {
    for level in 0..layout.levels {
        for year in 0..=layout.years {
            let at = |block| record[layout.at(block, level, year)];
            let (all, held) = (at(Block::Families), at(Block::FamiliesSupported));
            let waiting = at(Block::FamiliesWaiting);
            assert!(held + waiting <= all + 1e-9, "level {level}: {held} + {waiting} of {all}");
        }
    }
}

/// How far the mean of draws is from the path, in standard errors.
#[derive(Debug, Default)]
pub struct Agreement {
    /// Comparisons made.
    pub tested: usize,
    /// Those beyond three standard errors, in words.
    pub beyond: Vec<String>,
}

/// Compares the mean of `n` draws at central values with the path: stocks of both
/// sides of a pair and their difference, in the months given. `slack` is what the
/// path may be off by, given its own value.
pub fn agreement(
    study: &Study,
    option: &PolicyOption,
    (seed, n): (u64, u64),
    months: &[usize],
    slack: impl Fn(f64) -> f64,
) -> Agreement {
    let (layout, scenario) = (&study.model.layout, &study.model.scenario);
    let pair = study.pair(option);
    let paths = pair.each_ref().map(|option| study.central_path(&study.model.plan(option)));
    let simulator = study.simulator(seed, Parameters::Central);
    let mut sums = vec![[[0.0; 2]; 3]; layout.len()];
    for draw in 0..n {
        let records = simulator.draw(draw, &pair);
        for (place, sum) in sums.iter_mut().enumerate() {
            let (a, b) = (records[0][place], records[1][place]);
            for (slot, value) in sum.iter_mut().zip([a, b, b - a]) {
                slot[0] += value;
                slot[1] += value * value;
            }
        }
    }
    let n = n as f64;
    let mut found = Agreement::default();
    for level in 0..layout.levels {
        for month in months.iter().copied().filter(|month| *month <= layout.months) {
            let place = layout.at(Block::Children, level, month);
            let path = [paths[0][place], paths[1][place], paths[1][place] - paths[0][place]];
            for (side, path) in path.iter().enumerate() {
                let [sum, squares] = sums[place][side];
                let mean = sum / n;
                let variance = (squares - sum * mean) / (n - 1.0);
                let error = (variance / n).max(0.0).sqrt();
                if error == 0.0 {
                    // An event too rare to be seen in n draws.
                    assert!((mean - path).abs() < 10.0 / n, "no spread: {mean} for {path}");
                    continue;
                }
                found.tested += 1;
                let z = ((mean - path).abs() - slack(*path)).max(0.0) / error;
                if z > 3.0 {
                    let name = &scenario.levels[level].id;
                    found.beyond.push(format!(
                        "{name} month {month} side {side}: {mean} path {path} z {z}"
                    ));
                }
            }
        }
    }
    found
}
