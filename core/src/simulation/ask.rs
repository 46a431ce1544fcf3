//! Requests of the timeline: the rules judge them at their instant; what they find ready happens.

use super::machine_state::{MachineState, NEVER};
use super::overlay_effects::{OverlayEffect, Touched};
use super::trace_writer::RequestEnd;
use super::world::World;
use crate::evaluation::{self, Verdicts};
use crate::facts::entities::Machine as MachineFacts;
use crate::facts::ledger::Ledger;
use crate::facts::request::{Action, Request};
use crate::facts::scenario::names::Naming;
use crate::facts::scenario::timeline::TimelineAction;
use crate::facts::typed::facts;
use crate::facts::value::{Account, Join, Region};
use crate::lifecycle::machine::{Machine, Signal};
use crate::rules::foresight::CAUSED_BY;
use crate::rules::{RuleId, Verdict};
use crate::vocabulary::error::Error;
use crate::vocabulary::{Outcome, Phase, ProvisioningCode};
use greenlight_json::{InlineStr, Pointer};

/// What the rules say of a request.
pub(super) struct Assessment {
    pub(super) outcome: Outcome,
    pub(super) verdicts: Verdicts,
    /// The codes of the rules that are broken at level error.
    pub(super) because: Vec<&'static str>,
    /// The facts without which a rule of level error cannot be judged.
    pub(super) missing: Vec<Pointer>,
    /// The codes of the rules that are broken at level warning.
    pub(super) warned: Vec<&'static str>,
    /// What the organisation's overlay did to it.
    pub(super) touched: Touched,
}

impl World {
    /// A request of the timeline.
    pub(super) fn ask(
        &mut self,
        entry: u32,
        request: &Request,
        replaces: Option<&InlineStr>,
    ) -> Result<(), Error> {
        match self.plan.spec_of.get(&entry) {
            Some(&spec) if request.action == Action::CreateMachine => {
                self.create(entry, spec, request, replaces)
            }
            _ => self.act(entry, request),
        }
    }

    /// Judges a request; `machine` is one that the simulation moves.
    pub(super) fn judge(
        &self,
        request: &Request,
        ledger: &Ledger,
        machine: Option<(&InlineStr, &MachineFacts)>,
    ) -> Result<Assessment, Error> {
        let cx = self.context(ledger, request).with_machine(machine);
        let verdicts = evaluation::judge(&cx)?;
        let outcome = evaluation::outcome(&cx, &verdicts);
        let (because, missing) = match outcome {
            Outcome::Ready => (Vec::new(), Vec::new()),
            Outcome::Blocked | Outcome::NeedsFacts => {
                (evaluation::blocking(&cx, &verdicts), evaluation::undecided(&cx, &verdicts))
            }
        };
        let touched = Touched::of(&cx, &verdicts);
        let warned = evaluation::warning(&cx, &verdicts);
        Ok(Assessment { outcome, verdicts, because, missing, warned, touched })
    }

    /// Creates machines: as many as the rules find ready one after the other. Nothing that the simulation adds to the
    /// counts mends a rule, and no rule decides by a machine's name; so once one is refused the rest are too, for the same
    /// reasons, and how many are accepted is found by halving.
    fn create(
        &mut self,
        entry: u32,
        spec: u32,
        request: &Request,
        replaces: Option<&InlineStr>,
    ) -> Result<(), Error> {
        let count = self.plan.naming(spec).map_or(0, Naming::count);
        let together = request;
        let mut request = request.clone();
        request.details.count = None;
        let first = self.candidate(&mut request, spec, 0)?;
        self.warn_of_batch(together, spec, &first)?;
        let mut conditions = 0;
        let (mut accepted, mut refusal) = (0, None);
        if first.outcome == Outcome::Ready {
            conditions = self.conditions(&request, &self.ledger(Some(spec), 0), &first)?;
            let mut above = count;
            accepted = 1;
            let mut probe = count.saturating_sub(1);
            while accepted < above {
                let judged = self.candidate(&mut request, spec, probe)?;
                if judged.outcome == Outcome::Ready {
                    accepted = probe + 1;
                } else {
                    above = probe;
                    refusal = Some(judged);
                }
                probe = accepted + (above - accepted) / 2;
            }
            self.touch(&mut request, spec, accepted, &first.touched)?;
        } else {
            refusal = Some(first);
        }
        self.set_cohort(&request, spec, conditions);
        for place in 0..accepted {
            self.admit(spec, place, &request, replaces)?;
        }
        self.refuse(entry, spec, accepted, count - accepted, &mut request, refusal.as_ref())
    }

