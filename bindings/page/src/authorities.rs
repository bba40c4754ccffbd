//! Every English authority, for the page: the list, one beside its neighbours, the files of its
//! scenario. The tables come with the page and are read once.

use super::{json, problems_json, unreadable};
use serde::Serialize;
use staircase_answers::authorities::profile::{Profile, profile};
use staircase_answers::authorities::{Authorities as All, Authority};
use staircase_answers::authorities::{BASE, Tables};
use staircase_answers::study::Study;
use staircase_scenario::{Fault, Files, Problem};
use wasm_bindgen::prelude::wasm_bindgen;

/// The files of an authority's scenario that do not come with the page.
#[derive(Serialize)]
#[cfg_attr(
    feature = "typescript",
    derive(schemars::JsonSchema),
    schemars(rename = "AuthorityScenario")
)]
pub(crate) struct Made {
    /// The one to open.
    main: String,
    /// Texts by path relative to scenarios/.
    files: Files,
    authority: Authority,
}

/// Everything the list needs.
#[derive(Serialize)]
#[cfg_attr(feature = "typescript", derive(schemars::JsonSchema))]
pub(crate) struct AuthorityList {
    authorities: Vec<Authority>,
}

/// All authorities, from the tables.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Authorities(All);

fn refused(statement: String) -> String {
    problems_json(&[Problem::new("authorities", "", Fault::Contradiction { statement })])
}

#[wasm_bindgen]
impl Authorities {
    /// Reads the tables, given as JSON.
    ///
    /// # Errors
    /// What cannot be read, as JSON.
    pub fn read(tables_json: &str) -> Result<Authorities, String> {
        let tables: Tables<'_> = json::read(tables_json)
            .map_err(|error| problems_json(&unreadable("authorities", &error)))?;
        All::read(&tables).map(Self).map_err(refused)
    }

    /// The list, as JSON.
    #[must_use]
    pub fn list(&self) -> String {
        json::text(&AuthorityList { authorities: self.0.list.clone() })
    }

    /// An authority beside its neighbours, as JSON.
    ///
    /// # Errors
    /// That there is none of this name, as JSON.
    pub fn profile(&self, name: &str) -> Result<String, String> {
        let shown: Profile = profile(&self.0, self.one(name)?);
        Ok(json::text(&shown))
    }

    /// The files of an authority's scenario, as JSON. `files_json` are those that come with the
    /// page, by path.
    ///
    /// # Errors
    /// Why there is none, as JSON.
    pub fn scenario(&self, name: &str, files_json: &str) -> Result<String, String> {
        let authority = self.one(name)?;
        let base: Files =
            json::read(files_json).map_err(|error| problems_json(&unreadable("files", &error)))?;
        let study = Study::open(BASE, &base).map_err(|problems| problems_json(&problems))?;
        let (main, files) = self
            .0
            .scenario(&base, &study.model.scenario, authority)
            .map_err(|problems| problems_json(&problems))?;
        Ok(json::text(&Made { main, files, authority: authority.clone() }))
    }

    fn one(&self, name: &str) -> Result<&Authority, String> {
        self.0.one(name).map_err(refused)
    }
}
