//! PRE032: nobody is asked for a second factor when an unattended run signs in.

use super::has_certificate;
use crate::facts::known::any;
use crate::facts::value::{SecondFactor, Username};
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// The account of an unattended run must be able to sign in without a second factor, unless its connection uses a certificate.
    ///
    /// # Why
    /// Nobody is there to confirm a sign-in. Where Microsoft Entra ID asks for a second factor, with a password only, the run cannot sign in to Windows. An
    /// exception in conditional access is not enough: the older setting that demands it of the single account counts as well, and so do the security defaults. The
    /// page says it of Microsoft Entra authentication of remote desktop; accounts of the machine itself know no second factor.
    ///
    /// # How to fix it
    /// Take the account out of what demands multifactor authentication of it, the setting of the account itself included; or use a connection with a certificate.
    code: PRE032,
    name: "account-needs-no-second-factor",
    level: Error,
    provenance: Adjacent,
    source: "always-prompting-2025-02-05" / "Resolution 2: Use Microsoft Entra authentication for Remote Desktop with a user/password",
    holds: SINCE_MARCH_2025,
    judges: [RunUnattended],
    fixers: [Maker, EntraApplicationAdministrator],
    says: "`{account}` is asked for a second factor ({found}), and nobody is there to give it when a run signs in to machine `{machine}`; it must be {expected}",
    steps: [
        "{remedy}",
        "or use a desktop flow connection that signs in with a certificate",
    ],
    examples: [
        broken "the older setting of the account" {
            "/people/maker-a/multifactor": "per-user",
            "/request/run-unattended/machine": "bot-01"
        },
        broken "a policy, for the account that is named" {
            "/people/maker-b/multifactor": "policy",
            "/request/run-unattended": { "machine": "bot-01", "account": "maker-b", "flow": "invoice" }
        },
        met "an account of the domain" {
            "/people/maker-a/multifactor": "policy",
            "/machines/bot-01/windows/username": "domain-user",
            "/request/run-unattended/machine": "bot-01"
        },
        met "it is not asked" { "/request/run-unattended/machine": "bot-01" },
        met "the connection uses a certificate" {
            "/people/maker-a/multifactor": "policy",
            "/flows/invoice/authentication": "certificate",
            "/request/run-unattended": { "machine": "bot-01", "flow": "invoice" }
        },
        met "an account of the machine itself" {
            "/people/maker-a/multifactor": null,
            "/machines/bot-01/windows/username": "local",
            "/request/run-unattended/machine": "bot-01"
        },
        unknown "nobody has looked" {
            "/people/maker-a/multifactor": null,
            "/request/run-unattended/machine": "bot-01"
        },
        unknown "the kind of the connection was not looked up" {
            "/people/maker-a/multifactor": "policy",
            "/flows/invoice/authentication": null,
            "/request/run-unattended": { "machine": "bot-01", "flow": "invoice" }
        },
        not_applicable "an attended run signs nobody in" {
            "/people/maker-a/multifactor": "policy",
            "/request/run-attended/machine": "bot-01"
        },
        not_applicable "on a machine group" { "/request/run-unattended/group": "invoices" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let machine = cx.asked_machine()?;
    let person = cx.run_account(machine).and_then(|name| cx.person(name));
    let asked = person.clone().and_then(|person| person.multifactor().copied());
    let elsewhere = cx.username(machine).map(|form| form != Username::AtDomain);
    let free = asked.clone().map(|factor| factor == SecondFactor::None);
    require(any([free, elsewhere, has_certificate(cx)]), || {
        let (at, account) = person.map_or_else(
            |_| (machine.field("creator"), String::new()),
            |person| (person.field("multifactor"), person.key().to_string()),
        );
        let remedy = match asked {
            Ok(SecondFactor::Policy) => say::TAKE_OUT_OF_POLICIES,
            _ => say::DISABLE_PER_USER_MFA,
        };
        let found = asked.ok();
        Evidence::new(at, found, SecondFactor::None)
            .with("account", account)
            .with("machine", machine.key())
            .with("remedy", remedy)
    })
}
