//! LIC021: nobody starts a self-assisted trial for a hosted machine while it is suspended.

use crate::facts::value::Trial;
use crate::rulebook::term::Term;
use crate::rulebook::{Key, Offering};
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, applies, require, rule};

rule! {
    /// The self-assisted trial does not make hosted machines: for them, it is suspended until further notice.
    ///
    /// # Why
    /// The trial of Power Automate Premium can still be started, and is good for other things, hosted machine groups among them. The machine
    /// that it once was good for is not offered any more. Whoever is on such a trial and asks for a machine is told so by `LIC001`.
    ///
    /// # How to fix it
    /// Have an administrator obtain the trial of Hosted Process, or buy Hosted Process, and allocate it to the environment.
    code: LIC021,
    name: "self-assisted-trial-is-offered",
    level: Warning,
    provenance: Stated,
    source: "hosted-machines-2025-03-10" / "Trial licenses for evaluation",
    holds: SINCE_MARCH_2025,
    judges: [StartTrial],
    fixers: [Maker, Billing],
    says: "the {found} trial is suspended for hosted machines: no machine comes of it",
    steps: [
        "have an administrator obtain {expected} in the Microsoft 365 admin center, and allocate it to the environment",
        "or buy Hosted Process",
    ],
    examples: [
        broken "a maker starts the self-assisted trial" { "/request/start-trial/trial": "self-assisted" },
        met "an administrator obtains the trial of Hosted Process" {
            "/request": {
                "actor": "admin",
                "start-trial": { "trial": "hosted-rpa-addon", "environment": "trial", "seats": 1 }
            }
        },
        unknown "which trial was not said" { "/request/start-trial": {} },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    applies(!cx.flag(Key::TrialSelfOffered)?)?;
    let trial = cx.trial()?;
    require(Ok(trial != Trial::SelfAssisted), || {
        Evidence::new(
            cx.asked("trial"),
            trial,
            say::TRIAL_OF.with("product", Term::<Offering>::HOSTED_PROCESS.name()),
        )
    })
}
