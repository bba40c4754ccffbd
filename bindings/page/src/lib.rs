//! The WebAssembly door: converts and nothing else. JSON text in and out;
//! raw draws as arrays of numbers.

#![forbid(unsafe_code)]

#[cfg(feature = "extras")]
pub mod amend;
#[cfg(feature = "extras")]
pub mod authorities;
#[cfg(feature = "extras")]
pub mod files;
mod json;
#[cfg(feature = "extras")]
pub mod observe;
#[cfg(feature = "typescript")]
pub mod typescript;
#[cfg(feature = "extras")]
pub mod validate;

use serde::{Deserialize, Serialize};
use staircase_answers::explore::tornado::Tornado;
use staircase_answers::outcome::appraisal::asked::Ask;
use staircase_answers::study::runs::Runs;
use staircase_model::microsimulation::draw::Parameters;
use staircase_reporting::every_run::EveryRun;
use staircase_reporting::told::Tell;
use staircase_reporting::view::StudyView;
use staircase_scenario::grouped::Grouped;
use staircase_scenario::resolved::PolicyOption;
use staircase_scenario::{Edit, Fault, Files, Problem};
use std::rc::Rc;
use wasm_bindgen::prelude::wasm_bindgen;

/// The files of a scenario.
#[derive(Deserialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
struct ScenarioFiles {
    /// The one to open.
    main: String,
    /// Texts by path relative to scenarios/.
    files: Files,
}

fn problems_json(problems: &[Problem]) -> String {
    json::text(&Grouped::new(problems))
}

fn unreadable(what: &str, reason: &dyn std::fmt::Display) -> Vec<Problem> {
    vec![Problem::new(what, "", Fault::Unreadable { reason: reason.to_string() })]
}

fn open(files: &str) -> Result<staircase_answers::study::Study, Vec<Problem>> {
    let files: ScenarioFiles = json::read(files).map_err(|error| unreadable("files", &error))?;
    staircase_answers::study::Study::open(&files.main, &files.files)
}

/// Problems of a scenario's files, as JSON; none if it is good.
#[wasm_bindgen]
#[must_use]
pub fn check(files_json: &str) -> String {
    problems_json(&open(files_json).err().unwrap_or_default())
}

/// A scenario and how many draws of it go into the golden hash.
#[derive(Deserialize)]
struct Hashed {
    main: String,
    files: Files,
    draws: u16,
}

/// The golden hash of this build over scenarios given as JSON.
///
/// # Errors
/// What is wrong with them, as JSON.
#[wasm_bindgen]
pub fn golden(scenarios_json: &str) -> Result<String, String> {
    let scenarios: Vec<Hashed> =
        json::read(scenarios_json).map_err(|e| problems_json(&unreadable("files", &e)))?;
    let mut hash = staircase_answers::golden::START;
    for Hashed { main, files, draws } in scenarios {
        let study =
            staircase_answers::study::Study::open(&main, &files).map_err(|p| problems_json(&p))?;
        hash = staircase_answers::golden::fold_study(hash, &study, u64::from(draws));
    }
    Ok(staircase_answers::golden::written(hash))
}

/// A scenario opened for questions.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Study(Rc<staircase_answers::study::Study>);

#[wasm_bindgen]
impl Study {
    /// Opens a scenario from its files as JSON.
    ///
    /// # Errors
    /// Its problems, as JSON.
    pub fn open(files_json: &str) -> Result<Study, String> {
        open(files_json).map(|study| Self(Rc::new(study))).map_err(|p| problems_json(&p))
    }

    /// Everything but results, as JSON.
    #[must_use]
    pub fn view(&self) -> String {
        json::text(&StudyView::new(&self.0.model))
    }

    /// Problems of an edit, as JSON.
    #[must_use]
    pub fn check_edit(&self, option: &str, edit_json: &str) -> String {
        problems_json(&self.option(option, edit_json).err().unwrap_or_default())
    }

    /// The answer of the expected-value path, as JSON.
    ///
    /// # Errors
    /// Problems of the edit, as JSON.
    pub fn preview(&self, option: &str, edit_json: &str) -> Result<String, String> {
        let option = self.option(option, edit_json).map_err(|p| problems_json(&p))?;
        let answer = self.0.expected(&option);
        Ok(json::text(&answer.tell(&self.0.model, &option).tabled(&self.0.model)))
    }

    /// Draws `first` to `first + count − 1` of the baseline and the option, flat.
    ///
    /// # Errors
    /// Problems of the edit or of the seed, as JSON.
    pub fn draws(
        &self,
        option: &str,
        edit_json: &str,
        seed: &str,
        first: u32,
        count: u32,
    ) -> Result<Vec<f64>, String> {
        let option = self.option(option, edit_json).map_err(|p| problems_json(&p))?;
        let seed = read_seed(seed)?;
        self.0
            .flat_runs(&option, seed, u64::from(first), u64::from(count))
            .map_err(|problems| problems_json(&problems))
    }

    /// A one-way look at an option.
    ///
    /// # Errors
    /// Problems of the edit, as JSON.
    pub fn sensitivity(&self, option: &str, edit_json: &str) -> Result<Sensitivity, String> {
        let option = self.option(option, edit_json).map_err(|p| problems_json(&p))?;
        let look = Tornado::new(&self.0.model, &option);
        Ok(Sensitivity { study: Rc::clone(&self.0), look })
    }

