//! The first replicate in single things: each request, each machine, what happened in which order, what is left to do.

use super::log::{HeldBack, LogItem, MachineEvent, Occurrence, Request};
use super::machine_state::{Failure, FailureCause, MachineState, NEVER};
use super::summary::{FailedAttempt, MachineLine, RequestLine, TimelineLine};
use super::work::Work;
use super::world::World;
use crate::facts::request::Action;
use crate::facts::scenario::timeline::TimelineAction;
use crate::simulation::words;
use crate::vocabulary::{Level, Outcome, Phase, ProvisioningCode};
use greenlight_json::Pointer;

/// Single things, where they are wanted.
#[derive(Debug, Default)]
pub(super) struct Listed {
    pub(super) requests: Option<Vec<RequestLine>>,
    pub(super) each_machine: Option<Vec<MachineLine>>,
    pub(super) timeline: Option<Vec<TimelineLine>>,
}

/// Single things while they are listed, as far as each step goes.
#[derive(Debug, Default)]
pub(super) struct Listing {
    requests: Vec<RequestLine>,
    machines: Vec<MachineLine>,
    timeline: Vec<TimelineLine>,
    stage: Stage,
    /// The next place in what is listed at this stage.
    place: usize,
}

#[derive(Clone, Copy, Debug, Default)]
enum Stage {
    #[default]
    Requests,
    Machines,
    /// The machines that a request asked for, and that were refused.
    Refused(usize),
    Timeline,
}

/// A line takes about as long as so many events.
const LINE: u64 = 2;

impl Listing {
    /// Lists what a world remembers, as far as there is work left; whether that is all.
    pub(super) fn list(&mut self, world: &World, work: &mut Work) -> bool {
        let Some(history) = &world.log.history else { return true };
        while !work.is_done() {
            work.spend(LINE);
            let place = self.place;
            self.place += 1;
            match self.stage {
                Stage::Requests => match history.requests.get(place) {
                    Some(request) => self.requests.extend(world.request(request)),
                    None => self.turn_to(Stage::Machines),
                },
                Stage::Machines => match world.machine_states.get(place) {
                    Some(state) => self.machines.extend(world.machine_line(place, state)),
                    None => self.turn_to(Stage::Refused(0)),
                },
                Stage::Refused(request) => match history.requests.get(request) {
                    Some(asked) => match u32::try_from(place).ok().filter(|nth| *nth < asked.refused) {
                        Some(nth) => self.machines.extend(world.refused(request, nth)),
                        None => self.turn_to(Stage::Refused(request + 1)),
                    },
                    None => self.turn_to(Stage::Timeline),
                },
                Stage::Timeline => match history.items.get(place) {
                    Some(item) => self.timeline.extend(world.item(item)),
                    None => return true,
                },
            }
        }
        false
    }

    const fn turn_to(&mut self, stage: Stage) {
        self.stage = stage;
        self.place = 0;
    }

    /// What was listed.
    pub(super) fn into_listed(self) -> Listed {
        let Self { requests, machines, timeline, .. } = self;
        Listed { requests: Some(requests), each_machine: Some(machines), timeline: Some(timeline) }
    }
}

impl World {
    fn request(&self, request: &Request) -> Option<RequestLine> {
        let Some(TimelineAction::Act { request: asked, .. }) = self.plan.what(request.entry) else {
            return None;
        };
        let time = self.plan.times.get(request.entry as usize).copied().unwrap_or_default();
        Some(RequestLine {
            at: self.plan.instant(time),
            entry: Pointer::ROOT.key("timeline").index(request.entry as usize),
            actor: asked.actor.as_deref().unwrap_or_default().to_owned(),
            action: asked.action.word().into(),
            outcome: request.outcome.filter(|_| request.impossible.is_none()),
            impossible: request.impossible.clone(),
            accepted: request.accepted,
            refused: request.refused,
            message: self.sentence(request, asked),
            findings: request.findings.clone(),
            questions: request.questions.clone(),
            tasks: request.tasks.clone(),
        })
    }

