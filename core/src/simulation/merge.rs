//! A simulation in shards: each simulates some of the replicates, and whoever brings them together simulates the one that is shown.

use super::phrases;
use super::plan::Plan;
use super::shard::{FORMAT_VERSION, Shard, SimulationIdentity};
use super::summary::Summary;
use super::totals::Totals;
use super::{OutputOptions, RuleSources, Simulation, drive, summary_of};
use crate::facts::phrases::EVENTS;
use crate::facts::scenario::{Limits, Scenario};
use crate::rules::lists;
use crate::vocabulary::Observer;
use crate::vocabulary::error::{Error, ErrorCode};
use crate::vocabulary::{Phrase, Word};
use greenlight_json::Pointer;
use serde_json::Value;

/// A simulation is shared out to at most so many.
const SHARDS_MAX: u32 = 100_000;

/// Simulates the replicates of one shard.
///
/// # Errors
/// What is wrong with the scenario or the number, or that it goes past its limits.
pub fn shard(
    scenario: Scenario,
    document: Value,
    sources: RuleSources,
    (simulation, number): (SimulationIdentity, u32),
    observer: &mut dyn Observer,
) -> Result<Shard, Error> {
    if !(1..=simulation.shards.min(SHARDS_MAX)).contains(&number) {
        let message = phrases::NO_SUCH_SHARD.with("number", number).with("shards", simulation.shards);
        let help = phrases::COUNT_FROM_ONE.with("most", SHARDS_MAX);
        let at = Pointer::ROOT.key("shard").key("number");
        return Err(Error::new(ErrorCode::InvalidValue, at, message, help));
    }
    let mut plan = Plan::new(scenario, document, sources.book, sources.overlay)?;
    plan.share = simulation.share(number);
    let mut run = Simulation::planned(plan, OutputOptions::default(), Totals::kept());
    drive(&mut run, observer)?;
    Ok(run.totals.into_shard(simulation, number, run.notes.stopped_at))
}

/// The shards that are to be merged.
#[derive(Debug)]
pub struct MergeInput {
    /// The shards, in any order.
    pub shards: Vec<Shard>,
    /// What they must be parts of, but for how many of them there are.
    pub simulation: SimulationIdentity,
    /// Whether some of them may be missing or stopped.
    pub partial: bool,
}

/// The summary of a scenario whose replicates, but for the one that is shown, were simulated in shards.
///
/// # Errors
/// What is wrong with the scenario or a shard, or that it goes past its limits.
pub fn merge(
    scenario: Scenario,
    document: Value,
    sources: RuleSources,
    output: OutputOptions,
    input: MergeInput,
    observer: &mut dyn Observer,
) -> Result<Summary, Error> {
    let MergeInput { shards, mut simulation, partial } = input;
    if let Some(first) = shards.first() {
        simulation.shards = first.simulation.shards;
    }
    let ordered = ordered(shards, &simulation)?;
    let missing = missing(&ordered, &simulation);
    if !missing.is_empty() && !partial {
        return Err(incomplete(&missing, simulation.shards));
    }
    let mut plan = Plan::new(scenario, document, sources.book, sources.overlay)?;
    plan.share = 0..plan.replicates.min(1);
    let mut run = Simulation::planned(plan, output, Totals::default());
    drive(&mut run, observer)?;
    let Simulation { plan, output, mut totals, mut notes, .. } = run;
    let overlay = plan.overlay.as_ref().map(|applied| &*applied.overlay);
    for (place, shard) in ordered {
        let at = || Pointer::ROOT.key("shards").index(place);
        if let Some(instant) = shard.stopped_at {
            if !partial {
                let message = phrases::STOPPED_EARLY.with("number", shard.number);
                return Err(mismatch(at(), message, phrases::SIMULATE_IT_AGAIN));
            }
            notes.stopped_at = notes.stopped_at.or(Some(instant));
        }
        totals.add_shard(shard, &output.objectives, overlay).map_err(|error| error.under(&at()))?;
        if totals.events > plan.limits.events {
            return Err(Limits::exceeded("events", plan.limits.events, EVENTS));
        }
    }
    Ok(summary_of(notes, !missing.is_empty(), totals, &plan, &output))
}

/// The shards in their order, each with the place where it was given: all of this simulation, none of them twice.
fn ordered(shards: Vec<Shard>, simulation: &SimulationIdentity) -> Result<Vec<(usize, Shard)>, Error> {
    let mut ordered: Vec<(usize, Shard)> = shards.into_iter().enumerate().collect();
    for (place, shard) in &ordered {
        let at = || Pointer::ROOT.key("shards").index(*place);
        if shard.format_version != FORMAT_VERSION {
            let message = phrases::OF_ANOTHER_VERSION.with("found", &shard.format_version);
            let message = message.with("version", FORMAT_VERSION);
            return Err(mismatch(at(), message, phrases::SIMULATE_WITH_THIS_ENGINE));
        }
        if let Some(difference) = simulation.difference(&shard.simulation) {
            let message = phrases::SHARD_IS_OF.with("difference", difference);
            return Err(mismatch(at(), message, phrases::MERGE_ONE_SIMULATION));
        }
        let share = simulation.share(shard.number);
        let whole = usize::try_from(share.end.saturating_sub(share.start)).unwrap_or(usize::MAX);
        let fits = if shard.stopped_at.is_some() {
            shard.replicates.len() <= whole
        } else {
            shard.replicates.len() == whole
        };
        if !(1..=simulation.shards.min(SHARDS_MAX)).contains(&shard.number) || !fits {
            let message = phrases::NOT_WHAT_IT_HOLDS.with("number", shard.number);
            let message = message.with("shards", simulation.shards);
            return Err(mismatch(at(), message, phrases::SIMULATE_IT_AGAIN));
        }
    }
    ordered.sort_by_key(|(_, shard)| shard.number);
    for pair in ordered.windows(2) {
        if let [(first, shard), (second, other)] = pair
            && shard.number == other.number
        {
            let at = |place: &usize| Pointer::ROOT.key("shards").index(*place);
            let message = phrases::GIVEN_TWICE.with("number", shard.number);
            return Err(mismatch(at(second), message, phrases::GIVE_EACH_ONCE).beside(at(first)));
        }
    }
    Ok(ordered)
}

/// The numbers of the shards that were not given.
fn missing(ordered: &[(usize, Shard)], simulation: &SimulationIdentity) -> Vec<u32> {
    let mut given = ordered.iter().map(|(_, shard)| shard.number).peekable();
    (1..=simulation.shards).filter(|number| given.next_if_eq(number).is_none()).collect()
}

fn incomplete(missing: &[u32], shards: u32) -> Error {
    const NAMED: usize = 20;
    let named: Vec<String> = missing.iter().take(NAMED).map(|number| format!("{number}/{shards}")).collect();
    let (named, more) = (lists::commas(&named), missing.len().saturating_sub(NAMED));
    let named = if more > 0 { phrases::AND_MORE.with("shards", named).with("more", more) } else { named };
    let message = phrases::SHARDS_MISSING.with("count", missing.len()).with("shards", named);
    mismatch(Pointer::ROOT.key("shards"), message, phrases::SIMULATE_AND_MERGE)
}

fn mismatch(at: Pointer, message: Word, help: Phrase) -> Error {
    Error::new(ErrorCode::ShardMismatch, at, message, help)
}
