//! What a machine must be like to be used, and what becomes of it over time.

pub(super) mod machine_is_ready_for_access;
