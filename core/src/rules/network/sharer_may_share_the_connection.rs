//! NET038: whoever shares a network connection, or takes a share back, may do so.

use crate::facts::At;
use crate::facts::entities::Network;
use crate::facts::value::privileges_told;
use crate::rulebook::term::Term;
use crate::rulebook::{Key, Role};
use crate::rules::context::{Context, Sharing};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, Stop, alongside, rule};
use crate::vocabulary::Level;

rule! {
    /// Whoever shares a network connection, or takes a share back, must own it or be a Desktop Flows Machine Configuration Admin, and have the privilege to share.
    ///
    /// # Why
    /// Environment Maker brings the privilege for connections of their own; Desktop Flows Machine Configuration Admin brings it for every
    /// connection of the environment, and so, in our reading, does System Administrator. Desktop Flows Machine Owner can only use what others share. A role of the
    /// organisation's own is judged by the privileges given for it.
    /// The page names the privileges to create and to append. Dataverse, in whose tables these records lie, has one of its own for sharing: whoever lacks
    /// only that one gets a warning.
    ///
    /// # How to fix it
    /// Ask the connection's owner or a Desktop Flows Machine Configuration Admin to change its access, or assign that role.
    code: NET038,
    name: "sharer-may-share-the-connection",
    level: Error,
    at_worst: at_worst,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Permissions based on security roles"
        + "hosted-machines-2022-12-12" / "Permissions based on security roles",
    holds: ALWAYS,
    judges: [ShareNetwork, UnshareNetwork],
    fixers: [ImageOrNetworkOwner, EnvironmentAdministrator],
    says: "`{actor}` cannot change who network connection `{network}` is shared with: {found}",
    steps: [
        "ask the owner of `{network}` or a Desktop Flows Machine Configuration Admin to change its access",
        "or in the Power Platform admin center, assign `{actor}` a role with which that works: {expected}",
    ],
    examples: [
        broken "a Machine Owner" {
            "/request": {
                "actor": "maker-b",
                "share-network": { "environment": "prod", "network": "corp", "with": "maker-b" }
            }
        },
        broken "a maker who does not own it" {
            "/networks/corp/connection/owner": "maker-b",
            "/request/unshare-network": { "environment": "prod", "network": "corp", "with": "maker-b" }
        },
        broken "an owner who has lost the role" {
            "/people/maker-a/roles/prod": [],
            "/request/share-network": { "environment": "prod", "network": "corp", "with": "maker-b" }
        },
        met "a maker who owns it" {
            "/request/share-network": { "environment": "prod", "network": "corp", "with": "maker-b" }
        },
        met "a Configuration Admin takes a share back" {
            "/people/maker-b/roles/prod": ["Desktop Flows Machine Configuration Admin"],
            "/request": {
                "actor": "maker-b",
                "unshare-network": { "environment": "prod", "network": "corp", "with": "maker-a" }
            }
        },
        met "a System Administrator" {
            "/request": {
                "actor": "admin",
                "share-network": { "environment": "prod", "network": "corp", "with": "maker-b" }
            }
        },
        unknown "the owner was not looked up" {
            "/networks/corp/connection/owner": null,
            "/request/share-network": { "environment": "prod", "network": "corp", "with": "maker-b" }
        },
        unknown "the roles were not looked up" {
            "/people/maker-a/roles/prod": null,
            "/request/share-network": { "environment": "prod", "network": "corp", "with": "maker-b" }
        },
        broken "the privileges that the page names are a warning" {
            "/people/maker-a/roles/prod": ["Finance Maker"],
            "/roles/Finance Maker/privileges": ["flow-machine-network.create", "flow-machine-network.append"],
            "/request/share-network": { "environment": "prod", "network": "corp", "with": "maker-b" }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let network = alongside(cx.custom_network(), || cx.environment())?;
    let sharing = alongside(sharing(cx, network), || network.connection().owner())?;
    if sharing.may.clone()? {
        return Ok(());
    }
    sharing.may_by_name.clone()?;
    let (at, found) = if sharing.lacking == 0 {
        (network.connection().field("owner"), say::SOMEBODY_ELSE_OWNS_IT.into())
    } else {
        let roles = sharing.actor.field("roles").key(sharing.environment.key());
        (roles, say::PRIVILEGE_IS_LACKING.with("privileges", privileges_told(sharing.lacking)))
    };
    Err(Evidence::new(at, found, Term::<Role>::CONFIGURATION_ADMIN.name())
        .with("actor", sharing.actor.key())
        .with("network", network.key())
        .level(sharing.level())
        .broken())
}

fn sharing<'a>(cx: &Context<'a>, network: At<'a, Network>) -> Result<Sharing<'a>, Stop> {
    let owner = network.connection().owner();
    cx.sharing(owner, Key::NetworkAdministrators, Key::PrivilegesShareNetwork, Key::PrivilegesCreateNetwork)
}

/// A warning as long as the privileges that the page names are enough.
fn at_worst(cx: &Context<'_>) -> Level {
    let network = cx.custom_network();
    network.and_then(|network| sharing(cx, network)).map_or(Level::Error, |sharing| sharing.level())
}
