//! What accepted requests do to the facts.

use super::log::LogItem;
use super::machine_state::Event;
use super::random::{Entity, Purpose};
use super::world::World;
use crate::facts::apply::Effects;
use crate::facts::request::{Action, Details, Request};
use crate::facts::scenario::length::Span;
use crate::facts::scenario::timeline::TimelineAction;
use crate::facts::typed::facts;
use crate::vocabulary::error::Error;
use std::rc::Rc;

impl World {
    /// An accepted request changes facts; `machine` is the one it names, if the simulation moves it.
    pub(super) fn becomes_fact(
        &mut self,
        entry: u32,
        request: &Request,
        machine: Option<u32>,
    ) -> Result<(), Error> {
        match request.action {
            Action::CreateImage => self.replicate(&request.details),
            Action::CreateNetwork => {
                self.log.spans |= 1 << Span::NetworkConnection as u32;
                let entity = Entity::named(request.details.name.as_deref().unwrap_or_default());
                let wait = self.lot(Span::NetworkConnection, entity);
                self.later(wait, Event::Connected(entry));
                self.networks += 1;
                return Ok(());
            }
            _ => {}
        }
        self.change_facts(request, machine)
    }

    fn change_facts(&mut self, request: &Request, machine: Option<u32>) -> Result<(), Error> {
        let known = machine.map(|id| self.machine_facts(id));
        let Effects { changes, .. } =
            Effects::of(&self.facts.case().facts, known.as_ref(), request, self.instant());
        let named = request.details.machine.as_ref().map(|name| facts().machines().entry(name));
        let before = self.facts.version();
        for change in &changes {
            match machine.zip(named.as_ref()).filter(|(_, at)| change.is_in(at)) {
                Some((id, at)) => change.apply_in(at, self.extra(id))?,
                None => self.facts.apply(change)?,
            }
        }
        if self.facts.version() != before {
            self.measure();
        }
        Ok(())
    }

    /// A new image is copied to the region of its environment, in turn with the others.
    fn replicate(&mut self, details: &Details) {
        let Some(image) = details.image.as_ref().and_then(|name| self.plan.names.images.find(name)) else {
            return;
        };
        let entity = Entity::named(self.plan.names.images.name(image));
        let length = self.lot(Span::ImageReplication, entity);
        let mut ready = self.now.saturating_add(length);
        if let Some(free) = self.replications.iter_mut().min() {
            ready = self.now.max(*free).saturating_add(length);
            *free = ready;
        }
        if let Some(place) = self.images.get_mut(usize::from(image)) {
            *place = ready;
        }
    }

    fn lot(&mut self, span: Span, entity: Entity) -> u64 {
        self.log.spans |= 1 << span as u32;
        let bits = self.draws.bits(entity, Purpose(span as u16), 0);
        self.plan.spans.get(span as usize).map_or(0, |quantiles| quantiles.draw(bits))
    }

    /// The network connection that an entry asked for is ready.
    pub(super) fn connected(&mut self, entry: u32) -> Result<(), Error> {
        let plan = Rc::clone(&self.plan);
        let Some(TimelineAction::Act { request, .. }) = plan.what(entry) else {
            return Ok(());
        };
        self.change_facts(request, None)?;
        self.log.item(self.now, LogItem::Connected(entry));
        let now = self.instant();
        self.trace_writer.event(
            now,
            "",
            "network-connected",
            &[("network", &request.details.network.clone().unwrap_or_default())],
        );
        self.measure();
        Ok(())
    }
}
