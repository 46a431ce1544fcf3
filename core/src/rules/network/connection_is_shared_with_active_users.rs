//! NET037: a network connection is shared only with users whose accounts work.

use crate::rules::context::Context;
use crate::rules::rule::{Judgement, rule};

rule! {
    /// A network connection should be shared only with users who are still part of the environment.
    ///
    /// # Why
    /// Somebody who leaves the environment stays in the list of shares, shown as deactivated, and Manage access says so. It stops
    /// nothing; the page asks to remove the access.
    ///
    /// # How to fix it
    /// Take the share back under Manage access.
    code: NET037,
    name: "connection-is-shared-with-active-users",
    level: Warning,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Share the network connection"
        + "hosted-machines-2022-12-12" / "Share the network connection",
    holds: ALWAYS,
    judges: [CreateMachine, ShareNetwork, UnshareNetwork],
    fixers: [ImageOrNetworkOwner, EnvironmentAdministrator],
    says: "sharing network connection `{network}` with `{person}` is of no use: the account is {found}",
    steps: [
        "in Power Automate, under Monitor, Machines, Network connection, select `{network}` and Manage access",
        "remove `{person}`, or leave them out, and save",
    ],
    examples: [
        broken "somebody whose account is disabled" {
            "/people/maker-b/account": "disabled",
            "/networks/corp/connection/shared_with": ["maker-a", "maker-b"]
        },
        broken "somebody whose account was deleted" {
            "/people/maker-b/account": "deleted",
            "/networks/corp/connection/shared_with": ["maker-b"]
        },
        broken "the very person to share with" {
            "/people/maker-b/account": "disabled",
            "/request/share-network": { "environment": "prod", "network": "corp", "with": "maker-b" }
        },
        broken "another share than the one that is taken back" {
            "/people/maker-b/account": "disabled",
            "/networks/corp/connection/shared_with": ["maker-a", "maker-b"],
            "/request/unshare-network": { "environment": "prod", "network": "corp", "with": "maker-a" }
        },
        met "everybody is active" {
            "/request/share-network": { "environment": "prod", "network": "corp", "with": "maker-b" }
        },
        unknown "an account that was not looked up" {
            "/people/maker-b/account": null,
            "/networks/corp/connection/shared_with": ["maker-a", "maker-b"]
        },
        unknown "a list that may go on" {
            "/networks/corp/connection/shared_with": { "items": ["maker-a"], "complete": false }
        },
        unknown "nobody to share with yet" { "/request/share-network": { "environment": "prod", "network": "corp" } },
        not_applicable "the Microsoft Hosted Network" { "/request/create-machine/network": null },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let network = cx.custom_network()?;
    match cx.deactivated(network.connection().shared_with(), |person| person)? {
        Some(evidence) => Err(evidence.with("network", network.key()).broken()),
        None => Ok(()),
    }
}
