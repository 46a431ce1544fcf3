//! Trials: which ones run and until when, and which are no longer offered.

use super::{Amount, Answer, Questions};
use crate::answers::licences::words as say;
use crate::facts::At;
use crate::facts::entities::{Person, Started};
use crate::facts::known::{Known, Missing};
use crate::facts::value::Trial;
use crate::rulebook::Key;
use crate::rules::context::{Context, Sum, after_days};
use crate::vocabulary::choices;
use crate::vocabulary::instant::Instant;
use serde::Serialize;

/// What the tenant owns, before any of it is allocated or assigned.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct TenantLedger {
    /// The seats of the add-on trial that the organisation obtained.
    pub trial_seats: Amount,
    /// The seats that are allocated to environments as trial units.
    pub trial_seats_allocated: Amount,
    /// The ledger of the tenant in sentences.
    pub says: Vec<String>,
}

/// One trial.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct TrialLedger {
    /// The kind of trial.
    pub trial: Trial,
    /// The person it belongs to; absent if it is the organisation's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub person: Option<String>,
    /// The state of the trial.
    pub state: TrialState,
    /// Whether Microsoft suspended it, so that it no longer covers hosted machines.
    pub suspended: bool,
    /// Whether it was extended.
    pub extended: Answer,
    /// When it began.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub started: Option<Instant>,
    /// The exact instant at which it ends or ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ends: Option<Instant>,
    /// The trial in a sentence.
    pub says: String,
}

choices! {
    /// The state of a trial.
    pub enum TrialState {
        /// It runs.
        Runs = "runs",
        /// It has ended.
        Ended = "ended",
        /// It has not begun yet.
        NotBegun = "not-begun",
        /// Facts are missing.
        Unknown = "unknown",
    }
}

/// Returns what the tenant owns.
pub(super) fn tenant(cx: &Context<'_>, questions: &mut Questions) -> TenantLedger {
    let trial = cx.case.tenant().addon_trial();
    let owned = Sum::exactly(0).with(trial.seats(), || trial.field("seats"));
    let allocated = cx.listed_environments().fold(Sum::exactly(0), |sum, environment| {
        sum.with(environment.hosted_rpa_trial_addons(), || environment.field("hosted_rpa_trial_addons"))
    });
    let (trial_seats, trial_seats_allocated) = (questions.amount(&owned), questions.amount(&allocated));
    let says = say::seats(cx, trial_seats.0, trial_seats_allocated.0);
    TenantLedger { trial_seats, trial_seats_allocated, says }
}

/// Returns every trial that was started, or may have been.
pub(super) fn ledger(cx: &Context<'_>, questions: &mut Questions) -> Vec<TrialLedger> {
    let own =
        cx.listed_people().filter_map(|person| self_assisted(cx, person, questions)).collect::<Vec<_>>();
    addon(cx, questions).into_iter().chain(own).collect()
}

fn addon(cx: &Context<'_>, questions: &mut Questions) -> Option<TrialLedger> {
    let days = cx.number(Key::TrialAddonDays).ok()?;
    let days_extended = cx.number(Key::TrialAddonDaysExtended).ok()?;
    let trial = cx.case.tenant().addon_trial();
    let runs = cx.addon_trial_runs().ok()?;
    let extended = trial
        .extensions()
        .and_then(|times| times.reaches(1).ok_or_else(|| Missing::fact(trial.field("extensions"))));
    let started = questions.note(trial.started().copied());
    let known = extended.clone().ok();
    // If it has ended in either case, it does not matter whether it was extended.
    let extended = if runs == Ok(false) { answer(&extended) } else { questions.answer(extended) };
    let ends =
        started.zip(known).map(|(start, more)| after_days(start, if more { days_extended } else { days }));
    let state = state(cx, started, &runs);
    let says = say::addon_trial(cx, state, extended, started, ends);
    let (trial, person, suspended) = (Trial::Addon, None, false);
    Some(TrialLedger { trial, person, state, suspended, extended, started, ends, says })
}

fn self_assisted(cx: &Context<'_>, person: At<'_, Person>, questions: &mut Questions) -> Option<TrialLedger> {
    let days = cx.number(Key::TrialSelfDays).ok()?;
    let suspended = cx.flag(Key::TrialSelfOffered) == Ok(false);
    let started = match person.self_assisted_trial() {
        Ok(Started::Never) => return None,
        Ok(Started::On(start)) => Some(*start),
        // People who neither have a machine nor request one are not asked about.
        Err(_) if !super::person::concerns(cx, person) => return None,
        Err(missing) => questions.note(Err(missing)),
    };
    let ends = started.map(|start| after_days(start, days));
    let state = state(cx, started, &cx.self_assisted_trial_runs(person));
    let says = say::self_assisted_trial(cx, person.key(), state, suspended, ends);
    let (trial, extended) = (Trial::SelfAssisted, Answer::No);
    Some(TrialLedger {
        trial,
        person: Some(person.key().to_string()),
        state,
        suspended,
        extended,
        started,
        ends,
        says,
    })
}

fn state(cx: &Context<'_>, started: Option<Instant>, runs: &Known<bool>) -> TrialState {
    match runs {
        Ok(true) => TrialState::Runs,
        Ok(false) if started.is_some_and(|start| cx.now < start) => TrialState::NotBegun,
        Ok(false) => TrialState::Ended,
        Err(_) => TrialState::Unknown,
    }
}

const fn answer(known: &Known<bool>) -> Answer {
    match known {
        Ok(true) => Answer::Yes,
        Ok(false) => Answer::No,
        Err(_) => Answer::Unknown,
    }
}
