//! The front door as written: contacts, screening, assessment.

use super::super::figure::Figure;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Contact, screening, assessment, decision. Moves that carry one of `tags` pass
/// through it; all others (remand, emergency, birth) do not. A stage without a
/// capacity never makes anyone wait.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FrontDoor {
    /// Tags of the moves that pass through the door.
    pub tags: Vec<String>,
    /// Contacts a month from families below the threshold.
    pub contacts_below: Option<Figure>,
    /// Contacts that can be screened in a month. Absent: any number.
    pub screening: Option<Figure>,
    /// Assessments a month that find no need.
    pub not_in_need: Option<Figure>,
    /// Assessments that can be under way at a time. Absent: any number.
    pub assessments: Option<Figure>,
    /// Mean length of an assessment.
    pub assessment_length: Option<Figure>,
    /// Share of families at immediate risk, who go first.
    pub urgent: Option<Figure>,
    /// Rate of dropping out while waiting.
    pub drop_out: Option<Figure>,
    /// Ratio on moves that carry `escalates` while a family waits.
    pub escalation: Option<Figure>,
    /// Tags of the moves that escalate while waiting.
    pub escalates: Option<Vec<String>>,
    /// Share of families in need who are first turned away.
    pub misrouted: Option<Figure>,
    /// Mean months until a family turned away comes back.
    pub bounce: Option<Figure>,
    /// Share of assessments held by partners, which take none of the authority's places.
    pub partner_held: Option<Figure>,
}
