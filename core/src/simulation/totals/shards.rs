//! Counts as a shard, and a shard's counts added.

use super::Totals;
use crate::facts::scenario::length::Span;
use crate::overlay::{Overlay, RESTRICTIONS};
use crate::rules;
use crate::simulation::log::ErrorCount;
use crate::simulation::machine_state::{Root, RootOrigin};
use crate::simulation::objective::Objective;
use crate::simulation::percentile::Sample;
use crate::simulation::phrases::{AS_IT_WROTE_THEM, COUNTS_NO_SUCH, OVERLAY_SAYS_NOTHING};
use crate::simulation::shard::{
    Counted, FORMAT_VERSION, FailureCount, ReplicateCounts, Shard, SimulationIdentity,
};
use crate::simulation::warn::Warned;
use crate::vocabulary::error::{Error, ErrorCode};
use crate::vocabulary::instant::Instant;
use crate::vocabulary::{ProvisioningCode, Text};
use greenlight_json::Pointer;

impl Totals {
    /// Nothing counted yet, and what each replicate comes to is kept.
    pub(in crate::simulation) fn kept() -> Self {
        Self { kept: Some(Vec::new()), ..Self::default() }
    }

    /// What was counted, as a shard.
    pub(in crate::simulation) fn into_shard(
        self,
        simulation: SimulationIdentity,
        number: u32,
        stopped_at: Option<Instant>,
    ) -> Shard {
        let failure = |(root, count): (Root, ErrorCount)| FailureCount {
            code: root.code,
            because: root.origin.word().to_owned(),
            attempts: count.times,
            machines: count.failed,
            refused: count.refused,
            first_ms: count.first,
            led_to: count.led_to.into_iter().map(|(code, times)| counted(code.word(), times)).collect(),
        };
        let spans = Span::ALL.iter().filter(|span| self.spans & 1 << **span as u32 != 0);
        Shard {
            format_version: FORMAT_VERSION.to_owned(),
            simulation,
            number,
            stopped_at,
            events: self.events,
            machines_before: self.machines_before,
            actions: self.actions,
            refusals: self.refusals.into_iter().map(|(code, times)| counted(code, times)).collect(),
            held_back: self.held_back.into_iter().map(|(code, times)| counted(code, times)).collect(),
            missing: self.missing.into_iter().map(|(at, times)| counted(at.as_str(), times)).collect(),
            warned: self.warned.iter().filter_map(|(code, warned)| warned.to_count(code)).collect(),
            durations: spans.map(|span| span.word().to_owned()).collect(),
            failures: self.error_counts.into_iter().map(failure).collect(),
            overlay_effects: self.overlay_effects.to_counts(),
            sweeps: self.sweeps,
            replicates: self.kept.unwrap_or_default(),
        }
    }

    /// Adds what a shard counted, and holds its replicates against objectives.
    ///
    /// # Errors
    /// What this engine does not know, by its place in the shard.
    pub(in crate::simulation) fn add_shard(
        &mut self,
        shard: Shard,
        objectives: &[Objective],
        overlay: Option<&Overlay>,
    ) -> Result<(), Error> {
        for ReplicateCounts { machines, times } in shard.replicates {
            let never = machines.total.saturating_sub(times.len() as u64);
            let mut times = Sample::of_steps(&times, never);
            self.count(&machines, &mut times, objectives);
        }
        self.events = self.events.saturating_add(shard.events);
        self.machines_before.add(&shard.machines_before);
        self.actions.add(&shard.actions);
        for (place, Counted { what, times }) in shard.refusals.iter().enumerate() {
            let (code, _) = rule(what).ok_or_else(|| unknown(what, &["refusals"], place))?;
            add(self.refusals.entry(code).or_default(), *times);
        }
        for (place, Counted { what, times }) in shard.held_back.iter().enumerate() {
            let (code, _) = rule(what).ok_or_else(|| unknown(what, &["held_back"], place))?;
            add(self.held_back.entry(code).or_default(), *times);
        }
        for (place, Counted { what, times }) in shard.missing.iter().enumerate() {
            let at = Pointer::parse(what).ok_or_else(|| unknown(what, &["missing"], place))?;
            add(self.missing.entry(at).or_default(), *times);
        }
        for (place, told) in shard.warned.into_iter().enumerate() {
            let (code, name) = rule(&told.code).ok_or_else(|| unknown(&told.code, &["warned"], place))?;
            let warned =
                self.warned.entry(code).or_insert_with(|| Warned::new(name, told.message, told.steps));
            warned.count(told.requests);
            warned.keep();
        }
        for (place, failure) in shard.failures.iter().enumerate() {
            let (root, count) = read(failure).map_err(|what| unknown(what, &["failures"], place))?;
            self.add_errors(root, count);
        }
        self.overlay_effects.add_counts(&shard.overlay_effects, overlay).map_err(|at| {
            let at = Pointer::ROOT.key("overlay_effects").join(&at);
            Error::new(ErrorCode::UnknownValue, at, OVERLAY_SAYS_NOTHING, AS_IT_WROTE_THEM)
        })?;
        for (place, word) in shard.durations.iter().enumerate() {
            let span = Span::find(word).ok_or_else(|| unknown(word, &["durations"], place))?;
            self.spans |= 1 << span as u32;
        }
        self.sweeps |= shard.sweeps;
        Ok(())
    }

    /// Adds attempts that failed because of one root.
    pub(super) fn add_errors(&mut self, root: Root, count: ErrorCount) {
        let sum = self
            .error_counts
            .entry(root)
            .or_insert(ErrorCount { first: count.first, ..ErrorCount::default() });
        add(&mut sum.times, count.times);
        add(&mut sum.failed, count.failed);
        add(&mut sum.refused, count.refused);
        sum.first = sum.first.min(count.first);
        for (code, times) in count.led_to {
            add(sum.led_to.entry(code).or_default(), times);
        }
    }
}

fn add(sum: &mut u64, count: u64) {
    *sum = sum.saturating_add(count);
}

fn counted(what: &str, times: u64) -> Counted {
    Counted { what: what.to_owned(), times }
}

/// The code and the name of a rule, or of an organisation's restriction.
fn rule(code: &str) -> Option<(&'static str, Text)> {
    let published = || rules::find(code).map(|rule| (rule.id.code(), rule.name()));
    let own = RESTRICTIONS.iter().find(|own| own.code == code).map(|own| (own.code, own.name));
    own.or_else(published).map(|(code, name)| (code, name.into()))
}

/// A root and its attempts; else the word that is not known.
fn read(failure: &FailureCount) -> Result<(Root, ErrorCount), &str> {
    let origin = RootOrigin::find(&failure.because).ok_or(failure.because.as_str())?;
    let code = |counted: &Counted| ProvisioningCode::find(&counted.what).map(|code| (code, counted.times));
    let unknown = failure.led_to.iter().find(|counted| code(counted).is_none());
    if let Some(counted) = unknown {
        return Err(&counted.what);
    }
    Ok((
        Root { code: failure.code, origin },
        ErrorCount {
            times: failure.attempts,
            first: failure.first_ms,
            failed: failure.machines,
            refused: failure.refused,
            led_to: failure.led_to.iter().filter_map(code).collect(),
        },
    ))
}

fn unknown(what: &str, list: &[&str], place: usize) -> Error {
    let at = Pointer::of(list).index(place);
    Error::new(ErrorCode::UnknownValue, at, COUNTS_NO_SUCH.with("what", what), AS_IT_WROTE_THEM)
}
