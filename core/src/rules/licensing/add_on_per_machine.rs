//! LIC001: the environment has a unit of capacity for every hosted machine in it.

use crate::case::fact::Tally;
use crate::case::request::{Action, Actions};
use crate::context::Context;
use crate::known::{Known, Missing, both};
use crate::rule::{Evidence, Judgement, Stop, require, rule};
use crate::rulebook::Key;

rule! {
    /// An environment needs as many hosted RPA add-ons as it has hosted machines, the new one included.
    ///
    /// # Why
    /// The add-on licenses the machine, one for one, and belongs to the environment: what is bought but not assigned to this environment
    /// does not count, nor does what another environment has. Trial add-ons that are assigned to the environment count as long as the trial runs.
    /// A maker's self-assisted trial stands in for one machine.
    ///
    /// # How to fix it
    /// Assign more add-ons to the environment in the Power Platform admin center, or delete a machine that is no longer used.
    LIC001 "environment-has-an-add-on-per-machine" Error Stated,
    source: "hosted-machines-2024-01-24" / "Licensing requirements",
    judges: Actions::of(&[Action::CreateMachine]),
    fixers: [PowerPlatformAdministrator, Billing],
    says: "environment `{environment}` has {found} of hosted RPA add-on, but needs {expected}",
    steps: [
        "in the Power Platform admin center, assign add-ons to environment `{environment}` until it has {expected}",
        "or delete a hosted machine in `{environment}` that is no longer used",
    ],
    examples: [
        broken "two add-ons, two machines, and one more asked for" r#"{"environments": {"prod": {"hosted_rpa_addons": 2}}}"#,
        broken "none at all" r#"{"environments": {"prod": {"hosted_rpa_addons": 0}}}"#,
        met "three add-ons for the third machine" "{}",
        met "trial add-ons count too" r#"{"environments": {"prod": {"hosted_rpa_addons": 2, "hosted_rpa_trial_addons": 1}}}"#,
        met "a self-assisted trial stands in for the add-on" r#"{"environments": {"prod": {"hosted_rpa_addons": 0}}, "people": {"maker-a": {"self_assisted_trial": "2024-01-20"}}}"#,
        unknown "the add-ons were not counted" r#"{"environments": {"prod": {"hosted_rpa_addons": null}}}"#,
        met "counted from the list of machines" r#"{"environments": {"prod": {"hosted_machines": null}}}"#,
        unknown "a partial list of machines" r#"{"environments": {"prod": {"hosted_machines": null}}, "machines_complete": false}"#,
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let environment = cx.environment()?;
    let each = cx.number(Key::LicenceUnitsPerMachine)?;
    let trial = cx.on_self_assisted_trial();
    if trial == Ok(true) {
        return Ok(());
    }
    let owned = both(
        environment.hosted_rpa_addons(),
        environment.hosted_rpa_trial_addons(),
    );
    let owned = owned.map(|(bought, trial)| Tally {
        number: bought.number.saturating_add(trial.number),
        at_least: bought.at_least || trial.at_least,
    });
    let (owned, machines) = both(owned, cx.machines_in(environment)).map_err(Stop::from)?;
    let needed = (machines.plus(cx.machines_asked()).number).saturating_mul(each);
    let enough: Known<bool> = match (owned.reaches(needed), machines.at_least) {
        (Some(false), _) => Ok(false),
        (Some(true), false) => Ok(true),
        (Some(true), true) => Err(Missing::fact(environment.field("hosted_machines"))),
        (None, _) => Err(Missing::fact(environment.field("hosted_rpa_addons"))),
    };
    let enough = crate::known::any([enough, trial]);
    require(enough, || {
        let units = |number: u64| {
            if number == 1 {
                "1 unit".to_owned()
            } else {
                format!("{number} units")
            }
        };
        Evidence::new(
            environment.field("hosted_rpa_addons"),
            units(owned.number),
            units(needed),
        )
        .with("environment", environment.key())
    })
}
