//! QUE015: the connection names its user as user@domain.

use super::RUNS;
use crate::facts::known::Known;
use crate::facts::value::Username;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// The user name in a connection to a hosted machine or a machine group must be written `user@domain`, not `domain\user`.
    ///
    /// # Why
    /// Hosted machines join Microsoft Entra ID, alone or together with a local domain, and Windows then knows a work or school account by its
    /// address. With `domain\user`, the form of machines that are in a local domain only, signing in fails with `WindowsIdentityIncorrect` or
    /// `SessionCreationInvalidCredentials`.
    ///
    /// # How to fix it
    /// Edit the desktop flow connection and enter the address of the account.
    code: QUE015,
    name: "user-name-is-an-address",
    level: Error,
    provenance: Stated,
    source: "run-errors-2024-01-19" / "SessionCreationInvalidCredentials",
    judges: RUNS,
    fixers: [Maker, MachineCreator],
    says: "the connection to {of} `{name}` writes its user name as `{found}`; a machine that has joined Microsoft Entra ID needs `{expected}`",
    steps: [
        "edit the desktop flow connection to `{name}` and enter the user name as user@domain",
    ],
    examples: [
        broken "domain and user" {
            "/machines/bot-01/windows/username": "domain-user",
            "/request/run-unattended/machine": "bot-01"
        },
        broken "for a machine group" {
            "/groups/invoices/username": "domain-user",
            "/request/run-unattended/group": "invoices"
        },
        met "an address" { "/request/run-attended/machine": "bot-01" },
        met "an account of the machine itself" {
            "/machines/bot-01/windows/username": "local",
            "/request/run-unattended/machine": "bot-01"
        },
        met "an address for a machine group" { "/request/run-unattended/group": "invoices" },
        unknown "the connection was not looked up" {
            "/machines/bot-01/windows/username": null,
            "/request/run-unattended/machine": "bot-01"
        },
        unknown "the connection to the machine group was not looked up" {
            "/groups/invoices/username": null,
            "/request/run-unattended/group": "invoices"
        },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let form = |username: Known<&Username>| username.map(|username| *username != Username::DomainUser);
    if cx.is_on_group() {
        let group = cx.group()?;
        return require(form(group.username()), || {
            Evidence::new(group.field("username"), Username::DomainUser, Username::AtDomain)
                .with("of", "machine group")
                .with("name", group.key())
        });
    }
    let machine = cx.machine()?;
    let windows = machine.windows();
    require(form(windows.username()), || {
        Evidence::new(windows.field("username"), Username::DomainUser, Username::AtDomain)
            .with("of", "machine")
            .with("name", machine.key())
    })
}
