//! How many there may be, and how long names may get.

pub(super) mod description_length;
pub(super) mod machines_in_tenant;
pub(super) mod name_length;
