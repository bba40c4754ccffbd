//! Money: cost by line and month, discounting, returns, what can be turned into cash.
//!
//! Counting rules are named by what they do (see [`crate::expected::chain::Counting`]):
//! child-years at a level are counted by the mean of the stock at the start and
//! the end of each month.
//!
//! | Module | Concept |
//! | --- | --- |
//! | [`cost`] | what everything costs, by line and month |
//! | [`discount`] | what money later is worth now; prices of other years |
//! | [`returns`] | annuities, payback, internal rate, ratios, allowance for optimism |
//! | [`flows`] | what an option changes, by month, in one draw or along the path |
//! | [`cash`] | what of an avoided cost can be turned into cash |
//! | [`waterfall`] | parts of a change and what is left over |
//! | [`frontier`] | which of several options are worth their cost |

pub mod cash;
pub mod cost;
pub mod discount;
pub mod flows;
pub mod frontier;
pub mod returns;
pub mod waterfall;
