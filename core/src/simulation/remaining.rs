//! What a world leaves behind: how much of what machines share was taken, and what is left to do.

use super::ask::DAY;
use super::log::FEW;
use super::machine_state::MachineState;
use super::stock::Stock;
use super::summary::{Obligation, Resource};
use super::world::World;
use crate::facts::entities::Started;
use crate::rulebook::{Key, Value};
use crate::vocabulary::Phase;
use greenlight_json::sort;

impl World {
    /// What machines share and how much of it was taken.
    pub(super) fn resources(&self) -> Vec<Resource> {
        let row = |resource: &'static str, of: &str, stock: &Stock, held: u32| Resource {
            resource: resource.into(),
            of: of.to_owned(),
            limit: stock.limit(),
            taken: stock.taken(),
            peak: stock.peak(),
            held,
            refusals: stock.refusals(),
            first_refusal: stock.first_refusal().map(|time| self.plan.instant(time)),
            waits: 0,
            longest_wait_ms: None,
        };
        let names = &self.plan.names;
        let licences = names.environments.all().iter().zip(&self.licences);
        let subnets = names.networks.all().iter().zip(&self.subnets);
        let azure = self.plan.regions.iter().zip(&self.azure);
        let mut rows: Vec<Resource> = licences
            .map(|(name, licences)| {
                let machines = row("licence", name, &licences.stock, 0);
                let with = |units: u32| units.saturating_add(licences.committed);
                Resource { taken: with(machines.taken), peak: with(machines.peak), ..machines }
            })
            .chain(subnets.map(|(name, subnet)| row("address", name, &subnet.stock, subnet.held())))
            .chain(azure.map(|(region, stock)| row("azure-capacity", region.as_str(), stock, 0)))
            .collect();
        let enrolment = &self.enrolment;
        if enrolment.places.limit().is_some() {
            let (waits, longest) = (enrolment.waits, enrolment.longest_wait(self.now));
            let longest_wait_ms = (waits > 0).then_some(longest);
            rows.push(Resource { waits, longest_wait_ms, ..row("enrolment", "", &enrolment.places, 0) });
        }
        rows
    }

    /// What is left to do, the nearest first.
    pub(super) fn obligations(&self) -> Vec<Obligation> {
        let mut left: Vec<Obligation> = Vec::new();
        for (id, state) in (0u32..).zip(&self.machine_states) {
            left.extend(self.obligation(id, state));
            if left.len() >= FEW as usize {
                break;
            }
        }
        left.extend(self.trials());
        let rank = |obligation: &Obligation| (obligation.due.is_none(), obligation.due);
        sort(&mut left, |one, other| rank(one).cmp(&rank(other)));
        left
    }

    fn obligation(&self, id: u32, state: &MachineState) -> Option<Obligation> {
        let say = |what: &'static str, due, words: &str| {
            let name = self.name(id);
            Some(Obligation {
                what: what.into(),
                due,
                message: format!("`{name}` {words}"),
                machine: Some(name),
            })
        };
        match state.machine.phase {
            Phase::Removed => say(
                "recreate",
                None,
                "was removed for inactivity: delete it, create it again and reconfigure its connections",
            ),
            Phase::Failed => say("delete", None, "failed: mend the cause, delete it and create it again"),
            Phase::Active if state.machine.must_rebind => say(
                "rebind-connections",
                None,
                "replaces another machine: point the flows' connections at it",
            ),
            Phase::Active if self.is_of_somebody_gone(state) => say(
                "replace-creator",
                None,
                "was made by somebody who no longer exists, and nobody else can sign in to it: have another maker create a machine in its place",
            ),
            Phase::Active if state.watched => {
                let due = self.idle_until(id)?;
                say(
                    "use",
                    Some(due),
                    "may be removed for inactivity, as its environment has no capacity: use it, or assign capacity",
                )
            }
            _ => None,
        }
    }

    fn trials(&self) -> Vec<Obligation> {
        let now = self.instant();
        let Some(Value::Number(days)) = self.plan.book.value(Key::TrialSelfDays, now) else {
            return Vec::new();
        };
        let length = i64::try_from(days.saturating_mul(DAY)).unwrap_or(i64::MAX);
        let people = self.facts.case().facts.people.iter();
        let ends = people.filter_map(|(name, person)| match person.self_assisted_trial.value() {
            Some(Started::On(start)) => Some((name, start.plus_ms(length))),
            Some(Started::Never) | None => None,
        });
        let running = ends.filter(|(_, end)| *end > now);
        running
            .take(FEW as usize)
            .map(|(name, end)| Obligation {
                what: "trial-ends".into(),
                due: Some(end),
                machine: None,
                message: format!("the self-assisted trial of `{name}` ends: buy and assign licences before"),
            })
            .collect()
    }
}
