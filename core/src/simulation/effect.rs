//! What accepted requests do to the facts.

use super::body::Event;
use super::facts::{add, insert, remove, set};
use super::log::Item;
use super::random::{Entity, Purpose};
use super::world::World;
use crate::facts::request::{Action, Details, Request};
use crate::facts::scenario::length::Span;
use crate::facts::scenario::timeline::What;
use crate::facts::value::{GroupKind, GroupState, Switch, Trial};
use crate::facts::{DEFAULT_IMAGE, NONE};
use crate::vocabulary::error::Error;
use serde_json::{Value, json};

impl World<'_, '_, '_, '_> {
    /// An accepted request that changes facts.
    pub(super) fn becomes_fact(&mut self, entry: u32, request: &Request) -> Result<(), Error> {
        let now = self.instant();
        let details = &request.details;
        match request.action {
            Action::CreateImage => self.replicate(details),
            Action::CreateNetwork => {
                self.log.spans |= 1 << Span::NetworkConnection as u32;
                let entity = Entity::named(details.name.as_deref().unwrap_or_default());
                let wait = self.lot(Span::NetworkConnection, entity);
                self.later(wait, Event::Connected(entry));
                self.networks += 1;
                return Ok(());
            }
            _ => {}
        }
        if changes_facts(request) {
            self.facts.change(|facts| change(facts, request, &now.to_string()))?;
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
        let Some(What::Act { request, .. }) = self.plan.what(entry) else {
            return Ok(());
        };
        let details = &request.details;
        self.facts.change(|facts| {
            let name = details.name.clone().unwrap_or_default();
            if let Some(environment) = &details.environment {
                insert(facts, &["environments", environment, "network_names"], json!(name));
            }
            if let Some(network) = &details.network {
                set(facts, &["networks", network, "connection", "owner"], json!(request.actor));
                insert(facts, &["networks", network, "connection", "shared_with"], json!(request.actor));
            }
        })?;
        self.log.item(self.now, Item::Connected(entry));
        let now = self.instant();
        self.voice.event(
            now,
            "",
            "network-connected",
            &[("network", &details.network.clone().unwrap_or_default())],
        );
        self.measure();
        Ok(())
    }
}

/// Whether a request that is accepted changes facts.
pub(super) const fn changes_facts(request: &Request) -> bool {
    let on_group = request.details.group.is_some() && request.details.machine.is_none();
    on_group
        || matches!(
            request.action,
            Action::CreateImage
                | Action::CreateNetwork
                | Action::ShareImage
                | Action::UnshareImage
                | Action::ShareNetwork
                | Action::UnshareNetwork
                | Action::ShareDefaultImage
                | Action::UnshareDefaultImage
                | Action::StartTrial
                | Action::ExtendTrial
                | Action::ChangeCrossGeo
                | Action::CreateGroup
                | Action::AddToGroup
        )
}

/// Changes the facts as the accepted request says.
fn change(facts: &mut Value, request: &Request, now: &str) {
    let details = &request.details;
    let environment = details.environment.as_deref().unwrap_or_default();
    let image = details.image.as_deref().unwrap_or_default();
    let network = details.network.as_deref().unwrap_or_default();
    let person = json!(details.with);
    let image_shares: &[&str] = if image == DEFAULT_IMAGE {
        &["environments", environment, "default_image", "shared_with"]
    } else {
        &["images", image, "shared_with"]
    };
    let network_shares = ["networks", network, "connection", "shared_with"];
    let default_shares = ["environments", environment, "default_image", "shared_with"];
    let gone = |member: &Value| *member == person;
    match request.action {
        Action::CreateImage => {
            let name = details.name.as_deref().unwrap_or_default();
            insert(facts, &["environments", environment, "image_names"], json!(name));
            set(facts, &["images", image, "owner"], json!(request.actor));
            insert(facts, &["images", image, "shared_with"], json!(request.actor));
        }
        Action::ShareImage => insert(facts, image_shares, person),
        Action::UnshareImage => remove(facts, image_shares, gone),
        Action::ShareNetwork => insert(facts, &network_shares, person),
        Action::UnshareNetwork => remove(facts, &network_shares, gone),
        Action::ShareDefaultImage => insert(facts, &default_shares, person),
        Action::UnshareDefaultImage => remove(facts, &default_shares, gone),
        Action::StartTrial => match details.trial {
            Some(Trial::SelfAssisted) => {
                set(facts, &["people", &request.actor, "self_assisted_trial"], json!(now));
            }
            Some(Trial::Addon) => {
                let seats = u64::from(details.seats.unwrap_or(1));
                set(facts, &["tenant", "addon_trial", "started"], json!(now));
                set(facts, &["tenant", "addon_trial", "extensions"], json!(0));
                set(facts, &["tenant", "addon_trial", "seats"], json!(seats));
                add(facts, &["environments", environment, "hosted_rpa_trial_addons"], seats);
            }
            None => {}
        },
        Action::ExtendTrial => add(facts, &["tenant", "addon_trial", "extensions"], 1),
        Action::ChangeCrossGeo => {
            set(facts, &["environments", environment, "cross_geo"], json!(details.to));
        }
        _ => change_group(facts, request, now),
    }
}

/// Changes a machine group as the accepted request says.
fn change_group(facts: &mut Value, request: &Request, now: &str) {
    let details = &request.details;
    let environment = details.environment.as_deref().unwrap_or_default();
    let group = details.group.as_deref().unwrap_or_default();
    match request.action {
        Action::CreateGroup => {
            let name = details.name.as_deref().unwrap_or_default();
            insert(facts, &["environments", environment, "group_names"], json!(name));
            let made = json!({
                "environment": environment, "kind": GroupKind::Hosted, "state": GroupState::Active,
                "creator": request.actor, "image": details.image, "network": details.network.as_deref().unwrap_or(NONE),
                "provisioned": now, "max_bots": details.max_bots, "committed_bots": details.committed_bots,
                "committed_since": now, "maintenance": Switch::Disabled, "last_run": NONE,
            });
            set(facts, &["groups", name], made);
        }
        Action::AddToGroup => {
            insert(facts, &["groups", group, "members"], json!(details.machine));
        }
        Action::EditGroup => {
            if let Some(image) = &details.image {
                set(facts, &["groups", group, "image"], json!(image));
            }
            if let Some(most) = details.max_bots {
                set(facts, &["groups", group, "max_bots"], json!(most));
            }
            if let Some(bots) = details.committed_bots {
                set(facts, &["groups", group, "committed_bots"], json!(bots));
                set(facts, &["groups", group, "committed_since"], json!(now));
            }
        }
        Action::RunAttended | Action::RunUnattended => {
            set(facts, &["groups", group, "last_run"], json!(now));
        }
        Action::SetMaintenance => {
            set(facts, &["groups", group, "maintenance"], json!(details.to));
        }
        _ => {}
    }
}
