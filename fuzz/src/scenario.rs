//! Scenario files. An input names a shipped scenario and holds the files that are not as shipped:
//!
//! ```text
//! === rotherham-2019.toml
//! === councils/rotherham-2019.toml
//! format = 1
//! ```

use crate::dice::Dice;
use crate::files;
use crate::mutate;
use crate::target::short;
use staircase_numerics::chance::hash_text;
use staircase_page as web;
use staircase_scenario::Files;

const MARK: &str = "=== ";

/// A shipped scenario with one file damaged, or two.
pub fn make(dice: &mut Dice) -> Vec<u8> {
    let Some((main, files)) = dice.one(files::scenarios()) else { return Vec::new() };
    let names: Vec<&String> = files.keys().collect();
    let mut changed = Files::new();
    for _ in 0..=usize::from(dice.once_in(4)) {
        let Some(name) = dice.one(&names) else { continue };
        changed.insert((*name).clone(), mutate::damaged(&files[*name], dice));
    }
    let mut text = format!("{MARK}{main}\n");
    for (name, content) in changed {
        text += &format!("{MARK}{name}\n{content}\n");
    }
    text.into_bytes()
}

fn read(bytes: &[u8]) -> Option<(String, Files)> {
    let text = String::from_utf8_lossy(bytes).into_owned();
    let mut parts = text.strip_prefix(MARK)?.split("\n=== ");
    let (main, mut files) = files::scenario(parts.next()?.trim_end())?.clone();
    for part in parts {
        let (name, content) = part.split_once('\n').unwrap_or((part, ""));
        files.insert(name.to_owned(), content.to_owned());
    }
    Some((main, files))
}

/// Opens it, and if it opens asks what the page asks.
pub fn give(bytes: &[u8]) {
    let Some(scenario) = read(bytes) else { return };
    let files = files::handed(&scenario);
    let study = match web::Study::open(&files) {
        Ok(study) => study,
        Err(problems) => return short(&problems),
    };
    // What is asked beside the first answer depends on the input alone.
    let chance = hash_text(&files);
    let view: serde_json::Value = serde_json::from_str(&study.view()).expect("a view is JSON");
    let options: Vec<&str> = view["options"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|it| it["id"].as_str())
        .collect();
    let option = options[1.min(options.len() - 1)];
    let answers = [
        study.preview(option, "null"),
        if chance.is_multiple_of(4) {
            study.appraisal(option, "null", "{}")
        } else {
            Ok(String::new())
        },
    ];
    for answer in answers {
        answer.unwrap_or_else(|problems| {
            short(&problems);
            String::new()
        });
    }
    let children = view["measures"].as_array().map_or(0, Vec::len);
    if chance.is_multiple_of(16) && children > 0 && scenario.0 != "england-2025.toml" {
        let _ = study.draws(option, "null", "1", 0, 1).map_err(|problems| short(&problems));
    }
}