    /// Where draws of an option are collected.
    ///
    /// # Errors
    /// Problems of the edit or of the seed, as JSON.
    pub fn collector(
        &self,
        option: &str,
        edit_json: &str,
        seed: &str,
    ) -> Result<Collector, String> {
        let option = self.option(option, edit_json).map_err(|p| problems_json(&p))?;
        let seed = read_seed(seed)?;
        let runs = Runs::new(&self.0, vec![option], seed, Parameters::Sampled);
        Ok(Collector { study: Rc::clone(&self.0), runs })
    }

    /// The financial case along the expected-value path, as JSON. `ask` names schedule,
    /// growth and reserve where they are not as in the money file.
    ///
    /// # Errors
    /// Problems of the edit or of what is asked, as JSON.
    pub fn appraisal(&self, option: &str, edit: &str, ask: &str) -> Result<String, String> {
        self.money(option, edit, ask, |study, option, ask| {
            let case = study.appraisal(option, Vec::new(), 0, ask)?;
            Ok(case.tell(&study.model, option).tabled())
        })
    }

    /// By what factor effects would have to be multiplied for the option to pay, as JSON.
    /// Takes tens of paths.
    ///
    /// # Errors
    /// Problems of the edit or of what is asked, as JSON.
    pub fn break_even(&self, option: &str, edit: &str, ask: &str) -> Result<String, String> {
        self.money(option, edit, ask, |study, option, ask| {
            Ok(study.break_even(option, ask)?.tell(&study.model, option).tabled())
        })
    }

    /// What a 1% change of each main input moves, as JSON. Compiles the model anew a few
    /// times.
    ///
    /// # Errors
    /// Problems of the edit or of what is asked, as JSON.
    pub fn one_percent(&self, option: &str, edit: &str, ask: &str) -> Result<String, String> {
        self.money(option, edit, ask, staircase_answers::study::Study::one_percent)
    }

    /// What each change of an option is worth alone, and their interaction, as JSON.
    ///
    /// # Errors
    /// Problems of the edit or of what is asked, as JSON.
    pub fn parts(&self, option: &str, edit: &str, ask: &str) -> Result<String, String> {
        self.money(option, edit, ask, staircase_answers::study::Study::parts)
    }

    fn money<T: Serialize>(
        &self,
        option: &str,
        edit: &str,
        ask: &str,
        of: impl Fn(&staircase_answers::study::Study, &PolicyOption, &Ask) -> Result<T, Vec<Problem>>,
    ) -> Result<String, String> {
        let answer = self
            .option(option, edit)
            .and_then(|option| of(&self.0, &option, &read_ask(ask)?))
            .map_err(|problems| problems_json(&problems))?;
        Ok(json::text(&answer))
    }

    fn option(&self, id: &str, edit_json: &str) -> Result<PolicyOption, Vec<Problem>> {
        let edit: Option<Edit> =
            json::read(edit_json).map_err(|error| unreadable("edit", &error))?;
        self.0.option(id, edit.as_ref())
    }
}

fn read_ask(ask: &str) -> Result<Ask, Vec<Problem>> {
    json::read(ask).map_err(|error| unreadable("appraisal", &error))
}

fn read_seed(text: &str) -> Result<u64, String> {
    text.parse().map_err(|_| {
        let statement =
            format!("{text:?} is not a seed. Use a whole number from 0 to {}.", u64::MAX);
        problems_json(&[Problem::new("seed", "", Fault::Contradiction { statement })])
    })
}

/// One uncertain number of an option at a time.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Sensitivity {
    study: Rc<staircase_answers::study::Study>,
    look: Tornado,
}

#[wasm_bindgen]
impl Sensitivity {
    /// How many uncertain numbers there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.look.len()
    }

    /// Option less baseline at central values, as JSON.
    #[must_use]
    pub fn central(&self) -> String {
        json::text(&self.look.central)
    }

    /// The row of one uncertain number, as JSON; null where there is none.
    #[must_use]
    pub fn row(&self, number: usize) -> String {
        json::text(&self.look.row(&self.study.model, number))
    }
}

/// Draws of one option, merged in draw order.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Collector {
    study: Rc<staircase_answers::study::Study>,
    runs: Runs,
}

#[wasm_bindgen]
impl Collector {
    /// Adds draws from `first` on.
    ///
    /// # Errors
    /// If the numbers are not whole draws of this study.
    pub fn add(&mut self, first: u32, draws: &[f64]) -> Result<(), String> {
        let added = self.runs.add(&self.study, u64::from(first), draws);
        added.map_err(|misfit| misfit.to_string())
    }

    /// Draws so far.
    #[must_use]
    pub fn count(&self) -> usize {
        self.runs.count()
    }

    /// The answer over the draws so far, as JSON.
    #[must_use]
    pub fn answer(&self) -> String {
        let answer = self.runs.answer(&self.study, 0);
        let model = &self.study.model;
        json::text(&answer.tell(model, &self.runs.options()[0]).tabled(model))
    }

    /// Every draw so far by itself, as CSV.
    ///
    /// # Errors
    /// None in practice: it is written to memory.
    pub fn every_run(&self) -> Result<Vec<u8>, String> {
        EveryRun::new(&self.study, &self.runs).csv().map_err(|error| error.to_string())
    }

    /// The financial case over the draws so far, as JSON.
    ///
    /// # Errors
    /// Problems of what is asked, as JSON.
    pub fn appraisal(&self, ask: &str) -> Result<String, String> {
        let case = read_ask(ask).and_then(|ask| self.runs.appraisal(&self.study, 0, &ask));
        let case = case.map_err(|problems| problems_json(&problems))?;
        Ok(json::text(&case.tell(&self.study.model, &self.runs.options()[0]).tabled()))
    }
}
