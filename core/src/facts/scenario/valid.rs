//! The checks of a scenario before it runs: times lie within it, and all names refer to something that exists.

use super::changing::ChangingFacts;
use super::timeline::TimelineAction;
use super::{Assumptions, Limits, Scenario};
use crate::facts::entities::Facts;
use crate::facts::phrases;
use crate::facts::scenario::names::Names;
use crate::facts::{DEFAULT_IMAGE, named};
use crate::vocabulary::error::{Error, ErrorCode};
use crate::vocabulary::instant::Instant;
use crate::vocabulary::{Phrase, Word};
use greenlight_json::did_you_mean;
use greenlight_json::{Pointer, closest, sort};
use serde_json::Value;

/// The maximum number of replicates.
pub const REPLICATES_MAX: u32 = 10_000;
/// The whole of something, in parts per million.
pub const PPM: u32 = 1_000_000;

/// Checks that the scenario can run from `start` to `end`. `document` is the scenario as it was read; it is needed only if its timeline
/// patches facts.
///
/// # Errors
/// The first error.
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
            let message = phrases::OUTSIDE_THE_SCENARIO.with("written", entry.at.to_string());
            let message = message.with("at", when).with("start", start).with("end", end);
            let help = phrases::CHOOSE_A_TIME_INSIDE;
            return Err(Error::new(ErrorCode::InvalidValue, at().key("at"), message, help));
        }
        if let TimelineAction::Change(change) = &entry.what {
            patch(&mut facts, change, &at().key("change"))?;
        }
        resolve(&entry.what, &facts.case().facts, names, &at())?;
    }
    Ok(())
}

/// Merges a patch of the timeline into the facts, and checks that the result is valid.
fn patch(facts: &mut ChangingFacts, change: &Value, at: &Pointer) -> Result<(), Error> {
    let wrong = |key: &str, message: Word| {
        let help = phrases::CHANGE_SUCH_FACTS;
        Err(Error::new(ErrorCode::InvalidValue, at.clone().key(key), message, help))
    };
    let Value::Object(keys) = change else {
        let example = "`change: {environments: {prod: {hosted_rpa_addons: 8}}}`";
        let help = phrases::WRITE_THE_FACTS.with("example", example);
        return Err(Error::new(ErrorCode::WrongType, at.clone(), phrases::CHANGE_IS_OF_FACTS, help));
    };
    for key in keys.keys() {
        if Scenario::is_own(key) || matches!(key.as_str(), "as_of" | "$schema" | "request") {
            return wrong(key, phrases::NOT_A_FACT_THAT_CHANGES.with("key", key));
        }
        if matches!(key.as_str(), "machines" | "machines_complete") {
            return wrong(key, phrases::MACHINES_CHANGE_BY_THEMSELVES.into());
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
            named(&facts.people, "people", Some(person), &|| at_word().key("connections"))?;
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
    let known = names.machine_names();
    let near = closest(name, known.iter().map(String::as_str));
    let help = near.map_or_else(|| phrases::NAME_A_MACHINE.into(), did_you_mean);
    let message = phrases::NO_SUCH_MACHINE.with("name", name);
    Err(Error::new(ErrorCode::UnknownReference, at(), message, help))
}

fn faults(scenario: &Scenario, names: &Names, start: Instant) -> Result<(), Error> {
    for (place, fault) in scenario.faults.iter().enumerate() {
        let at = |key: &str| Pointer::ROOT.key("faults").index(place).key(key);
        let wrong = |key: &str, message: Word, help: Phrase| {
            Err(Error::new(ErrorCode::InvalidValue, at(key), message, help))
        };
        let instant = |moment: Option<super::offset::Moment>| moment.map(|moment| moment.instant(start));
        if let (Some(from), Some(until)) = (instant(fault.from), instant(fault.until))
            && from >= until
        {
            return wrong("until", phrases::OVER_BEFORE_IT_BEGINS.into(), phrases::CHOOSE_A_LATER_TIME);
        }
        if let (Some(given), Some(fixed)) = (fault.phase, fault.code.about().phase)
            && given != fixed
        {
            let message = phrases::STRIKES_IN_ITS_PHASE.with("code", fault.code.word());
            return wrong("phase", message.with("phase", fixed.word()), phrases::LEAVE_PHASE_OUT);
        }
        if let Some(phase) = fault.phase
            && !phase.is_provisioning()
        {
            let message = phrases::PROVISIONS_NOTHING.with("phase", phase.word());
            return wrong("phase", message, phrases::CHOOSE_A_PHASE);
        }
        within(fault.probability_ppm, 0, PPM, || at("probability_ppm"))?;
        for name in fault.machines.iter().flatten() {
            machine(names, name, || at("machines"))?;
        }
        let image = fault.image.as_ref().filter(|image| *image != DEFAULT_IMAGE);
        let environment = fault.environment.as_ref();
        named(&scenario.facts.environments, "environments", environment, &|| at("environment"))?;
        named(&scenario.facts.networks, "networks", fault.network.as_ref(), &|| at("network"))?;
        named(&scenario.facts.images, "images", image, &|| at("image"))?;
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
            let message = phrases::NOT_BETWEEN.with("number", number).with("least", least).with("most", most);
            Err(Error::new(ErrorCode::InvalidValue, at(), message, phrases::CHOOSE_BETWEEN_THEM))
        }
        _ => Ok(()),
    }
}

impl Limits {
    /// Returns the error for a simulation that exceeds `limit`; `field` is the member of the scenario's `limits` that raises it.
    pub fn exceeded(field: &str, limit: u64, what: Phrase) -> Error {
        let message = phrases::MORE_THAN_LIMIT.with("limit", limit).with("what", what);
        let help = phrases::SIMULATE_LESS.with("limit", ["`limits: {", field, ": …}`"].concat());
        Error::new(ErrorCode::BudgetExceeded, Pointer::ROOT.key("limits").key(field), message, help)
    }
}
