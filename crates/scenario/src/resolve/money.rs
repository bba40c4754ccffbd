//! How money is counted, against the lines of a scenario.

use super::Checker;
use crate::figure::{Figure, Grade};
use crate::load::Loaded;
use crate::problem::Fault;
use crate::quantity::{self, Quantity};
use crate::register::{Row, spoken};
use crate::resolved::{
    Cash, Deflator, GrowthVariant, Level, Money, Optimism, Programme, Schedule, Wider,
};
use crate::written::{self, CashKind, OptimismOn};

/// What of the rest of a scenario the rules apply to.
pub(super) struct Around<'a> {
    pub levels: &'a [Level],
    pub programmes: &'a [Programme],
    /// Financial years of the projection, by the year they end in.
    pub years: &'a [i32],
}

/// The rules, if the scenario has a money part.
pub(super) fn resolve(desk: &mut Checker, loaded: &Loaded, around: &Around<'_>) -> Option<Money> {
    let written = loaded.money.as_ref()?;
    let price_year = price_year(desk, loaded);
    let budget_year = budget_year(desk, loaded, around.years);
    // The council's and the options' numbers are registered by now: their grades decide
    // how much is allowed for optimism.
    let grades = Grades::of(&desk.register, around);
    desk.open(loaded.scenario.parts.money.as_deref().unwrap_or_default());
    let deflator = deflator(desk, &written.deflator, price_year, around.years);
    let (schedules, schedule) = schedules(desk, &written.discount);
    let (growth, variant) = growth(desk, &written.growth, around.levels);
    let optimism = optimism(desk, &written.optimism, grades);
    let cash = cash(desk, &written.cash);
    let ids: Vec<&str> = written.agencies.iter().map(|a| a.id.as_str()).collect();
    desk.unique("agency", ids.iter().copied(), "agencies");
    let mut agency =
        |name: &str, path: &str| desk.find("agency", name, ids.iter().copied(), path).unwrap_or(0);
    let council = agency(&written.council, "council");
    let grants = agency(&written.grants, "grants");
    let wider = wider(desk, written, &ids, around.programmes);
    desk.open(&loaded.scenario.parts.council);
    let funders = loaded
        .council
        .funding
        .iter()
        .flatten()
        .map(|source| {
            let path = format!("funding.{}.agency", source.id);
            source.agency.as_deref().map_or(grants, |name| {
                desk.find("agency", name, ids.iter().copied(), &path).unwrap_or(grants)
            })
        })
        .collect();
    desk.open(loaded.scenario.parts.money.as_deref().unwrap_or_default());
    let reserve = written
        .reserve
        .as_ref()
        .map(|it| desk.figure(it, &quantity::SUM, "reserve", "Reserve to test against").now);
    Some(Money {
        title: written.about.title.clone(),
        price_year,
        budget_year,
        deflator,
        schedules,
        schedule,
        counting: written.discount.counting,
        growth,
        variant,
        optimism,
        cash,
        agencies: written.agencies.iter().map(|a| (a.id.clone(), a.name.clone())).collect(),
        council,
        grants,
        funders,
        wider,
        reserve,
    })
}

/// The financial year of `price_base`, which starts with one: "2024-25 prices".
fn price_year(desk: &mut Checker, loaded: &Loaded) -> i32 {
    desk.open(&loaded.main);
    let text = loaded.scenario.about.price_base.clone().unwrap_or_default();
    financial_year(text.split_whitespace().next().unwrap_or_default()).unwrap_or_else(|| {
        let allowed = "a financial year first, such as \"2024-25 prices\", as the scenario has a \
                       money part"
            .to_owned();
        desk.report("about.price_base", Fault::Date { found: text, allowed });
        2025
    })
}

/// Place of the financial year that discounting starts with.
fn budget_year(desk: &mut Checker, loaded: &Loaded, years: &[i32]) -> usize {
    let Some(text) = &loaded.scenario.projection.budget_year else { return 0 };
    let place = financial_year(text).and_then(|year| years.iter().position(|it| *it == year));
    place.unwrap_or_else(|| {
        desk.open(&loaded.main);
        let name = |year: Option<&i32>| {
            year.map_or_else(String::new, |year| crate::Calendar::financial_year_name(*year))
        };
        let allowed = format!(
            "a financial year of the projection, from {} to {}",
            name(years.first()),
            name(years.last())
        );
        desk.report("projection.budget_year", Fault::Date { found: text.clone(), allowed });
        0
    })
}

