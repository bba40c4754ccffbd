//! Fitting and exploring, on the expected-value path.
//!
//! | Module | Concept |
//! | --- | --- |
//! | [`fit`] | factors that make a steady year give published figures back |
//! | [`shares`] | published shares beside those of a steady year |
//! | [`tornado`] | one uncertain number at a time |

pub mod fit;
pub mod shares;
pub mod tornado;
