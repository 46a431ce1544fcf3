//! What must hold of a scenario before it runs: times lie inside it, and whatever is referred to by name is there.

use super::changing::ChangingFacts;
use super::timeline::TimelineAction;
use super::{Assumptions, Limits, Scenario};
use crate::facts::entities::Facts;
use crate::facts::scenario::names::Names;
use crate::facts::{DEFAULT_IMAGE, named};
use crate::vocabulary::error::{Error, ErrorCode};
use crate::vocabulary::instant::Instant;
use greenlight_json::{Pointer, closest, sort};
use serde_json::Value;

/// The most replicates.
pub const REPLICATES_MAX: u32 = 10_000;
/// All of something, in parts per million.
pub const PPM: u32 = 1_000_000;

/// Holds that the scenario can run from `start` to `end`. `document` is the scenario as it was read; it is needed only when
/// facts change.
///
/// # Errors
/// The first thing that is wrong.
pub fn check(
    scenario: &Scenario,
    document: &Value,
    names: &Names,
    start: Instant,
    end: Instant,
) -> Result<(), Error> {
    scenario.facts.resolve()?;
    assumptions(&scenario.assumptions)?;
    within(scenario.replicates, 1, REPLICATES_MAX, || Pointer::ROOT.key("replicates"))?;
    let resource = |key: &'static str| move || Pointer::ROOT.key("resources").key(key);
    let resources = &scenario.resources;
    within(resources.enrolments_at_once, 1, u32::MAX, resource("enrolments_at_once"))?;
    within(resources.replications_at_once, 1, 1 << 16, resource("replications_at_once"))?;
    faults(scenario, names, start)?;
    let mut facts = ChangingFacts::new(scenario, document);
    let mut order: Vec<usize> = (0..scenario.timeline.len()).collect();
    let time = |place: &usize| scenario.timeline.get(*place).map(|entry| entry.at.instant(start));
    sort(&mut order, |one, other| time(one).cmp(&time(other)));
    for place in order {
        let Some(entry) = scenario.timeline.get(place) else {
            continue;
        };
        let at = || Pointer::ROOT.key("timeline").index(place);
        let when = entry.at.instant(start);
        if when < start || when > end {
            let message = format!("`{}` is {when}, but the scenario lasts from {start} to {end}", entry.at);
            let help = "choose a time inside, or change `as_of` or `horizon`";
            return Err(Error::new(ErrorCode::InvalidValue, at().key("at"), message, help));
        }
        if let TimelineAction::Change(change) = &entry.what {
            patch(&mut facts, change, &at().key("change"))?;
        }
        resolve(&entry.what, &facts.case().facts, names, &at())?;
    }
    Ok(())
}

/// Merges a change of the timeline into the facts, and holds that it can.
fn patch(facts: &mut ChangingFacts, change: &Value, at: &Pointer) -> Result<(), Error> {
    let wrong = |key: &str, message: String| {
        let help = "change facts such as `environments` or `people`";
        Err(Error::new(ErrorCode::InvalidValue, at.clone().key(key), message, help))
    };
    let Value::Object(keys) = change else {
        let help = "write the facts that change: `change: {environments: {prod: {hosted_rpa_addons: 8}}}`";
        return Err(Error::new(ErrorCode::WrongType, at.clone(), "a change is an object of facts", help));
    };
    for key in keys.keys() {
        if Scenario::is_own(key) || matches!(key.as_str(), "as_of" | "$schema" | "request") {
            return wrong(key, format!("`{key}` is not a fact that can change"));
        }
        if matches!(key.as_str(), "machines" | "machines_complete") {
            return wrong(key, "machines change by what happens to them".to_owned());
        }
    }
    let told = |error: Error| error.under(at);
    facts.patch(change).map_err(told)?;
    facts.case().facts.resolve().map_err(told)
}

