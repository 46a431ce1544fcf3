//! What accepted requests and outside events do: to machines, and to the facts.

use super::log::{LogItem, MachineEvent, Request as Record};
use super::world::{MachineDetails, World};
use crate::facts::apply::created;
use crate::facts::fact::Fact;
use crate::facts::request::{Action, Request};
use crate::facts::scenario::timeline::{Preparation, TimelineAction};
use crate::facts::value::{Status, Switch};
use crate::facts::{entities, typed};
use crate::lifecycle::machine::Signal;
use crate::vocabulary::error::Error;
use crate::vocabulary::{Outcome, Phase};
use greenlight_json::InlineStr;

impl World {
    /// A request for something else than a new machine.
    pub(super) fn act(&mut self, entry: u32, request: &Request) -> Result<(), Error> {
        let mut record = Record { entry, ..Record::default() };
        let named = request.details.machine.as_ref();
        let id = named.and_then(|name| self.find(name));
        let listed = named.is_some_and(|name| self.facts.case().facts.machines.get(name).is_some());
        if let (Some(name), None, false) = (named, id, listed) {
            self.cannot(&mut record, request, format!("there is no machine `{name}` at this time"));
            return Ok(());
        }
        let facts = id.map(|id| self.machine_facts(id));
        let simulated = named.zip(facts.as_ref());
        let ledger = self.ledger(None, 0);
        let judged = self.judge(request, &ledger, simulated)?;
        self.log.overlay_effects.add(&judged.touched, 1);
        self.warn(&judged, request, &ledger, simulated)?;
        let (because, missing) = (judged.because.as_slice(), judged.missing.as_slice());
        let name = named.map_or("", InlineStr::as_str);
        record.outcome = Some(judged.outcome);
        if self.log.history.is_some() {
            self.explain(&mut record, request, &ledger, simulated)?;
        }
        if judged.outcome != Outcome::Ready {
            self.trace_request(request, name, judged.outcome, because, missing);
            self.count(because, missing, 1);
            let network = request.details.network.as_ref();
            let network = network.and_then(|name| self.plan.names.networks.find(name));
            record.held_back = self.held_back(request, (None, network), 1, &judged)?;
            self.count_held_back(because, record.held_back);
            self.log.actions.refused += 1;
            record.refused = 1;
            self.log.request(self.now, record);
            return Ok(());
        }
        if let Some((id, signal)) = id.zip(signal(request.action)) {
            let could = self
                .machine_states
                .get(id as usize)
                .map(|state| state.machine.step(signal, self.plan.attempts));
            if let Some(Err(impossible)) = could {
                let why =
                    format!("machine `{name}` is {}", crate::simulation::words::phase(impossible.phase));
                self.cannot(&mut record, request, why);
                return Ok(());
            }
        }
        self.trace_request(request, name, judged.outcome, &[], &[]);
        self.log.actions.accepted += 1;
        record.accepted = 1;
        self.log.request(self.now, record);
        if let Some(id) = id {
            self.happens_to(id, request.action);
        }
        self.becomes_fact(entry, request, id)
    }

    /// Something outside happens to a machine.
    pub(super) fn outside(&mut self, entry: u32, what: &TimelineAction) -> Result<(), Error> {
        let Some(id) = what.machine().and_then(|name| self.find(name)) else {
            self.log.item(self.now, LogItem::Changed(entry));
            return Ok(());
        };
        let signal = match what {
            TimelineAction::ConnectionLost(_) => Signal::ConnectionLost,
            TimelineAction::ConnectionRestored(_) => Signal::ConnectionRestored,
            TimelineAction::ConnectionsRebound(_) => Signal::ConnectionsRebound,
            TimelineAction::Prepared(preparation) => return self.prepare(id, preparation),
            TimelineAction::Act { .. } | TimelineAction::Change(_) | TimelineAction::AzureCapacity(_) => {
                return Ok(());
            }
        };
        // What cannot happen to the machine as it is does not happen.
        let _ = self.step(id, signal, None);
        Ok(())
    }

