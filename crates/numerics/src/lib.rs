//! Numbers that are the same on every platform.
//!
//! | Module | Concept |
//! | --- | --- |
//! | [`maths`] | the only door to exponentials, logarithms and quantiles |
//! | [`chance`] | keyed random numbers, points across draws |
//! | [`stay`] | lengths of stay: sojourn times with a chosen mean and spread |

#![forbid(unsafe_code)]

pub mod chance;
pub mod maths;
pub mod stay;
