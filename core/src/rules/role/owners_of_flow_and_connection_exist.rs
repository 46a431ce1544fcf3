//! ROL027: whoever owns the flow or its connection is still there.

use crate::facts::known::all;
use crate::facts::value::Account;
use crate::rules::context::{Context, OwnerOfRun};
use crate::rules::rule::{Evidence, Judgement, all_of, applies, require, rule};

rule! {
    /// Whoever owns the flow, and whoever made the desktop flow connection that it runs through, must still have an account.
    ///
    /// # Why
    /// A flow whose owner has left is orphaned. The sign-in of its connections is that of a person who no longer exists, so they stop working, and the flow
    /// with them, whoever it is shared with. That takes a while: runs may go on for some time. The page says that such a flow may begin to fail. On a machine
    /// the connection is that of whoever starts the run, or its creator's.
    ///
    /// # How to fix it
    /// Give the flow another owner, and have that person make the connection anew and choose it in the flow.
    code: ROL027,
    name: "owners-of-flow-and-connection-exist",
    level: Error,
    provenance: Adjacent,
    source: "orphan-flows-2023-09-25" / "What are orphaned flows?",
    judges: [RunAttended, RunUnattended, TestFlow],
    fixers: [Maker, EnvironmentAdministrator],
    says: "`{person}`, who owns {what}, has an account that is {found}: runs stop, whoever the flow is shared with",
    steps: [
        "in the Power Platform admin center, open the environment, Resources, Flows, and give the flow another owner instead of `{person}`",
        "have the new owner make a desktop flow connection of their own, and authorise it in the flow",
    ],
    examples: [
        broken "the owner of the flow has left" {
            "/flows/invoice/owner": "maker-b",
            "/people/maker-b/account": "deleted",
            "/request/run-unattended": { "machine": "bot-02", "flow": "invoice" }
        },
        broken "so has whoever made the connection" {
            "/people/maker-a/account": "deleted",
            "/request/run-unattended/machine": "bot-02"
        },
        broken "on a machine group" {
            "/flows/invoice/owner": "maker-b",
            "/people/maker-b/account": "deleted",
            "/request/run-unattended": { "group": "invoices", "flow": "invoice" }
        },
        broken "a test, too" {
            "/flows/invoice/owner": "maker-b",
            "/people/maker-b/account": "deleted",
            "/request/test-flow": { "machine": "bot-02", "flow": "invoice" }
        },
        met "both are there" { "/request/run-unattended": { "machine": "bot-01", "flow": "invoice" } },
        met "an account that is only disabled comes back" {
            "/flows/invoice/owner": "maker-b",
            "/people/maker-b/account": "disabled",
            "/request/run-unattended": { "machine": "bot-02", "flow": "invoice" }
        },
        unknown "the owner was not looked up" {
            "/people/maker-b/account": "deleted",
            "/flows/invoice/owner": null,
            "/request/run-unattended": { "machine": "bot-01", "flow": "invoice" }
        },
        unknown "the account of the owner was not looked up" {
            "/flows/invoice/owner": "maker-b",
            "/people/maker-b/account": null,
            "/request/run-unattended": { "machine": "bot-02", "flow": "invoice" }
        },
        not_applicable "a machine group, and no flow is named" { "/request/run-unattended/group": "invoices" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    applies(cx.details().flow.is_some() || !cx.is_on_group())?;
    let owners = cx.owners_of_run()?;
    let there = |owner: &OwnerOfRun<'_>| cx.is_there(owner);
    require(all(owners.iter().map(there)), || {
        let gone: Vec<_> = owners.iter().filter(|owner| there(owner) == Ok(false)).collect();
        let person = gone.iter().find_map(|owner| owner.name.as_ref().ok().copied());
        let name = person.map_or("", |name| name.as_str());
        let theirs = gone.iter().filter(|owner| owner.name.as_ref().ok().copied() == person);
        let what = all_of(theirs.map(|owner| &owner.what));
        let at = person.and_then(|name| cx.person(name).ok()).map(|person| person.field("account"));
        Evidence::new(at.unwrap_or_default(), Account::Deleted, Account::Enabled)
            .with("person", name)
            .with("what", what)
    })
}
