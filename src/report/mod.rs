//! Sentences, tables and files, generated from results.
//!
//! | Module | Concept |
//! | --- | --- |
//! | [`words`] | the sentences that the page and the command line print |
//! | `spread` | the sentence that tells chance and ignorance apart |
//! | [`number`] | numbers as people read them, no finer than the runs support |
//! | [`view`] | what the page shows before any result |
//! | [`tidy`] | long tables by month and by financial year |

pub mod number;
mod spread;
pub mod tidy;
pub mod view;
pub mod words;
