//! Scenario files: as written, checked, resolved.
//!
//! `text → tree → (structure check against the schema) → Written → (meaning check) → Scenario`
//!
//! Every problem of a file is reported at once, with its place, the value and
//! the allowed range ([`problem`]). The engine only ever sees the resolved
//! [`Scenario`], which is complete and checked.
//!
//! | Module | Concept |
//! | --- | --- |
//! | [`grouped`] | problems as people read them: repeated ones once, at most a screenful |
//! | [`limits`] | how large a scenario may be, asked before work starts |
//! | [`quantity`] | every kind of number: plain phrase, unit, allowed range |
//! | [`figure`] | a number with unit, source, grade and, where uncertain, a distribution |
//! | [`distribution`] | how an uncertain number varies |
//! | [`correlation`] | uncertain numbers that move together |
//! | [`shares`] | shares of a whole that are uncertain together |
//! | [`written`] | the files as people write them |
//! | [`mod@shape`] | which keys stand where, from the written types |
//! | [`structure`] | unknown, missing and misspelt keys, wrong types |
//! | [`tree`] | the tree of a file as written types |
//! | [`mod@load`] | files that refer to each other, format version |
//! | [`defaults`] | a council's file laid on defaults that several share |
//! | [`resolve`] | written → resolved, all problems at once |
//! | [`resolved`] | what the engine sees |
//! | [`strata`] | lasting differences between families |
//! | [`calendar`] | dates as months from the start, financial years |
//! | [`amend`] | one number of the register changed in its file's text |
//! | [`edit`] | a person's changes to an option, on top of the file |
//! | [`bibliography`] | documents that sources name by `[@id]` |
//! | [`mod@shipped`] | a scenario for examples and tests |
//! | [`register`] | every number with unit, source and grade, as a list |
//! | [`observe`] | published or own figures from a table |

#![forbid(unsafe_code)]

pub mod amend;
pub mod bibliography;
pub mod calendar;
pub mod correlation;
pub mod defaults;
pub mod distribution;
pub mod edit;
pub mod figure;
pub mod grouped;
pub mod limits;
pub mod load;
pub mod observe;
pub mod problem;
pub mod quantity;
pub mod register;
pub mod resolve;
pub mod resolved;
pub mod shape;
pub mod shares;
pub mod shipped;
pub mod strata;
pub mod structure;
pub mod tree;
pub mod written;

pub use calendar::{Calendar, YearMonth};
pub use distribution::Distribution;
pub use edit::Edit;
pub use figure::{Grade, Uncertain};
pub use load::{Files, Loaded, load};
pub use problem::{Fault, Problem};
pub use resolved::Scenario;