    /// Counts what the overlay did to the machines that were accepted. What it did to the first it did to all, for the reason why none
    /// that is refused is followed by one that is not; from which on it did what it did to the last is found by halving.
    fn touch(
        &mut self,
        request: &mut Request,
        spec: u32,
        accepted: u32,
        first: &Touched,
    ) -> Result<(), Error> {
        self.log.overlay_effects.add(first, u64::from(accepted));
        if self.plan.overlay.is_none() || accepted == 1 {
            return Ok(());
        }
        let last = self.candidate(request, spec, accepted - 1)?.touched;
        for effect in last.effects.iter().filter(|effect| !first.effects.contains(effect)) {
            let from = self.first_with(*effect, request, spec, accepted)?;
            self.log.overlay_effects.count(*effect, u64::from(accepted - from));
        }
        self.log.overlay_effects.keep_values(&last);
        Ok(())
    }

    /// The place of the first machine to which the overlay does this; not of the very first, and at the latest that of the last.
    fn first_with(
        &self,
        effect: OverlayEffect,
        request: &mut Request,
        spec: u32,
        accepted: u32,
    ) -> Result<u32, Error> {
        let (mut without, mut with) = (0, accepted - 1);
        while with - without > 1 {
            let probe = without + (with - without) / 2;
            if self.candidate(request, spec, probe)?.touched.effects.contains(&effect) {
                with = probe;
            } else {
                without = probe;
            }
        }
        Ok(with)
    }

    /// Judges the machine at this place, after so many others were accepted.
    fn candidate(&self, request: &mut Request, spec: u32, place: u32) -> Result<Assessment, Error> {
        let mut name = String::new();
        self.plan.write_name(spec, place, &mut name);
        request.details.name = Some(name.into());
        self.judge(request, &self.ledger(Some(spec), i64::from(place)), None)
    }

    /// A machine is accepted: it begins its life.
    fn admit(
        &mut self,
        spec: u32,
        place: u32,
        request: &Request,
        replaces: Option<&InlineStr>,
    ) -> Result<(), Error> {
        let id = u32::try_from(self.machine_states.len()).unwrap_or(u32::MAX);
        let mut name = String::new();
        self.plan.write_name(spec, place, &mut name);
        let mut machine = if replaces.is_some() { Machine::REPLACEMENT } else { Machine::NEW };
        if let Some(name) = self.plan.referred.get(name.as_str()) {
            if let Some(&before) = self.by_name.get(name) {
                let gone = |state: &MachineState| {
                    matches!(state.machine.phase, Phase::Removed | Phase::Deleting | Phase::Deleted)
                };
                if self.machine_states.get(before as usize).is_some_and(gone) {
                    machine = Machine::REPLACEMENT;
                }
            }
            self.by_name.insert(name.clone(), id);
        }
        let entity = self.plan.entity(spec, place);
        self.machine_states.push(MachineState {
            machine,
            place,
            spec,
            serial: 0,
            promised: false,
            enrolling: false,
            watched: false,
            failure: None,
            entity,
            asked: self.now,
            active: NEVER,
        });
        self.log.asked += 1;
        if let Some(replaces) = replaces {
            let machine = facts().machines().entry(&name);
            let change = machine.clone().replaces().set(replaces);
            change.apply_in(&machine, self.extra(id))?;
        }
        self.trace_request(request, &name, Outcome::Ready, &[], &[]);
        if let Some(licences) = self.licences_of(spec) {
            licences.stock.book();
        }
        self.promise(id, true);
        let _ = self.step(id, Signal::Accepted, None);
        Ok(())
    }

