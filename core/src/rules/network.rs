//! What a custom network must be like, and who must be allowed to use it.

pub(super) mod connection_is_shared;
pub(super) mod connection_name_is_unique;
pub(super) mod count_in_tenant;
pub(super) mod join_is_offered;
pub(super) mod maker_reads_network;
pub(super) mod microsoft_hosted_network;
pub(super) mod region;
pub(super) mod service_principal_on_network;
pub(super) mod service_principal_on_resource_group;
pub(super) mod service_principal_reads_subscription;
pub(super) mod shared_with_active_users;
pub(super) mod sharer_has_privileges;
pub(super) mod subnet_has_free_addresses;
pub(super) mod subnet_is_selected;
pub(super) mod subscription_is_usable;
