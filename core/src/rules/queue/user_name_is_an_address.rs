//! QUE015: the connection names its user as user@domain.

use super::RUNS_AND_TESTS;
use crate::facts::known::{Known, any};
use crate::facts::value::Username;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};
use crate::vocabulary::Phrase;

rule! {
    /// The user name in a connection to a machine that has joined Microsoft Entra ID only must be written `user@domain`, not `domain\user`.
    ///
    /// # Why
    /// Such a machine knows a work or school account by its address. With `domain\user`, signing in fails with `WindowsIdentityIncorrect` or
    /// `SessionCreationInvalidCredentials`. A machine that has joined a local domain as well takes `domain\user`, which is the form published for it; where its
    /// domain controller is out of reach, the address may help there too.
    ///
    /// # How to fix it
    /// Edit the desktop flow connection and enter the address of the account.
    code: QUE015,
    name: "user-name-is-an-address",
    level: Error,
    provenance: Stated,
    source: "run-errors-2024-01-19" / "SessionCreationInvalidCredentials",
    judges: RUNS_AND_TESTS,
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
        broken "for a test" {
            "/machines/bot-01/windows/username": "domain-user",
            "/request/test-flow": { "machine": "bot-01", "flow": "invoice" }
        },
        broken "for a machine group" {
            "/groups/invoices/username": "domain-user",
            "/request/run-unattended/group": "invoices"
        },
        broken "on the Microsoft Hosted Network" {
            "/machines/bot-02/windows/username": "domain-user",
            "/request/run-attended/machine": "bot-02"
        },
        broken "for a group of machines" {
            "/groups/pool/username": "domain-user",
            "/request/run-unattended/group": "pool"
        },
        met "domain and user on a machine in a local domain" {
            "/networks/corp/connection/join": "hybrid",
            "/machines/bot-01/windows/username": "domain-user",
            "/request/run-unattended/machine": "bot-01"
        },
        met "domain and user for bots in a local domain" {
            "/networks/corp/connection/join": "hybrid",
            "/groups/invoices": { "network": "corp", "username": "domain-user" },
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
        unknown "nobody knows what machines on the network join" {
            "/networks/corp/connection/join": null,
            "/machines/bot-01/windows/username": "domain-user",
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
    let evidence = |at, of: Phrase, name: &str| {
        Evidence::new(at, Username::DomainUser, Username::AtDomain).with("of", of).with("name", name)
    };
    if cx.is_on_group() {
        let group = cx.group()?;
        let fits = any([form(group.username()), cx.group_joins_domain(group)]);
        return require(fits, || evidence(group.field("username"), say::MACHINE_GROUP, group.key()));
    }
    let machine = cx.machine()?;
    let windows = machine.windows();
    let fits = any([form(windows.username()), cx.joins_domain(machine.network())]);
    require(fits, || evidence(windows.field("username"), say::MACHINE, machine.key()))
}
