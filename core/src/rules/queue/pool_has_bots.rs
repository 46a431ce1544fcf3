//! QUE027: something is left of the environment's capacity for hosted machine groups.

use crate::case::fact::Tally;
use crate::case::request::{Action, Actions};
use crate::context::{Context, Sum};
use crate::known::Known;
use crate::rule::{Evidence, Judgement, Stop, require, rule};
use crate::rulebook::Key;

rule! {
    /// An environment must have more hosted capacity than hosted machines for its hosted machine groups to run anything.
    ///
    /// # Why
    /// All hosted machine groups of an environment share one pool: what its hosted machines leave of the capacity. Bots that are committed to a group
    /// come out of the same pool. While it is empty, no bot can be made, and every run on a hosted machine group fails.
    ///
    /// # How to fix it
    /// Allocate more units to the environment, or delete hosted machines that nobody needs.
    QUE027 "pool-of-bots-is-not-empty" Error Stated,
    source: "capacity-utilization-hosted-2025-04-23" / "Hosted machine groups",
    holds: SINCE_NEWEST,
    judges: Actions::of(&[Action::RunUnattended]),
    fixers: [EnvironmentAdministrator, PowerPlatformAdministrator, Billing],
    says: "environment `{environment}` has {found} of hosted capacity, all taken by its hosted machines; to run anything, machine group `{group}` needs {expected}",
    steps: [
        "in the Power Platform admin center, allocate more Hosted Process to environment `{environment}`",
        "or delete hosted machines there that nobody needs",
    ],
    examples: [
        broken "as many hosted machines as units" r#"{"environments": {"prod": {"hosted_process": 2}}, "request": {"create-machine": null, "run-unattended": {"group": "invoices"}}}"#,
        broken "more hosted machines than units" r#"{"environments": {"prod": {"hosted_process": 1}}, "request": {"create-machine": null, "run-unattended": {"group": "invoices"}}}"#,
        met "one unit is left" r#"{"environments": {"prod": {"hosted_process": 3}}, "request": {"create-machine": null, "run-unattended": {"group": "invoices"}}}"#,
        met "a unit of a trial is left" r#"{"environments": {"prod": {"hosted_process": 2, "hosted_rpa_trial_addons": 1}}, "request": {"create-machine": null, "run-unattended": {"group": "invoices"}}}"#,
        unknown "the capacity was not looked up" r#"{"environments": {"prod": {"hosted_process": null}}, "request": {"create-machine": null, "run-unattended": {"group": "invoices"}}}"#,
        unknown "perhaps more hosted machines" r#"{"environments": {"prod": {"hosted_machines": {"at_least": 2}}}, "machines_complete": false, "request": {"create-machine": null, "run-unattended": {"group": "invoices"}}}"#,
        unknown "its kind was not looked up" r#"{"groups": {"invoices": {"kind": null}}, "request": {"create-machine": null, "run-unattended": {"group": "invoices"}}}"#,
        not_applicable "a group of machines" r#"{"request": {"create-machine": null, "run-unattended": {"group": "pool"}}}"#,
    ],
}

fn check(cx: &Context<'_>) -> Judgement {
    let group = cx.hosted_group(|_| bots_left(cx)?.map_err(Stop::from))?;
    let left = bots_left(cx)?;
    let environment = cx.environment()?;
    require(left, || {
        let (units, at) = cx.capacity(environment);
        let units = units.map_or(0, |units| units.number);
        let units = if units == 1 { "1 unit".to_owned() } else { format!("{units} units") };
        Evidence::new(environment.field(at), units, "at least one unit more")
            .with("environment", environment.key())
            .with("group", group.key())
            .related(environment.field("hosted_machines"))
    })
}

/// Whether hosted machines leave something of the environment's capacity.
fn bots_left(cx: &Context<'_>) -> Result<Known<bool>, Stop> {
    let each = cx.number(Key::LicenceUnitsPerMachine)?;
    let environment = cx.environment()?;
    let at = |field| move || environment.field(field);
    let (units, name) = cx.capacity(environment);
    let owned = Sum::exactly(0)
        .with(units, at(name))
        .with(environment.hosted_rpa_trial_addons(), at("hosted_rpa_trial_addons"));
    let taken = cx.machines_in(environment).times(each);
    Ok(owned.covers(&taken.with(Ok(Tally::exactly(1)), at("hosted_machines"))))
}