/// "2024-25" as the year it ends in.
fn financial_year(text: &str) -> Option<i32> {
    let (from, to) = text.split_once('-')?;
    let from: i32 = from.parse().ok().filter(|year| (1900..2200).contains(year))?;
    (to.len() == 2 && to.parse() == Ok((from + 1) % 100)).then_some(from + 1)
}

fn index(
    desk: &mut Checker,
    written: &written::PriceIndex,
    path: &str,
    label: &str,
) -> Option<i32> {
    desk.unit(&written.unit, &quantity::INDEX, path);
    desk.sourced(written.source.as_deref(), written.grade, path);
    for (place, value) in written.index.iter().enumerate() {
        desk.value(*value, &quantity::INDEX, &format!("{path}.index[{}]", place + 1));
    }
    if written.index.is_empty() {
        desk.report(format!("{path}.index"), Fault::Missing { key: "index".to_owned() });
    }
    let file = desk.file.clone();
    desk.register.push(Row::of_list(
        format!("{file}: {path}"),
        format!("{label}, from {}", written.first),
        &written.index,
        quantity::INDEX.unit,
        (written.source.as_deref(), written.grade, written.note.as_deref()),
    ));
    let first = financial_year(&written.first);
    if first.is_none() {
        let allowed = "a financial year such as \"2010-11\"".to_owned();
        let found = written.first.clone();
        desk.report(format!("{path}.first"), Fault::Date { found, allowed });
    }
    first
}

fn deflator(
    desk: &mut Checker,
    written: &written::Deflator,
    price_year: i32,
    years: &[i32],
) -> Deflator {
    let first = index(desk, &written.outturn, "deflator.outturn", "Prices, outturn").unwrap_or(0);
    let mut values = written.outturn.index.clone();
    let next = first + i32::try_from(values.len()).unwrap_or(0);
    if let Some(forecast) = &written.forecast {
        let from = index(desk, forecast, "deflator.forecast", "Prices, forecast");
        if from.is_some_and(|from| from != next) {
            let statement = format!(
                "The outturn ends before {}, so the forecast must start there.",
                crate::Calendar::financial_year_name(next)
            );
            desk.report("deflator.forecast.first", Fault::Contradiction { statement });
        }
        values.extend(&forecast.index);
    }
    let beyond = desk.figure(
        &written.beyond,
        &quantity::YEARLY_RATE,
        "deflator.beyond",
        "Growth of prices after the forecast",
    );
    let earliest = years.iter().copied().chain([price_year]).min().unwrap_or(price_year);
    if earliest < first {
        let name = crate::Calendar::financial_year_name;
        let statement = format!(
            "The price index starts in {}, but the scenario needs {}.",
            name(first),
            name(earliest)
        );
        desk.report("deflator.outturn.first", Fault::Contradiction { statement });
    }
    Deflator {
        name: written.name.clone(),
        vintage: written.vintage.clone(),
        first,
        index: values,
        outturn_to: next - 1,
        beyond: beyond.now,
    }
}

fn schedules(desk: &mut Checker, written: &written::Discount) -> (Vec<Schedule>, usize) {
    let ids: Vec<&str> = written.schedules.iter().map(|it| it.id.as_str()).collect();
    desk.unique("discount schedule", ids.iter().copied(), "discount.schedules");
    let chosen =
        desk.find("discount schedule", &written.schedule, ids.iter().copied(), "discount.schedule");
    let schedules = written.schedules.iter().map(|it| schedule(desk, it)).collect();
    (schedules, chosen.unwrap_or(0))
}

fn schedule(desk: &mut Checker, written: &written::Schedule) -> Schedule {
    let path = format!("discount.schedules[{}]", written.id);
    desk.unit(&written.unit, &quantity::YEARLY_RATE, &path);
    desk.sourced(written.source.as_deref(), written.grade, &path);
    let (found, expected) = (written.rates.len(), written.from_year.len());
    if found != expected {
        let of = "band of years";
        desk.report(format!("{path}.rates"), Fault::Length { found, expected, of });
    }
    for (place, rate) in written.rates.iter().enumerate() {
        desk.value(*rate, &quantity::YEARLY_RATE, &format!("{path}.rates[{}]", place + 1));
    }
    let rising = written.from_year.windows(2).all(|pair| pair[0] < pair[1]);
    let years: Vec<u32> =
        written.from_year.iter().filter_map(|year| u32::try_from(*year).ok()).collect();
    if years.first() != Some(&0) || !rising || years.len() != written.from_year.len() {
        let statement = "The bands must start with year 0 and rise.".to_owned();
        desk.report(format!("{path}.from_year"), Fault::Contradiction { statement });
    }
    let file = desk.file.clone();
    desk.register.push(Row::of_list(
        format!("{file}: {path}.rates"),
        format!("Discount rates: {}", written.name),
        &written.rates,
        quantity::YEARLY_RATE.unit,
        (written.source.as_deref(), written.grade, written.note.as_deref()),
    ));
    Schedule {
        id: written.id.clone(),
        name: written.name.clone(),
        vintage: written.vintage.clone(),
        standing: written.standing,
        bands: years.into_iter().zip(written.rates.iter().copied()).collect(),
    }
}

