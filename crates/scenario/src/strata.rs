//! Strata (fixed heterogeneity): lasting differences between families by locality, risk and the
//! edge of care.
//!
//! A *division* sorts families into classes. Families hold their class from birth,
//! or only at some levels: then it is drawn when they come to one of those levels
//! from elsewhere, and lapses when they leave them. A *stratum* is one class of
//! every division, numbered in mixed radix with the first division lowest.
//!
//! Classes of risk are a distribution cut into parts by whoever writes the file: four
//! equal classes of a gamma with mean 1 and shape 1 have factors of 0.137, 0.477, 1.000
//! and 2.386. That easier families are left with when harder ones move on follows from
//! the classes; no rule says it. Decision 0025.

use super::limits;

/// Most strata that can be modelled; tables grow with their number.
pub const MOST: usize = 64;

/// One class of a division.
#[derive(Debug, Clone, PartialEq)]
pub struct Class {
    /// Identity, unique over all divisions.
    pub id: String,
    /// Name shown to people.
    pub name: String,
    /// Share of families when the class is drawn.
    pub share: f64,
}

/// A way in which families differ.
#[derive(Debug, Clone, PartialEq)]
pub struct Grouping {
    /// Identity.
    pub id: String,
    /// Name shown to people.
    pub name: String,
    /// Levels at which the class is held; `None` is from birth and everywhere.
    pub held_at: Option<Vec<bool>>,
    /// Its classes; families that hold none count as the first.
    pub classes: Vec<Class>,
}

impl Grouping {
    /// Whether its classes are held at a level.
    #[must_use]
    pub fn held(&self, level: usize) -> bool {
        self.held_at.as_ref().is_none_or(|held| held.get(level).copied().unwrap_or(false))
    }
}

/// All divisions.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Strata {
    /// The divisions.
    pub divisions: Vec<Grouping>,
}

/// Strata with the share of families in each.
pub type Shares = Vec<(usize, f64)>;

impl Strata {
    /// Number of strata; the largest number there is where they are too many to count.
    #[must_use]
    pub fn count(&self) -> usize {
        limits::product(self.divisions.iter().map(|division| division.classes.len().max(1)))
    }

    /// Class of each division in a stratum.
    fn classes(&self, stratum: usize) -> Vec<usize> {
        let mut rest = stratum;
        self.divisions
            .iter()
            .map(|division| {
                let classes = division.classes.len().max(1);
                let class = rest % classes;
                rest /= classes;
                class
            })
            .collect()
    }

    fn number(&self, classes: &[usize]) -> usize {
        let pairs = self.divisions.iter().zip(classes).rev();
        pairs.fold(0, |number, (division, class)| number * division.classes.len().max(1) + class)
    }

    /// The grouping and the class called `id`.
    #[must_use]
    pub fn named(&self, id: &str) -> Option<(usize, usize)> {
        self.divisions.iter().enumerate().find_map(|(place, division)| {
            division.classes.iter().position(|class| class.id == id).map(|class| (place, class))
        })
    }

    /// Whether a stratum is of a class of a division.
    #[must_use]
    pub fn is(&self, stratum: usize, (division, class): (usize, usize)) -> bool {
        self.classes(stratum).get(division) == Some(&class)
    }

    /// Whether families at a level can be of a stratum.
    #[must_use]
    pub fn possible(&self, stratum: usize, level: usize) -> bool {
        let classes = self.classes(stratum);
        self.divisions.iter().zip(classes).all(|(d, class)| class == 0 || d.held(level))
    }

    /// Strata of newborn families.
    #[must_use]
    pub fn born(&self) -> Shares {
        self.drawn(&vec![0; self.divisions.len()], |division| division.held(0))
    }

    /// Strata after a move between levels.
    #[must_use]
    pub fn moved(&self, stratum: usize, from: usize, to: usize) -> Shares {
        let mut classes = self.classes(stratum);
        for (class, division) in classes.iter_mut().zip(&self.divisions) {
            if !division.held(to) {
                *class = 0;
            }
        }
        self.drawn(&classes, |division| division.held(to) && !division.held(from))
    }

    /// Classes as given, those of some divisions drawn anew.
    fn drawn(&self, classes: &[usize], anew: impl Fn(&Grouping) -> bool) -> Shares {
        let mut all = vec![(classes.to_vec(), 1.0)];
        for (place, division) in self.divisions.iter().enumerate().filter(|(_, d)| anew(d)) {
            all = all
                .into_iter()
                .flat_map(|(classes, share)| {
                    division.classes.iter().enumerate().map(move |(class, it)| {
                        let mut classes = classes.clone();
                        classes[place] = class;
                        (classes, share * it.share)
                    })
                })
                .collect();
        }
        let shares = all.into_iter().filter(|(_, share)| *share > 0.0);
        shares.map(|(classes, share)| (self.number(&classes), share)).collect()
    }
}

/// The stratum at a point of the unit interval.
#[must_use]
pub fn pick(shares: &[(usize, f64)], uniform: f64) -> usize {
    let mut edge = 0.0;
    for (stratum, share) in shares {
        edge += share;
        if uniform < edge {
            return *stratum;
        }
    }
    shares.last().map_or(0, |(stratum, _)| *stratum)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(id: &str, share: f64) -> Class {
        Class { id: id.to_owned(), name: id.to_owned(), share }
    }

    fn two() -> Strata {
        let division = |id: &str, held_at, classes| Grouping {
            id: id.to_owned(),
            name: id.to_owned(),
            held_at,
            classes,
        };
        Strata {
            divisions: vec![
                division("place", None, vec![class("n", 0.5), class("s", 0.3), class("e", 0.2)]),
                division(
                    "edge",
                    Some(vec![false, true, true, false]),
                    vec![class("ordinary", 0.9), class("edge", 0.1)],
                ),
            ],
        }
    }

    /// Fails if numbering loses a class, or if a class is drawn at the wrong moves.
    #[test]
    fn a_class_is_drawn_on_arrival_kept_while_held_and_lapses_after() {
        let strata = two();
        assert_eq!(strata.count(), 6);
        assert_eq!(strata.born(), vec![(0, 0.5), (1, 0.3), (2, 0.2)]);
        assert_eq!(strata.named("edge"), Some((1, 1)));
        let arrived = strata.moved(2, 0, 1);
        assert_eq!(arrived.len(), 2);
        assert_eq!((arrived[0].0, arrived[1].0), (2, 5));
        assert!((arrived[1].1 - 0.1).abs() < 1e-15);
        assert_eq!(strata.moved(5, 1, 2), vec![(5, 1.0)]);
        assert_eq!(strata.moved(5, 2, 3), vec![(2, 1.0)]);
        assert!(strata.is(5, (1, 1)) && strata.is(5, (0, 2)) && !strata.is(5, (0, 0)));
        assert!(!strata.possible(5, 0) && strata.possible(5, 2) && strata.possible(2, 0));
    }
}
