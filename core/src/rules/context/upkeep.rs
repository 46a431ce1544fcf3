//! Queries about the life of a machine: whether it is in use, and what exempts it from removal.

use super::Context;
use crate::facts::At;
use crate::facts::entities::{Environment, Machine, Started};
use crate::facts::fact::Tally;
use crate::facts::known::{Known, Missing, any};
use crate::facts::value::Status;
use crate::vocabulary::instant::{DAY_MS, HOUR_MINUTES, Instant, MINUTE_MS};

impl<'a> Context<'a> {
    /// Whether the machine still exists, and not only as a record in a list.
    ///
    /// # Errors
    /// Missing facts: its status.
    pub fn exists(&self, machine: At<'a, Machine>) -> Known<bool> {
        let status = machine.status();
        status
            .map(|status| !matches!(status, Status::Removed | Status::Deleted | Status::OverCapacityDeleted))
    }

    /// Whether the environment has a hosted RPA add-on, bought or on trial.
    ///
    /// # Errors
    /// Missing facts: the counts that could still show one.
    pub fn has_add_on(&self, environment: At<'a, Environment>) -> Known<bool> {
        let some = |(tally, field): (Known<Tally>, &str)| {
            tally.and_then(|tally| tally.reaches(1).ok_or_else(|| Missing::fact(environment.field(field))))
        };
        let trial = (environment.hosted_rpa_trial_addons(), "hosted_rpa_trial_addons");
        any([some(self.capacity(environment)), some(trial)])
    }

    /// Whether a flow ran on the machine, or Power Automate for desktop was used on it, less than this number of days ago. For a machine
    /// that was never used, the time of its request counts.
    ///
    /// # Errors
    /// Missing facts: the times that could still show it.
    pub fn in_use(&self, machine: At<'a, Machine>, days: u64) -> Known<bool> {
        let span = i64::try_from(days).map_or(i64::MAX, |days| days.saturating_mul(DAY_MS));
        let recent = |at: Instant| self.now.since(at) < span;
        let times = [machine.last_run(), machine.last_desktop_use()];
        let ever = times.iter().any(|time| matches!(time, Ok(Started::On(_))));
        let made = match machine.requested() {
            Ok(at) => Ok(recent(*at)),
            // The request came before the use, so its time would add nothing.
            Err(_) if ever => Ok(false),
            Err(missing) => Err(missing),
        };
        let used = times.map(|time| time.map(|time| time.instant().is_some_and(recent)));
        any(used.into_iter().chain([made]))
    }

    /// Returns the last known sign of use or interest in the machine.
    pub fn last_sign(&self, machine: At<'a, Machine>) -> Option<Instant> {
        let instant = |time: Known<&Started>| time.ok().and_then(|time| time.instant());
        instant(machine.last_run())
            .max(instant(machine.last_desktop_use()))
            .or(machine.requested().ok().copied())
    }

    /// Returns the whole minutes since an instant; 0 before it.
    pub fn minutes_since(&self, at: Instant) -> u64 {
        u64::try_from(self.now.since(at) / MINUTE_MS).unwrap_or_default()
    }

    /// Whether an instant lies less than this number of hours back, or in the future.
    pub fn within_hours(&self, at: Instant, hours: u64) -> bool {
        self.within_minutes(at, hours.saturating_mul(HOUR_MINUTES))
    }

    /// Whether an instant lies less than this number of minutes back, or in the future.
    pub fn within_minutes(&self, at: Instant, minutes: u64) -> bool {
        i64::try_from(minutes).map_or(true, |minutes| self.now.since(at) < minutes.saturating_mul(MINUTE_MS))
    }

    /// Whether an instant lies more than this number of minutes back.
    pub fn is_over_minutes_ago(&self, at: Instant, minutes: u64) -> bool {
        i64::try_from(minutes).is_ok_and(|minutes| self.now.since(at) > minutes.saturating_mul(MINUTE_MS))
    }
}
