//! What the page shows before any result: names, definitions, limits, sources.

use serde::{Deserialize, Serialize};
use staircase_model::Model;
use staircase_scenario::edit::{self, Plan};
use staircase_scenario::quantity;
use staircase_scenario::register::Row;
use staircase_scenario::resolved::{Level, Measure, PolicyOption};
use staircase_scenario::written::{LevelKind, MeasureKind, ReferenceKind};
use std::borrow::Cow;

/// Everything about a study but its results.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub struct StudyView {
    pub(crate) engine_version: Cow<'static, str>,
    pub(crate) scenario_hash: String,
    pub(crate) about: AboutView,
    /// Day before the first month, YYYY-MM-DD.
    pub(crate) start: String,
    pub(crate) months: usize,
    pub(crate) levels: Vec<LevelView>,
    pub(crate) measures: Vec<MeasureView>,
    pub(crate) observed: Vec<ObservedPoint>,
    programmes: Vec<ProgrammeView>,
    pub(crate) options: Vec<OptionView>,
    /// Sources of money: identity and name.
    pub(crate) funding: Vec<(String, String)>,
    /// Fields of the editor, with the limits of what may be typed.
    #[serde(skip_deserializing)]
    editor_fields: Vec<FieldView>,
    pub(crate) register: Vec<Row>,
    /// Documents that sources name, in the order of the bibliography.
    pub(crate) references: Vec<ReferenceView>,
    /// Plain sentences: what this result does not contain.
    pub(crate) limits: Vec<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub(crate) struct AboutView {
    pub(crate) title: String,
    pub(crate) authority: String,
    pub(crate) date: String,
    pub(crate) author: String,
    pub(crate) question: String,
    pub(crate) price_base: String,
    pub(crate) sources: Vec<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub(crate) struct LevelView {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) kind: LevelKind,
    /// Levels with the same step are drawn as one.
    pub(crate) step: String,
    pub(crate) definition: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub(crate) struct MeasureView {
    pub(crate) id: String,
    pub(crate) name: String,
    /// What is counted and what is not.
    pub(crate) definition: String,
    pub(crate) unit: Cow<'static, str>,
    pub(crate) kind: MeasureKind,
    /// Whether it is shown on the first screen.
    pub(crate) headline: bool,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub(crate) struct ReferenceView {
    pub(crate) id: String,
    /// What stands in a source.
    pub(crate) short: String,
    pub(crate) kind: ReferenceKind,
    /// Author, year, title, publisher.
    pub(crate) citation: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    /// Kind, note, licence.
    pub(crate) about: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub(crate) struct ObservedPoint {
    /// Identity of the measure.
    pub(crate) measure: String,
    /// 31 March of this year for stocks; the year to it for flows.
    pub(crate) year: i32,
    pub(crate) value: f64,
    pub(crate) source: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
struct ProgrammeView {
    id: String,
    name: String,
    level: String,
    staff: f64,
    caseload: f64,
    /// Those that follow from staff and caseload, and those given as such.
    places: f64,
    length_months: f64,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub(crate) struct OptionView {
    pub(crate) id: String,
    /// "A" is the baseline.
    pub(crate) letter: String,
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) baseline: bool,
    /// Whether it is in a world where support changes nothing.
    pub(crate) null_effect: bool,
    /// The same changes where support has no effect: an option of the file,
    /// or one that the engine makes when it is asked for by this name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) null_twin: Option<String>,
    pub(crate) changes: Vec<ChangeView>,
    /// Whether there is a programme to edit.
    pub(crate) editable: bool,
    /// The programme that the editor edits, with this option’s figures.
    pub(crate) editor: Plan,
    /// First month with any change, YYYY-MM.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) start: Option<String>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub(crate) struct ChangeView {
    pub(crate) text: String,
    pub(crate) source: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) references: Vec<String>,
    pub(crate) grade: staircase_scenario::Grade,
}

#[derive(Debug, Clone, Serialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
struct FieldView {
    #[cfg_attr(
        feature = "typescript",
        schemars(extend("enum" = ["staff", "caseload", "places", "start", "ramp_months", "until", "paid_by", "grants"]))
    )]
    id: &'static str,
    /// `number`, `month`, `end` (a month, or it lasts), `source` or `grants`.
    #[cfg_attr(
        feature = "typescript",
        schemars(extend("enum" = ["number", "month", "end", "source", "grants"]))
    )]
    kind: &'static str,
    label: &'static str,
    unit: &'static str,
    minimum: f64,
    maximum: f64,
    step: f64,
    help: &'static str,
}

impl OptionView {
    /// Its letter and its name.
    pub(crate) fn called(&self) -> String {
        format!("{}: {}", self.letter, self.name)
    }
}

