//! Rules about licences and trials: what a hosted machine needs before Microsoft lets it be created.

pub(super) mod add_on_trial_has_not_ended;
pub(super) mod add_on_trial_has_seats_left;
pub(super) mod attended_runs_and_making_flows_have_a_plan;
pub(super) mod capacity_goes_by_its_name;
pub(super) mod capacity_is_not_used_elsewhere;
pub(super) mod capacity_request_covers_the_overage;
pub(super) mod committed_bots_fit_the_capacity;
pub(super) mod creator_has_a_plan;
pub(super) mod creator_has_a_windows_365_licence;
pub(super) mod creator_has_a_windows_licence;
pub(super) mod creator_has_an_intune_licence;
pub(super) mod creator_has_entra_id_p1;
pub(super) mod environment_has_an_add_on_per_machine;
pub(super) mod environment_has_unattended_add_ons;
pub(super) mod group_has_a_plan;
pub(super) mod group_on_trial_has_few_bots;
pub(super) mod group_runs_find_a_bot_each;
pub(super) mod machine_is_not_in_overage;
pub(super) mod machines_take_a_unit_each;
pub(super) mod nothing_is_in_overage;
pub(super) mod run_is_not_paid_for_by_itself;
pub(super) mod runner_has_a_plan;
pub(super) mod self_assisted_trial_has_not_ended;
pub(super) mod self_assisted_trial_has_room;
pub(super) mod self_assisted_trial_is_offered;
pub(super) mod trial_add_ons_are_assigned;
pub(super) mod trial_can_be_extended;
pub(super) mod trial_is_open_to_the_actor;
pub(super) mod unattended_apps_are_licensed;

use crate::facts::known::{Known, any};
use crate::facts::request::Action;
use crate::facts::value::Trial;
use crate::rulebook::term::{Named, Term, Vocabulary};
use crate::rulebook::{Key, Licence, Plan};
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::rules::rule::{Evidence, Judgement, applies, either, listed, require};
use crate::vocabulary::{Level, Word};

/// Requires that a machine's creator has a licence, if the rulebook demands it under `key`.
fn creator_has(cx: &Context<'_>, key: Key, wanted: Term<Licence>) -> Judgement {
    applies(cx.terms::<Licence>(key)?.any(|licence| licence == wanted))?;
    let actor = cx.actor()?;
    require(cx.has_licence(actor, wanted), || {
        let found = names(actor.licences().items());
        Evidence::new(actor.field("licences"), found, wanted.name()).with("actor", actor.key())
    })
}

/// Requires that the person who runs has one of the plans under `key` or a self-assisted trial, unless the run is `paid` for separately.
fn has_a_plan(cx: &Context<'_>, key: Key, paid: Known<bool>) -> Judgement {
    if paid == Ok(true) {
        return Ok(());
    }
    let actor = cx.actor()?;
    let plan = cx.plan_among(actor, key)?;
    let wanted = cx.plans_to_buy(key)?;
    require(any([paid, plan, cx.self_assisted_trial_runs(actor)]), || {
        let found = match actor.plans().items() {
            [] => say::NO_PLAN.into(),
            plans => names(plans),
        };
        Evidence::new(actor.field("plans"), found, either(wanted.into_iter().map(Term::name)))
            .with("actor", actor.key())
    })
}

/// Returns what the requested trial is a trial of.
fn trial_name(cx: &Context<'_>) -> &'static str {
    match cx.trial() {
        Ok(Trial::Premium) => Term::<Plan>::POWER_AUTOMATE_PREMIUM.name(),
        _ => cx.capacity_name(),
    }
}

/// Whether the action is a run that is paid for separately, so that it depends on no trial.
fn runs_pay_for_themselves(cx: &Context<'_>) -> bool {
    matches!(cx.action(), Action::RunAttended | Action::RunUnattended) && cx.pays_per_run() == Ok(true)
}

/// Returns the level of an ended trial: runs continue for a while after it.
fn ended_trial(cx: &Context<'_>) -> Level {
    if matches!(cx.action(), Action::RunAttended | Action::RunUnattended) {
        Level::Warning
    } else {
        Level::Error
    }
}

/// Returns the names in a list.
fn names<V: Vocabulary>(items: &[Named<V>]) -> Word {
    listed(items.iter().map(Named::name), say::NONE)
}
