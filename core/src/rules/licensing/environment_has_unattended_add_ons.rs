//! LIC005: in the preview, the environment has an unattended RPA add-on.

use crate::facts::known::Missing;
use crate::rulebook::Offering;
use crate::rulebook::term::Term;
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, require, rule};

rule! {
    /// In the preview, an environment needed unattended RPA add-ons: as many as hosted machines ran in it at the same time, so one at least.
    ///
    /// # Why
    /// Hosted machines had no add-on of their own yet: beside a plan, a machine rested on the unattended RPA add-on. Without any, no machine
    /// was licensed. With fewer than there are machines, not all of them can run at once; how many do is for their owners to know.
    ///
    /// # How to fix it
    /// Assign more unattended RPA add-ons to the environment in the Power Platform admin center.
    code: LIC005,
    name: "environment-has-unattended-add-ons",
    level: Error,
    provenance: Stated,
    source: "hosted-machines-2022-12-12" / "Licensing requirements",
    holds: PREVIEW,
    judges: [CreateMachine],
    fixers: [PowerPlatformAdministrator, Billing],
    says: "environment `{environment}` has {found}, and needs one for each hosted machine that runs at the same time",
    steps: [
        "in the Power Platform admin center, assign unattended RPA add-ons to environment `{environment}`: one for each machine that runs at the same time",
    ],
    examples: [
        broken "none at all" { "/environments/prod/unattended_rpa_addons": 0 },
        met "one, for one machine at a time" { "/environments/prod/unattended_rpa_addons": 1 },
        met "three for the third machine" {},
        met "at least one" { "/environments/prod/unattended_rpa_addons/at_least": 1 },
        unknown "perhaps none" { "/environments/prod/unattended_rpa_addons/at_least": 0 },
        unknown "the add-ons were not counted" { "/environments/prod/unattended_rpa_addons": null },
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let environment = cx.environment()?;
    let at = || environment.field("unattended_rpa_addons");
    let owned = environment.unattended_rpa_addons()?;
    let some = owned.reaches(1).ok_or_else(|| Missing::fact(at()));
    require(some, || {
        let add_on = Term::<Offering>::UNATTENDED_RPA_ADD_ON.name();
        let units = |count: u64| say::UNITS_OF_PRODUCT.counting(count).with("product", add_on);
        Evidence::new(at(), units(owned.number), units(1)).with("environment", environment.key())
    })
}
