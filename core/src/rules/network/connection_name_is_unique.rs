//! NET036: a new network connection gets a name that no other has.

use crate::facts::known::{all, both, not};
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};
use crate::rules::same_name;

rule! {
    /// A new network connection needs a name that no other network connection of the environment has.
    ///
    /// # Why
    /// The name identifies the connection in the wizard and in Manage access. One that is empty or taken is refused.
    /// Names that differ only in capitals are one name here.
    ///
    /// # How to fix it
    /// Choose another name.
    code: NET036,
    name: "connection-name-is-unique",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Add a new network connection"
        + "hosted-machines-2022-12-12" / "Add a new network connection",
    holds: ALWAYS,
    judges: [CreateNetwork],
    fixers: [Maker],
    says: "the new network connection has {found}, but needs {expected}",
    steps: [
        "in the New network connection dialog, enter a name that is not in use in the environment",
    ],
    examples: [
        broken "a name that is taken" {
            "/request/create-network": {
                "environment": "prod",
                "name": "Branch",
                "network": "corp",
                "subnet": "hosted"
            }
        },
        broken "taken but for the capitals" {
            "/request/create-network": {
                "environment": "prod",
                "name": "branch",
                "network": "corp",
                "subnet": "hosted"
            }
        },
        broken "taken, as far as the list goes" {
            "/environments/prod/network_names": { "items": ["Corp"], "complete": false },
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        broken "an empty name, whatever the others are" {
            "/environments/prod/network_names": null,
            "/request/create-network": { "environment": "prod", "name": " ", "network": "corp", "subnet": "hosted" }
        },
        met "a name of its own" {
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        met "a name that another environment has" {
            "/request/create-network": {
                "environment": "trial",
                "name": "Branch",
                "network": "corp",
                "subnet": "hosted"
            }
        },
        unknown "not in a list that may go on" {
            "/environments/prod/network_names": { "items": ["Branch"], "complete": false },
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        unknown "no name yet" {
            "/request/create-network": { "environment": "prod", "network": "corp", "subnet": "hosted" }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let name = cx.new_name();
    let given = name.clone().map(|name| !name.trim().is_empty());
    let taken = both(name.clone(), cx.environment())
        .and_then(|(name, environment)| environment.network_names().any(|other| same_name(other, name)));
    require(all([given, not(taken)]), || {
        let found = match name {
            Ok(name) if !name.trim().is_empty() => say::NAME_IS_TAKEN.with("name", name),
            Ok(_) | Err(_) => say::NO_NAME.into(),
        };
        Evidence::new(cx.asked("name"), found, say::A_NAME_OF_ITS_OWN)
    })
}
