//! What draws grow from: entries of the timeline and faults, told apart by what they say and not by where they stand.

use super::random::Entity;
use crate::facts::request::Details;
use crate::facts::scenario::Scenario;
use crate::facts::scenario::fault::Fault;
use crate::facts::scenario::names::Names;
use crate::facts::scenario::offset::Moment;
use crate::facts::scenario::timeline::What;
use crate::vocabulary::Phase;
use crate::vocabulary::instant::Instant;
use greenlight_json::{InlineStr, sort};
use std::collections::BTreeMap;

/// Of each entry that asks for machines: by when, where and under which name. How many they are, of what and on what changes no draw, and
/// only tells apart those that are alike otherwise.
pub(super) fn of_entries(scenario: &Scenario, names: &Names, start: Instant) -> BTreeMap<u32, Entity> {
    let mut alike: BTreeMap<String, Vec<(String, u32)>> = BTreeMap::new();
    for (place, entry) in (0u32..).zip(&scenario.timeline) {
        if let (What::Act { request, .. }, true) = (&entry.what, names.namings.contains_key(&place)) {
            let Details { name, environment, image, network, count, .. } = &request.details;
            let identity =
                [entry.at.instant(start).to_string(), written(name.as_ref()), written(environment.as_ref())];
            let count = format!("{:010}", count.unwrap_or(1));
            let rest =
                [written(request.actor.as_ref()), written(image.as_ref()), written(network.as_ref()), count];
            alike.entry(identity.join("\n")).or_default().push((rest.join("\n"), place));
        }
    }
    let mut entities = BTreeMap::new();
    for (identity, mut entries) in alike {
        sort(&mut entries, Ord::cmp);
        let entity = Entity::named(&identity);
        entities.extend((0u32..).zip(entries).map(|(nth, (_, place))| (place, entity.at(nth))));
    }
    entities
}

/// Of a fault: by all but how likely it is, as a likelier one strikes whomever the rarer one did.
pub(super) fn of_fault(fault: &Fault) -> Entity {
    let mut machines: Vec<&str> = fault.machines.iter().flatten().map(InlineStr::as_str).collect();
    machines.sort_unstable();
    let moment = |moment: Option<Moment>| moment.map(|moment| moment.to_string()).unwrap_or_default();
    let parts = [
        fault.code.word().to_owned(),
        fault.phase.map_or("", Phase::word).to_owned(),
        moment(fault.from),
        moment(fault.until),
        written(fault.environment.as_ref()),
        written(fault.network.as_ref()),
        written(fault.image.as_ref()),
        machines.join("\n"),
    ];
    Entity::named(&parts.join("\n"))
}

fn written(name: Option<&InlineStr>) -> String {
    name.map(ToString::to_string).unwrap_or_default()
}
