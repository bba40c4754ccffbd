//! Fitting and exploring, on the expected-value path.
//!
//! | Module | Concept |
//! | --- | --- |
//! | [`fit`] | factors that make a steady year give published figures back |

pub mod fit;
