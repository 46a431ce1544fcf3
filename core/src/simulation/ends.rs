//! What ends while a scenario lasts: trials, units of capacity, people's accounts; and what that ends with them.

use super::log::Occurrence;
use super::machine_state::{Event, MachineState};
use super::world::World;
use crate::facts::entities::Started;
use crate::facts::ledger::Ledger;
use crate::facts::request::Request;
use crate::facts::scenario::timeline::TimelineAction;
use crate::facts::value::Account;
use crate::lifecycle::machine::Resource;
use crate::rulebook::{Key, Value};
use crate::rules::context::Context;
use crate::simulation::words;
use crate::vocabulary::instant::{DAY_MS, Instant};
use crate::vocabulary::{Level, Phase};
use greenlight_json::{InlineStr, sort};

impl World {
    /// Looks again at this instant, if it lies ahead.
    pub(super) fn review_at(&mut self, at: Instant) {
        let Ok(time) = u64::try_from(at.since(self.plan.start)) else { return };
        if time > self.now && self.reviews.insert(time) {
            self.later(time - self.now, Event::Review);
        }
    }

    /// Looks again when trials may end.
    pub(super) fn foresee_ends(&mut self) {
        let facts = &self.facts.case().facts;
        let mut ends: Vec<Instant> = Vec::new();
        if let Some(start) = facts.tenant.addon_trial.started.value() {
            for key in [Key::TrialAddonDays, Key::TrialAddonDaysExtended] {
                ends.extend(self.days(key).map(|days| start.plus_ms(days)));
            }
        }
        let days = self.days(Key::TrialSelfDays);
        let trials = facts.people.iter().filter_map(|(_, person)| person.self_assisted_trial.value());
        let starts = trials.filter_map(|started| started.instant());
        ends.extend(starts.zip(days.into_iter().cycle()).map(|(start, days)| start.plus_ms(days)));
        for end in ends {
            self.review_at(end);
        }
    }

    /// Something may have ended or changed just now.
    pub(super) fn review(&mut self) {
        self.epoch = self.epoch.saturating_add(1);
        if self.addon_trial_is_over() && !self.trial_is_over(self.instant().plus_ms(-1)) {
            self.ended("trial-ended", "", |now| words::trial_ended(now.day()));
        }
        let days = self.days(Key::TrialSelfDays);
        let now = self.instant();
        let over = |started: &Started| {
            started.instant().zip(days).is_some_and(|(start, days)| start.plus_ms(days) == now)
        };
        let people = self.facts.case().facts.people.iter();
        let ended = people.filter(|(_, person)| person.self_assisted_trial.value().is_some_and(over));
        for person in ended.map(|(name, _)| name.clone()).collect::<Vec<_>>() {
            self.ended("trial-ended", &person, |_| words::self_assisted_trial_ended(&person));
        }
        self.measure();
        self.sweep_all();
    }

    /// Whether a trial of capacity has run and is over.
    pub(super) fn addon_trial_is_over(&self) -> bool {
        self.trial_is_over(self.instant())
    }

    fn trial_is_over(&self, at: Instant) -> bool {
        let case = self.facts.case();
        let begun = case.facts.tenant.addon_trial.started.value().is_some_and(|start| *start <= at);
        let (ledger, request) = (Ledger::default(), Request::nobodys());
        let cx = Context::new(case, &ledger, &request, at, self.plan.book);
        begun && matches!(cx.addon_trial_runs(), Ok(Ok(false)))
    }

    /// Tells where machines have come to stand without a unit.
    pub(super) fn tell_of_units(&mut self) {
        for place in 0..self.licences.len() {
            let Some(licences) = self.licences.get_mut(place) else { continue };
            let limit = licences.stock.limit();
            let taken = licences.stock.taken().saturating_add(licences.committed);
            let without = limit.map_or(0, |limit| taken.saturating_sub(limit));
            let before = std::mem::replace(&mut licences.without, without);
            // The newest commitments come before the newest machines.
            let bots = without.min(licences.committed);
            // What was so at the beginning is no event.
            if without > before && self.now > 0 {
                let environment = self.plan.names.environments.all().get(place).cloned().unwrap_or_default();
                let units = limit.unwrap_or_default();
                let machines = without - bots;
                let newest = self.newest_in(place, machines);
                self.ended("units-short", &environment, |_| {
                    words::units_short(&environment, units, (bots, machines), &newest)
                });
            }
        }
    }

