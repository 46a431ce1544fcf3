//! What will be, by templates: facts that are marked as planned, and give way to those that are.

pub(super) mod bicep;
pub(super) mod terraform;
