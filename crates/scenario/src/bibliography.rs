//! Sources that name a document by its id: `[@id]` in the text of a source or a note
//! stands for an entry of `sources/bibliography.toml`.
//!
//! Numbers do not depend on sources, so this happens last: people read a document's short
//! name in the place of its id, and the scenario keeps the entries that it names.

use super::load::{Files, read};
use super::problem::{Fault, Problem, nearest};
use super::resolved::Scenario;
use super::written::{BibliographyFile, Reference, ReferenceKind};

/// Path of the bibliography among the files of a scenario.
pub const FILE: &str = "sources/bibliography.toml";

/// The bibliography that ships. It stands in where a scenario's files have none.
pub const SHIPPED: &str = include_str!("../../../scenarios/sources/bibliography.toml");

/// What opens a document's id in a text.
const OPENS: &str = "[@";

/// Documents that sources may name.
#[derive(Debug, Clone)]
pub struct Bibliography(Vec<Reference>);

impl Bibliography {
    /// The bibliography among `files`, or the shipped one.
    ///
    /// # Errors
    /// Every problem of its file.
    pub fn of(files: &Files) -> Result<Self, Vec<Problem>> {
        let found = if files.contains_key(FILE) {
            read::<BibliographyFile>(FILE, files)?
        } else if cfg!(target_arch = "wasm32") {
            // The page hands over the file; a second copy would make its engine larger.
            return Ok(Self(Vec::new()));
        } else {
            read(FILE, &Files::from([(FILE.to_owned(), SHIPPED.to_owned())]))?
        };
        let all = found.references;
        let problems: Vec<Problem> = all
            .iter()
            .enumerate()
            .filter_map(|(place, it)| {
                let twice = all[..place].iter().any(|other| other.id == it.id);
                let fault = if twice {
                    Fault::Duplicate { kind: "reference", name: it.id.clone() }
                } else if it.url.as_ref().is_some_and(|url| !url.starts_with("https://")) {
                    let statement = "The address of a reference must start with https://.";
                    Fault::Contradiction { statement: statement.to_owned() }
                } else {
                    return None;
                };
                Some(Problem::new(FILE, format!("references[{}]", it.id), fault))
            })
            .collect();
        if problems.is_empty() { Ok(Self(all)) } else { Err(problems) }
    }

    fn named(&self, id: &str) -> Option<&Reference> {
        self.0.iter().find(|it| it.id == id)
    }

    /// Puts short names in the place of ids everywhere people read a source, and keeps the
    /// documents named. Reports ids that no document has.
    pub fn cite(&self, scenario: &mut Scenario) -> Vec<Problem> {
        // Without a bibliography (a page that was handed none) sources stay as written.
        if self.0.is_empty() {
            return Vec::new();
        }
        let mut desk = Citing { bibliography: self, named: Vec::new(), problems: Vec::new() };
        let main = scenario.file.clone();
        for text in &mut scenario.about.sources {
            desk.cite(text, &main, "about.sources");
        }
        for row in &mut scenario.register {
            let (file, place) = row.path.split_once(": ").unwrap_or(("", &row.path));
            row.references = desk.cite(&mut row.source, file, &format!("{place}.source"));
            if let Some(note) = &mut row.note {
                for id in desk.cite(note, file, &format!("{place}.note")) {
                    if !row.references.contains(&id) {
                        row.references.push(id);
                    }
                }
            }
        }
        for option in &mut scenario.options {
            for (place, change) in option.changes.iter_mut().enumerate() {
                let place = format!("options[{}].changes[{}].source", option.id, place + 1);
                change.references = desk.cite(&mut change.source, &main, &place);
            }
        }
        for series in &mut scenario.observed {
            desk.cite(&mut series.source, &main, "observed.source");
        }
        for share in &mut scenario.published_shares {
            desk.cite(&mut share.source, &main, "published_shares.source");
        }
        for value in scenario.money.iter_mut().flat_map(|money| &mut money.wider) {
            desk.cite(&mut value.source, &main, "wider.source");
        }
        let Citing { named, problems, .. } = desk;
        scenario.references = self.0.iter().filter(|it| named.contains(&it.id)).cloned().collect();
        problems
    }
}

/// Where names and problems are collected.
struct Citing<'a> {
    bibliography: &'a Bibliography,
    named: Vec<String>,
    problems: Vec<Problem>,
}

impl Citing<'_> {
    /// Puts short names into a text and returns the ids that it named, each once.
    fn cite(&mut self, text: &mut String, file: &str, place: &str) -> Vec<String> {
        let mut ids = Vec::new();
        if !text.contains(OPENS) {
            return ids;
        }
        let mut words = String::new();
        for (id, after) in pieces(text, &mut words) {
            match self.bibliography.named(id) {
                Some(found) => {
                    words += &found.short;
                    if !ids.iter().any(|known| known == id) {
                        ids.push(id.to_owned());
                    }
                }
                None => {
                    words += id;
                    let known = self.bibliography.0.iter().map(|it| it.id.as_str());
                    let suggestion = nearest(id, known);
                    let fault = Fault::UnknownReference { id: id.to_owned(), suggestion };
                    self.problems.push(Problem::new(file, place, fault));
                }
            }
            words += after;
        }
        // A sentence that starts with a document starts with a capital.
        if let Some(first) = words.chars().next() {
            words.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
        }
        *text = words;
        self.named.extend(ids.iter().cloned());
        ids
    }
}

