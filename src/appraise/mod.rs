//! Money: cost by line and financial year, funding, what is avoided and spent.
//!
//! Counting rules are named by what they do (see [`crate::expected::chain::Counting`]):
//! child-years at a level are counted by the mean of the stock at the start and
//! the end of each month.

pub mod cost;
pub mod frontier;
