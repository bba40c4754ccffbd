//! The processes of a month, each a module. In which order they come is said in one
//! place: [`path`](super::path).
//!
//! | Module | Process |
//! | --- | --- |
//! | [`front_door`] | what the front door lets through |
//! | [`moves`] | moves between levels |
//! | [`support`] | places end, doses take their course, families ask, places are given |
//! | [`births`] | birthdays and births; families without a history who come or go |
//!
//! They share a [`Month`](super::month::Month) and know of each other only that the front
//! door asks [`moves`] who would come.

pub mod births;
pub mod front_door;
pub mod moves;
pub mod support;
