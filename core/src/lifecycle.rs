//! The life of a hosted machine, and the codes that Microsoft publishes about it.

pub mod machine;
pub mod provisioning_error;
pub mod published;