    /// What is known of a machine at this time.
    pub(super) fn machine_facts(&self, id: u32) -> entities::Machine {
        let mut facts = self.extras.get(&id).map_or_else(|| self.base_facts(id), |extra| extra.facts.clone());
        let Some(state) = self.machine_states.get(id as usize) else {
            return facts;
        };
        facts.status = Fact::known(status(state.machine.phase));
        facts.connectivity = Fact::known(state.machine.connectivity);
        facts
    }

    /// What is known of a machine beside its state, to be changed.
    pub(super) fn extra(&mut self, id: u32) -> &mut entities::Machine {
        let base = self.base_facts(id);
        &mut self.extras.entry(id).or_insert(MachineDetails { facts: base }).facts
    }

    /// What was known of a machine from the beginning.
    fn base_facts(&self, id: u32) -> entities::Machine {
        let Some(state) = self.machine_states.get(id as usize) else {
            return entities::Machine::default();
        };
        let entry = self.plan.specs.get(state.spec as usize).and_then(|spec| spec.entry);
        let Some(TimelineAction::Act { request, .. }) = entry.and_then(|entry| self.plan.what(entry)) else {
            return self.plan.facts_of_listed(state.place).cloned().unwrap_or_default();
        };
        created(request, self.plan.instant(state.asked))
    }

    /// A request that the rules allow and the machine does not.
    fn cannot(&mut self, record: &mut Record, request: &Request, why: String) {
        if self.trace_writer.is_on() {
            let machine = request.details.machine.as_ref().map_or("", InlineStr::as_str);
            let asked = super::trace_writer::RequestEnd {
                actor: request.actor.as_deref().unwrap_or_default(),
                action: request.action.word(),
                machine,
                outcome: "impossible",
                because: &[],
                missing: &[],
            };
            let now = self.instant();
            self.trace_writer.asked(now, &asked);
        }
        self.log.actions.impossible += 1;
        record.impossible = Some(why);
        self.log.request(self.now, std::mem::take(record));
    }

    fn prepare(&mut self, id: u32, preparation: &Preparation) -> Result<(), Error> {
        let (now, name) = (self.instant(), self.name(id));
        let machine = || typed::facts().machines().entry(&name);
        let switch = preparation.network_level_authentication.as_ref();
        let switched = switch.map(|to| machine().network_level_authentication().set(to));
        let version = preparation.desktop_version.as_ref();
        let version = version.map(|version| machine().desktop_version().set(version));
        let windows = preparation.windows.as_ref().map(|windows| machine().windows().replace(windows));
        let people = preparation.connections.iter().map(|person| machine().connections().with_member(person));
        for change in switched.into_iter().chain(version).chain(windows).chain(people) {
            change.apply_in(&machine(), self.extra(id))?;
        }
        let to = preparation.network_level_authentication.map_or("", Switch::word);
        let people = preparation.connections.join(", ");
        self.trace_writer.event(
            now,
            &name,
            "prepared",
            &[("network_level_authentication", &to), ("connections", &people)],
        );
        self.log.became(self.now, id, MachineEvent::Prepared);
        Ok(())
    }

    /// An accepted request on a machine.
    fn happens_to(&mut self, id: u32, action: Action) {
        if let Some(signal) = signal(action) {
            let _ = self.step(id, signal, None);
        }
    }
}

/// What a request tells its machine.
const fn signal(action: Action) -> Option<Signal> {
    match action {
        Action::Restart => Some(Signal::RestartAsked),
        Action::Delete => Some(Signal::DeleteAsked),
        _ => None,
    }
}

/// The status that the portal shows for a phase.
const fn status(phase: Phase) -> Status {
    match phase {
        Phase::Active => Status::Active,
        Phase::Restarting => Status::Restarting,
        Phase::Failed => Status::Failed,
        Phase::Removed => Status::Removed,
        Phase::Deleting | Phase::Deleted | Phase::Refused => Status::Deleted,
        Phase::Requested
        | Phase::Checks
        | Phase::Capacity
        | Phase::Network
        | Phase::Image
        | Phase::VirtualMachine
        | Phase::EntraJoin
        | Phase::IntuneEnrolment
        | Phase::Registration => Status::Provisioning,
    }
}
