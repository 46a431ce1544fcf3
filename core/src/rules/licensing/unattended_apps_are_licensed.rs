//! LIC010: an unattended run that uses Office has the licence for it.

use super::names;
use crate::facts::At;
use crate::facts::entities::Person;
use crate::facts::known::{Known, Missing, any, not};
use crate::rulebook::{Key, Licence};
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require, rule};
use crate::vocabulary::ToWord;

rule! {
    /// An unattended run that uses Microsoft 365 apps or Windows services needs an unattended licence for them.
    ///
    /// # Why
    /// Power Automate licenses the automation. The apps and services that a bot touches are licensed for people, and a run that nobody watches
    /// is not a person: Microsoft 365 has an unattended licence of its own for it. The account that the run signs in with should have it.
    ///
    /// # How to fix it
    /// Assign a Microsoft 365 unattended licence to the account with which the run signs in.
    code: LIC010,
    name: "unattended-apps-are-licensed",
    level: Warning,
    provenance: Adjacent,
    source: "add-ons-2021-10-06" / "Unattended add-on",
    holds: ALWAYS,
    judges: [RunUnattended],
    fixers: [LicenceAdministrator, Billing],
    says: "flow `{flow}` uses apps or services that are licensed for people, and `{person}`, with whose account it runs unattended, has no {expected} (licences found: {found})",
    steps: [
        "in the Microsoft 365 admin center, assign a {expected} to `{person}`",
    ],
    examples: [
        broken "a flow that uses Office" {
            "/flows/invoice/office": true,
            "/request/run-unattended": { "machine": "bot-01", "flow": "invoice" }
        },
        broken "another account than the creator's" {
            "/flows/invoice/office": true,
            "/people/maker-a/licences": ["M365 Unattended"],
            "/request/run-unattended": { "machine": "bot-01", "account": "maker-b", "flow": "invoice" }
        },
        met "the creator's account has the licence" {
            "/flows/invoice/office": true,
            "/people/maker-a/licences": ["Windows", "M365 Unattended"],
            "/request/run-unattended": { "machine": "bot-01", "flow": "invoice" }
        },
        met "a group whose account has it" {
            "/flows/invoice/office": true,
            "/people/maker-b/licences": ["M365 Unattended"],
            "/request/run-unattended": { "group": "invoices", "account": "maker-b", "flow": "invoice" }
        },
        met "a flow that uses nothing of the kind" {
            "/request/run-unattended": { "machine": "bot-01", "flow": "invoice" }
        },
        unknown "nobody knows what the flow uses" {
            "/flows/invoice/office": null,
            "/request/run-unattended": { "machine": "bot-01", "flow": "invoice" }
        },
        unknown "licences not looked up" {
            "/flows/invoice/office": true,
            "/people/maker-a/licences": null,
            "/request/run-unattended": { "machine": "bot-01", "flow": "invoice" }
        },
        unknown "the creator was not looked up" {
            "/flows/invoice/office": true,
            "/people/maker-b/licences": ["M365 Unattended"],
            "/machines/bot-01/creator": null,
            "/request/run-unattended": { "machine": "bot-01", "flow": "invoice" }
        },
        unknown "with which account the group runs was not said" {
            "/flows/invoice/office": true,
            "/request/run-unattended": { "group": "invoices", "flow": "invoice" }
        },
        not_applicable "no flow is named" { "/request/run-unattended/machine": "bot-01" },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let wanted = cx.term::<Licence>(Key::LicenceUnattendedApps)?;
    let flow = cx.flow()?;
    let person = account(cx);
    let licensed = person.clone().and_then(|person| cx.has_licence(person, wanted));
    require(any([not(flow.office().copied()), licensed]), || {
        let (at, name, held) = match &person {
            Ok(person) => (person.field("licences"), person.key().as_str(), names(person.licences().items())),
            Err(_) => (cx.asked("account"), "", "".to_word()),
        };
        Evidence::new(at, held, wanted.name())
            .related(flow.field("office"))
            .with("flow", flow.key())
            .with("person", name)
    })
}

/// Whose account the run signs in with: the one that is named, or that of the machine's creator.
fn account<'a>(cx: &Context<'a>) -> Known<At<'a, Person>> {
    match (&cx.details().account, &cx.details().group) {
        (Some(name), _) => cx.person(name),
        (None, Some(_)) => Err(Missing::fact(cx.asked("account"))),
        (None, None) => cx.person(cx.machine()?.creator()?),
    }
}