fn resolve(what: &TimelineAction, facts: &Facts, names: &Names, at: &Pointer) -> Result<(), Error> {
    let at_word = || at.clone().key(what.word());
    if let TimelineAction::Act { request, replaces } = what {
        let mut others = (**request).clone();
        others.details.machine = None;
        // Requests of a scenario stand in their entry, not under `request`.
        facts.resolve_request(&others, &|| at.clone())?;
        if let Some(replaces) = replaces {
            machine(names, replaces, || at.clone().key("replaces"))?;
        }
    }
    if let TimelineAction::Prepared(preparation) = what {
        for person in &preparation.connections {
            named(&facts.people, "people", Some(person), || at_word().key("connections"))?;
        }
    }
    match what.machine() {
        Some(name) => machine(names, name, || at_word().key("machine")),
        None => Ok(()),
    }
}

fn machine(names: &Names, name: &str, at: impl Fn() -> Pointer) -> Result<(), Error> {
    if names.knows_machine(name) {
        return Ok(());
    }
    let help = match closest(name, names.machine_names().iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "name a machine under `machines`, or one that the timeline creates".to_owned(),
    };
    let message = format!("no machine `{name}` is there or is created");
    Err(Error::new(ErrorCode::UnknownReference, at(), message, help))
}

fn faults(scenario: &Scenario, names: &Names, start: Instant) -> Result<(), Error> {
    for (place, fault) in scenario.faults.iter().enumerate() {
        let at = |key: &str| Pointer::ROOT.key("faults").index(place).key(key);
        let wrong = |key: &str, message: String, help: &str| {
            Err(Error::new(ErrorCode::InvalidValue, at(key), message, help))
        };
        let instant = |moment: Option<super::offset::Moment>| moment.map(|moment| moment.instant(start));
        if let (Some(from), Some(until)) = (instant(fault.from), instant(fault.until))
            && from >= until
        {
            return wrong("until", "it is over before it begins".to_owned(), "choose a later time");
        }
        if let (Some(given), Some(fixed)) = (fault.phase, fault.code.about().phase)
            && given != fixed
        {
            let message = format!("`{}` strikes in phase `{fixed}` and in no other", fault.code);
            return wrong("phase", message, "leave `phase` out");
        }
        if let Some(phase) = fault.phase
            && !phase.is_provisioning()
        {
            let message = format!("nothing is provisioned in phase `{phase}`");
            return wrong("phase", message, "choose a phase from `checks` to `registration`");
        }
        within(fault.probability_ppm, 0, PPM, || at("probability_ppm"))?;
        for name in fault.machines.iter().flatten() {
            machine(names, name, || at("machines"))?;
        }
        let image = fault.image.as_ref().filter(|image| *image != DEFAULT_IMAGE);
        let environment = fault.environment.as_ref();
        named(&scenario.facts.environments, "environments", environment, || at("environment"))?;
        named(&scenario.facts.networks, "networks", fault.network.as_ref(), || at("network"))?;
        named(&scenario.facts.images, "images", image, || at("image"))?;
    }
    Ok(())
}

fn assumptions(assumptions: &Assumptions) -> Result<(), Error> {
    let at = |key: &'static str| move || Pointer::ROOT.key("assumptions").key(key);
    within(assumptions.attempts.map(u32::from), 1, 255, at("attempts"))?;
    within(assumptions.removal_ppm, 0, PPM, at("removal_ppm"))
}

fn within(number: Option<u32>, least: u32, most: u32, at: impl Fn() -> Pointer) -> Result<(), Error> {
    match number {
        Some(number) if !(least..=most).contains(&number) => {
            let message = format!("{number} is not between {least} and {most}");
            Err(Error::new(ErrorCode::InvalidValue, at(), message, "choose a number between them"))
        }
        _ => Ok(()),
    }
}

impl Limits {
    /// The error of a simulation that goes past `limit`, which `field` of the scenario's limits raises.
    pub fn exceeded(field: &str, limit: u64, what: &str) -> Error {
        let message = format!("the simulation would have more than {limit} {what}");
        let help = format!("simulate less, or raise `limits: {{{field}: …}}`");
        Error::new(ErrorCode::BudgetExceeded, Pointer::ROOT.key("limits").key(field), message, help)
    }
}
