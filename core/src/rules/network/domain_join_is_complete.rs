//! NET017: a network connection for hybrid join says how machines join the domain.

use crate::facts::At;
use crate::facts::entities::Network;
use crate::facts::known::{Known, all};
use crate::facts::value::Presence;
use crate::rules::context::{Context, Served};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, commas, listed, require, rule};

rule! {
    /// A network connection for hybrid join must give the domain's DNS name, the user name of an account that joins machines, and its
    /// password.
    ///
    /// # Why
    /// With these a machine is joined to Active Directory while it is provisioned. The form of the portal demands all three; the user name
    /// has the form of a user principal name, user@domain. Only the organizational unit may be left out.
    ///
    /// # How to fix it
    /// Fill in the three fields when the network connection is added.
    code: NET017,
    name: "domain-join-is-complete",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2025-03-10" / "Add a new network connection",
    holds: SINCE_MARCH_2025,
    judges: [CreateMachine, CreateNetwork, CreateGroup],
    fixers: [NetworkAdministrator],
    says: "network connection `{network}` is for hybrid join, but {found}; it needs {expected}",
    steps: [
        "in the New network connection dialog, select Microsoft Entra hybrid join and give the DNS domain name, the user name as user@domain, and the password",
    ],
    examples: [
        broken "no domain" { "/networks/corp/connection/join": "hybrid", "/networks/corp/domain/dns_name": "" },
        broken "no user name" { "/networks/corp/connection/join": "hybrid", "/networks/corp/domain/join_user": " " },
        broken "a user name of another form" {
            "/networks/corp/connection/join": "hybrid",
            "/networks/corp/domain/join_user": "CORP\\joiner"
        },
        broken "a user name without its domain" {
            "/networks/corp/connection/join": "hybrid",
            "/networks/corp/domain/join_user": "joiner@ "
        },
        broken "no password, when the connection is added" {
            "/networks/corp/connection/join": "hybrid",
            "/networks/corp/domain/join_password": "absent",
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        broken "one is lacking, whatever the others are" {
            "/networks/corp": {
                "connection": { "join": "hybrid" },
                "domain": { "dns_name": null, "join_user": null, "join_password": "absent" }
            }
        },
        broken "a hosted machine group" {
            "/networks/corp/connection/join": "hybrid",
            "/networks/corp/domain/join_password": "absent",
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
            "/networks/corp/domain/join_password": "absent",
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        met "all three" { "/networks/corp/connection/join": "hybrid" },
        unknown "the domain was not looked up" {
            "/networks/corp/connection/join": "hybrid",
            "/networks/corp/domain/dns_name": null
        },
        unknown "the user name was not looked up" {
            "/networks/corp/connection/join": "hybrid",
            "/networks/corp/domain/join_user": null
        },
        unknown "nobody knows of a password" {
            "/networks/corp/connection/join": "hybrid",
            "/networks/corp/domain/join_password": null
        },
        unknown "none was looked up" {
            "/networks/corp": {
                "connection": { "join": "hybrid" },
                "domain": { "dns_name": null, "join_user": null, "join_password": null }
            }
        },
        unknown "what machines on it join is not said" {
            "/networks/corp/connection/join": null,
            "/networks/corp/domain/join_password": "absent"
        },
        met "Microsoft Entra join" {},
        not_applicable "the Microsoft Hosted Network" { "/request/create-machine/network": null },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let (network, complete) = super::hybrid(cx, Served::Either, |network| {
        let [dns_name, join_user, password] = given(network);
        all([dns_name, join_user, password])
    })?;
    require(complete, || {
        let fields = ["dns_name", "join_user", "join_password"];
        let names = [say::ITS_DNS_NAME, say::ITS_JOIN_USER, say::ITS_PASSWORD];
        let lacking = || given(network).into_iter().enumerate().filter(|(_, it)| *it == Ok(false));
        let missed = lacking().filter_map(|(place, _)| names.get(place));
        let at = lacking().find_map(|(place, _)| fields.get(place).copied()).unwrap_or_default();
        let found = say::LACKS.with("fields", listed(missed, say::NOTHING));
        Evidence::new(network.domain().field(at), found, commas(&names)).with("network", network.key())
    })
}

/// Whether each of the three is given.
fn given(network: At<'_, Network>) -> [Known<bool>; 3] {
    let domain = network.domain();
    let user = |name: &str| {
        name.split_once('@')
            .is_some_and(|(user, domain)| !user.trim().is_empty() && !domain.trim().is_empty())
    };
    [
        domain.dns_name().map(|name| !name.trim().is_empty()),
        domain.join_user().map(|name| user(name)),
        domain.join_password().map(|password| *password == Presence::Present),
    ]
}