fn growth(
    desk: &mut Checker,
    written: &written::Growth,
    levels: &[Level],
) -> (Vec<GrowthVariant>, usize) {
    let ids: Vec<&str> = written.variants.iter().map(|it| it.id.as_str()).collect();
    desk.unique("variant of growth", ids.iter().copied(), "growth.variants");
    let chosen =
        desk.find("variant of growth", &written.variant, ids.iter().copied(), "growth.variant");
    let mut variants = Vec::new();
    for it in &written.variants {
        let path = format!("growth.variants[{}]", it.id);
        let label = format!("Unit cost uplift above inflation (real growth), {}", it.name);
        let mut rate = |figure: &Figure, path: &str, label: &str| {
            desk.figure(figure, &quantity::YEARLY_RATE, path, label).now
        };
        let others = rate(&it.others, &format!("{path}.others"), &label);
        let mut by_level = vec![others; levels.len()];
        for (place, own) in it.levels.iter().flatten().enumerate() {
            let path = format!("{path}.levels[{}].growth", place + 1);
            let name = |id: &String| {
                let level = levels.iter().find(|level| level.id == *id);
                level.map_or_else(|| spoken(id), |level| level.name.clone())
            };
            let names: Vec<String> = own.levels.iter().map(name).collect();
            let value = rate(&own.growth, &path, &format!("{label}: {}", names.join(", ")));
            for (level, slot) in levels.iter().zip(&mut by_level) {
                if own.levels.contains(&level.id) {
                    *slot = value;
                }
            }
        }
        variants.push(GrowthVariant {
            id: it.id.clone(),
            name: it.name.clone(),
            levels: by_level,
            others,
        });
    }
    (variants, chosen.unwrap_or(0))
}

/// Grades of what costs, read from the register.
struct Grades {
    programmes: Vec<Grade>,
    levels: Vec<Grade>,
    entries: Vec<Grade>,
}

impl Grades {
    fn of(register: &[Row], around: &Around<'_>) -> Self {
        let row = |place: &str| {
            register
                .iter()
                .find(|row| row.path.split_once(": ").is_some_and(|(_, own)| own == place))
                .map(|row| row.grade)
        };
        let programme = |it: &Programme| {
            let costs = [
                ("staff_cost", it.staff_cost.central),
                ("place_cost", it.place_cost.central),
                ("family_cost", it.family_cost.central),
                ("set_up", it.set_up.central),
            ];
            let known = costs
                .iter()
                .filter(|(_, cost)| *cost > 0.0)
                .filter_map(|(key, _)| row(&format!("programmes.{}.{key}", it.id)));
            known.max_by_key(|grade| least_known(*grade)).unwrap_or(Grade::Assumed)
        };
        let level =
            |it: &Level| row(&format!("unit_costs[{}].cost", it.id)).unwrap_or(Grade::Assumed);
        let entries = register
            .iter()
            .filter(|row| {
                row.path.split_once(": ").is_some_and(|(_, own)| own.starts_with("entry_costs["))
            })
            .map(|row| row.grade)
            .collect();
        Self {
            programmes: around.programmes.iter().map(programme).collect(),
            levels: around.levels.iter().map(level).collect(),
            entries,
        }
    }
}

fn least_known(grade: Grade) -> u8 {
    match grade {
        Grade::MeasuredHere => 0,
        Grade::MeasuredElsewhere => 1,
        Grade::Claimed => 2,
        Grade::Assumed => 3,
    }
}

