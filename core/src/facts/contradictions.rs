//! Contradictions: facts that state the same thing differently or exclude each other; a case with such facts is refused.
//!
//! A display name that differs from its key is no contradiction, nor is anything that a rule judges (such as more committed bots than
//! allowed).

use super::entities::{Connection, Environment, Facts, Image, Machine, MachineGroup, Queue, Started};
use super::fact::{Fact, Tally};
use super::phrases;
use super::value::{GroupKind, GroupState, Health, SessionState, Status};
use super::{At, NONE};
use crate::rulebook::{windows, windows_build, windows_version};
use crate::vocabulary::Word;
use crate::vocabulary::error::{Error, ErrorCode, Faults};
use crate::vocabulary::instant::Instant;
use greenlight_json::{InlineStr, Pointer, sort};
use std::any::Any;

/// A group of facts that may state when something happened.
pub(crate) trait Dated {
    /// Returns the first fact that states an instant later than this one, with its name.
    fn later_than(&self, instant: Instant) -> Option<(&'static str, Instant)>;
}

/// Returns the instant that a fact states, if it is one that states an instant.
#[inline]
pub(crate) fn instant_of<T: Any>(fact: &T) -> Option<Instant> {
    let fact: &dyn Any = fact;
    let started = || fact.downcast_ref::<Fact<Started>>().and_then(Fact::value).and_then(|it| it.instant());
    fact.downcast_ref::<Fact<Instant>>().and_then(Fact::value).copied().or_else(started)
}

impl Facts {
    /// Checks that no two facts contradict each other, and that none states an instant after `now`, if that is known.
    ///
    /// # Errors
    /// The contradictions, at most `most`.
    pub(super) fn agree(&self, now: Option<Instant>, most: usize) -> Result<(), Error> {
        let mut faults = Faults::at_most(most);
        faults.note(self.counted());
        for (name, environment) in self.environments.iter() {
            faults.note(one_name_of_capacity(At::of(&"environments", name, environment)));
        }
        faults.note(self.in_one_group());
        for (name, image) in self.images.iter() {
            faults.note(version_has_build(At::of(&"images", name, image)));
        }
        for (name, network) in self.networks.iter() {
            faults.note(failed_for_a_reason(At::of(&"networks", name, network).connection()));
        }
        for (name, machine) in self.machines.iter() {
            let machine = At::of(&"machines", name, machine);
            faults.note(session_has_user(machine));
            faults.note(waits_for_something(machine.queue()));
            let it = machine.it;
            let later = [
                ("restarted", instant_of(&it.restarted)),
                ("last_run", instant_of(&it.last_run)),
                ("last_desktop_use", instant_of(&it.last_desktop_use)),
                ("over_capacity_since", instant_of(&it.over_capacity_since)),
            ];
            faults.note(in_order(machine, ("requested", instant_of(&it.requested)), &later));
        }
        for (name, group) in self.groups.iter() {
            let group = At::of(&"groups", name, group);
            faults.note(waits_for_something(group.queue()));
            let provisioned = ("provisioned", instant_of(&group.it.provisioned));
            faults.note(in_order(group, provisioned, &[("last_run", instant_of(&group.it.last_run))]));
        }
        if let Some(now) = now {
            faults.note(self.happened(now));
        }
        faults.all()
    }

    /// Checks that no fact states an instant after `now`.
    fn happened(&self, now: Instant) -> Result<(), Error> {
        let mut faults = Faults::default();
        let tenant = self.tenant();
        faults.note(before(tenant, now));
        faults.note(before(tenant.addon_trial(), now));
        for (name, person) in self.people.iter() {
            faults.note(before(At::of(&"people", name, person), now));
        }
        for (name, network) in self.networks.iter() {
            let network = At::of(&"networks", name, network);
            faults.note(before(network, now));
            faults.note(before(network.connection(), now));
        }
        for (name, machine) in self.machines.iter() {
            faults.note(before(At::of(&"machines", name, machine), now));
        }
        for (name, group) in self.groups.iter() {
            faults.note(before(At::of(&"groups", name, group), now));
        }
        faults.all()
    }
}

impl Facts {
    /// Checks that counts of machines and groups are at least the number listed, and not more than a complete list has.
    fn counted(&self) -> Result<(), Error> {
        let mut faults = Faults::default();
        let machines =
            self.machines.iter().map(|(_, machine)| (machine.environment.value(), self.takes_unit(machine)));
        let machines = self.listed("machines", self.machines_complete, machines);
        let groups = self.groups.iter().filter(|(_, group)| group.kind.value() != Some(&GroupKind::Machines));
        let groups = groups
            .map(|(_, group)| (group.environment.value(), group.kind.value() == Some(&GroupKind::Hosted)));
        let groups = self.listed("groups", self.groups_complete, groups);
        for (place, (name, it)) in self.environments.iter().enumerate() {
            let environment = At::of(&"environments", name, it);
            let counted = it.hosted_machines.value();
            faults.note(machines.agree(Some(place), counted, || environment.field("hosted_machines")));
            let counted = it.hosted_machine_groups.value();
            faults.note(groups.agree(Some(place), counted, || environment.field("hosted_machine_groups")));
        }
        let tenant = self.tenant();
        faults.note(
            machines.agree(None, tenant.it.hosted_machines.value(), || tenant.field("hosted_machines")),
        );
        faults.all()
    }

