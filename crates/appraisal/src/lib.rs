//! Money: discounting, returns, what can be turned into cash.
//!
//! | Module | Concept |
//! | --- | --- |
//! | [`discount`] | what money later is worth now; prices of other years |
//! | [`returns`] | annuities, payback, internal rate, ratios, allowance for optimism |
//! | [`flows`] | what an option changes, by month, in one draw or along the path |
//! | [`cash`] | what of an avoided cost can be turned into cash |
//! | [`waterfall`] | parts of a change and what is left over |
//! | [`frontier`] | which of several options are worth their cost |

#![forbid(unsafe_code)]

pub mod cash;
pub mod discount;
pub mod flows;
pub mod frontier;
pub mod returns;
pub mod waterfall;
