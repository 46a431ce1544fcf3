//! How machines live on: the work of each phase, what goes wrong in it, and what they take and give back.

use super::log::MachineEvent;
use super::machine_state::{Event, Failure, FailureCause, MachineState, NEVER};
use super::random::Purpose;
use super::world::World;
use crate::facts::scenario::length::Span;
use crate::lifecycle::machine::{Effects, Impossible, Machine, Resource, Signal};
use crate::vocabulary::error::Error;
use crate::vocabulary::{Phase, ProvisioningCode};

/// Draws for faults; each fault has draws of its own.
const FAULT: Purpose = Purpose(0x1000);

impl World {
    /// Starts the work of a phase.
    pub(super) fn begin(&mut self, id: u32, phase: Phase) {
        let Some(&state) = self.machine_states.get(id as usize) else {
            return;
        };
        let hybrid = self.cohorts.get(state.spec as usize).is_some_and(|cohort| cohort.hybrid);
        let Some(span) = Span::of(phase, hybrid) else {
            return;
        };
        if phase == Phase::IntuneEnrolment && !self.enrol(id, state.serial) {
            return;
        }
        let turn = if phase.is_provisioning() { state.draw() } else { state.serial };
        let mut length = match span {
            Span::HybridJoin => self.hybrid_join(&state, turn),
            _ => self.draw(span, &state, turn),
        };
        if phase == Phase::Checks && state.machine.attempt > 1 {
            length = length.saturating_add(self.draw(Span::RetryWait, &state, turn));
        }
        if phase == Phase::Image {
            length = length.saturating_add(self.image_wait(state.spec));
        }
        self.later(length, Event::Work { machine: id, serial: state.serial });
    }

    /// Ends the work of a phase, well or badly.
    pub(super) fn work(&mut self, id: u32, serial: u16) -> Result<(), Error> {
        let Some(&state) = self.machine_states.get(id as usize) else {
            return Ok(());
        };
        if state.serial != serial {
            return Ok(());
        }
        let phase = state.machine.phase;
        if phase.is_provisioning() {
            self.refresh(state.spec)?;
            if let Some(failure) = self.trouble(&state, phase) {
                if failure.code.signal() == Signal::Faltered {
                    self.waste_address(&state, failure);
                    self.falter(id, failure);
                    return Ok(());
                }
                if !state.machine.warned {
                    self.log.count_error(self.now, failure);
                    let _ = self.step(id, Signal::Warned, Some(failure));
                }
            }
            if let Err(failure) = self.take(id, phase) {
                self.falter(id, failure);
                return Ok(());
            }
        }
        let _ = self.step(id, Signal::Done, None);
        Ok(())
    }

    /// Takes a step of the lifecycle and does what it asks for.
    ///
    /// # Errors
    /// When the signal cannot happen to the machine; nothing has changed then.
    pub(super) fn step(
        &mut self,
        id: u32,
        signal: Signal,
        failure: Option<Failure>,
    ) -> Result<(), Impossible> {
        let Some(state) = self.machine_states.get_mut(id as usize) else {
            return Ok(());
        };
        let before = state.machine;
        let (after, effects) = before.step(signal, self.plan.attempts)?;
        state.machine = after;
        if failure.is_some() && signal == Signal::Faltered {
            state.failure = failure;
        }
        let entered = after.phase != before.phase || after.attempt != before.attempt;
        if entered {
            state.serial = state.serial.wrapping_add(1);
        }
        let state = *state;
        if self.trace_writer.is_on() {
            let (now, name) = (self.instant(), self.name(id));
            self.trace_writer.step(now, &name, (before, signal, after), failure);
        }
        self.release(&state, after, effects);
        if entered && state.enrolling {
            self.enrolled(id);
        }
        self.remember(id, before, signal, after, failure);
        if after.phase == Phase::Active && before.phase != Phase::Active {
            self.activated(id);
        }
        if let Some(phase) = effects.begin {
            self.begin(id, phase);
        }
        Ok(())
    }

    pub(super) fn draw(&mut self, span: Span, state: &MachineState, turn: u16) -> u64 {
        self.log.spans |= 1 << span as u32;
        let bits = self.draws.bits(state.entity, Purpose(span as u16), turn);
        self.plan.spans.get(span as usize).map_or(0, |quantiles| quantiles.draw(bits))
    }

    /// How long until the image is in the region.
    fn image_wait(&self, spec: u32) -> u64 {
        let image = self.plan.specs.get(spec as usize).and_then(|spec| spec.image);
        let ready = image.and_then(|image| self.images.get(usize::from(image)));
        ready.map_or(0, |ready| ready.saturating_sub(self.now))
    }