    fn sentence(&self, request: &Request, asked: &crate::facts::request::Request) -> String {
        let errors = request.findings.iter().filter(|finding| finding.level == Level::Error);
        let codes: Vec<&str> = errors.map(|finding| &*finding.code).collect();
        let open = request.questions.iter().filter(|question| question.level == Level::Error);
        let unknown: Vec<&Pointer> = open.map(|question| &question.at).collect();
        let mut because = words::because(&codes, &unknown);
        if let Some(held) = request.held_back {
            because = format!("{because}; {}", words::held_back(held, request.refused));
        }
        if asked.action == Action::CreateMachine {
            let names = self.plan.spec_of.get(&request.entry).map(|spec| {
                let count = request.accepted.saturating_add(request.refused);
                let (mut first, mut last) = (String::new(), String::new());
                self.plan.write_name(*spec, 0, &mut first);
                self.plan.write_name(*spec, count.saturating_sub(1), &mut last);
                (first, last)
            });
            let (first, last) = names.unwrap_or_default();
            return words::asked_machines(
                asked.actor.as_deref().unwrap_or_default(),
                (&first, &last),
                request.accepted,
                request.refused,
                &because,
            );
        }
        let details = &asked.details;
        let on = [&details.machine, &details.image, &details.network, &details.environment];
        let on = on.into_iter().flatten().next().map_or("", |name| name.as_str());
        let ended = match (&request.impossible, request.outcome) {
            (Some(why), _) => format!("not possible, {why}"),
            (None, Some(Outcome::Ready)) => "accepted".to_owned(),
            (None, _) => format!("refused, {because}"),
        };
        words::asked(asked.actor.as_deref().unwrap_or_default(), asked.action.word(), on, &ended)
    }

    /// The machine at this place, which is or was there.
    fn machine_line(&self, place: usize, state: &MachineState) -> Option<MachineLine> {
        let entry = self.plan.specs.get(state.spec as usize)?.entry;
        let places = &self.log.history.as_ref()?.places;
        let request = entry.and_then(|entry| places.get(&entry).copied());
        Some(self.machine(u32::try_from(place).ok()?, state, request))
    }

    fn machine(&self, id: u32, state: &MachineState, request: Option<u32>) -> MachineLine {
        let name = self.name(id);
        let was_active = state.active != NEVER && request.is_some();
        let after = state.active.saturating_sub(state.asked);
        let failed = self.failed_attempts(id);
        let message = match (state.machine.phase, state.failure) {
            (Phase::Failed, Some(failure)) => self.failed(id, &name, state.machine.attempt, failure),
            (Phase::Active, _) if was_active => words::active(&name, after, state.machine.attempt),
            (phase, _) => format!("`{name}` is {}", words::phase(phase)),
        };
        MachineLine {
            environment: self.environment(state.spec),
            ended: state.machine.phase.word().into(),
            asked_at: request.map(|_| self.plan.instant(state.asked)),
            active_at: was_active.then(|| self.plan.instant(state.active)),
            time_to_active_ms: was_active.then_some(after),
            attempts: state.machine.attempt,
            failed_attempts: failed,
            refused_by: Vec::new(),
            refused_after: None,
            request,
            name,
            message,
        }
    }

    /// The machine that a request asked for, and that was refused as the nth of those that were.
    fn refused(&self, request: usize, nth: u32) -> Option<MachineLine> {
        let history = self.log.history.as_ref()?;
        let request = history.requests.get(request)?;
        let &spec = self.plan.spec_of.get(&request.entry)?;
        let errors = request.findings.iter().filter(|finding| finding.level == Level::Error);
        let first = errors.clone().next().map(|finding| finding.message.clone());
        let asked = request.questions.iter().find(|question| question.level == Level::Error);
        let mut why = first.or_else(|| asked.map(|question| question.message.clone())).unwrap_or_default();
        let held = request.held_back.filter(|held| nth < held.requests);
        if let Some(HeldBack { addresses, root, .. }) = held {
            why = format!("{why}; {}", words::still_held(addresses, root));
        }
        let mut name = String::new();
        self.plan.write_name(spec, request.accepted.saturating_add(nth), &mut name);
        let time = self.plan.times.get(request.entry as usize).copied().unwrap_or_default();
        Some(MachineLine {
            environment: self.environment(spec),
            ended: Phase::Refused.word().into(),
            asked_at: Some(self.plan.instant(time)),
            active_at: None,
            time_to_active_ms: None,
            attempts: 0,
            failed_attempts: Vec::new(),
            refused_by: errors.map(|finding| finding.code.clone()).collect(),
            refused_after: held.map(|held| held.root.code.word().into()),
            request: history.places.get(&request.entry).copied(),
            message: format!("`{name}` is refused: {why}"),
            name,
        })
    }

    fn failures(&self, id: u32) -> &[(u64, u8, Failure)] {
        let failures = self.log.history.as_ref().and_then(|history| history.failures.get(&id));
        failures.map_or(&[], Vec::as_slice)
    }

    fn failed_attempts(&self, id: u32) -> Vec<FailedAttempt> {
        let name = self.name(id);
        let line = |&(time, attempt, failure): &(u64, u8, Failure)| FailedAttempt {
            attempt,
            at: self.plan.instant(time),
            code: failure.code.word().into(),
            because: failure.cause.word().into(),
            root: (failure.root().code != failure.code).then(|| failure.root().code.word().into()),
            message: words::attempt_failed(&name, attempt, failure),
        };
        self.failures(id).iter().map(line).collect()
    }