    /// A line about a request.
    pub(super) fn trace_request(
        &mut self,
        request: &Request,
        machine: &str,
        outcome: Outcome,
        because: &[&'static str],
        missing: &[Pointer],
    ) {
        if !self.trace_writer.is_on() {
            return;
        }
        let missing = if because.is_empty() { missing } else { &[] };
        let now = self.instant();
        let asked = RequestEnd {
            actor: request.actor.as_deref().unwrap_or_default(),
            action: request.action.word(),
            machine,
            outcome: outcome.word(),
            because,
            missing,
        };
        self.trace_writer.asked(now, &asked);
    }

    /// Notes what machines of a spec have in common from now on.
    fn set_cohort(&mut self, request: &Request, spec: u32, conditions: u32) {
        let ledger = Ledger::default();
        let cx = self.context(&ledger, request);
        let region = cx.home_region().ok().map(Region::new);
        let joins = cx.custom_network().ok().and_then(|network| network.it.connection.join.value().copied());
        let region = region.and_then(|region| self.region(&region));
        let judged = self.seen();
        if let Some(cohort) = self.cohorts.get_mut(spec as usize) {
            cohort.conditions = conditions;
            cohort.judged = judged;
            cohort.region = region;
            cohort.hybrid = joins == Some(Join::Hybrid);
        }
    }

    /// Facts, ends and day as they are.
    fn seen(&self) -> (u32, u32, u64) {
        let day = u64::try_from(self.instant().day().days()).unwrap_or(0);
        (self.facts.version(), self.epoch, day)
    }

    /// Looks again at the facts that let provisioning fail, when they or the day have changed since.
    pub(super) fn refresh(&mut self, spec: u32) -> Result<(), Error> {
        let now = self.seen();
        if self.cohorts.get(spec as usize).is_none_or(|cohort| cohort.judged == now) {
            return Ok(());
        }
        let entry = self.plan.specs.get(spec as usize).and_then(|spec| spec.entry);
        let what = entry.and_then(|entry| self.plan.what(entry));
        let mut conditions = 0;
        if let Some(TimelineAction::Act { request, .. }) = what {
            let mut request = (**request).clone();
            request.details.count = None;
            // The machine itself has its unit already.
            let ledger = self.ledger(Some(spec), -1);
            let judged = self.judge(&request, &ledger, None)?;
            conditions = self.conditions(&request, &ledger, &judged)?;
        }
        if let Some(cohort) = self.cohorts.get_mut(spec as usize) {
            cohort.conditions = conditions;
            cohort.judged = now;
        }
        Ok(())
    }

    /// The codes that facts cause, as bits: those of broken rules, and those of a trial that is over or a creator
    /// who no longer exists. What an organisation lays over
    /// the rules changes what is refused, and not what fails.
    fn conditions(&self, request: &Request, ledger: &Ledger, judged: &Assessment) -> Result<u32, Error> {
        let microsofts = match &self.plan.overlay {
            Some(_) => Some(evaluation::judge(&self.context(ledger, request).without_overlay())?),
            None => None,
        };
        let verdicts = microsofts.as_ref().unwrap_or(&judged.verdicts);
        let mut bits = 0;
        for (rule, code) in CAUSED_BY {
            if matches!(verdicts.of(*rule), Verdict::Broken(_)) {
                bits |= 1 << *code as u32;
            }
        }
        if matches!(verdicts.of(RuleId::LIC017), Verdict::Broken(_)) {
            bits |= 1 << ProvisioningCode::LicenseNotFound as u32;
        }
        let creator = self.facts.case().facts.people.get(request.actor.as_deref().unwrap_or_default());
        if creator.is_some_and(|creator| creator.account.value() == Some(&Account::Deleted)) {
            bits |= 1 << ProvisioningCode::UserNotFound as u32;
        }
        Ok(bits)
    }
}

/// Milliseconds of a day.
pub(super) const DAY: u64 = 86_400_000;