    /// What goes wrong at the end of a phase: a fault first, then a fact.
    fn trouble(&self, state: &MachineState, phase: Phase) -> Option<Failure> {
        let spec = self.plan.specs.get(state.spec as usize)?;
        let faults = self.plan.fault_injections.iter().find(|injection| {
            injection.phase == phase
                && (injection.from..injection.until).contains(&self.now)
                && injection.environment.is_none_or(|environment| Some(environment) == spec.environment)
                && injection.network.is_none_or(|network| Some(network) == spec.network)
                && injection.image.is_none_or(|image| Some(image) == spec.image)
                && injection
                    .machines
                    .as_ref()
                    .is_none_or(|machines| machines.contains(&(state.spec, state.place)))
                && {
                    let struck = state.entity.with(injection.identity);
                    self.draws.happens(struck, FAULT, state.draw(), injection.chance)
                }
        });
        if let Some(injection) = faults {
            return Some(Failure { code: injection.code, cause: FailureCause::Fault });
        }
        let conditions = self.cohorts.get(state.spec as usize)?.conditions;
        if conditions == 0 {
            return None;
        }
        // Who no longer exists is asked for in every phase, the rest where it is used.
        let holds = |code: &&ProvisioningCode| {
            conditions & 1 << **code as u32 != 0
                && (code.usual_phase() == phase || **code == ProvisioningCode::UserNotFound)
        };
        ProvisioningCode::ALL
            .iter()
            .find(holds)
            .map(|code| Failure { code: *code, cause: FailureCause::Fact })
    }

    /// Takes what the end of a phase takes from a shared stock; when there is none, the attempt fails.
    fn take(&mut self, id: u32, phase: Phase) -> Result<(), Failure> {
        let Some(&state) = self.machine_states.get(id as usize) else {
            return Ok(());
        };
        let now = self.now;
        match phase.takes() {
            Some(Resource::AzureCapacity) => {
                let region = self.cohorts.get(state.spec as usize).and_then(|cohort| cohort.region);
                let stock = region.and_then(|region| self.azure.get_mut(usize::from(region)));
                if stock.is_some_and(|stock| !stock.take(now)) {
                    return Err(Failure {
                        code: ProvisioningCode::InternalError,
                        cause: FailureCause::NoCapacity,
                    });
                }
            }
            Some(Resource::Address) => {
                self.take_address(id, state.spec)?;
            }
            Some(Resource::Licence) | None => {}
        }
        Ok(())
    }

    /// The attempt is over: another begins, or the machine has failed.
    fn falter(&mut self, id: u32, failure: Failure) {
        self.log.count_error(self.now, failure);
        let _ = self.step(id, Signal::Faltered, Some(failure));
    }

    /// Gives back what a step released.
    fn release(&mut self, state: &MachineState, after: Machine, effects: Effects) {
        if effects.release.has(Resource::Licence)
            && let Some(licences) = self.licences_of(state.spec)
        {
            licences.stock.give_back();
        }
        if effects.release.has(Resource::AzureCapacity) {
            let region = self.cohorts.get(state.spec as usize).and_then(|cohort| cohort.region);
            if let Some(stock) = region.and_then(|region| self.azure.get_mut(usize::from(region))) {
                stock.give_back();
            }
        }
        if effects.release.has(Resource::Address) {
            self.release_address(state, after);
        }
    }

    fn activated(&mut self, id: u32) {
        let Some(state) = self.machine_states.get_mut(id as usize) else {
            return;
        };
        if state.active == NEVER {
            state.active = self.now;
            let entry = self.plan.specs.get(state.spec as usize).and_then(|spec| spec.entry);
            if entry.is_some() {
                self.log.time_to_active.add(self.now - state.asked);
            }
        }
        self.watch(id);
    }

    /// Keeps the promises and the history in step with a machine.
    fn remember(
        &mut self,
        id: u32,
        before: Machine,
        signal: Signal,
        after: Machine,
        failure: Option<Failure>,
    ) {
        if signal == Signal::Faltered && after.phase.is_provisioning() {
            self.promise(id, true);
        } else if !after.phase.is_provisioning() {
            self.promise(id, false);
        }
        if after.phase == Phase::Failed
            && let Some(failure) = failure
            && let Some(count) = self.log.error_counts.get_mut(&failure.root())
        {
            count.failed += 1;
        }
        if self.log.history.is_none() {
            return;
        }
        if let (Signal::Faltered, Some(failure)) = (signal, failure) {
            self.log.became(self.now, id, MachineEvent::AttemptFailed(before.attempt, failure));
        }
        let became = match (signal, after.phase) {
            (Signal::Warned, _) => failure.map(MachineEvent::Warned),
            (Signal::ConnectionLost, _) => Some(MachineEvent::Lost),
            (Signal::ConnectionRestored, _) => Some(MachineEvent::Reached),
            (Signal::ConnectionsRebound, _) => Some(MachineEvent::Rebound),
            (_, Phase::Active) if before.phase == Phase::Restarting => Some(MachineEvent::Back),
            (_, Phase::Active) => Some(MachineEvent::Active),
            (_, Phase::Restarting) => Some(MachineEvent::Restarting),
            (_, Phase::Failed) => Some(MachineEvent::Failed),
            (_, Phase::Removed) => Some(MachineEvent::Removed),
            (_, Phase::Deleting) => Some(MachineEvent::Deleting),
            (_, Phase::Deleted) => Some(MachineEvent::Deleted),
            _ => None,
        };
        if let Some(became) = became {
            self.log.became(self.now, id, became);
        }
    }
}
