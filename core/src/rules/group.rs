//! Rules about machine groups: how many there may be, and how large.

pub(super) mod environment_has_room_for_a_group;
pub(super) mod group_has_no_more_bots_than_capacity;
pub(super) mod group_has_no_more_bots_than_it_can;
pub(super) mod group_has_no_more_committed_bots_than_it_may;
pub(super) mod group_has_room_for_a_machine;
pub(super) mod group_has_what_it_is_given;
pub(super) mod machine_joins_a_group_of_its_environment;
pub(super) mod machine_joins_a_group_of_machines;

use crate::facts::entities::Person;
use crate::facts::known::{Known, Missing};
use crate::facts::request::Action;
use crate::facts::{At, entities::Started};
use crate::rulebook::Key;
use crate::rules::context::{Context, after_days};
use crate::rules::rule::{Stop, applies};

/// Returns the requested maximum of bots of a hosted machine group; a group that is edited keeps its maximum if none is requested.
fn max_bots_asked(cx: &Context<'_>) -> Result<u64, Stop> {
    let asked = cx.details().max_bots;
    applies(cx.action() != Action::EditGroup || asked.is_some())?;
    Ok(asked.map(u64::from).ok_or_else(|| Missing::fact(cx.asked("max_bots")))?)
}

/// Whether the self-assisted trial of the actor who creates the group, or else of its creator, runs.
fn on_trial(cx: &Context<'_>) -> Known<bool> {
    let Ok(days) = cx.number(Key::TrialSelfDays) else { return Ok(false) };
    let owner: At<'_, Person> =
        if cx.action() == Action::CreateGroup { cx.actor()? } else { cx.person(cx.group()?.creator()?)? };
    Ok(match owner.self_assisted_trial()? {
        Started::Never => false,
        Started::On(start) => cx.now >= *start && cx.now < after_days(*start, days),
    })
}
