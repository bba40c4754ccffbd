//! Calibration, predictive validation and one-way sensitivity, on the cohort model.
//!
//! | Module | Concept |
//! | --- | --- |
//! | [`mod@backtest`] | predictive validation: what a projection would have said of what then happened |
//! | [`mod@calibrate`] | Bayesian calibration of rates to published stocks and flows |
//! | [`fit`] | steady-state calibration: factors that reproduce published figures |
//! | [`shares`] | published shares beside those of a steady year |
//! | [`tornado`] | one-way sensitivity analysis |

pub mod backtest;
pub mod calibrate;
pub mod fit;
pub mod shares;
pub mod tornado;
