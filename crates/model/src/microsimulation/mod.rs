//! The microsimulation. A draw: one parameter set and one set of random numbers, used for every
//! option (paired runs with common random numbers).
//!
//! | Module | Concept |
//! | --- | --- |
//! | [`family`] | the unit that moves |
//! | [`roster`] | the first day, dealt out to families |
//! | [`active_families`] | families in the monthly loop, packed |
//! | [`move_sampler`] | the monthly move by one uniform number |
//! | [`door`] | contact, screening, assessment |
//! | [`next_event`] | families with no need and no recent contact wait for their next move |
//! | [`residual_effects`] | what support leaves with a family |
//! | [`eligibility`] | who may have a place, when families are referred |
//! | [`allocation`] | who is given one |
//! | [`support`] | places held, queues, ends |
//! | [`arrivals`] | people who arrive from outside, stay, and leave |
//! | [`queue`] | a waiting line with slots, in continuous time |
//! | [`external_children`] | children who come from outside, whatever early help does |
//! | `draw_context` | what the options of a draw share |
//! | `run` | one option of one draw, month by month |
//! | `moves`, `turnover`, `tally` | its moves; births and departures; what is written down |
//! | `shared_histories` | an option beside another one: only what differs is lived through |
//! | [`draw`] | options of a draw side by side |

pub mod active_families;
pub mod allocation;
pub mod arrivals;
pub mod door;
pub mod draw;
mod draw_context;
pub mod eligibility;
pub mod external_children;
pub mod family;
pub mod move_sampler;
mod moves;
pub mod next_event;
pub mod queue;
pub mod residual_effects;
pub mod roster;
mod run;
mod shared_histories;
pub mod support;
mod tally;
mod turnover;
