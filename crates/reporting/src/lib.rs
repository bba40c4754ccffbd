//! Sentences, tables and files, generated from results.
//!
//! | Module | Concept |
//! | --- | --- |
//! | [`words`] | the sentences that the page and the command line print |
//! | [`phrases`] | parts of sentences that all of them share |
//! | `effect` | the effect on one day: the first sentence, its range, warnings |
//! | `turns` | which way numbers go over an option's life |
//! | [`money`] | what is spent, saved or lost, avoided or added |
//! | `figures` | titles and sentences of the pictures |
//! | `variance` | the sentence that separates chance from uncertain inputs |
//! | `support` | sentences about programmes and the front door |
//! | [`break_even`] | threshold analysis, in sentences |
//! | [`told`] | facts with their sentences |
//! | [`contributions`] | what each change of an option does alone |
//! | [`number`] | numbers as people read them, no finer than the runs support |
//! | [`view`] | what the page shows before any result |
//! | [`financial_case`] | the financial case in sentences |
//! | [`brief`] | an option in plain words, with what it rests on |
//! | [`table`], [`tables`] | every table of results, defined once |
//! | [`csv`] | tables as CSV |
//! | `workbook` | tables as an Excel file |
//! | [`places`] | a warning of programmes below one place |
//! | [`behind`] | long tables of what stands behind an answer |

#![forbid(unsafe_code)]

pub mod behind;
pub mod break_even;
pub mod brief;
pub mod contributions;
pub mod csv;
mod effect;
pub mod every_run;
mod figures;
pub mod financial_case;
pub mod money;
pub mod number;
pub mod phrases;
pub mod places;
mod support;
pub mod table;
pub mod tables;
pub mod told;
mod turns;
mod variance;
pub mod view;
pub mod words;
#[cfg(feature = "excel")]
pub mod workbook;
