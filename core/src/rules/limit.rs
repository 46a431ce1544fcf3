//! How many there may be, and how long names may get.

pub(super) mod description_is_not_too_long;
pub(super) mod name_is_not_too_long;
pub(super) mod tenant_has_room_for_a_machine;