    /// Checks that a machine is in at most one machine group, and in the one that it names.
    fn in_one_group(&self) -> Result<(), Error> {
        let mut faults = Faults::default();
        let mut all: Vec<(&str, &str)> = Vec::new();
        for (name, group) in self.groups.iter().filter(|(_, group)| may_have_members(group)) {
            all.extend(group.members.items().iter().map(|member| (member.as_str(), name.as_str())));
        }
        sort(&mut all, Ord::cmp);
        for pair in all.windows(2) {
            if let [(one, first), (other, second)] = pair
                && one == other
                && first != second
            {
                let members = |group| Pointer::ROOT.key("groups").key(group).key("members");
                let message =
                    phrases::MEMBER_OF_BOTH.with("name", one).with("first", first).with("second", second);
                faults.note(Err(exclude(members(second), members(first), message)));
            }
        }
        for (name, machine) in self.machines.iter() {
            let Some((named, group)) = machine.group.value().and_then(|group| self.groups.row(group)) else {
                continue;
            };
            let is_member = || all.binary_search(&(name.as_str(), named.as_str())).is_ok();
            if group.members.is_whole() && may_have_members(group) && !is_member() {
                let at = At::of(&"machines", name, machine).field("group");
                let members = At::of(&"groups", named, group).members().pointer();
                let message = phrases::NO_MEMBER.with("name", name).with("group", named);
                faults.note(Err(exclude(at, members, message)));
            }
        }
        faults.all()
    }

    /// Returns whether a listed machine certainly takes a unit of capacity, whatever the rulebook exempts.
    fn takes_unit(&self, machine: &Machine) -> bool {
        let trial = machine.creator.value().and_then(|name| self.people.get(name));
        let on_trial = trial.is_some_and(|person| instant_of(&person.self_assisted_trial).is_some());
        let counted = |status: &Status| {
            use Status::{Deleted, OverCapacityDeleted, ProvisionedWithError, Removed};
            !matches!(status, Removed | Deleted | OverCapacityDeleted | ProvisionedWithError)
        };
        machine.status.value().is_some_and(counted) && !on_trial
    }

