//! The bibliography: documents that sources name, once and in full.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Documents that sources name.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct BibliographyFile {
    /// Format number: 1.
    pub format: i64,
    /// One entry a document.
    pub references: Vec<Reference>,
}

/// What kind of document a reference is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ReferenceKind {
    /// Published statistics.
    OfficialStatistics,
    /// Government guidance.
    OfficialGuidance,
    /// An evaluation of a programme.
    Evaluation,
    /// A paper in a journal.
    AcademicPaper,
    /// A report by a research body, an auditor or a charity.
    ResearchReport,
    /// The record of Parliament.
    ParliamentaryRecord,
    /// A newspaper or magazine.
    NewsArticle,
    /// A paper of a council.
    CouncilPaper,
    /// No public document: reached by the authors of these files, as the note says.
    WorkingEstimate,
}

/// One document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Reference {
    /// Identity: a source names it as `[@id]`.
    pub id: String,
    /// What stands in the place of `[@id]` where people read a source.
    pub short: String,
    /// Kind of document.
    pub kind: ReferenceKind,
    /// Author.
    pub author: String,
    /// Year or years of publication.
    pub year: String,
    /// Title.
    pub title: String,
    /// Publisher or journal, with day, volume or number.
    pub publisher: String,
    /// Address, starting with https://.
    pub url: Option<String>,
    /// Licence, or on what footing it is cited.
    pub licence: String,
    /// Which part was used, how it was read, or how an estimate was reached.
    pub note: Option<String>,
}
