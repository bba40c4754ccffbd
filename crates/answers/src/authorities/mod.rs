//! Every English authority: its published figures, its neighbours, its fit, and a scenario made
//! from them.
//!
//! | Module | Concept |
//! | --- | --- |
//! | [`figures`] | the published figures of all areas |
//! | [`fits`] | the table of fits that ships |
//! | [`profile`] | an authority beside its neighbours, its region and England |
//!
//! A scenario of an authority is the base (`authority.toml`: England's rates and offer for
//! 100,000 children) put on the authority's published figures and fitted rates. What is
//! published is its own; its offer is not published and is assumed, in proportion to children.

pub mod figures;
pub mod fits;
pub mod profile;

use crate::explore::backtest::{BacktestRow, backtest, coverage};
use crate::explore::calibrate::calibrate;
use crate::explore::calibrate::fit::{Fit, Kind};
use crate::explore::calibrate::made_for::{LevelFigures, MadeFor, Prices};
use crate::explore::calibrate::panel::Nation;
use crate::explore::calibrate::posterior::{Kept, Posterior};
use crate::explore::calibrate::table::Calibration;
use crate::explore::calibrate::write;
use figures::{Figures, rows};
use fits::{Quality, Row, made_from};
use serde::{Deserialize, Serialize};
use staircase_scenario::observe::Area;
use staircase_scenario::observe::areas::identity;
use staircase_scenario::observe::measures::words;
use staircase_scenario::problem::{listed, nearest};
use staircase_scenario::{Calendar, Fault, Files, Problem, Scenario};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// Path of the scenario that all are made from.
pub const BASE: &str = "authority.toml";

/// Longest text that is looked up as a name.
const LONGEST: usize = 200;

/// Letters of it that are shown when it names none.
const SHOWN: usize = 60;

/// Windows of past projections: last year fitted, last year projected.
pub const WINDOWS: [(i32, i32); 3] = [(2016, 2019), (2018, 2022), (2019, 2025)];

/// Authorities that the method was not tuned on.
pub const HELD_OUT: [&str; 12] = [
    "Blackpool",
    "Essex",
    "Hertfordshire",
    "Kent",
    "Leeds",
    "Lewisham",
    "North Yorkshire",
    "Rochdale",
    "Southampton",
    "Stockport",
    "Stoke-on-Trent",
    "Telford and Wrekin",
];

/// The texts of the tables.
#[derive(Debug, Clone, Deserialize)]
#[cfg_attr(
    feature = "typescript",
    derive(schemars::JsonSchema),
    schemars(rename = "AuthorityTables")
)]
pub struct Tables<'a> {
    /// `areas.csv`: codes, names, regions, predecessors.
    pub areas: Cow<'a, str>,
    /// `neighbours.csv`: ten statistical neighbours of each authority.
    pub neighbours: Cow<'a, str>,
    /// `observed.csv`: published figures.
    pub observed: Cow<'a, str>,
    /// `releases.csv`: where they were published.
    pub releases: Cow<'a, str>,
    /// `levels.csv`: which published figures are a level's own.
    pub levels: Cow<'a, str>,
    /// `fits.csv`: fitted rates.
    pub fits: Cow<'a, str>,
}

/// The tables that come with the program.
#[cfg(not(target_arch = "wasm32"))]
#[must_use]
pub fn shipped() -> Tables<'static> {
    Tables {
        areas: include_str!("../../../../scenarios/authorities/areas.csv").into(),
        neighbours: include_str!("../../../../scenarios/authorities/neighbours.csv").into(),
        observed: include_str!("../../../../scenarios/authorities/observed.csv").into(),
        releases: include_str!("../../../../scenarios/authorities/releases.csv").into(),
        levels: include_str!("../../../../scenarios/authorities/levels.csv").into(),
        fits: include_str!("../../../../scenarios/authorities/fits.csv").into(),
    }
}

/// The base scenario that comes with the program.
#[cfg(not(target_arch = "wasm32"))]
#[must_use]
pub fn shipped_base() -> Files {
    macro_rules! file {
        ($name:literal) => {
            ($name.to_owned(), include_str!(concat!("../../../../scenarios/", $name)).to_owned())
        };
    }
    Files::from([
        file!("authority.toml"),
        file!("frameworks/national.toml"),
        file!("defaults/england-2025.toml"),
        file!("councils/authority.toml"),
        file!("options/authority.toml"),
        file!("money/england.toml"),
        file!("sources/bibliography.toml"),
    ])
}

