//! Headings, units and dates as words: what people write in many ways, in one form.

/// The words and numbers of a text, in lower case: `At31_episodes` is `at`, `31`,
/// `episodes`; `10,000` is one number; `%` and its short forms are `percent`; a slash
/// before a number is `per`.
#[must_use]
pub fn tokens(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut word = String::new();
    // The signs between the last word and this one.
    let mut gap = String::new();
    let mut grouping = false;
    for c in text.chars().chain([' ']) {
        let c = c.to_ascii_lowercase();
        let part = c.is_alphanumeric() && !superscript(c);
        let turns = word
            .chars()
            .next_back()
            .is_some_and(|last| last.is_ascii_digit() != c.is_ascii_digit());
        if !word.is_empty() && (!part || turns) {
            grouping = push(&mut out, std::mem::take(&mut word), &gap, grouping);
            gap.clear();
        }
        match c {
            _ if part => word.push(c),
            '%' => out.push("percent".to_owned()),
            '‰' => out.extend(["per".to_owned(), "1000".to_owned()]),
            _ => gap.push(c),
        }
    }
    out
}

fn superscript(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹')
}

/// Adds a word: groups of three digits as one number, a slash before a number as "per",
/// short forms of per cent as one word. Answers whether it went on a number.
fn push(out: &mut Vec<String>, word: String, gap: &str, grouping: bool) -> bool {
    let digits = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
    if digits(&word) {
        let apart = matches!(gap, "," | " " | "\u{a0}" | "\u{202f}" | "'" | "’" | ".");
        if let Some(last) = out.last_mut()
            && apart
            && word.len() == 3
            && digits(last)
            && (last.len() <= 3 || grouping)
        {
            last.push_str(&word);
            return true;
        }
        if gap.trim_end().ends_with('/') && !out.last().is_some_and(|last| digits(last)) {
            out.push("per".to_owned());
        }
    }
    match word.as_str() {
        "cent" if out.last().is_some_and(|last| last == "per") => {
            out.pop();
            out.push("percent".to_owned());
        }
        "pct" | "perc" | "percentage" | "percentages" | "pc" => out.push("percent".to_owned()),
        _ => out.push(word),
    }
    false
}

/// Whether a token is a number.
#[must_use]
pub fn number(token: &str) -> Option<u32> {
    token.bytes().all(|byte| byte.is_ascii_digit()).then(|| token.parse().ok()).flatten()
}

/// Where `part` stands in `whole`, as words side by side.
#[must_use]
pub fn position(whole: &[String], part: &[String]) -> Option<usize> {
    (!part.is_empty() && part.len() <= whole.len())
        .then(|| whole.windows(part.len()).position(|window| window == part))
        .flatten()
}

/// A text short enough for a sentence.
#[must_use]
pub fn clipped(text: &str) -> String {
    let plain = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = plain.chars().take(40).collect();
    if short.len() < plain.len() { format!("{short}…") } else { short }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fails if one way of writing a number, a share or a rate is other words than another.
    #[test]
    fn many_hands_one_form() {
        for (text, words) in [
            ("At31_episodes", "at 31 episodes"),
            ("per 10,000", "per 10000"),
            ("per 10 000", "per 10000"),
            ("(/10000)", "per 10000"),
            ("/10k", "per 10 k"),
            ("/100,000", "per 100000"),
            ("per100k", "per 100 k"),
            ("22 per cent", "22 percent"),
            ("CPP_subsequent_pct", "cpp subsequent percent"),
            ("‰", "per 1000"),
            ("2018/19", "2018 19"),
            ("31/03/2019", "31 03 2019"),
            ("1,000,000", "1000000"),
            ("31 March 2019", "31 march 2019"),
            ("Children¹", "children"),
        ] {
            assert_eq!(tokens(text).join(" "), words, "{text}");
        }
    }
}
