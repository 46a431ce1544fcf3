//! NET001: the tenant has room for another custom virtual network.

use crate::facts::known::Missing;
use crate::rulebook::Key;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// A tenant can have only so many custom virtual networks configured for hosted machines, the new one included.
    ///
    /// # Why
    /// The limit is 30 for the whole tenant, over all its environments. Adding a network connection beyond it is refused.
    ///
    /// # How to fix it
    /// Delete a network connection that no machine uses any more, in any environment, or share an existing one instead of adding another.
    code: NET001,
    name: "tenant-has-room-for-a-network",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Use a custom virtual network for your hosted machines",
    judges: [CreateNetwork],
    fixers: [ImageOrNetworkOwner, PowerPlatformAdministrator],
    says: "the tenant has {found} custom virtual networks configured already, of {expected} that it can have",
    steps: [
        "in Power Automate, under Monitor, Machines, Network connection, delete a connection that no machine uses",
        "or have an existing connection shared instead of adding another",
    ],
    examples: [
        broken "as many as there can be" {
            "/tenant/custom_networks": 30,
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        broken "more than there can be" {
            "/tenant/custom_networks/at_least": 31,
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        met "room for one" {
            "/tenant/custom_networks": 29,
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        unknown "a count that may go on" {
            "/tenant/custom_networks/at_least": 29,
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        unknown "nobody has counted" {
            "/tenant/custom_networks": null,
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let limit = cx.number(Key::NetworkPerTenant)?;
    let tenant = cx.case.tenant();
    let there = cx.networks_in_tenant()?.plus(cx.ledger.custom_networks);
    let room = there.plus(1).at_most(limit).ok_or_else(|| Missing::fact(tenant.field("custom_networks")));
    require(room, || Evidence::new(tenant.field("custom_networks"), there.number, limit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Case;
    use crate::facts::ledger::Ledger;
    use crate::rulebook::Book;
    use crate::rules::rule::Stop;
    use serde_json::json;

    /// Whether the rule is broken in a tenant that lists so many networks with connections, and counts them so.
    fn is_broken(listed: usize, count: serde_json::Value) -> bool {
        let network = |n| (format!("n-{n}"), json!({"connection": {"state": "active"}}));
        let networks: serde_json::Map<_, _> = (0..listed).map(network).collect();
        let request = json!({"actor": "ann", "create-network": {"environment": "prod", "name": "Corp"}});
        let case = json!({"tenant": {"custom_networks": count}, "networks": networks, "request": request});
        let case: Case = serde_json::from_value(case).unwrap();
        let (ledger, now) = (Ledger::default(), Book::General.date().start());
        let request = case.request.as_ref().unwrap();
        matches!(
            check(&Context::new(&case, &ledger, request, now, Book::General.rulebook())),
            Err(Stop::Broken(_))
        )
    }

    #[test]
    fn networks_that_are_listed_are_counted_where_nobody_counts_more() {
        assert!(is_broken(30, json!(null)) && is_broken(30, json!({"at_least": 2})));
        assert!(
            !is_broken(29, json!(null))
                && !is_broken(3, json!(29))
                && is_broken(3, json!(30))
                && is_broken(30, json!(2))
        );
    }
}
