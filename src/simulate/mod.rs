//! x
pub mod stream;
