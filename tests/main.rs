//! All tests of the whole engine, as one program: it is linked once.

mod kit;

mod agreement;
mod appraisal;
mod authorities;
mod bad_input;
mod calibrate;
mod command_line;
mod councils;
mod defaults;
mod editor;
mod england;
mod faults;
mod files;
mod frameworks;
mod front_door;
mod golden;
mod invariants;
mod money_adds;
mod observe;
mod oldham;
mod places;
mod properties;
mod published_cases;
mod published_tables;
mod rooms;
mod rotherham;
mod sentences;
mod sources;
mod support;
mod table_kinds;
mod tornado;
mod uncertainty;
