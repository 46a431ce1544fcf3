//! What the administration interfaces of Power Platform answer.

pub(super) mod capacity;
pub(super) mod environments;
pub(super) mod people;
