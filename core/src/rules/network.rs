//! What a custom network must be like, and who must be allowed to use it.

pub(super) mod subnet_has_free_addresses;