fn optimism(desk: &mut Checker, written: &written::Optimism, grades: Grades) -> Optimism {
    let mitigation = desk.figure(
        &written.mitigation,
        &quantity::SHARE,
        "optimism.mitigation",
        "Optimism bias: share managed away",
    );
    let mut table = [[0.0; 2]; 4];
    let mut given = [false; 4];
    for row in &written.by_grade {
        let path = format!("optimism.by_grade[{}]", row.of.word());
        let label = format!("Optimism bias allowance, numbers that are {}", spoken(row.of.word()));
        let mut share = |figure: &Figure, quantity: &Quantity, key: &str| {
            desk.figure(figure, quantity, &format!("{path}.{key}"), &format!("{label}: {key}")).now
        };
        let place = usize::from(least_known(row.of));
        table[place] = [
            share(&row.cost, &quantity::UPLIFT, "cost"),
            share(&row.benefit, &quantity::SHARE, "benefit"),
        ];
        given[place] = true;
    }
    if given.contains(&false) || written.by_grade.len() != given.len() {
        let statement = "Each of the four grades must have its allowance, once.".to_owned();
        desk.report("optimism.by_grade", Fault::Contradiction { statement });
    }
    let left = 1.0 - mitigation.now;
    let (costs, benefits) = match written.on {
        OptimismOn::Nothing => (0.0, 0.0),
        OptimismOn::Costs => (left, 0.0),
        OptimismOn::CostsAndBenefits => (left, left),
    };
    let share = |of: &[Grade], column: usize, times: f64| {
        of.iter().map(|grade| times * table[usize::from(least_known(*grade))][column]).collect()
    };
    Optimism {
        on: written.on,
        programmes: share(&grades.programmes, 0, costs),
        levels: share(&grades.levels, 1, benefits),
        entries: share(&grades.entries, 1, benefits),
        mitigation: mitigation.now,
        grades: grades.programmes,
    }
}

fn cash(desk: &mut Checker, written: &[written::Cash]) -> Vec<Cash> {
    let mut found = Vec::new();
    for it in written {
        let word = match it.lines {
            CashKind::Placements => "placements",
            CashKind::SocialWork => "social_work",
            CashKind::Assessments => "assessments",
            CashKind::BelowThreshold => "below_threshold",
        };
        let path = format!("cash[{word}]");
        if found.iter().any(|other: &Cash| other.lines == it.lines) {
            let (kind, name) = ("cash rule", word.to_owned());
            desk.report(&path, Fault::Duplicate { kind, name });
        }
        let label = |of: &str| format!("Cash from {}: {of}", spoken(word));
        let share =
            desk.figure(&it.share, &quantity::SHARE, &format!("{path}.share"), &label("share"));
        let lag =
            desk.figure(&it.lag, &quantity::MONTHS, &format!("{path}.lag"), &label("months until"));
        let team = it.team.as_ref().map(|team| {
            let staff = desk.figure(
                &team.staff,
                &quantity::TEAM,
                &format!("{path}.team.staff"),
                &label("people of a team"),
            );
            let cost = desk.figure(
                &team.staff_cost,
                &quantity::STAFF_COST,
                &format!("{path}.team.staff_cost"),
                &label("cost of one of them"),
            );
            staff.now * cost.now
        });
        let lag = lag.now.clamp(0.0, quantity::MONTHS.maximum).round() as usize;
        found.push(Cash { lines: it.lines, share: share.now, lag, team });
    }
    let all = [
        CashKind::Placements,
        CashKind::SocialWork,
        CashKind::Assessments,
        CashKind::BelowThreshold,
    ];
    if all.iter().any(|kind| found.iter().all(|it| it.lines != *kind)) {
        let statement = "Each kind of line needs a rule: placements, social_work, assessments \
                         and below_threshold."
            .to_owned();
        desk.report("cash", Fault::Contradiction { statement });
    }
    found
}

fn wider(
    desk: &mut Checker,
    written: &written::MoneyFile,
    agencies: &[&str],
    programmes: &[Programme],
) -> Vec<Wider> {
    let lines = written.wider.as_deref().unwrap_or_default();
    desk.unique("line", lines.iter().map(|it| it.id.as_str()), "wider");
    let mut found = Vec::new();
    for it in lines {
        let path = format!("wider[{}]", it.id);
        let quantity = match it.per {
            written::WiderPer::Pound => &quantity::PER_POUND,
            written::WiderPer::Family => &quantity::PER_FAMILY,
        };
        let value = desk.figure(&it.value, quantity, &format!("{path}.value"), &it.name).now;
        let agency =
            desk.find("agency", &it.agency, agencies.iter().copied(), &format!("{path}.agency"));
        let own: Vec<usize> =
            (0..programmes.len()).filter(|p| it.programmes.contains(&programmes[*p].id)).collect();
        if own.is_empty() {
            continue;
        }
        found.push(Wider {
            id: it.id.clone(),
            name: it.name.clone(),
            agency: agency.unwrap_or(0),
            kind: it.kind,
            programmes: own,
            per: it.per,
            value,
            source: it.value.source.clone().unwrap_or_default(),
            grade: it.value.grade,
            overlaps: it.overlaps.clone().unwrap_or_default(),
        });
    }
    found
}
