//! Who may do what.

pub(super) mod creator_has_privileges;
