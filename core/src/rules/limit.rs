//! Rules about limits: how many things there may be, and how long names may be.

pub(super) mod description_is_not_too_long;
pub(super) mod name_is_not_too_long;
pub(super) mod tenant_has_room_for_a_machine;