impl StudyView {
    /// Title of the scenario.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.about.title
    }

    /// The view of a model.
    #[must_use]
    pub fn new(model: &Model) -> Self {
        let scenario = &model.scenario;
        let about = &scenario.about;
        Self {
            engine_version: env!("CARGO_PKG_VERSION").into(),
            scenario_hash: format!("{:016x}", scenario.hash),
            about: AboutView {
                title: about.title.clone(),
                authority: about.authority.clone(),
                date: about.date.clone(),
                author: about.author.clone(),
                question: about.question.clone(),
                price_base: about.price_base.clone(),
                sources: about.sources.clone(),
            },
            start: scenario.calendar.date(0),
            months: scenario.calendar.months,
            levels: levels(model),
            measures: measures(model),
            observed: observed(model),
            programmes: scenario
                .programmes
                .iter()
                .map(|p| ProgrammeView {
                    id: p.id.clone(),
                    name: p.name.clone(),
                    level: p
                        .levels
                        .first()
                        .map_or_else(String::new, |level| scenario.levels[*level].id.clone()),
                    staff: p.staff,
                    caseload: p.caseload,
                    places: p.current_places(),
                    length_months: p.length.central,
                })
                .collect(),
            options: options(model),
            funding: scenario.funding.iter().map(|it| (it.id.clone(), it.name.clone())).collect(),
            editor_fields: editor_fields(),
            register: scenario.register.clone(),
            references: scenario
                .references
                .iter()
                .map(|it| ReferenceView {
                    id: it.id.clone(),
                    short: it.short.clone(),
                    kind: it.kind,
                    citation: it.citation(),
                    url: it.url.clone(),
                    about: it.about(),
                })
                .collect(),
            limits: scenario.limits.clone(),
        }
    }
}

pub(crate) fn levels(model: &Model) -> Vec<LevelView> {
    let levels = model.scenario.levels.iter();
    let view = |level: &Level| LevelView {
        id: level.id.clone(),
        name: level.name.clone(),
        kind: level.kind,
        step: level.step.clone(),
        definition: level.definition.clone(),
    };
    levels.map(view).collect()
}

pub(crate) fn measures(model: &Model) -> Vec<MeasureView> {
    let measures = model.scenario.measures.iter();
    let view = |measure: &Measure| MeasureView {
        id: measure.id.clone(),
        name: measure.name.clone(),
        definition: measure.definition.clone(),
        unit: "children".into(),
        kind: measure.kind,
        headline: measure.headline,
    };
    measures.map(view).collect()
}

pub(crate) fn observed(model: &Model) -> Vec<ObservedPoint> {
    let scenario = &model.scenario;
    scenario
        .observed
        .iter()
        .flat_map(|series| {
            series.points.iter().map(|(year, value)| ObservedPoint {
                measure: scenario.measures[series.measure].id.clone(),
                year: *year,
                value: *value,
                source: series.source.clone(),
            })
        })
        .collect()
}

/// The programme that an option changes, else the last one listed that has staff.
fn edited_programme(
    model: &Model,
    option: &staircase_scenario::resolved::PolicyOption,
) -> Option<usize> {
    option
        .changes
        .iter()
        .find_map(|change| change.target.programme())
        .or_else(|| model.scenario.programmes.iter().rposition(|p| p.staff > 0.0))
        .or_else(|| model.scenario.programmes.len().checked_sub(1))
}

fn null_twin(all: &[PolicyOption], option: &PolicyOption) -> Option<String> {
    if option.null_effect || option.changes.is_empty() {
        return None;
    }
    let twin = |other: &&PolicyOption| other.null_effect && other.changes == option.changes;
    let found = all.iter().find(twin).map(|other| other.id.clone());
    Some(found.unwrap_or_else(|| option.without_effects().id))
}

fn options(model: &Model) -> Vec<OptionView> {
    model
        .scenario
        .options
        .iter()
        .zip('A'..)
        .enumerate()
        .map(|(place, (option, letter))| OptionView {
            id: option.id.clone(),
            letter: letter.to_string(),
            name: option.name.clone(),
            description: option.description.clone(),
            baseline: place == 0,
            null_effect: option.null_effect,
            null_twin: null_twin(&model.scenario.options, option),
            changes: option
                .changes
                .iter()
                .map(|change| ChangeView {
                    text: change.words.clone(),
                    source: change.source.clone(),
                    references: change.references.clone(),
                    grade: change.grade,
                })
                .collect(),
            editable: edited_programme(model, option).is_some(),
            start: option
                .changes
                .iter()
                .map(|change| change.start)
                .min()
                .map(|month| model.scenario.calendar.at(month).to_string()),
            editor: edited_programme(model, option)
                .map_or_else(Plan::default, |it| edit::plan(&model.scenario, option, it)),
        })
        .collect()
}

fn editor_fields() -> Vec<FieldView> {
    let number = |id, label, quantity: quantity::Quantity, step, help| FieldView {
        id,
        kind: "number",
        label,
        unit: quantity.unit,
        minimum: quantity.minimum,
        maximum: quantity.maximum,
        step,
        help,
    };
    let other = |id, kind, label, unit, help| FieldView {
        id,
        kind,
        label,
        unit,
        minimum: 0.0,
        maximum: 0.0,
        step: 1.0,
        help,
    };
    vec![
        number(
            "staff",
            "Full-time workers",
            quantity::STAFF,
            0.5,
            "Full-time equivalents once the change is complete.",
        ),
        number(
            "caseload",
            "Families per worker",
            quantity::CASELOAD,
            0.5,
            "Families that one full-time worker supports at a time.",
        ),
        number(
            "places",
            "Places",
            quantity::PLACES,
            0.5,
            "Families supported at a time once the change is complete.",
        ),
        other(
            "start",
            "month",
            "First month",
            "month",
            "The first month in which the change is felt.",
        ),
        number(
            "ramp_months",
            "Months to full strength",
            quantity::RAMP,
            1.0,
            "The change builds up evenly over this many months. Enter 0 for all at once.",
        ),
        other(
            "until",
            "end",
            "First month without it",
            "month",
            "From this month the offer is as if the change had not been made.",
        ),
        other(
            "paid_by",
            "source",
            "Who funds the addition",
            "source",
            "Anything a grant funds stops when the grant ends.",
        ),
        other(
            "grants",
            "grants",
            "Grants and partners’ money",
            "month",
            "Staff or places that the money pays for go when it ends.",
        ),
    ]
}