    /// Counts the things in a collection. `things` gives, for each, its environment, if that is known, and whether it is
    /// certainly counted. The actual number may be higher, unless the collection is complete.
    fn listed<'a>(
        &self,
        collection: &'static str,
        whole: Option<bool>,
        things: impl Iterator<Item = (Option<&'a InlineStr>, bool)>,
    ) -> Listed {
        let mut listed = Listed { collection, whole: whole == Some(true), ..Listed::default() };
        listed.of.resize(self.environments.len(), (0, 0));
        for (home, surely) in things {
            listed.all = (listed.all.0 + u64::from(surely), listed.all.1 + 1);
            match home.map(|name| self.environments.position(name).and_then(|place| listed.of.get_mut(place)))
            {
                Some(Some(of)) => *of = (of.0 + u64::from(surely), of.1 + 1),
                Some(None) => {}
                None => listed.homeless += 1,
            }
        }
        listed
    }
}

/// The minimum and maximum number of things in a collection, for each environment and in total.
#[derive(Default)]
struct Listed {
    collection: &'static str,
    whole: bool,
    of: Vec<(u64, u64)>,
    all: (u64, u64),
    /// The number of things whose environment is unknown.
    homeless: u64,
}

impl Listed {
    /// Checks that a stated count fits what is listed in an environment, or in total.
    fn agree(
        &self,
        place: Option<usize>,
        stated: Option<Tally>,
        at: impl Fn() -> Pointer,
    ) -> Result<(), Error> {
        let Some(Tally { number, at_least }) = stated else { return Ok(()) };
        let of = place.and_then(|place| self.of.get(place));
        let (least, most) = of.map_or(self.all, |of| (of.0, of.1 + self.homeless));
        let collection = self.collection;
        let message = if number < least && !at_least {
            phrases::COUNTED_FEWER.with("least", least)
        } else if number > most && self.whole {
            phrases::COUNTED_MORE.with("most", most)
        } else {
            return Ok(());
        };
        let message = message.with("number", number).with("collection", collection);
        Err(exclude(at(), Pointer::ROOT.key(collection), message))
    }
}

/// Returns whether a group can have machines as members, as far as is known.
fn may_have_members(group: &MachineGroup) -> bool {
    group.kind.value() != Some(&GroupKind::Hosted) && group.state.value() != Some(&GroupState::Deleted)
}

/// Checks that a failed health check has an error type, and a passed one has none.
fn failed_for_a_reason(connection: At<'_, Connection>) -> Result<(), Error> {
    let (Some(health), Some(error)) = (connection.it.health.value(), connection.it.health_error.value())
    else {
        return Ok(());
    };
    if *health == Health::Warned || (*health == Health::Failed) == (error != NONE) {
        return Ok(());
    }
    let message = phrases::HEALTH_AND_ERROR.with("health", health.word()).with("error", error);
    Err(exclude(connection.field("health_error"), connection.field("health"), message))
}

/// Checks that a queue without waiting runs has no waiting time.
fn waits_for_something(queue: At<'_, Queue>) -> Result<(), Error> {
    let none = Tally::exactly(0);
    match (queue.it.waiting_runs.value(), queue.it.waiting_minutes.value()) {
        (Some(runs), Some(minutes)) if runs == none && *minutes > 0 => {
            let message = phrases::NO_RUN_WAITS.with("minutes", *minutes);
            Err(exclude(queue.field("waiting_minutes"), queue.field("waiting_runs"), message))
        }
        _ => Ok(()),
    }
}

/// Checks that the capacity of an environment is given under only one of its two names: both together would count it twice.
fn one_name_of_capacity(environment: At<'_, Environment>) -> Result<(), Error> {
    if !(environment.it.hosted_process.is_known() && environment.it.hosted_rpa_addons.is_known()) {
        return Ok(());
    }
    let (message, help) = (phrases::TWO_NAMES_OF_CAPACITY, phrases::LEAVE_ONE_NAME_OUT);
    let error = Error::new(ErrorCode::Contradiction, environment.field("hosted_process"), message, help);
    Err(error.beside(environment.field("hosted_rpa_addons")))
}

/// Checks that a build belongs to the family and version of Windows that are stated.
fn version_has_build(image: At<'_, Image>) -> Result<(), Error> {
    let os = image.os();
    let (Some(family), Some(build)) = (os.it.family.value(), os.it.build.value()) else {
        return Ok(());
    };
    let named = |version: &InlineStr| windows_build(family.word(), version);
    if windows().iter().any(|row| row.family == family.word())
        && windows_version(family.word(), build.0).is_none()
        && let Some(other) = windows().iter().find(|row| u64::from(row.build) == build.0)
    {
        let message = phrases::BUILD_OF_ANOTHER_SYSTEM.with("build", build.0).with("other", other.family);
        let message = message.with("family", family.word());
        return Err(exclude(os.field("build"), os.field("family"), message));
    }
    let of_version = os.it.version.value().and_then(|version| Some((version, named(version)?)));
    if let Some((version, of)) = of_version
        && u64::from(of) != build.0
    {
        let message =
            phrases::BUILD_OF_ANOTHER_VERSION.with("version", version).with("family", family.word());
        let message = message.with("of", of).with("build", build.0);
        return Err(exclude(os.field("build"), os.field("version"), message));
    }
    Ok(())
}

/// Checks that an open session has a user, and that one that is not open has none.
fn session_has_user(machine: At<'_, Machine>) -> Result<(), Error> {
    let windows = machine.windows();
    let (Some(session), Some(user)) = (windows.it.session.value(), windows.it.session_user.value()) else {
        return Ok(());
    };
    if (*session == SessionState::None) == (user == NONE) {
        return Ok(());
    }
    let message = phrases::SESSION_AND_USER.with("machine", machine.key());
    let message = message.with("session", session.word()).with("user", user);
    Err(exclude(windows.field("session_user"), windows.field("session"), message))
}

/// Checks that nothing happened to a thing before it existed.
fn in_order<T>(
    thing: At<'_, T>,
    (first, made): (&str, Option<Instant>),
    later: &[(&str, Option<Instant>)],
) -> Result<(), Error> {
    let earlier = |(_, at): &&(&str, Option<Instant>)| *at < made && at.is_some();
    let Some((name, Some(at))) = later.iter().find(earlier) else { return Ok(()) };
    let message = phrases::BEFORE_IT_WAS_THERE.with("name", *name).with("at", *at);
    let message = message.with("first", first).with("made", made);
    Err(exclude(thing.field(name), thing.field(first), message))
}

/// Checks that nothing happened after the instant for which the case is judged.
fn before<T: Dated>(thing: At<'_, T>, now: Instant) -> Result<(), Error> {
    let Some((name, at)) = thing.it.later_than(now) else { return Ok(()) };
    let message = phrases::AFTER_THE_INSTANT.with("name", name).with("at", at).with("now", now);
    Err(exclude(thing.field(name), Pointer::ROOT.key("as_of"), message))
}

#[cold]
#[inline(never)]
fn exclude(at: Pointer, other: Pointer, message: Word) -> Error {
    let help = phrases::CORRECT_ONE.with("other", other.as_str());
    Error::new(ErrorCode::Contradiction, at, message, help).beside(other)
}
