//! LIC030: a trial is started, and extended, by somebody who may.

use super::{names, trial_name};
use crate::facts::known::any;
use crate::facts::request::Action;
use crate::facts::value::Trial;
use crate::rulebook::term::Term;
use crate::rulebook::{AdminRole, Key, Offering};
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, either, require, rule};

rule! {
    /// The trial of hosted capacity is obtained and extended by an administrator of the organisation, the self-assisted trial by anybody.
    ///
    /// # Why
    /// The trial of the hosted RPA add-on, later of Hosted Process, comes from the Microsoft 365 admin center, which makers do not reach. Microsoft speaks of organisation admins;
    /// that these are Global and Billing Administrators, and that who obtains the trial extends it, is our reading. The self-assisted trial starts with Try free, in the
    /// Power Automate portal or on its pricing page, for whoever signs in.
    ///
    /// # How to fix it
    /// Ask an administrator to obtain the trial. Until it was suspended for hosted machines in 2025, the self-assisted one did as well.
    code: LIC030,
    name: "trial-is-open-to-the-actor",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Trial licenses for evaluation",
    judges: [StartTrial, ExtendTrial],
    fixers: [Maker, Billing],
    says: "`{actor}` cannot {verb} the {capacity} trial: it takes {expected} (administrator roles found: {found})",
    steps: [
        "have a {expected} {verb} the trial in the Microsoft 365 admin center",
        "{otherwise}",
    ],
    examples: [
        broken "a maker wants the add-on trial" {
            "/request/start-trial": { "trial": "hosted-rpa-addon", "environment": "trial", "seats": 1 }
        },
        met "a Global Administrator does" {
            "/request": {
                "actor": "admin",
                "start-trial": { "trial": "hosted-rpa-addon", "environment": "trial", "seats": 1 }
            }
        },
        broken @March2025 "a maker wants the trial of Hosted Process" {
            "/request/start-trial": { "trial": "hosted-rpa-addon", "environment": "trial", "seats": 1 }
        },
        broken "a maker wants the trial of Premium for others" {
            "/request/start-trial": { "trial": "premium", "seats": 1 }
        },
        broken "another administrator does" {
            "/people/admin/admin_roles": ["Intune Administrator"],
            "/request": {
                "actor": "admin",
                "start-trial": { "trial": "hosted-rpa-addon", "environment": "trial", "seats": 1 }
            }
        },
        broken "a maker extends the add-on trial" { "/request/extend-trial/trial": "hosted-rpa-addon" },
        met "a Global Administrator extends it" {
            "/request/actor": "admin",
            "/request/extend-trial/trial": "hosted-rpa-addon"
        },
        met "a maker starts the self-assisted trial" { "/request/start-trial/trial": "self-assisted" },
        unknown "administrator roles not looked up" {
            "/people/maker-a/admin_roles": null,
            "/request/start-trial": { "trial": "hosted-rpa-addon", "environment": "trial", "seats": 1 }
        },
        unknown "which trial was not said" { "/request/start-trial": {} },
        met "an administrator may start either" { "/request": { "actor": "admin", "start-trial": {} } },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let starters = cx.terms::<AdminRole>(Key::TrialAddonStarters)?;
    let anybody = cx.trial().map(|trial| trial == Trial::SelfAssisted);
    if anybody == Ok(true) {
        return Ok(());
    }
    let actor = cx.actor()?;
    let held = actor.admin_roles();
    let starter = held.any(|role| starters.clone().any(|term| *role == term));
    require(any([anybody, starter]), || {
        let starts = cx.action() == Action::StartTrial;
        let self_assisted = starts && cx.flag(Key::TrialSelfOffered) == Ok(true);
        let otherwise = if self_assisted {
            say::OR_START_SELF_ASSISTED.into()
        } else {
            say::OR_HAVE_BOUGHT.with("product", Term::<Offering>::HOSTED_PROCESS.name())
        };
        Evidence::new(actor.field("admin_roles"), names(held.items()), either(starters.map(Term::name)))
            .with("actor", actor.key())
            .with("capacity", trial_name(cx))
            .with("verb", if starts { say::OBTAIN } else { say::EXTEND })
            .with("otherwise", otherwise)
    })
}
