//! PRE010: the service principal of hosted machine groups is there where a group uses something of the organisation's own.

use crate::facts::known::implies;
use crate::facts::request::Action;
use crate::facts::value::Presence;
use crate::facts::{DEFAULT_IMAGE, NONE};
use crate::rulebook::{App, Key};
use crate::rules::context::{Context, Served};
use crate::rules::rule::{Evidence, Judgement, alongside, applies, require, rule};

rule! {
    /// A hosted machine group with a custom image or a custom network, and an image or a network connection that is added for groups, needs the service principal of hosted machine groups.
    ///
    /// # Why
    /// It is this service principal, and not that of Windows 365, that reads the gallery and attaches bots to the network: without it there is
    /// nobody to assign those roles to.
    ///
    /// # How to fix it
    /// Create it with the Azure CLI, by its application id.
    code: PRE010,
    name: "hosted-group-service-principal-is-present",
    level: Error,
    provenance: Stated,
    source: "hosted-machine-groups-2023-11-09" / "Share the Azure compute gallery with Power Automate Hosted Machine Groups service principal",
    judges: [CreateImage, CreateNetwork, CreateGroup, EditGroup],
    fixers: [EntraApplicationAdministrator],
    says: "the {app} service principal is {found}, and hosted machine groups need it for an image or a network of your own",
    steps: [
        "create the service principal of application {id} ({app}) in the tenant",
    ],
    command: "az ad sp create --id {id}",
    examples: [
        broken "a new group with a custom image" {
            "/tenant/service_principals/hosted_machine_groups": "absent",
            "/request/create-group": {
                "environment": "prod",
                "name": "Ledger",
                "image": "finance",
                "max_bots": 1,
                "committed_bots": 0
            }
        },
        broken "a new group on a custom network" {
            "/tenant/service_principals/hosted_machine_groups": "absent",
            "/request/create-group": {
                "environment": "prod",
                "name": "Ledger",
                "image": "default",
                "network": "corp",
                "max_bots": 1,
                "committed_bots": 0
            }
        },
        broken "another image for a group" {
            "/tenant/service_principals/hosted_machine_groups": "absent",
            "/request/edit-group": { "group": "invoices", "image": "finance" }
        },
        met "it is there" { "/request/edit-group": { "group": "invoices", "image": "finance" } },
        unknown "nobody has looked" {
            "/tenant/service_principals/hosted_machine_groups": null,
            "/request/edit-group": { "group": "invoices", "image": "finance" }
        },
        unknown "the image was not named" {
            "/tenant/service_principals/hosted_machine_groups": "absent",
            "/request/create-group": { "environment": "prod", "name": "Ledger" }
        },
        not_applicable "the default image on Microsoft's network" {
            "/tenant/service_principals/hosted_machine_groups": "absent",
            "/request/create-group": {
                "environment": "prod",
                "name": "Ledger",
                "image": "default",
                "max_bots": 1,
                "committed_bots": 0
            }
        },
        not_applicable "only the number of bots changes" {
            "/tenant/service_principals/hosted_machine_groups": "absent",
            "/request/edit-group": { "group": "invoices", "max_bots": 1 }
        },
        broken "an image that is added for both" {
            "/tenant/service_principals/hosted_machine_groups": "absent",
            "/images/finance/usage": "both",
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        broken @March2025 "a network connection that is added for groups" {
            "/tenant/service_principals/hosted_machine_groups": "absent",
            "/networks/corp/connection/usage": "hosted-machine-group",
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        met "an image that is added for hosted machines" {
            "/tenant/service_principals/hosted_machine_groups": "absent",
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let app = cx.term::<App>(Key::ServicePrincipalGroup)?;
    let principals = cx.case.tenant().service_principals();
    let owed = match cx.action() {
        Action::CreateImage => cx.image_for(Served::Groups)?.1,
        Action::CreateNetwork => {
            // Only where groups can be on a custom network at all.
            cx.text(Key::NetworkGroupDelegation)?;
            cx.network_for(Served::Groups)?.1
        }
        _ => {
            uses_something_own(cx)?;
            cx.serves(Served::Groups)?
        }
    };
    let there = principals.hosted_machine_groups().map(|presence| *presence == Presence::Present);
    require(implies(owed, there), || {
        Evidence::new(principals.field("hosted_machine_groups"), Presence::Absent, Presence::Present)
            .with("app", app.name())
            .with("id", app.guid())
    })
}

/// Goes on only where a group has an image or a network of the organisation's own.
fn uses_something_own(cx: &Context<'_>) -> Judgement {
    let principals = cx.case.tenant().service_principals();
    let details = cx.details();
    if details.network.as_ref().is_none_or(|network| network == NONE) {
        applies(cx.action() == Action::CreateGroup || details.image.is_some())?;
        applies(alongside(cx.asked_image(), || principals.hosted_machine_groups())? != DEFAULT_IMAGE)?;
    }
    Ok(())
}
