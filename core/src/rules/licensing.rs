//! What must be bought, assigned or tried out before a machine can be created.

pub(super) mod add_on_per_machine;
