//! Measures that a calibration can use, by their ids in published and own files.

/// What the number of a measure is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A count of children, plans or cases, with the range of its rate per 10,000
    /// children that is believed without a question.
    Count {
        /// Lowest believable rate per 10,000.
        low: u32,
        /// Highest believable rate per 10,000.
        high: u32,
    },
    /// Children living in the area.
    Population,
    /// A percentage, 0 to 100.
    Percent,
}

/// A measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Measure {
    /// Identity in files.
    pub id: &'static str,
    /// Name in sentences.
    pub name: &'static str,
    /// What its numbers are.
    pub kind: Kind,
    /// Other names that tables use, as words.
    aliases: &'static [&'static str],
}

const fn count(
    id: &'static str,
    name: &'static str,
    (low, high): (u32, u32),
    aliases: &'static [&'static str],
) -> Measure {
    Measure { id, name, kind: Kind::Count { low, high }, aliases }
}

const fn percent(
    id: &'static str,
    name: &'static str,
    aliases: &'static [&'static str],
) -> Measure {
    Measure { id, name, kind: Kind::Percent, aliases }
}

impl Measure {
    /// Every way to write its name.
    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> {
        [self.id, self.name].into_iter().chain(self.aliases.iter().copied())
    }
}

/// Every measure that is used. Names of the releases of the Department for Education
/// (DfE) are among the aliases: `At31_episodes`, `CPP_start`, `CLA_Mar2019`.
pub const MEASURES: [Measure; 25] = [
    Measure {
        id: "population_0_17",
        name: "Children aged 0 to 17",
        kind: Kind::Population,
        aliases: &[
            "population 0 to 17",
            "population aged 0 to 17",
            "population of children aged 0 to 17",
            "child population",
            "population of children",
            "children 0 17",
            "0 17 population",
            "0 to 17 population",
            "population under 18",
            "children under 18",
            "cla pop",
        ],
    },
    count(
        "cin_stock",
        "Children in need at 31 March",
        (120, 1500),
        &["children in need", "child in need", "cin", "at 31 episodes", "cin at 31"],
    ),
    count(
        "cin_starts",
        "Children-in-need cases starting",
        (90, 1500),
        &[
            "need starts",
            "children in need starts",
            "children in need starting",
            "cases starting",
            "cases started",
            "cin starting",
            "cin started",
            "started episodes",
            "episodes of need starting",
        ],
    ),
    count(
        "cin_ends",
        "Children-in-need cases ending",
        (90, 1500),
        &[
            "need ends",
            "children in need ends",
            "children in need ending",
            "cases ending",
            "cases ended",
            "cin ending",
            "cin ended",
            "ended episodes",
        ],
    ),
    count(
        "cpp_stock",
        "Children on protection plans at 31 March",
        (16, 250),
        &[
            "protection plan",
            "protection plans",
            "child protection plan",
            "child protection plans",
            "children on protection plans",
            "children on child protection plans",
            "children on a child protection plan",
            "children subject to a child protection plan",
            "children subject of a child protection plan",
            "children who are the subject of a child protection plan",
            "cpp",
            "cpp at 31",
            "plans",
        ],
    ),
    count(
        "cpp_starts",
        "Protection plans starting",
        (16, 300),
        &[
            "plan starts",
            "plans starting",
            "plans started",
            "child protection plans starting",
            "child protection plans started",
            "cpp start",
            "cpp starting",
            "cpp started",
        ],
    ),
    count(
        "cpp_ends",
        "Protection plans ending",
        (16, 300),
        &[
            "plan ends",
            "plans ending",
            "plans ended",
            "child protection plans ending",
            "child protection plans ended",
            "cpp end",
            "cpp ending",
            "cpp ended",
        ],
    ),
    count(
        "cla_stock",
        "Looked-after children at 31 March",
        (20, 300),
        &[
            "looked after",
            "looked after children",
            "children looked after",
            "cla",
            "lac",
            "cla mar",
        ],
    ),
    count(
        "cla_starts",
        "Children starting to be looked after",
        (8, 150),
        &[
            "care starts",
            "care entries",
            "cla start",
            "cla started",
            "lac starts",
            "children started to be looked after",
            "children who started to be looked after",
            "children who start to be looked after",
            "children becoming looked after",
            "looked after children starting",
        ],
    ),
    count(
        "cla_ceased",
        "Children ceasing to be looked after",
        (8, 150),
        &[
            "care ends",
            "cla ends",
            "cla cease",
            "children ceased to be looked after",
            "children who ceased to be looked after",
            "children who cease to be looked after",
            "looked after children ceasing",
        ],
    ),
    count(
        "uasc_stock",
        "Unaccompanied children looked after at 31 March",
        (0, 60),
        &[
            "uasc",
            "cla uasc",
            "unaccompanied children",
            "unaccompanied asylum seeking children",
            "unaccompanied children looked after",
        ],
    ),
    count("uasc_starts", "Unaccompanied children starting", (0, 60), &["uasc starting"]),
    count("uasc_ceased", "Unaccompanied children ceasing", (0, 60), &["uasc ceasing"]),
    percent(
        "rereferral_12m_pct",
        "Referrals within 12 months of another",
        &[
            "rereferral percent",
            "re referrals percent",
            "rereferrals percent",
            "re referral percent",
        ],
    ),
    percent(
        "cpp_repeat_pct",
        "Plans starting that are a second or later one",
        &["cpp subsequent percent"],
    ),
    percent("cin_ended_duration_lt3m_pct", "Cases ended within 3 months", &[]),
    percent("cin_ended_duration_3_6m_pct", "Cases ended after 3 to 6 months", &[]),
    percent("cin_ended_duration_6_12m_pct", "Cases ended after 6 to 12 months", &[]),
    percent("cin_ended_duration_1_2y_pct", "Cases ended after 1 to 2 years", &[]),
    percent("cin_ended_duration_2y_plus_pct", "Cases ended after 2 years or more", &[]),
    percent("cpp_ended_duration_lt3m_pct", "Plans ended within 3 months", &[]),
    percent("cpp_ended_duration_3_6m_pct", "Plans ended after 3 to 6 months", &[]),
    percent("cpp_ended_duration_6_12m_pct", "Plans ended after 6 to 12 months", &[]),
    percent("cpp_ended_duration_1_2y_pct", "Plans ended after 1 to 2 years", &[]),
    percent("cpp_ended_duration_2y_plus_pct", "Plans ended after 2 years or more", &[]),
];

/// Words of a heading in lower case, without marks.
#[must_use]
pub fn words(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|c| if c.is_alphanumeric() { c.to_ascii_lowercase() } else { ' ' })
        .collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The measure called `id`.
#[must_use]
pub fn measure(id: &str) -> Option<&'static Measure> {
    MEASURES.iter().find(|measure| measure.id == id)
}
