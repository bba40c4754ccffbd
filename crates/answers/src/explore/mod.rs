//! Fitting and exploring, on the expected-value path.
//!
//! | Module | Concept |
//! | --- | --- |
//! | [`mod@backtest`] | what a projection would have said of what then happened |
//! | [`mod@calibrate`] | levels of rates from published stocks and flows, with their uncertainty |
//! | [`fit`] | factors that make a steady year give published figures back |
//! | [`shares`] | published shares beside those of a steady year |
//! | [`tornado`] | one uncertain number at a time |

pub mod backtest;
pub mod calibrate;
pub mod fit;
pub mod shares;
pub mod tornado;
