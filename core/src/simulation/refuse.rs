//! Requests that the rules refuse: counted by the rule, and by what it goes back to where addresses are still held.

use super::ask::Assessment;
use super::log::{ErrorCount, HeldBack, Request as Record};
use super::world::World;
use crate::facts::request::Request;
use crate::facts::scenario::timeline::TimelineAction;
use crate::vocabulary::Outcome;
use crate::vocabulary::error::Error;
use greenlight_json::Pointer;

impl World {
    /// Machines are refused, all for the same reasons.
    pub(super) fn refuse(
        &mut self,
        entry: u32,
        spec: u32,
        accepted: u32,
        refused: u32,
        request: &mut Request,
        refusal: Option<&Assessment>,
    ) -> Result<(), Error> {
        let mut record = Record { entry, accepted, refused, ..Record::default() };
        self.log.asked += u64::from(refused);
        self.log.refused += u64::from(refused);
        if let Some(judged) = refusal {
            let (because, missing) = (judged.because.as_slice(), judged.missing.as_slice());
            self.count(because, missing, u64::from(refused));
            let network = self.plan.specs.get(spec as usize).and_then(|spec| spec.network);
            record.held_back = self.held_back(request, (Some(spec), network), refused, judged)?;
            self.count_held_back(because, record.held_back);
            self.log.overlay_effects.add(&judged.touched, u64::from(refused));
            if self.trace_writer.is_on() {
                for place in accepted..accepted.saturating_add(refused) {
                    let mut name = String::new();
                    self.plan.write_name(spec, place, &mut name);
                    self.trace_request(request, &name, judged.outcome, because, missing);
                }
            }
            record.outcome = Some(judged.outcome);
        }
        if self.log.history.is_some() {
            let mut name = String::new();
            let place = if refusal.is_some() { accepted } else { 0 };
            self.plan.write_name(spec, place, &mut name);
            request.details.name = Some(name.into());
            // Accepted machines are on the ledger by now; whoever was accepted alone is judged as before.
            let before = -i64::from(accepted);
            let more = if refusal.is_some() { 0 } else { before };
            self.explain(&mut record, request, &self.ledger(Some(spec), more), None)?;
            if accepted.saturating_add(refused) > 1
                && let Some(TimelineAction::Act { request, .. }) = self.plan.what(entry)
            {
                self.explain_batch(&mut record, request, &self.ledger(Some(spec), before))?;
            }
        }
        self.log.request(self.now, record);
        Ok(())
    }

    /// Counts what refused so many requests.
    pub(super) fn count(&mut self, because: &[&'static str], missing: &[Pointer], times: u64) {
        for code in because {
            *self.log.refusals.entry(code).or_default() += times;
        }
        if because.is_empty() {
            for path in missing {
                *self.log.missing.entry(path.clone()).or_default() += times;
            }
        }
    }

    /// How many of so many requests that are refused would be accepted if the addresses that nobody uses were free, and after what most of
    /// these are held. The same halving as finds how many are accepted finds it.
    pub(super) fn held_back(
        &self,
        request: &Request,
        (spec, network): (Option<u32>, Option<u16>),
        refused: u32,
        judged: &Assessment,
    ) -> Result<Option<HeldBack>, Error> {
        let subnet = network.and_then(|network| Some((network, self.subnets.get(usize::from(network))?)));
        let most = subnet.and_then(|(network, subnet)| Some((network, subnet.held(), subnet.most_held()?)));
        let (Some((network, held, (root, addresses))), Outcome::Blocked) = (most, judged.outcome) else {
            return Ok(None);
        };
        let accepted = |more: u32| {
            let mut ledger = self.ledger(spec, i64::from(more));
            let name = self.plan.names.networks.name(network);
            ledger.set_addresses_in(name, ledger.addresses_in(name).saturating_sub(u64::from(held)));
            Ok::<_, Error>(self.judge(request, &ledger, None)?.outcome == Outcome::Ready)
        };
        let (mut requests, mut above) = (0, refused);
        let mut probe = 0;
        while requests < above {
            if accepted(probe)? {
                requests = probe + 1;
            } else {
                above = probe;
            }
            probe = requests + (above - requests) / 2;
        }
        Ok((requests > 0).then_some(HeldBack { root, addresses, requests }))
    }

    /// Counts what held addresses alone refused: by what they are held after, and by the rules that said so.
    pub(super) fn count_held_back(&mut self, because: &[&'static str], held_back: Option<HeldBack>) {
        let Some(HeldBack { root, requests, .. }) = held_back else { return };
        for code in because {
            *self.log.held_back.entry(code).or_default() += u64::from(requests);
        }
        let first = ErrorCount { first: self.now, ..ErrorCount::default() };
        self.log.error_counts.entry(root).or_insert(first).refused += u64::from(requests);
    }
}