/// Ids of a text, each with the words after it; the words before the first go to `before`.
fn pieces<'a>(text: &'a str, before: &mut String) -> Vec<(&'a str, &'a str)> {
    let mut parts = text.split(OPENS);
    before.push_str(parts.next().unwrap_or_default());
    parts.map(|part| part.split_once(']').unwrap_or((part, ""))).collect()
}

impl ReferenceKind {
    /// In words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::OfficialStatistics => "official statistics",
            Self::OfficialGuidance => "official guidance",
            Self::Evaluation => "evaluation",
            Self::AcademicPaper => "academic paper",
            Self::ResearchReport => "research report",
            Self::ParliamentaryRecord => "record of Parliament",
            Self::NewsArticle => "news article",
            Self::CouncilPaper => "council paper",
            Self::WorkingEstimate => "working estimate, no public document",
        }
    }
}

impl Reference {
    /// Author, year, title, publisher: all but the address and what is said about it.
    #[must_use]
    pub fn citation(&self) -> String {
        let title = self.title.trim_end_matches('.');
        format!("{} ({}). {title}. {}.", self.author, self.year, self.publisher)
    }

    /// Kind, note and licence.
    #[must_use]
    pub fn about(&self) -> String {
        let note = self.note.as_deref().map_or_else(String::new, |note| format!(" {note}"));
        let kind = self.kind.words();
        let mut letters = kind.chars();
        let first = letters.next().map(|it| it.to_ascii_uppercase()).into_iter();
        let kind: String = first.chain(letters).collect();
        format!("{kind}.{note} Licence: {}.", self.licence.trim_end_matches('.'))
    }

    /// Everything in one line.
    #[must_use]
    pub fn full(&self) -> String {
        let url = self.url.as_deref().map_or_else(String::new, |url| format!(" {url}."));
        format!("{}{url} {}", self.citation(), self.about())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fails if an id is not replaced by the short name, if a text without ids changes, or
    /// if a broken mark is lost in silence.
    #[test]
    fn ids_become_short_names_and_unknown_ones_are_reported() {
        let bibliography = Bibliography::of(&Files::new()).expect("the shipped one is good");
        let mut desk = Citing { bibliography: &bibliography, named: vec![], problems: vec![] };
        let mut text = "[@webb-2021], then [@jay-2025] and [@webb-2021]".to_owned();
        assert_eq!(desk.cite(&mut text, "a.toml", "x"), ["webb-2021", "jay-2025"]);
        assert!(text.starts_with("Webb 2021 (spending and children in need), then "));
        for plain in ["Finance ledger [2024], page 3", "", "a ] b [ c"] {
            let mut text = plain.to_owned();
            assert!(desk.cite(&mut text, "a.toml", "x").is_empty());
            assert_eq!(text, plain);
        }
        assert!(desk.problems.is_empty());
        for broken in ["[@web-2021]", "[@webb-2021", "[@]", "see [@Webb 2021], x"] {
            let before = desk.problems.len();
            desk.cite(&mut broken.to_owned(), "a.toml", "x");
            // An id without its bracket is still an id.
            let expected = usize::from(broken != "[@webb-2021");
            assert_eq!(desk.problems.len(), before + expected, "{broken}");
        }
        let said = desk.problems[0].to_string();
        assert!(said.contains("web-2021") && said.contains("webb-2021"), "{said}");
    }

    /// Fails if an id may repeat or an address may be anything but a web address.
    #[test]
    fn a_bibliography_is_checked() {
        let entry = |id: &str, url: &str| {
            format!(
                "[[references]]\nid = \"{id}\"\nshort = \"A\"\nkind = \"council-paper\"\n\
                 author = \"B\"\nyear = \"2020\"\ntitle = \"C\"\npublisher = \"D\"\n\
                 licence = \"E\"\nurl = \"{url}\"\n"
            )
        };
        let of = |entries: String| {
            let text = format!("format = 1\n{entries}");
            Bibliography::of(&Files::from([(FILE.to_owned(), text)]))
        };
        let (a, b) = (entry("a", "https://a.uk/"), entry("b", "https://b.uk/"));
        assert!(of(format!("{a}{b}")).is_ok());
        let twice = of(format!("{a}{a}")).expect_err("an id twice");
        assert!(twice[0].to_string().contains("called \"a\""), "{}", twice[0]);
        let script = of(entry("c", "javascript:alert(1)")).expect_err("not an address");
        assert!(script[0].to_string().contains("https://"), "{}", script[0]);
    }
}
