//! What accepted requests and outside events do: to machines, and to the facts.

use super::log::{Became, Item, Request as Record};
use super::world::{Extra, World};
use crate::facts::entities::{self, Share, Started};
use crate::facts::fact::Fact;
use crate::facts::list::Listing;
use crate::facts::request::{Action, Request};
use crate::facts::scenario::timeline::{Preparation, What};
use crate::facts::value::{Connectivity, Head, Level, SessionState, Status, Switch};
use crate::facts::{At, NONE, Place};
use crate::lifecycle::machine::{self, Signal};
use crate::vocabulary::Outcome;
use crate::vocabulary::Phase;
use crate::vocabulary::error::Error;
use greenlight_json::InlineStr;

impl World<'_, '_, '_, '_> {
    /// A request for something else than a new machine.
    pub(super) fn act(&mut self, entry: u32, request: &Request) -> Result<(), Error> {
        let mut record = Record { entry, ..Record::default() };
        let named = request.details.machine.as_ref();
        let id = named.and_then(|name| self.find(name));
        let listed = named.is_some_and(|name| self.facts.case.machines.get(name).is_some());
        if let (Some(name), None, false) = (named, id, listed) {
            self.cannot(&mut record, request, format!("there is no machine `{name}` at this time"));
            return Ok(());
        }
        let facts = id.map(|id| self.machine_facts(id));
        let simulated = named.zip(facts.as_ref());
        let ledger = self.ledger(None, 0);
        let judged = self.judge(request, &ledger, simulated)?;
        self.log.laid.add(&judged.touched, 1);
        let (because, missing) = (judged.because.as_slice(), judged.missing.as_slice());
        let name = named.map_or("", InlineStr::as_str);
        record.outcome = Some(judged.outcome);
        if self.log.story.is_some() {
            self.explain(&mut record, request, &ledger, simulated)?;
        }
        if judged.outcome != Outcome::Ready {
            self.tell(request, name, judged.outcome, because, missing);
            self.count(because, missing, 1);
            self.log.actions.refused += 1;
            record.refused = 1;
            self.log.request(self.now, record);
            return Ok(());
        }
        if let Some((id, signal)) = id.zip(signal(request.action)) {
            let could =
                self.bodies.get(id as usize).map(|body| body.machine.step(signal, self.plan.attempts));
            if let Some(Err(impossible)) = could {
                let why =
                    format!("machine `{name}` is {}", crate::simulation::words::phase(impossible.phase));
                self.cannot(&mut record, request, why);
                return Ok(());
            }
        }
        self.tell(request, name, judged.outcome, &[], &[]);
        self.log.actions.accepted += 1;
        record.accepted = 1;
        self.log.request(self.now, record);
        if let Some(id) = id {
            self.happens_to(id, request);
        }
        self.becomes_fact(entry, request)
    }

    /// Something outside happens to a machine.
    pub(super) fn outside(&mut self, entry: u32, what: &What) {
        let Some(id) = what.machine().and_then(|name| self.find(name)) else {
            self.log.item(self.now, Item::Changed(entry));
            return;
        };
        let signal = match what {
            What::ConnectionLost(_) => Signal::ConnectionLost,
            What::ConnectionRestored(_) => Signal::ConnectionRestored,
            What::ConnectionsRebound(_) => Signal::ConnectionsRebound,
            What::Prepared(preparation) => return self.prepare(id, preparation),
            What::Act { .. } | What::Change(_) | What::AzureCapacity(_) => return,
        };
        // What cannot happen to the machine as it is does not happen.
        let _ = self.step(id, signal, None);
    }

    /// What is known of a machine at this time.
    pub(super) fn machine_facts(&self, id: u32) -> entities::Machine {
        let mut facts = self.extras.get(&id).map_or_else(|| self.base_facts(id), |extra| extra.facts.clone());
        let Some(body) = self.bodies.get(id as usize) else {
            return facts;
        };
        facts.status = Fact::known(status(body.machine.phase));
        facts.connectivity = Fact::known(match body.machine.connectivity {
            machine::Connectivity::Connected => Connectivity::Connected,
            machine::Connectivity::Disconnected => Connectivity::Disconnected,
        });
        facts
    }

    /// What is known of a machine beside its state, to be changed.
    pub(super) fn extra(&mut self, id: u32) -> &mut entities::Machine {
        let base = self.base_facts(id);
        &mut self.extras.entry(id).or_insert(Extra { facts: base }).facts
    }

