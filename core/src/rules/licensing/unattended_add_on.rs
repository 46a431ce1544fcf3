//! LIC005: in the preview, the environment has an unattended RPA add-on for every machine that runs at the same time.

use super::counted;
use crate::case::request::{Action, Actions};
use crate::context::{Context, Sum};
use crate::report::Level;
use crate::rule::{Evidence, Judgement, require, rule};

rule! {
    /// In the preview, an environment needed as many unattended RPA add-ons as hosted machines ran in it at the same time.
    ///
    /// # Why
    /// Hosted machines had no add-on of their own yet: beside a plan, a machine rested on the unattended RPA add-on. Without any, no machine
    /// was licensed. With fewer than there are machines, not all of them can run at once, which is a warning.
    ///
    /// # How to fix it
    /// Assign more unattended RPA add-ons to the environment in the Power Platform admin center.
    LIC005 "environment-has-unattended-add-ons" Error Stated,
    source: "hosted-machines-2022-12-12" / "Licensing requirements",
    holds: PREVIEW,
    judges: Actions::of(&[Action::CreateMachine]),
    fixers: [PowerPlatformAdministrator, Billing],
    says: "environment `{environment}` has {found}, and needs one for each hosted machine that runs at the same time: {expected} for all of them",
    steps: [
        "in the Power Platform admin center, assign unattended RPA add-ons to environment `{environment}` until it has {expected}",
    ],
    examples: [
        broken "none at all" r#"{"environments": {"prod": {"unattended_rpa_addons": 0}}}"#,
        broken "none, whatever machines there are" r#"{"environments": {"prod": {"unattended_rpa_addons": 0, "hosted_machines": null}}, "machines_complete": false}"#,
        broken "two for three machines" r#"{"environments": {"prod": {"unattended_rpa_addons": 2}}}"#,
        met "three for the third machine" "{}",
        met "four for the third machine" r#"{"environments": {"prod": {"unattended_rpa_addons": 4}}}"#,
        unknown "the add-ons were not counted" r#"{"environments": {"prod": {"unattended_rpa_addons": null}}}"#,
        unknown "a partial list of machines" r#"{"environments": {"prod": {"hosted_machines": null}}, "machines_complete": false}"#,
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let environment = cx.environment()?;
    let at = || environment.field("unattended_rpa_addons");
    let owned = Sum::exactly(0).with(environment.unattended_rpa_addons(), at);
    let needed = Sum::exactly(cx.machines_asked()).plus(cx.machines_in(environment));
    require(owned.covers(&needed), || {
        let add_on = "unattended RPA add-on";
        let evidence = Evidence::new(at(), counted(owned.least(), add_on), counted(needed.least(), add_on))
            .related(environment.field("hosted_machines"))
            .with("environment", environment.key());
        if owned.least() > 0 { evidence.level(Level::Warning) } else { evidence }
    })
}
