//! NET016: the organizational unit that machines go to exists and is synchronised.

use crate::facts::value::OrganizationalUnit;
use crate::rules::context::{Context, Served};
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// The organizational unit that a network connection for hybrid join names must exist, be spelt right, and be synchronised by Microsoft
    /// Entra Connect.
    ///
    /// # Why
    /// Machines are put into that organizational unit and become known to Microsoft Entra ID only by its synchronisation. If it does not
    /// exist or is not synchronised, provisioning fails. Where none is named, machines go to the domain's own place for computers.
    ///
    /// # How to fix it
    /// Correct the name (such as OU=Bots,DC=corp,DC=contoso,DC=com), or have the unit included in Microsoft Entra Connect.
    code: NET016,
    name: "organizational-unit-is-synchronised",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2025-03-10" / "Add a new network connection",
    holds: SINCE_MARCH_2025,
    judges: [CreateMachine, CreateNetwork, CreateGroup],
    fixers: [NetworkAdministrator],
    says: "network connection `{network}` puts machines into an organizational unit that is {found}, not {expected}",
    steps: [
        "include the organizational unit of `{network}` in those that Microsoft Entra Connect synchronises; where it does not exist, create it or correct its name first",
    ],
    examples: [
        broken "it does not exist" {
            "/networks/corp/connection/join": "hybrid",
            "/networks/corp/domain/organizational_unit": "missing"
        },
        broken "it is not synchronised" {
            "/networks/corp/connection/join": "hybrid",
            "/networks/corp/domain/organizational_unit": "unsynchronised"
        },
        broken "when the connection is added" {
            "/networks/corp/connection/join": "hybrid",
            "/networks/corp/domain/organizational_unit": "missing",
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        broken "a hosted machine group" {
            "/networks/corp/connection/join": "hybrid",
            "/networks/corp/domain/organizational_unit": "missing",
            "/request/create-group": {
                "environment": "prod",
                "name": "Bots",
                "image": "default",
                "network": "corp",
                "max_bots": 1
            }
        },
        broken "a connection for groups only, when it is added" {
            "/networks/corp/connection": { "join": "hybrid", "usage": "hosted-machine-group" },
            "/networks/corp/domain/organizational_unit": "missing",
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        met "it exists and is synchronised" { "/networks/corp/connection/join": "hybrid" },
        met "none is named" {
            "/networks/corp/connection/join": "hybrid",
            "/networks/corp/domain/organizational_unit": "default"
        },
        unknown "nobody has looked" {
            "/networks/corp/connection/join": "hybrid",
            "/networks/corp/domain/organizational_unit": null
        },
        unknown "neither is known" {
            "/networks/corp/connection/join": null,
            "/networks/corp/domain/organizational_unit": null
        },
        unknown "what machines on it join is not said" {
            "/networks/corp/connection/join": null,
            "/networks/corp/domain/organizational_unit": "unsynchronised"
        },
        met "Microsoft Entra join" {},
        not_applicable "the Microsoft Hosted Network" { "/request/create-machine/network": null },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (network, served) = super::hybrid(cx, Served::Either, |network| {
        let unit = network.domain().organizational_unit();
        unit.map(|unit| matches!(unit, OrganizationalUnit::Default | OrganizationalUnit::Valid))
    })?;
    require(served, || {
        let unit = network.domain().it.organizational_unit.value().copied();
        let found = unit.unwrap_or(OrganizationalUnit::Default);
        Evidence::new(network.domain().field("organizational_unit"), found, OrganizationalUnit::Valid)
            .with("network", network.key())
            .related(network.connection().field("join"))
    })
}
