//! Money: discounting, returns, cashable cost.
//!
//! | Module | Concept |
//! | --- | --- |
//! | [`discount`] | present values; prices of other years |
//! | [`returns`] | annuities, payback, internal rate, ratios, the optimism bias allowance |
//! | [`flows`] | what an option changes, by month, in one draw or along the path |
//! | [`cashable`] | the cashable part of an avoided cost |
//! | [`waterfall`] | parts of a change and what is left over |
//! | [`frontier`] | which of several options are worth their cost |

#![forbid(unsafe_code)]

pub mod cashable;
pub mod discount;
pub mod flows;
pub mod frontier;
pub mod returns;
pub mod waterfall;
