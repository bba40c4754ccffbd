//! Files that refer to each other, read into written types.

#[cfg(not(target_arch = "wasm32"))]
use super::bibliography;
use super::defaults::{self, Origins};
use super::limits;
use super::problem::{Fault, Problem};
use super::structure;
use super::tree;
use super::written::{CouncilFile, FrameworkFile, MoneyFile, OptionsFile, Parts, ScenarioFile};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use std::collections::BTreeMap;
#[cfg(not(target_arch = "wasm32"))]
use std::path::{Path, PathBuf};
use toml::{Table, Value};

/// The format that this engine reads and writes.
pub const FORMAT: i64 = 1;

/// Largest file that is read, in bytes. Checked before any work starts.
pub const LARGEST_FILE: usize = 4_000_000;

/// Files by path relative to the scenarios folder.
pub type Files = BTreeMap<String, String>;

/// The files of a scenario, of the right shape but not yet checked for meaning.
#[derive(Debug, Clone)]
pub struct Loaded {
    /// Path of the scenario file.
    pub main: String,
    /// The scenario file.
    pub scenario: ScenarioFile,
    /// Levels and moves.
    pub framework: FrameworkFile,
    /// Numbers: the council's, laid on the defaults.
    pub council: CouncilFile,
    /// Which of them stand in the file of defaults.
    pub origins: Origins,
    /// What is compared.
    pub options: OptionsFile,
    /// How money is counted, if the scenario says so.
    pub money: Option<MoneyFile>,
}

/// Reads the scenario file `main` and its parts.
///
/// # Errors
/// Every structural problem of all its files.
pub fn load(main: &str, files: &Files) -> Result<Loaded, Vec<Problem>> {
    let scenario: ScenarioFile = read(main, files)?;
    let parts = &scenario.parts;
    let framework = read::<FrameworkFile>(&parts.framework, files);
    let council = council(parts, files);
    let options = read::<OptionsFile>(&parts.options, files);
    let money = parts.money.as_ref().map(|name| read::<MoneyFile>(name, files)).transpose();
    match (framework, council, options, money) {
        (Ok(framework), Ok((council, origins)), Ok(options), Ok(money)) => {
            let main = main.to_owned();
            Ok(Loaded { main, scenario, framework, council, origins, options, money })
        }
        (framework, council, options, money) => {
            let mut problems = Vec::new();
            problems.extend(framework.err().into_iter().flatten());
            problems.extend(council.err().into_iter().flatten());
            problems.extend(options.err().into_iter().flatten());
            problems.extend(money.err().into_iter().flatten());
            Err(problems)
        }
    }
}

/// Paths of the parts that a scenario file names, as far as they can be read.
#[must_use]
pub fn parts(text: &str) -> Vec<String> {
    let tree = parse(text).ok();
    let parts = tree.as_ref().and_then(|tree| tree.get("parts")?.as_table());
    parts.into_iter().flatten().filter_map(|(_, name)| Some(name.as_str()?.to_owned())).collect()
}

/// A scenario file on the disk (with or without `.toml`) and the parts that it names, by path
/// relative to its folder. A part that is not there is left for [`load`] to report by name,
/// with the other problems.
///
/// # Errors
/// The file that could not be read, and why.
#[cfg(not(target_arch = "wasm32"))]
pub fn from_disk(path: &Path) -> Result<(String, Files), (PathBuf, std::io::Error)> {
    let bare = !path.exists() && path.extension().is_none();
    let path = if bare { path.with_extension("toml") } else { path.to_owned() };
    let read = |path: &Path| {
        let text = std::fs::read(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        text.map_err(|error| (path.to_owned(), error))
    };
    let text = read(&path)?;
    let folder = path.parent().unwrap_or(Path::new(""));
    let main = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut files = Files::new();
    for part in parts(&text).into_iter().chain([bibliography::FILE.to_owned()]) {
        let place = folder.join(&part);
        if place.exists() {
            files.insert(part, read(&place)?);
        }
    }
    files.insert(main.clone(), text);
    Ok((main, files))
}

/// The council's file, laid on the defaults where the scenario names them.
fn council(parts: &Parts, files: &Files) -> Result<(CouncilFile, Origins), Vec<Problem>> {
    let Some(name) = &parts.defaults else {
        return Ok((read(&parts.council, files)?, Origins::default()));
    };
    let trees = (tree::<CouncilFile>(name, files), tree::<CouncilFile>(&parts.council, files));
    let (defaults, council) = match trees {
        (Ok(defaults), Ok(council)) => (defaults, council),
        (defaults, council) => {
            let found = [defaults.err(), council.err()].into_iter().flatten().flatten();
            return Err(found.collect());
        }
    };
    let (both, origins) = defaults::lay(defaults, council, (name, &parts.council));
    Ok((typed(both, &parts.council)?, origins))
}

/// Reads one file by itself.
///
/// # Errors
/// Every structural problem of it.
pub fn read<T: DeserializeOwned + JsonSchema>(
    name: &str,
    files: &Files,
) -> Result<T, Vec<Problem>> {
    typed(tree::<T>(name, files)?, name)
}

fn typed<T: DeserializeOwned>(tree: Table, name: &str) -> Result<T, Vec<Problem>> {
    tree::read(&Value::Table(tree)).map_err(|misfit| {
        let fault = Fault::Unreadable { reason: misfit.to_string() };
        vec![Problem::new(name, misfit.path(), fault)]
    })
}

/// A file as a tree of the shape of `T`.
fn tree<T: JsonSchema>(name: &str, files: &Files) -> Result<Table, Vec<Problem>> {
    let fault = |fault| vec![Problem::new(name, "", fault)];
    let text =
        files.get(name).ok_or_else(|| fault(Fault::FileMissing { name: name.to_owned() }))?;
    let tree = parse(text).map_err(fault)?;
    if let Some(found) = tree.get("format").and_then(Value::as_integer)
        && found != FORMAT
    {
        return Err(vec![Problem::new(name, "format", Fault::Format { found })]);
    }
    for check in [limits::lists, structure::check::<T>] {
        let problems = check(&tree, name);
        if !problems.is_empty() {
            return Err(problems);
        }
    }
    match tree {
        Value::Table(tree) => Ok(tree),
        _ => Err(fault(Fault::Empty)),
    }
}

/// Text (TOML, or JSON if it starts with a brace) as a tree.
fn parse(text: &str) -> Result<Value, Fault> {
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err(Fault::Empty);
    }
    if text.len() > LARGEST_FILE {
        let reason = format!("it has {} bytes; at most {LARGEST_FILE} are read", text.len());
        return Err(Fault::Unreadable { reason });
    }
    if text.trim_start().starts_with('{') {
        return serde_json::from_str(text)
            .map_err(|error| Fault::Unreadable { reason: error.to_string() });
    }
    text.parse::<toml::Table>().map(Value::Table).map_err(|error| Fault::Unreadable {
        reason: error.to_string().trim_end().replace('\n', " "),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str) -> String {
        let files = Files::from([("a.toml".to_owned(), text.to_owned())]);
        load("a.toml", &files).expect_err("is wrong")[0].to_string()
    }

    #[test]
    fn empty_foreign_and_future_files_are_named() {
        assert!(first("").contains("The file is empty"));
        assert!(first("  \n").contains("The file is empty"));
        assert!(first("<html>").contains("not TOML or JSON"));
        assert!(first("format = 2").contains("Format 2 is not known"));
        assert!(first("{\"format\": 1}").contains("missing"));
        let files = Files::new();
        assert!(load("b.toml", &files).expect_err("absent")[0].to_string().contains("not found"));
    }
}
