//! Licences and trials: what a hosted machine needs before Microsoft lets it be created.

pub(super) mod add_on_per_machine;
pub(super) mod addon_trial_lasts;
pub(super) mod addon_trial_seats;
pub(super) mod attended_plan;
pub(super) mod capacity_by_its_name;
pub(super) mod capacity_request;
pub(super) mod capacity_used_elsewhere;
pub(super) mod committed_bots_fit;
pub(super) mod creator_has_entra_p1;
pub(super) mod creator_has_intune;
pub(super) mod creator_has_plan;
pub(super) mod creator_has_windows;
pub(super) mod creator_has_windows_365;
pub(super) mod group_on_trial;
pub(super) mod group_plan;
pub(super) mod group_runs_fit;
pub(super) mod machine_in_overage;
pub(super) mod machine_takes_a_unit;
pub(super) mod overage;
pub(super) mod self_assisted_trial_lasts;
pub(super) mod self_assisted_trial_machines;
pub(super) mod self_assisted_trial_suspended;
pub(super) mod trial_add_ons_assigned;
pub(super) mod trial_extensions;
pub(super) mod trial_starter;
pub(super) mod unattended_add_on;
pub(super) mod unattended_apps;

use crate::context::Context;
use crate::rule::{Evidence, Judgement, applies, listed, require};
use crate::rulebook::term::{Named, Term, Vocabulary};
use crate::rulebook::{Key, Licence};

/// Holds that whoever creates a machine has a licence, where the rulebook asks for it under `key`.
fn creator_has(cx: &Context<'_>, key: Key, wanted: Term<Licence>) -> Judgement {
    applies(cx.terms::<Licence>(key)?.any(|licence| licence == wanted))?;
    let actor = cx.actor()?;
    require(cx.has_licence(actor, wanted), || {
        let found = names(actor.licences().items());
        Evidence::new(actor.field("licences"), found, wanted.name()).with("actor", actor.key())
    })
}

/// The names of what a list holds.
fn names<V: Vocabulary>(items: &[Named<V>]) -> String {
    listed(items.iter().map(Named::name), "none")
}

/// A number of things: `1 unit`, `3 units`.
fn counted(number: u64, thing: &str) -> String {
    match number {
        0 => format!("no {thing}"),
        1 => format!("1 {thing}"),
        number => format!("{number} {thing}s"),
    }
}