    /// The newest machines that take a unit of an environment: those that come to stand without one.
    fn newest_in(&self, environment: usize, count: u32) -> Vec<String> {
        if self.log.history.is_none() {
            return Vec::new();
        }
        let here = |state: &MachineState| {
            let spec = self.plan.specs.get(state.spec as usize);
            let of =
                spec.and_then(|spec| spec.environment).is_some_and(|place| usize::from(place) == environment);
            of && state.machine.holds.has(Resource::Licence)
        };
        let mut newest: Vec<(u64, u32)> = (0u32..)
            .zip(&self.machine_states)
            .filter(|(_, state)| here(state))
            .map(|(id, state)| (state.asked, id))
            .collect();
        sort(&mut newest, |one, other| other.cmp(one));
        newest.truncate(count as usize);
        newest.iter().map(|(_, id)| self.name(*id)).collect()
    }

    /// People who are known to be gone.
    pub(super) fn gone(&self) -> Vec<InlineStr> {
        let people = self.facts.case().facts.people.iter();
        let gone = people.filter(|(_, person)| person.account.value() == Some(&Account::Deleted));
        gone.map(|(name, _)| name.clone()).collect()
    }

    /// Tells of those who were there before, what they leave.
    pub(super) fn tell_of_leavers(&mut self, before: &[InlineStr]) {
        for person in self.gone().iter().filter(|person| !before.contains(person)) {
            let ids = 0..u32::try_from(self.machine_states.len()).unwrap_or(u32::MAX);
            let theirs: Vec<u32> = ids.filter(|id| self.creator(*id).as_ref() == Some(person)).collect();
            let named = |world: &Self, wanted: fn(Phase) -> bool| -> Vec<String> {
                let phase =
                    |id: &u32| world.machine_states.get(*id as usize).map(|state| state.machine.phase);
                let wanted = theirs.iter().filter(|id| phase(id).is_some_and(wanted));
                wanted.map(|id| world.name(*id)).collect()
            };
            let (under_way, there) =
                (named(self, Phase::is_provisioning), named(self, |phase| phase == Phase::Active));
            self.ended("person-gone", person, |_| words::person_gone(person, &under_way, &there));
            for id in theirs {
                self.tell_of_shared_flows(id, person);
            }
        }
    }

    /// Tells those whom a machine is shared with that its flows ran with its creator's connection.
    fn tell_of_shared_flows(&mut self, id: u32, person: &InlineStr) {
        let shared = self.machine_facts(id).shared_with;
        let with: Vec<&str> = shared.items().iter().map(|share| share.person.as_str()).collect();
        if with.is_empty() || self.log.history.is_none() {
            return;
        }
        let name = self.name(id);
        let message = words::flows_stop(&name, person, &with);
        self.log.record(self.now, || Occurrence {
            kind: "machine",
            machine: Some(name),
            level: Some(Level::Warning),
            message,
        });
    }

    /// Whether a machine's creator is known to be gone.
    pub(super) fn is_of_somebody_gone(&self, state: &MachineState) -> bool {
        let creator = self.creator_of(state);
        let creator = creator.and_then(|name| self.facts.case().facts.people.get(name));
        creator.is_some_and(|person| person.account.value() == Some(&Account::Deleted))
    }

    fn creator(&self, id: u32) -> Option<InlineStr> {
        self.creator_of(self.machine_states.get(id as usize)?).cloned()
    }

    fn creator_of(&self, state: &MachineState) -> Option<&InlineStr> {
        let entry = self.plan.specs.get(state.spec as usize)?.entry;
        match entry.and_then(|entry| self.plan.what(entry)) {
            Some(TimelineAction::Act { request, .. }) => request.actor.as_ref(),
            _ => self.plan.facts_of_listed(state.place)?.creator.value(),
        }
    }

    fn ended(&mut self, event: &'static str, whose: &str, message: impl FnOnce(Instant) -> String) {
        let now = self.instant();
        let fields: &[(&str, &dyn std::fmt::Display)] =
            if whose.is_empty() { &[] } else { &[("of", &whose)] };
        self.trace_writer.event(now, "", event, fields);
        let level = Some(Level::Warning);
        self.log.record(self.now, || Occurrence { kind: "end", machine: None, level, message: message(now) });
    }

    /// So many days of the rulebook's, in milliseconds.
    fn days(&self, key: Key) -> Option<i64> {
        match self.plan.book.value(key, self.instant()) {
            Some(Value::Number(days)) => Some(i64::try_from(days).unwrap_or(i64::MAX).saturating_mul(DAY_MS)),
            _ => None,
        }
    }
}
