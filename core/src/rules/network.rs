//! Rules about custom networks, and about who must be allowed to use them.

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
pub(super) mod nothing_denies_the_network;
pub(super) mod organizational_unit_is_synchronised;
pub(super) mod registration_port_is_open;
pub(super) mod runtime_is_reachable;
pub(super) mod service_connection_point_exists;
pub(super) mod service_principal_reads_network_subscription;
pub(super) mod service_principal_role_on_network;
pub(super) mod service_principal_role_on_resource_group;
pub(super) mod sharer_may_share_the_connection;
pub(super) mod subnet_has_a_way_out;
pub(super) mod subnet_has_free_addresses;
pub(super) mod subnet_has_room_for_retries;
pub(super) mod subnet_is_not_delegated;
pub(super) mod synchronisation_is_frequent;
pub(super) mod tenant_has_room_for_a_network;
pub(super) mod tls_is_not_intercepted;
pub(super) mod windows_365_is_reachable;

use crate::facts::At;
use crate::facts::entities::{Network, Subscription};
use crate::facts::known::{Known, all, any, implies};
use crate::facts::value::Join;
use crate::rulebook::term::{Named, Term};
use crate::rulebook::{App, AzureRole, Key};
use crate::rules::context::{Context, NetworkScope, Principal, Served};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Stop, either};

/// Returns the requested custom network if it is to serve these, and whether `needed` holds if machines on it also join a local domain.
fn hybrid<'a>(
    cx: &Context<'a>,
    served: Served,
    needed: impl FnOnce(At<'a, Network>) -> Known<bool>,
) -> Result<(At<'a, Network>, Known<bool>), Stop> {
    let (network, owed) = cx.network_for(served)?;
    let joins = network.connection().join().map(|join| *join == Join::Hybrid);
    Ok((network, implies(all([owed, joins]), needed(network))))
}

/// The roles of the Windows 365 service principal at a scope of a network.
struct Windows365Role<'a> {
    network: At<'a, Network>,
    /// Whether it holds a role that serves, if it needs one.
    named: Known<bool>,
    /// Whether it holds such a role or one that includes it, if it needs one.
    enough: Known<bool>,
    /// The roles that serve; the current one is last.
    serving: Vec<Term<AzureRole>>,
}

impl Windows365Role<'_> {
    /// Returns the evidence that it holds no role that serves.
    fn evidence(&self, subscription: At<'_, Subscription>) -> Evidence {
        let names = self.serving.iter().map(|role| role.name());
        let last = self.serving.last().map_or("", |role| role.name());
        let found = if self.enough == Ok(true) { say::ROLE_THAT_INCLUDES_MORE } else { say::NO_SUCH_ROLE };
        Evidence::new(subscription.field("grants"), found, either(names))
            .with("role", last)
            .with("app", Term::<App>::WINDOWS_365.guid())
    }
}

/// Returns the roles of the Windows 365 service principal, if `key` requires a role at this scope of the network.
fn windows_365_role<'a>(cx: &Context<'a>, key: Key, at: NetworkScope) -> Result<Windows365Role<'a>, Stop> {
    let (network, owed) = cx.network_for(Served::Machines)?;
    let serving = cx.roles_that_serve(network, key)?;
    let named = cx.holds_exactly(network, serving.clone(), at);
    let enough = match cx.terms::<AzureRole>(Key::NetworkIncludingRoles) {
        Ok(including) => {
            let app = Principal::App(Term::<App>::WINDOWS_365);
            let larger = cx.granted_on(network, app, at, |role| sufficient(cx, role, including.clone()));
            any([named.clone(), larger])
        }
        Err(_) => named.clone(),
    };
    let serving = serving.collect();
    Ok(Windows365Role {
        network,
        named: implies(owed.clone(), named),
        enough: implies(owed, enough),
        serving,
    })
}

/// Whether an Azure role is one of these, or includes all actions on networks; without any of these, no other role counts either.
fn sufficient(
    cx: &Context<'_>,
    role: &Named<AzureRole>,
    mut these: impl Iterator<Item = Term<AzureRole>> + Clone,
) -> Known<bool> {
    match role {
        Named::Term(term) => Ok(these.any(|sufficient| *term == sufficient)),
        Named::Other(_) if these.next().is_none() => Ok(false),
        Named::Other(name) => cx.allows(name, Key::AzureActionNetwork),
    }
}