/// One authority, as a list shows it.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct Authority {
    /// What it is called in addresses and on the command line, such as `leeds`.
    pub slug: String,
    /// Code of the Office for National Statistics.
    pub code: String,
    /// Name.
    pub name: String,
    /// Earlier codes, names of areas that became part of it, short forms.
    pub former: Vec<String>,
    /// Region.
    pub region: String,
    /// Code of the region.
    #[serde(skip)]
    pub region_code: String,
    /// Why nothing can be projected for it, if so.
    pub unavailable: Option<String>,
    /// What is particular in its history, in sentences.
    pub history: Vec<String>,
    /// Why its fit is less good than others', in sentences.
    pub doubts: Vec<String>,
}

/// A statistical neighbour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct Neighbour {
    /// Name.
    pub name: String,
    /// Code.
    pub code: String,
    /// How close, in the words of the Department for Education.
    pub closeness: String,
}

/// All authorities.
#[derive(Debug, Clone)]
pub struct Authorities {
    /// In order of their names.
    pub list: Vec<Authority>,
    /// Figures of all areas.
    pub figures: Figures,
    /// Fits by code.
    pub fits: BTreeMap<String, Row>,
    neighbours: BTreeMap<String, Vec<Neighbour>>,
    levels: Vec<LevelFigures>,
}

