//! LIC018: a trial is extended no more often than it can be.

use crate::facts::fact::Tally;
use crate::facts::value::Trial;
use crate::rulebook::term::Term;
use crate::rulebook::{Key, Offering, Plan};
use crate::rules::context::{Context, Sum};
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, Stop, require, rule};
use crate::vocabulary::{Level, ToWord};

rule! {
    /// The trial of hosted capacity, the hosted RPA add-on and later Hosted Process, can be extended once.
    ///
    /// # Why
    /// It lasts 30 days, and one extension makes it 60; a second one is refused. No extension of the self-assisted trial is published
    /// at all: trying one is a warning.
    ///
    /// # How to fix it
    /// Buy what the trial stands in for before it ends, and assign it: hosted RPA add-ons and Power Automate Premium, since 2025 Hosted Process alone.
    code: LIC018,
    name: "trial-can-be-extended",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2024-01-24" / "Trial licenses for evaluation",
    judges: [ExtendTrial],
    fixers: [Billing],
    says: "the {trial} trial cannot be extended: it has had {found} and allows {expected}",
    steps: [
        "buy {licences}, and assign what is bought before the trial ends",
    ],
    examples: [
        met "a trial that was never extended" { "/request/extend-trial/trial": "hosted-rpa-addon" },
        broken "extended once already" {
            "/tenant/addon_trial/extensions": 1,
            "/request/extend-trial/trial": "hosted-rpa-addon"
        },
        broken "extended at least once" {
            "/tenant/addon_trial/extensions/at_least": 1,
            "/request/extend-trial/trial": "hosted-rpa-addon"
        },
        broken "a self-assisted trial" { "/request/extend-trial/trial": "self-assisted" },
        broken @March2025 "the trial of Hosted Process was extended already" {
            "/tenant/addon_trial/extensions": 1,
            "/request/extend-trial/trial": "hosted-rpa-addon"
        },
        unknown "nobody knows whether it was extended" {
            "/tenant/addon_trial/extensions": null,
            "/request/extend-trial/trial": "hosted-rpa-addon"
        },
        unknown "which trial was not said" { "/request/extend-trial": {} },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let addon = cx.case.tenant().addon_trial();
    let (name, at, limit, had, level) = match cx.trial()? {
        Trial::Addon => (
            cx.capacity_name().to_word(),
            addon.field("extensions"),
            Key::TrialAddonExtensions,
            addon.extensions(),
            Level::Error,
        ),
        // Of the seats of Premium the page names no extension.
        Trial::Premium => return Err(Stop::NotApplicable),
        Trial::SelfAssisted => (
            say::SELF_ASSISTED.into(),
            cx.asked("trial"),
            Key::TrialSelfExtensions,
            Ok(Tally::exactly(0)),
            Level::Warning,
        ),
    };
    let limit = cx.number(limit)?;
    let plan_required = cx.flag(Key::LicencePlanRequired)?;
    let with_this = Sum::exactly(1).with(had, || at.clone());
    require(Sum::exactly(limit).covers(&with_this), || {
        let licences = if plan_required {
            let (premium, hosted_rpa) =
                (Term::<Plan>::POWER_AUTOMATE_PREMIUM, Term::<Offering>::HOSTED_RPA_ADD_ON);
            say::PLAN_AND_PRODUCT.with("plan", premium.name()).with("product", hosted_rpa.name())
        } else {
            cx.capacity_name().to_word()
        };
        let had = say::EXTENSIONS.counting(with_this.least().saturating_sub(1));
        Evidence::new(at.clone(), had, say::EXTENSIONS.counting(limit))
            .with("trial", name)
            .with("licences", licences)
            .level(level)
    })
}
