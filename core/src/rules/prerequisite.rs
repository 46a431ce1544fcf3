//! What the tenant must have before a machine can be created.

pub(super) mod windows_enrolment_is_allowed;