    fn failed(&self, id: u32, name: &str, attempts: u8, last: Failure) -> String {
        let first = self.failures(id).first().map_or(last, |(_, _, failure)| *failure);
        words::failed(name, attempts, first.root(), last)
    }

    fn environment(&self, spec: u32) -> Option<String> {
        let environment = self.plan.specs.get(spec as usize)?.environment?;
        Some(self.plan.names.environments.name(environment).to_owned())
    }

    /// One thing that happened.
    fn item(&self, (time, item): &(u64, LogItem)) -> Option<TimelineLine> {
        let history = self.log.history.as_ref()?;
        let (kind, machine, level, message) = match *item {
            LogItem::Asked(place) => {
                let request = history.requests.get(place as usize)?;
                let refused = request.refused > 0 || request.impossible.is_some();
                let warned = request.findings.iter().any(|finding| finding.level == Level::Warning);
                let level = warned.then_some(Level::Warning);
                let line = self.request(request)?;
                ("request", None, if refused { Some(Level::Error) } else { level }, line.message)
            }
            LogItem::Changed(entry) => ("change", None, None, self.change(entry)?),
            LogItem::Connected(entry) => {
                let Some(TimelineAction::Act { request, .. }) = self.plan.what(entry) else {
                    return None;
                };
                let network = request.details.network.clone().unwrap_or_default();
                ("change", None, None, format!("the network connection to `{network}` is ready"))
            }
            LogItem::Machine(id, became) => {
                let (level, message) = self.became(id, became);
                ("machine", Some(self.name(id)), level, message)
            }
            LogItem::Told(place) => {
                let Occurrence { kind, machine, level, message } = history.told.get(place as usize)?;
                (*kind, machine.clone(), *level, message.clone())
            }
        };
        Some(TimelineLine { at: self.plan.instant(*time), kind: kind.into(), machine, level, message })
    }

    fn change(&self, entry: u32) -> Option<String> {
        Some(match self.plan.what(entry)? {
            TimelineAction::Change(change) => {
                let mut leaves = Vec::new();
                words::leaves(change, "", &mut leaves);
                words::changed(&leaves)
            }
            TimelineAction::AzureCapacity(table) => {
                let row = |(region, limit): (&greenlight_json::InlineStr, &Option<u32>)| match limit {
                    Some(limit) => format!("{limit} in `{region}`"),
                    None => format!("without limit in `{region}`"),
                };
                let rows: Vec<String> = table.iter().map(row).collect();
                format!("Azure capacity changes: {}", rows.join(", "))
            }
            other => format!("nothing happens: there is no machine for `{}`", other.word()),
        })
    }

    fn became(&self, id: u32, became: MachineEvent) -> (Option<Level>, String) {
        let name = self.name(id);
        let Some(state) = self.machine_states.get(id as usize) else {
            return (None, name);
        };
        let is = |what: &str| format!("`{name}` {what}");
        match became {
            MachineEvent::AttemptFailed(attempt, failure) => {
                (Some(Level::Warning), words::attempt_failed(&name, attempt, failure))
            }
            MachineEvent::Failed => {
                let unknown = Failure { code: ProvisioningCode::InternalError, cause: FailureCause::Fault };
                let last = state.failure.unwrap_or(unknown);
                (Some(Level::Error), self.failed(id, &name, state.machine.attempt, last))
            }
            MachineEvent::Warned(Failure { code, .. }) => {
                (Some(Level::Warning), is(&format!("goes on past `{code}`: {}", code.about().meaning)))
            }
            MachineEvent::Active => {
                let after = state.active.saturating_sub(state.asked);
                (None, words::active(&name, after, state.machine.attempt))
            }
            MachineEvent::Restarting => (None, is("restarts and cannot be used meanwhile")),
            MachineEvent::Back => (None, is("is back after the restart")),
            MachineEvent::Lost => (Some(Level::Warning), is("is disconnected")),
            MachineEvent::Reached => (None, is("is connected again")),
            MachineEvent::Rebound => (None, is("has the flows' connections pointed at it")),
            MachineEvent::Prepared => (None, is("is prepared")),
            MachineEvent::Removed => {
                (Some(Level::Error), is("is removed for inactivity: it stays visible and cannot be used"))
            }
            MachineEvent::Deleting => (None, is("is being deleted")),
            MachineEvent::Deleted => (None, is("is deleted")),
        }
    }
}
