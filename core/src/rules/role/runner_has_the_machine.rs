//! ROL018: whoever runs a desktop flow on a machine or a machine group created it or has it shared with them.

use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};
use crate::vocabulary::Phrase;
use greenlight_json::Pointer;

rule! {
    /// Whoever runs a desktop flow on a machine or a machine group must be its creator or have it shared with them.
    ///
    /// # Why
    /// Sharing a machine, as User or as Co-owner, is what lets others run desktop flows on it, with the creator's connection. Without a share the
    /// machine does not show up for them, for tests from the designer no more than for runs. Machine groups are shared in the same way. That a System Administrator of the environment needs no
    /// share is our reading.
    ///
    /// # How to fix it
    /// Have the creator or a co-owner share the machine under Manage access; the permission User is enough.
    code: ROL018,
    name: "runner-has-the-machine",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Share hosted machines"
        + "hosted-machines-2022-12-12" / "Share hosted machines",
    holds: ALWAYS,
    judges: [RunAttended, RunUnattended, TestFlow],
    fixers: [MachineCreator, CoOwner, EnvironmentAdministrator],
    says: "{of} `{name}` is {found} `{actor}`, who cannot run desktop flows on it",
    steps: [
        "open the details page of `{name}` in Power Automate and select Manage access",
        "add `{actor}` with the permission User and save",
    ],
    examples: [
        broken "shared with nobody" { "/request/actor": "maker-b", "/request/run-attended/machine": "bot-02" },
        broken "shared with somebody else" {
            "/machines/bot-01/shared_with": [{ "person": "admin", "level": "co-owner" }],
            "/request/actor": "maker-b",
            "/request/run-unattended/machine": "bot-01"
        },
        broken "a test from the designer" { "/request/actor": "maker-b", "/request/test-flow/machine": "bot-02" },
        met "a test on a shared machine" { "/request/actor": "maker-b", "/request/test-flow/machine": "bot-01" },
        broken "a machine group that is shared with nobody" {
            "/request/actor": "maker-b",
            "/request/run-unattended/group": "invoices"
        },
        met "a machine group, as a user" {
            "/groups/pool/shared_with": [{ "person": "maker-b", "level": "user" }],
            "/request/actor": "maker-b",
            "/request/run-unattended/group": "pool"
        },
        met "the creator of the machine group" { "/request/test-flow/group": "pool" },
        unknown "the shares of the machine group were not listed" {
            "/groups/pool/shared_with": null,
            "/request/actor": "maker-b",
            "/request/run-unattended/group": "pool"
        },
        met "its creator" { "/request/run-unattended/machine": "bot-01" },
        met "a user" { "/request/actor": "maker-b", "/request/run-unattended/machine": "bot-01" },
        met "a co-owner" {
            "/machines/bot-01/shared_with": [{ "person": "maker-b", "level": "co-owner" }],
            "/request/actor": "maker-b",
            "/request/run-attended/machine": "bot-01"
        },
        met "a System Administrator" { "/request/actor": "admin", "/request/run-unattended/machine": "bot-01" },
        unknown "the shares were not listed" {
            "/machines/bot-01/shared_with": null,
            "/request/actor": "maker-b",
            "/request/run-unattended/machine": "bot-01"
        },
        unknown "nothing about who has it" {
            "/machines/bot-01": { "shared_with": null, "creator": null, "environment": null },
            "/request/run-unattended/machine": "bot-01"
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let evidence = |of: Phrase, name: &str, at: Pointer| {
        Evidence::new(at, say::NOT_SHARED_WITH, say::SHARED)
            .with("of", of)
            .with("name", name)
            .with("actor", cx.actor_told())
    };
    if cx.is_on_group() {
        let group = cx.group()?;
        let has = cx.has_group(group, |_| true);
        return require(has, || evidence(say::MACHINE_GROUP, group.key(), group.field("shared_with")));
    }
    let machine = cx.machine()?;
    let has = cx.has_machine(machine, |_| true);
    require(has, || evidence(say::MACHINE, machine.key(), machine.field("shared_with")))
}
