//! Greenlight against a hand-written floor: the workload, the floor, the conversion to our case, and how speed is measured.

pub mod convert;
pub mod corpus;
#[cfg(not(test))]
pub mod doors;
pub mod floor;
pub mod judging;
#[cfg(not(test))]
pub mod lines;
pub mod measure;
pub mod neutral;
pub mod node;
#[cfg(not(test))]
pub mod simulating;
pub mod start;
pub mod table;
