//! Questions from JSON text, answers as JSON text.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::ser::{Formatter, Serializer};
use std::io::{self, Write};

/// Writes numbers as the standard library does: the shortest text that reads back as the
/// same number. serde_json's own writer does the same faster, with 17 kB of tables.
struct Plain;

impl Formatter for Plain {
    fn write_f64<W: ?Sized + Write>(&mut self, writer: &mut W, value: f64) -> io::Result<()> {
        write!(writer, "{value:?}")
    }
}

/// What is asked.
///
/// # Errors
/// Why it cannot be read.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_json::from_str(text).map_err(|error| error.to_string())
}

/// A value as JSON; nothing if it has no such form, which no answer lacks.
pub fn text<T: Serialize>(value: &T) -> String {
    let mut text = Vec::new();
    let written = value.serialize(&mut Serializer::with_formatter(&mut text, Plain));
    written.ok().and_then(|()| String::from_utf8(text).ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fails if a number loses a bit on its way to the page, or one without a form in JSON
    /// breaks the text.
    #[test]
    fn numbers_read_back_to_the_last_bit() {
        let numbers = [0.1, -0.0, 1.0, 1e16, 1e-7, 5e-324, f64::MAX, 2.0 / 3.0, 123_456_789.125];
        let read: Vec<f64> = serde_json::from_str(&text(&numbers)).expect("is JSON");
        assert!(numbers.iter().zip(&read).all(|(a, b)| a.to_bits() == b.to_bits()), "{read:?}");
        assert_eq!(text(&[Some(f64::NAN), None]), "[null,null]");
    }

    /// Fails if a question from the page is not read as the page wrote it, or damage in it is
    /// not said.
    #[test]
    fn questions_are_read_or_refused_in_words() {
        let asked: Vec<f64> = read("[0.1, 2, -3e-7]").expect("is JSON");
        assert_eq!(text(&asked), "[0.1,2.0,-3e-7]");
        for bad in ["", "[1,", "[\"a\"]", "{}"] {
            let why = read::<Vec<f64>>(bad).expect_err(bad);
            assert!(!why.is_empty(), "{bad}");
        }
    }
}
