//! Tables of own figures: the bytes of a CSV file.

use crate::dice::Dice;
use crate::files;
use crate::mutate;
use crate::target::short;
use serde_json::json;
use staircase_numerics::chance::hash_text;
use staircase_page as web;

/// A table damaged as text or as bytes.
pub fn make(dice: &mut Dice) -> Vec<u8> {
    let Some(table) = dice.one(files::tables()) else { return Vec::new() };
    if dice.once_in(4) {
        return mutate::damaged_bytes(table, dice);
    }
    mutate::damaged(&String::from_utf8_lossy(table), dice).into_bytes()
}

/// Reads it; some are fitted too.
pub fn give(bytes: &[u8]) {
    let read = web::observe::read_table("own.csv", bytes, "Rotherham");
    short(&read);
    let view: serde_json::Value = serde_json::from_str(&read).expect("a table's view is JSON");
    let Some(area) = view["areas"].get(0) else { return };
    if !hash_text(&String::from_utf8_lossy(bytes)).is_multiple_of(48) {
        return;
    }
    let Some((main, files)) = files::scenario("rotherham-2019.toml") else { return };
    let name = area["name"].as_str().filter(|name| !name.is_empty()).or(area["code"].as_str());
    let request = json!({ "main": main, "files": files, "table": "own.csv", "area": name });
    if let Err(problems) = web::observe::calibrate(&request.to_string(), bytes) {
        short(&problems);
    }
}
