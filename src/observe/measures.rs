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
    /// Other names that tables use, in lower-case words.
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

const fn percent(id: &'static str, name: &'static str) -> Measure {
    Measure { id, name, kind: Kind::Percent, aliases: &[] }
}

/// Every measure that is used.
pub const MEASURES: [Measure; 25] = [
    Measure {
        id: "population_0_17",
        name: "Children aged 0 to 17",
        kind: Kind::Population,
        aliases: &["population", "children", "children aged 0 to 17", "population aged 0 to 17"],
    },
    count(
        "cin_stock",
        "Children in need at 31 March",
        (120, 1500),
        &["children in need", "children in need at 31 march", "cin", "cin at 31 march"],
    ),
    count(
        "cin_starts",
        "Children-in-need cases starting",
        (120, 1500),
        &["need starts", "children in need starts", "cases starting", "cin starting"],
    ),
    count("cin_ends", "Children-in-need cases ending", (120, 1500), &["cases ending"]),
    count(
        "cpp_stock",
        "Children on protection plans at 31 March",
        (16, 250),
        &["protection plan", "protection plans", "child protection plans", "cpp", "plans"],
    ),
    count(
        "cpp_starts",
        "Protection plans starting",
        (16, 300),
        &["plan starts", "plans starting", "child protection plans starting"],
    ),
    count("cpp_ends", "Protection plans ending", (16, 300), &["plan ends", "plans ending"]),
    count(
        "cla_stock",
        "Looked-after children at 31 March",
        (20, 300),
        &["looked after", "looked after children", "children looked after", "cla", "lac"],
    ),
    count(
        "cla_starts",
        "Children starting to be looked after",
        (8, 150),
        &["care starts", "children starting to be looked after", "care entries"],
    ),
    count(
        "cla_ceased",
        "Children ceasing to be looked after",
        (8, 150),
        &["care ends", "children ceasing to be looked after", "cla ends", "care leavers"],
    ),
    count("uasc_stock", "Unaccompanied children looked after at 31 March", (0, 60), &["uasc"]),
    count("uasc_starts", "Unaccompanied children starting", (0, 60), &[]),
    count("uasc_ceased", "Unaccompanied children ceasing", (0, 60), &[]),
    percent("rereferral_12m_pct", "Referrals within 12 months of another"),
    percent("cpp_repeat_pct", "Plans starting that are a second or later one"),
    percent("cin_ended_duration_lt3m_pct", "Cases ended within 3 months"),
    percent("cin_ended_duration_3_6m_pct", "Cases ended after 3 to 6 months"),
    percent("cin_ended_duration_6_12m_pct", "Cases ended after 6 to 12 months"),
    percent("cin_ended_duration_1_2y_pct", "Cases ended after 1 to 2 years"),
    percent("cin_ended_duration_2y_plus_pct", "Cases ended after 2 years or more"),
    percent("cpp_ended_duration_lt3m_pct", "Plans ended within 3 months"),
    percent("cpp_ended_duration_3_6m_pct", "Plans ended after 3 to 6 months"),
    percent("cpp_ended_duration_6_12m_pct", "Plans ended after 6 to 12 months"),
    percent("cpp_ended_duration_1_2y_pct", "Plans ended after 1 to 2 years"),
    percent("cpp_ended_duration_2y_plus_pct", "Plans ended after 2 years or more"),
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

/// What a name in a file stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Named {
    /// A measure that is used.
    Used(&'static Measure),
    /// Close to one that is used, and not it: most likely a slip.
    Slip(&'static str),
    /// Another one.
    Other,
}

/// The measure that an id or a heading names.
#[must_use]
pub fn named(text: &str) -> Named {
    let words = words(text);
    let found = MEASURES.iter().find(|measure| {
        words == self::words(measure.id)
            || words == self::words(measure.name)
            || measure.aliases.contains(&words.as_str())
    });
    if let Some(measure) = found {
        return Named::Used(measure);
    }
    let id = words.replace(' ', "_");
    let near = MEASURES
        .iter()
        .map(|measure| (strsim::damerau_levenshtein(&id, measure.id), measure.id))
        .min_by_key(|(distance, _)| *distance);
    match near {
        Some((distance, near)) if distance <= 2 && id.len() > 5 => Named::Slip(near),
        _ => Named::Other,
    }
}

/// The measure called `id`.
#[must_use]
pub fn measure(id: &str) -> Option<&'static Measure> {
    MEASURES.iter().find(|measure| measure.id == id)
}
