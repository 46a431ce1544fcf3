//! PRE022: whoever creates something has an account that works.

use crate::facts::value::Account;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// The account of whoever creates a machine must be enabled until the machine is there; so must that of whoever creates a hosted machine group, or adds an
    /// image or a network connection.
    ///
    /// # Why
    /// The machine is made for its creator. Where the account is gone, provisioning fails with `userNotFound` or `AzureADUser_ResourceNotFound`.
    /// The article speaks of machines, and of accounts that were deleted; that a disabled one fails as well, and that nobody makes a group, an image or a
    /// network connection with an account that lets nobody in, is our reading.
    ///
    /// # How to fix it
    /// Restore or enable the account in Microsoft Entra ID, or let somebody else create it.
    code: PRE022,
    name: "creator-exists",
    level: Error,
    provenance: Stated,
    source: "troubleshoot-hosted-machines-2024-03-12" / "Troubleshoot hosted machines in Power Automate for desktop",
    judges: [CreateMachine, CreateImage, CreateNetwork, CreateGroup],
    fixers: [EntraApplicationAdministrator],
    says: "the account of `{actor}` is {found}: nothing can be made with it",
    steps: [
        "restore the account of `{actor}` in Microsoft Entra ID, and enable it",
        "or have somebody else do it",
    ],
    examples: [
        broken "disabled" { "/people/maker-a/account": "disabled" },
        broken "deleted" { "/people/maker-a/account": "deleted" },
        broken "a hosted machine group" {
            "/people/maker-a/account": "deleted",
            "/request/create-group": { "environment": "prod", "name": "Bots", "image": "default", "max_bots": 1 }
        },
        broken "an image" {
            "/people/maker-a/account": "disabled",
            "/request/create-image": { "environment": "prod", "name": "Ledger", "image": "finance" }
        },
        broken "a network connection" {
            "/people/maker-a/account": "deleted",
            "/request/create-network": { "environment": "prod", "name": "Corp", "network": "corp", "subnet": "hosted" }
        },
        met "enabled" {},
        unknown "nobody has looked" { "/people/maker-a/account": null },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let actor = cx.actor()?;
    let account = *actor.account()?;
    require(Ok(account == Account::Enabled), || {
        Evidence::new(actor.field("account"), account, Account::Enabled).with("actor", actor.key())
    })
}
