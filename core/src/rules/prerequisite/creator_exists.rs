//! PRE022: whoever creates a machine has an account that works.

use crate::facts::value::Account;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// The account of whoever creates a machine must be enabled until the machine is there.
    ///
    /// # Why
    /// The machine is made for its creator. Where the account is gone, provisioning fails with `userNotFound` or `AzureADUser_ResourceNotFound`. The
    /// article speaks of accounts that were deleted; that a disabled one fails as well is our reading. The
    /// article speaks of accounts that were deleted; that a disabled one fails as well is our reading.
    ///
    /// # How to fix it
    /// Restore or enable the account in Microsoft Entra ID, or let somebody else create the machine.
    code: PRE022,
    name: "creator-exists",
    level: Error,
    provenance: Stated,
    source: "troubleshoot-hosted-machines-2024-03-12" / "Troubleshoot hosted machines in Power Automate for desktop",
    judges: [CreateMachine],
    fixers: [EntraApplicationAdministrator],
    says: "the account of `{actor}` is {found}: no machine can be made for it",
    steps: [
        "restore the account of `{actor}` in Microsoft Entra ID, and enable it",
        "or have somebody else create the machine",
    ],
    examples: [
        broken "disabled" { "/people/maker-a/account": "disabled" },
        broken "deleted" { "/people/maker-a/account": "deleted" },
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
