//! What draws grow from: entries of the timeline and faults, told apart by what they say and not by where they stand.

use super::random::Entity;
use crate::facts::request::Details;
use crate::facts::scenario::Scenario;
use crate::facts::scenario::fault::Fault;
use crate::facts::scenario::names::Names;
use crate::facts::scenario::offset::Moment;
use crate::facts::scenario::timeline::TimelineAction;
use crate::vocabulary::Phase;
use crate::vocabulary::instant::Instant;
use greenlight_json::InlineStr;
use std::collections::BTreeMap;

/// Of each entry that asks for machines: by when, where and under which name; and how many machines entries alike ask for before it. Of
/// what and on what they are changes no draw, and only tells apart those that are the same otherwise.
pub(super) fn of_entries(scenario: &Scenario, names: &Names, start: Instant) -> BTreeMap<u32, (Entity, u32)> {
    let mut same: BTreeMap<String, BTreeMap<String, Vec<(u32, u32)>>> = BTreeMap::new();
    for (place, entry) in (0u32..).zip(&scenario.timeline) {
        if let (TimelineAction::Act { request, .. }, Some(naming)) = (&entry.what, names.namings.get(&place))
        {
            let Details { name, environment, image, network, .. } = &request.details;
            let identity =
                [entry.at.instant(start).to_string(), written(name.as_ref()), written(environment.as_ref())];
            let rest = [written(request.actor.as_ref()), written(image.as_ref()), written(network.as_ref())];
            let alike = same
                .entry(identity.join(
                    "
",
                ))
                .or_default()
                .entry(rest.join(
                    "
",
                ))
                .or_default();
            alike.push((place, naming.count()));
        }
    }
    let mut entities = BTreeMap::new();
    for (identity, kinds) in same {
        let entity = Entity::named(&identity);
        for (nth, alike) in (0u32..).zip(kinds.into_values()) {
            let mut before: u32 = 0;
            for (place, count) in alike {
                entities.insert(place, (entity.at(nth), before));
                before = before.saturating_add(count);
            }
        }
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
    // In the place of the first of them, so that draws stay what they were.
    Entity::named(&parts.join("\n")).at(0)
}

fn written(name: Option<&InlineStr>) -> String {
    name.map(ToString::to_string).unwrap_or_default()
}
