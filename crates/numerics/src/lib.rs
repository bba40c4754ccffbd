//! Numbers that are the same on every platform.
//!
//! | Module | Concept |
//! | --- | --- |
//! | [`maths`] | the only place with exponentials, logarithms and quantiles |
//! | [`chance`] | keyed random numbers (CRN), parameter sets |
//! | [`stay`] | lengths of stay: sojourn times with a chosen mean and spread |

#![forbid(unsafe_code)]

pub mod chance;
pub mod maths;
pub mod stay;
