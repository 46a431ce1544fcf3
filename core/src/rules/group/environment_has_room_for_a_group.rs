//! LIM002: the environment has room for another hosted machine group.

use crate::rulebook::Key;
use crate::rules::context::{Context, Sum};
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// An environment can have 10 hosted machine groups, the new one included.
    ///
    /// # Why
    /// The limit counts hosted groups only, not groups of machines. Whoever reaches it has to delete one before creating another.
    ///
    /// # How to fix it
    /// Delete a hosted machine group that nobody needs any more, or create the new one in another environment.
    code: LIM002,
    name: "environment-has-room-for-a-group",
    level: Error,
    provenance: Stated,
    source: "hosted-machine-groups-2023-11-09" / "Limit on the number of hosted machine groups per environment",
    judges: [CreateGroup],
    fixers: [Maker, EnvironmentAdministrator],
    says: "environment `{environment}` has {found} hosted machine groups already, of {expected} that it can have",
    steps: [
        "delete a hosted machine group of environment `{environment}` that nobody needs any more",
        "or create the new group in another environment",
    ],
    examples: [
        broken "as many as there can be" {
            "/groups": null,
            "/environments/prod/hosted_machine_groups": 10,
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 1 }
        },
        broken "at least as many as there can be" {
            "/groups": null,
            "/environments/prod/hosted_machine_groups/at_least": 11,
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 1 }
        },
        met "room for one" {
            "/groups": null,
            "/environments/prod/hosted_machine_groups": 9,
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 1 }
        },
        met "counted from the list of groups" {
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 1 }
        },
        met "room in another environment" {
            "/groups": null,
            "/environments/prod/hosted_machine_groups": 10,
            "/environments/trial/hosted_machine_groups": 0,
            "/request/create-group": { "environment": "trial", "name": "Claims", "image": "default", "max_bots": 1 }
        },
        unknown "a count that may go on" {
            "/groups": null,
            "/environments/prod/hosted_machine_groups/at_least": 9,
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 1 }
        },
        unknown "a partial list of groups" {
            "/groups_complete": false,
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 1 }
        },
        unknown "no environment chosen yet" {
            "/request/create-group": { "name": "Claims", "image": "default", "max_bots": 1 }
        },
        unknown "one of ten may be a group of machines" {
            "/groups": {
                "g2": { "environment": "prod", "kind": "hosted", "state": "active" },
                "g3": { "environment": "prod", "kind": "hosted", "state": "active" },
                "g4": { "environment": "prod", "kind": "hosted", "state": "active" },
                "g5": { "environment": "prod", "kind": "hosted", "state": "active" },
                "g6": { "environment": "prod", "kind": "hosted", "state": "active" },
                "g7": { "environment": "prod", "kind": "hosted", "state": "active" },
                "g8": { "environment": "prod", "kind": "hosted", "state": "active" },
                "g9": { "environment": "prod", "kind": "hosted", "state": "active" },
                "pool": { "kind": null }
            },
            "/request/create-group": { "environment": "prod", "name": "Claims", "image": "default", "max_bots": 1 }
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let limit = cx.number(Key::GroupPerEnvironment)?;
    let environment = cx.environment()?;
    let there = cx.hosted_groups_in(environment);
    let room = Sum::exactly(limit).covers(&there.clone().plus(Sum::exactly(1)));
    require(room, || {
        Evidence::new(environment.field("hosted_machine_groups"), there.least(), limit)
            .with("environment", environment.key())
    })
}
