//! How long lists of a file may be, asked before anything is compared with anything.
//!
//! Counts come from files, so every product and sum of them stops at the largest number
//! instead of wrapping. How large a scenario may be that is otherwise good is for
//! `model::size` to say.

use super::problem::{Fault, Problem};
use super::strata;
use toml::Value;

/// Most entries of a list, by its key, and what they are called.
const LISTS: [(&str, usize); 27] = [
    ("agencies", 100),
    ("beside", 100),
    ("changes", 200),
    ("classes", strata::MOST),
    ("correlations", 1000),
    ("divisions", 32),
    ("drifts", 60),
    ("drivers", 60),
    ("effects", 24),
    ("entry_costs", 100),
    ("evidence", 100),
    ("factors", 1000),
    ("fixed_costs", 100),
    ("funding", 100),
    ("leavers", 40),
    ("levels", 40),
    ("measures", 60),
    ("moves", 400),
    ("observed", 200),
    ("options", 200),
    ("programmes", MOST_PROGRAMMES),
    ("published_shares", 400),
    ("rates", 1000),
    ("routes", 16),
    ("splits", 100),
    ("streams", 16),
    ("tags", 40),
];

/// Most entries of any other list or table.
const MOST_ENTRIES: usize = 1000;

/// Most numbers, texts, lists and tables of a file. The largest that is shipped has 1,300.
const MOST_VALUES: usize = 100_000;

/// Most programmes, of the council and the options together: chance is keyed by them.
pub const MOST_PROGRAMMES: usize = 16;

/// A product that stops at the largest number.
#[must_use]
pub fn product(counts: impl IntoIterator<Item = usize>) -> usize {
    counts.into_iter().fold(1, usize::saturating_mul)
}

/// A sum that stops at the largest number.
#[must_use]
pub fn sum(counts: impl IntoIterator<Item = usize>) -> usize {
    counts.into_iter().fold(0, usize::saturating_add)
}

/// Lists and tables of a file that are too long.
#[must_use]
pub fn lists(tree: &Value, file: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    let values = walk(tree, "", "", &mut |path, key, found| {
        let known = LISTS.iter().find(|(list, _)| *list == key);
        let most = known.map_or(MOST_ENTRIES, |(_, most)| *most);
        if found > most && problems.len() < 20 {
            let of = if known.is_some() { key.replace('_', " ") } else { "entries".to_owned() };
            problems.push(Problem::new(file, path, Fault::TooMany { found, most, of }));
        }
    });
    if values > MOST_VALUES && problems.is_empty() {
        let of = "numbers, texts, lists and tables".to_owned();
        let fault = Fault::TooMany { found: values, most: MOST_VALUES, of };
        problems.push(Problem::new(file, "", fault));
    }
    problems
}

/// Tells `length` the place, key and length of every list and table; how many values there are.
fn walk(value: &Value, path: &str, key: &str, length: &mut impl FnMut(&str, &str, usize)) -> usize {
    let under =
        |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    match value {
        Value::Array(items) => {
            length(path, key, items.len());
            let inner = items.iter().enumerate();
            1 + sum(inner.map(|(at, it)| match it {
                Value::Array(_) | Value::Table(_) => {
                    walk(it, &format!("{path}[{}]", at + 1), "", length)
                }
                _ => 1,
            }))
        }
        Value::Table(table) => {
            length(path, "", table.len());
            1 + sum(table.iter().map(|(name, it)| match it {
                Value::Array(_) | Value::Table(_) => walk(it, &under(name), name, length),
                _ => 1,
            }))
        }
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(text: &str) -> Vec<String> {
        let tree = Value::Table(text.parse().expect("test text is TOML"));
        lists(&tree, "f.toml").iter().map(ToString::to_string).collect()
    }

    /// Fails if a product of counts wraps before it is compared.
    #[test]
    fn products_and_sums_stop_at_the_largest_number() {
        assert_eq!(product([2; 63]), 1 << 63);
        assert_eq!(product([2; 64]), usize::MAX);
        assert_eq!(product([2; 400]), usize::MAX);
        assert_eq!(product([]), 1);
        assert_eq!(sum([usize::MAX, 7]), usize::MAX);
    }

    /// Fails if a list from a file is taken at any length.
    #[test]
    fn long_lists_are_refused_by_name() {
        let found = problems(&"[[divisions]]\nid='a'\n".repeat(432));
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with("f.toml: divisions: There are 432 divisions"), "{found:?}");
        assert!(found[0].contains("at most 32"), "{found:?}");
        assert_eq!(problems(&"[[divisions]]\nid='a'\n".repeat(32)), Vec::<String>::new());
        let inside = format!("[[x]]\n[[x]]\nindex=[{}]", "1,".repeat(1001));
        assert!(problems(&inside)[0].contains("x[2].index"), "{:?}", problems(&inside));
        let wide = format!("a=[{}]\n", vec!["[1,1,1,1,1,1,1,1,1,1]"; 999].join(","));
        let wide: String = (0..12).map(|key| format!("k{key}{wide}")).collect();
        assert!(problems(&wide)[0].contains("numbers, texts, lists"), "{:?}", problems(&wide));
    }
}
