//! Support along the path: ends, fade, queues, places, in the mean.
//!
//! | Module | Concept |
//! | --- | --- |
//! | [`ends`] | planned ends and drop-outs, and the course of every dose |
//! | [`places`] | who asks for a place, and who is given one |
//! | `start` | what a start does to doses |
//!
//! Each cell holds the summed dose of every effect. A month fades what is left outside
//! support and adds what sets in; a start adds `1 − mean dose` for each family that had
//! no place. Free places go to the queue, the same share of all who wait with the same
//! claim, and the rest by weighted lot, where a share `1 − e^(−weight·x)` of each group
//! is taken and `x` fills the places. Decisions 0002 to 0004, 0027.

pub mod ends;
pub mod places;
mod start;