    /// What was known of a machine from the beginning.
    fn base_facts(&self, id: u32) -> entities::Machine {
        let Some(body) = self.bodies.get(id as usize) else {
            return entities::Machine::default();
        };
        let entry = self.plan.specs.get(body.spec as usize).and_then(|spec| spec.entry);
        let Some(What::Act { request, .. }) = entry.and_then(|entry| self.plan.what(entry)) else {
            let listed = self.plan.listed.get(body.place as usize);
            return listed.map(|listed| listed.facts.clone()).unwrap_or_default();
        };
        let known = |name: &Option<InlineStr>| name.clone().map_or_else(Fact::default, Fact::known);
        entities::Machine {
            environment: known(&request.details.environment),
            creator: Fact::known(request.actor.clone()),
            image: known(&request.details.image),
            network: Fact::known(request.details.network.clone().unwrap_or_else(|| NONE.into())),
            group: Fact::known(NONE.into()),
            error: Fact::known(NONE.into()),
            over_capacity_since: Fact::known(Started::Never),
            maintenance: Fact::known(Switch::Disabled),
            requested: Fact::known(self.plan.instant(body.asked)),
            restarted: Fact::known(Started::Never),
            last_run: Fact::known(Started::Never),
            last_desktop_use: Fact::known(Started::Never),
            replaces: Fact::known(NONE.into()),
            windows: entities::Windows {
                session: Fact::known(SessionState::None),
                session_user: Fact::known(NONE.into()),
                ..entities::Windows::default()
            },
            queue: entities::Queue {
                waiting_minutes: Fact::known(0),
                head: Fact::known(Head::None),
                ..entities::Queue::default()
            },
            shared_with: Listing::whole(Vec::new()),
            connections: Listing::whole(Vec::new()),
            ..entities::Machine::default()
        }
    }

    /// A request that the rules allow and the machine does not.
    fn cannot(&mut self, record: &mut Record, request: &Request, why: String) {
        if self.voice.is_on() {
            let machine = request.details.machine.as_ref().map_or("", InlineStr::as_str);
            let asked = super::tell::Asked {
                actor: &request.actor,
                action: request.action.word(),
                machine,
                outcome: "impossible",
                because: &[],
                missing: &[],
            };
            let now = self.instant();
            self.voice.asked(now, &asked);
        }
        self.log.actions.impossible += 1;
        record.impossible = Some(why);
        self.log.request(self.now, std::mem::take(record));
    }

    fn prepare(&mut self, id: u32, preparation: &Preparation) {
        let facts = self.extra(id);
        if let Some(switch) = preparation.network_level_authentication {
            facts.network_level_authentication = Fact::known(switch);
        }
        if let Some(windows) = &preparation.windows {
            facts.windows = windows.clone();
        }
        for person in &preparation.connections {
            let mut people = connections(facts);
            if !people.contains(person) {
                people.push(person.clone());
            }
            facts.connections = Listing::whole(people);
        }
        let (now, name) = (self.instant(), self.name(id));
        let to = preparation.network_level_authentication.map_or("", Switch::word);
        let people = preparation.connections.join(", ");
        self.voice.event(
            now,
            &name,
            "prepared",
            &[("network_level_authentication", &to), ("connections", &people)],
        );
        self.log.became(self.now, id, Became::Prepared);
    }

    /// An accepted request on a machine.
    fn happens_to(&mut self, id: u32, request: &Request) {
        let now = self.instant();
        if let Some(signal) = signal(request.action) {
            let _ = self.step(id, signal, None);
        }
        let details = &request.details;
        match request.action {
            Action::RunAttended | Action::RunUnattended | Action::OpenInBrowser => {
                if let Some(body) = self.bodies.get_mut(id as usize) {
                    body.used = i64::try_from(self.now).unwrap_or(i64::MAX);
                }
                let facts = self.extra(id);
                if request.action == Action::OpenInBrowser {
                    facts.last_desktop_use = Fact::known(Started::On(now));
                } else {
                    facts.last_run = Fact::known(Started::On(now));
                }
            }
            Action::SetMaintenance => {
                self.extra(id).maintenance = details.to.map_or_else(Fact::default, Fact::known);
            }
            Action::AddToGroup => {
                self.extra(id).group = details.group.clone().map_or_else(Fact::default, Fact::known);
            }
            Action::Restart => self.extra(id).restarted = Fact::known(Started::On(now)),
            Action::ShareMachine | Action::UnshareMachine => {
                let facts = self.extra(id);
                let mut shares: Vec<Share> = unnamed(facts).shared_with().items().to_vec();
                shares.retain(|share| Some(&share.person) != details.with.as_ref());
                if let (Action::ShareMachine, Some(person)) = (request.action, &details.with) {
                    shares
                        .push(Share { person: person.clone(), level: details.level.unwrap_or(Level::User) });
                }
                facts.shared_with = Listing::whole(shares);
            }
            _ => {}
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

fn connections(facts: &entities::Machine) -> Vec<InlineStr> {
    unnamed(facts).connections().items().to_vec()
}

/// A machine's facts, to be read where its name does not matter.
fn unnamed(it: &entities::Machine) -> At<'_, entities::Machine> {
    At { it, place: Place::only(&"machines") }
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