/// What a name was found to be.
#[derive(Debug, Clone, PartialEq)]
pub enum Found<'a> {
    /// An authority in being.
    One(&'a Authority),
    /// An area that is no more: those that took its place.
    Abolished(Vec<&'a Authority>),
    /// Nothing, and what may have been meant.
    None(Vec<&'a Authority>),
}

/// An address of a name: `Bristol, City of` is `bristol-city-of`.
#[must_use]
pub fn slug(name: &str) -> String {
    words(name).replace(' ', "-")
}

impl Authorities {
    /// Reads the tables.
    ///
    /// # Errors
    /// What cannot be read, in a sentence.
    pub fn read(tables: &Tables<'_>) -> Result<Self, String> {
        let figures = Figures::read(&tables.observed, &tables.releases)?;
        let fits = fits::read(&tables.fits)?;
        let mut neighbours: BTreeMap<String, Vec<Neighbour>> = BTreeMap::new();
        for row in rows("neighbours.csv", &tables.neighbours)? {
            let text = |key: &str| row.get(key).cloned().unwrap_or_default();
            neighbours.entry(text("area_code")).or_default().push(Neighbour {
                name: text("neighbour"),
                code: text("neighbour_code"),
                closeness: text("closeness"),
            });
        }
        let areas = rows("areas.csv", &tables.areas)?;
        let mut list: Vec<Authority> = areas
            .iter()
            .filter(|row| row.get("level").is_some_and(|level| level == "authority"))
            .map(|row| authority(row, &areas, &figures, &fits))
            .collect();
        list.sort_by(|a, b| a.name.cmp(&b.name));
        let mut reader = csv::Reader::from_reader(tables.levels.as_bytes());
        let levels: Result<Vec<LevelFigures>, csv::Error> = reader.deserialize().collect();
        let levels = levels.map_err(|error| format!("levels.csv cannot be read: {error}."))?;
        Ok(Self { list, figures, fits, neighbours, levels })
    }

    /// Finds an authority by slug, code, former code or any form of its name.
    #[must_use]
    pub fn find(&self, text: &str) -> Found<'_> {
        if text.trim().is_empty() || text.len() > LONGEST {
            return Found::None(Vec::new());
        }
        let wanted = identity(&text.replace('-', " "));
        let code = text.trim().to_uppercase();
        let is = |it: &&Authority| {
            it.code == code
                || identity(&it.name) == wanted
                || it.slug == slug(text)
                || it.former.iter().any(|former| former.split(' ').next() == Some(&code))
        };
        if let Some(one) = self.list.iter().find(is) {
            return Found::One(one);
        }
        let became: Vec<&Authority> = self
            .list
            .iter()
            .filter(|it| it.former.iter().any(|former| identity(former) == wanted))
            .collect();
        if !became.is_empty() {
            return Found::Abolished(became);
        }
        let near = |it: &&Authority| {
            let own = identity(&it.name);
            !wanted.is_empty()
                && (own.contains(&wanted)
                    || wanted.contains(&own)
                    || own
                        .split(' ')
                        .any(|word| word.len() > 3 && wanted.split(' ').any(|w| w == word))
                    || nearest(&wanted, [own.as_str()]).is_some())
        };
        Found::None(self.list.iter().filter(near).take(8).collect())
    }

    /// The authority that a text names.
    ///
    /// # Errors
    /// Which took its place, or which may have been meant, in a sentence.
    pub fn one(&self, text: &str) -> Result<&Authority, String> {
        let names = |list: &[&Authority]| {
            list.iter().map(|it| it.slug.as_str()).collect::<Vec<_>>().join(", ")
        };
        let found = self.find(text);
        let text: String = text.chars().take(SHOWN).collect();
        match found {
            Found::One(one) => Ok(one),
            Found::Abolished(became) => {
                Err(format!("“{text}” is no authority any more. In its place: {}.", names(&became)))
            }
            Found::None(near) if near.is_empty() => {
                Err(format!("There is no English authority called “{text}”."))
            }
            Found::None(near) => Err(format!(
                "There is no English authority called “{text}”. Did you mean: {}?",
                names(&near)
            )),
        }
    }

    /// Its ten statistical neighbours, nearest first.
    #[must_use]
    pub fn neighbours(&self, code: &str) -> &[Neighbour] {
        self.neighbours.get(code).map_or(&[], Vec::as_slice)
    }

    /// Where all authorities stood in a year.
    #[must_use]
    pub fn nation(&self, until: i32) -> Nation {
        let areas: Vec<Area> =
            self.list.iter().filter_map(|it| self.figures.area(&it.code)).collect();
        Nation::of(&areas.iter().collect::<Vec<_>>(), until)
    }

    /// The scenario of an authority: the path of its file, and those of its files that the base
    /// does not have. `base` are the files of the base scenario, `scenario` is what they say.
    ///
    /// # Errors
    /// Why there is none, or problems of the base.
    pub fn scenario(
        &self,
        base: &Files,
        scenario: &Scenario,
        authority: &Authority,
    ) -> Result<(String, Files), Vec<Problem>> {
        let refuse =
            |statement: String| vec![Problem::new(BASE, "", Fault::Contradiction { statement })];
        if let Some(why) = &authority.unavailable {
            return Err(refuse(why.clone()));
        }
        let (Some(row), Some(own), Some(money)) = (
            self.fits.get(&authority.code),
            self.figures.area(&authority.code),
            scenario.money.as_ref(),
        ) else {
            return Err(refuse(format!("{} has no fit, or its base no money.", authority.name)));
        };
        let posterior = Posterior::kept(scenario, &own, row.until, &row.kept).map_err(refuse)?;
        let to = scenario.calendar.financial_years().get(money.budget_year).copied();
        let to = to.unwrap_or(money.price_year);
        let [year, from] = [to, money.price_year].map(Calendar::financial_year_name);
        let factor = money.deflator.between(money.price_year, to).unwrap_or(1.0);
        let prices = Prices { year: &year, from: &from, factor };
        let council = format!("councils/{}.toml", authority.slug);
        let made_for = MadeFor::Authority(prices, &self.levels);
        let made = write::files((BASE, base), &council, &posterior, &own, made_for)?;
        Ok((format!("{}.toml", authority.slug), made))
    }
}

type Cells = std::collections::HashMap<String, String>;

fn authority(
    row: &Cells,
    areas: &[Cells],
    figures: &Figures,
    fits: &BTreeMap<String, Row>,
) -> Authority {
    let text = |row: &Cells, key: &str| row.get(key).cloned().unwrap_or_default();
    let (code, name, number) = (text(row, "area_code"), text(row, "area"), text(row, "dfe_number"));
    let region = text(row, "region");
    // Areas that became part of it name its number as a successor.
    let before: Vec<&Cells> = areas
        .iter()
        .filter(|it| text(it, "level") == "abolished")
        .filter(|it| {
            text(it, "successor").split(|c: char| !c.is_ascii_digit()).any(|known| known == number)
        })
        .collect();
    let plain = |it: &&Cells| {
        let name = text(it, "area");
        name.split(" (to").next().unwrap_or(&name).to_owned()
    };
    let mut former: Vec<String> = before.iter().map(plain).collect();
    let codes = text(row, "earlier_codes");
    let is_code = |word: &&str| word.starts_with('E') && word.len() == 9;
    former.extend(codes.split([' ', ',', ';']).filter(is_code).map(str::to_owned));
    let first: i32 = text(row, "first_year").parse().unwrap_or(0);
    let mut history = Vec::new();
    if !before.is_empty() {
        let names: Vec<String> = before.iter().map(plain).collect();
        history.push(format!(
            "{name} was formed in April {}, from all or part of {}. Its own figures begin with 31 \
             March {first}; older ones of its area are not its own and are not used.",
            first - 1,
            listed(&names)
        ));
    }
    let last = figures.last_year();
    let missing: Vec<String> = (first..=last)
        .filter(|year| figures.at(&code, "cin_stock", *year).is_none())
        .map(|year| year.to_string())
        .collect();
    let fit = fits.get(&code);
    if !missing.is_empty() && missing.len() < 4 {
        history.push(format!(
            "No figure of children in need was published for 31 March {}.",
            listed(&missing)
        ));
    }
    let unusable = fit.is_none_or(|fit| fit.quality.unusable);
    let unavailable = unusable.then(|| {
        format!(
            "{name} has so few children that most of its figures are not published, so nothing can \
             be projected for it. Figures of its region, {region}, and of England are shown \
             instead. If it is your authority, put your own figures in.",
        )
    });
    Authority {
        slug: slug(&name),
        former,
        region,
        region_code: text(row, "region_code"),
        unavailable,
        history,
        doubts: fit.map(|fit| fit.quality.reasons.clone()).unwrap_or_default(),
        code,
        name,
    }
}

/// Fits an authority to its figures up to a year, and makes past projections of it.
///
/// # Errors
/// Why it cannot be fitted.
pub fn fit(
    scenario: &Scenario,
    own: &Area,
    nations: &BTreeMap<i32, Nation>,
    until: i32,
    draws: u64,
) -> Result<(Row, Vec<(i32, BacktestRow)>), String> {
    let nation = |year: i32| nations.get(&year).copied().unwrap_or_default();
    let fit = calibrate(scenario, own, &nation(until), until)?;
    let shown = Calibration::new(&fit);
    let misses = misses(&fit);
    let mut reasons: Vec<String> = shown
        .residuals
        .iter()
        .filter_map(|row| {
            let reason = row.reason.as_ref()?;
            Some(format!("{}, {}: {:+.0}%. {reason}", row.measure, row.year, 100.0 * row.error))
        })
        .collect();
    reasons.extend(shown.doubts.iter().cloned());
    let mut tested = Vec::new();
    for window in WINDOWS {
        if let Ok(done) = backtest(scenario, own, &nation(window.0), window, draws) {
            tested.extend(done.rows.into_iter().map(|row| (window.0, row)));
        }
    }
    let (share, of) = coverage(tested.iter().map(|(_, row)| row));
    let held = (share * of as f64).round() as usize;
    let row = Row {
        code: own.code.clone(),
        name: own.name.clone(),
        until,
        made_from: made_from(own, until),
        kept: Kept::from(&Posterior::from(&fit)),
        quality: Quality {
            misses,
            misfit: (fit.misfit.0, fit.targets.len()),
            reasons,
            unusable: !shown.doubts.is_empty(),
            held: (held, of),
        },
    };
    Ok((row, tested))
}

/// Largest miss of a stock, and of starts.
fn misses(fit: &Fit) -> (f64, f64) {
    let mut misses = (0.0_f64, 0.0_f64);
    for target in &fit.targets {
        let given = &fit.given[target.year];
        match target.kind {
            Kind::Stock(which) => {
                misses.0 = misses.0.max((given.stocks[which] / target.value - 1.0).abs());
            }
            Kind::Start(which) => {
                misses.1 = misses.1.max((given.starts[which] / target.value - 1.0).abs());
            }
            _ => {}
        }
    }
    misses
}
