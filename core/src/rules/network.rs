//! What a custom network must be like, and who must be allowed to use it.

pub(super) mod connection_is_healthy;
pub(super) mod connection_is_made_for_it;
pub(super) mod connection_is_provisioned;
pub(super) mod connection_is_shared_with_active_users;
pub(super) mod connection_is_shared_with_the_maker;
pub(super) mod connection_is_sound;
pub(super) mod connection_name_is_unique;
pub(super) mod connection_selects_a_subnet;
pub(super) mod controller_is_in_sight;
pub(super) mod creator_is_in_the_domain;
pub(super) mod dns_has_a_second_server;
pub(super) mod dns_resolves_the_domain;
pub(super) mod domain_join_is_complete;
pub(super) mod group_has_no_custom_network;
pub(super) mod group_service_principal_role_on_network;
pub(super) mod group_subnet_is_delegated;
pub(super) mod join_account_has_rights;
pub(super) mod join_is_offered;
pub(super) mod maker_reads_the_network;
pub(super) mod network_is_chosen;
pub(super) mod network_is_in_the_machines_region;
pub(super) mod network_roles_are_up_to_date;
pub(super) mod network_subscription_is_usable;
pub(super) mod organizational_unit_is_synchronised;
pub(super) mod registration_port_is_open;
pub(super) mod runtime_is_reachable;
pub(super) mod service_principal_reads_network_subscription;
pub(super) mod service_principal_role_on_network;
pub(super) mod service_principal_role_on_resource_group;
pub(super) mod sharer_may_share_the_connection;
pub(super) mod subnet_has_free_addresses;
pub(super) mod subnet_has_room_for_retries;
pub(super) mod synchronisation_is_frequent;
pub(super) mod tenant_has_room_for_a_network;
pub(super) mod tls_is_not_intercepted;
pub(super) mod windows_365_is_reachable;

use crate::facts::entities::Network;
use crate::facts::known::Known;
use crate::facts::request::Action;
use crate::facts::value::{GroupKind, Join};
use crate::facts::{At, NONE};
use crate::rules::context::Context;
use crate::rules::rule::{Stop, alongside, applies};

/// The custom network that is asked for, where its connection joins machines to a local domain as well, and what the rule needs of it.
fn hybrid<'a, T>(
    cx: &Context<'a>,
    needed: impl Fn(At<'a, Network>) -> Known<T>,
) -> Result<(At<'a, Network>, T), Stop> {
    let network = cx.custom_network()?;
    let join = *alongside(network.connection().join(), || needed(network))?;
    applies(join == Join::Hybrid)?;
    Ok((network, needed(network)?))
}

/// The custom network of the hosted machine group that is asked for, or that the action is on.
fn network_of_group<'a>(cx: &Context<'a>) -> Result<At<'a, Network>, Stop> {
    if cx.action() == Action::CreateGroup {
        return cx.custom_network();
    }
    let group = cx.asked_group()?;
    let network = || -> Result<At<'a, Network>, Stop> {
        let name = group.network()?;
        applies(name != NONE)?;
        Ok(cx.network(name)?)
    };
    applies(*alongside(group.kind(), network)? == GroupKind::Hosted)?;
    network()
}
