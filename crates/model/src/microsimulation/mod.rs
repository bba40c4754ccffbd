//! The microsimulation. A draw: one parameter set and one set of random numbers, used for every
//! option (paired runs with common random numbers).
//!
//! | Module | Concept |
//! | --- | --- |
//! | [`family`] | the unit that moves |
//! | [`roster`] | the first day, dealt out to families |
//! | [`seats`] | families in the monthly loop, packed |
//! | [`thresholds`] | the monthly move by one uniform number |
//! | [`door`] | contact, screening, assessment |
//! | [`quiet`] | families with no need and no recent contact wait for their next move |
//! | [`protection`] | what support leaves with a family |
//! | [`provision`] | who may have a place, when families are referred |
//! | [`offer`] | who is given one |
//! | [`support`] | places held, queues, ends |
//! | [`stream`] | people who arrive from outside, stay, and leave |
//! | [`queue`] | a waiting line with slots, in continuous time |
//! | [`visitors`] | children who come from outside, whatever early help does |
//! | `world` | what the options of a draw share |
//! | `run` | one option of one draw, month by month |
//! | `moves`, `turnover`, `tally` | its moves; births and departures; what is written down |
//! | `follow` | an option beside another one: only what differs is lived through |
//! | [`draw`] | options of a draw side by side |

pub mod door;
pub mod draw;
pub mod family;
mod follow;
mod moves;
pub mod offer;
pub mod protection;
pub mod provision;
pub mod queue;
pub mod quiet;
pub mod roster;
mod run;
pub mod seats;
pub mod stream;
pub mod support;
mod tally;
pub mod thresholds;
mod turnover;
pub mod visitors;
mod world;
