//! Rules about who may do what.

pub(super) mod account_of_the_actor_works;
pub(super) mod account_of_the_run_works;
pub(super) mod caller_has_a_role_in_the_environment;
pub(super) mod changer_has_privileges;
pub(super) mod creator_has_privileges;
pub(super) mod creators_account_is_enabled;
pub(super) mod group_creator_has_privileges;
pub(super) mod group_editor_may_allocate_capacity;
pub(super) mod group_is_changed_by_a_co_owner;
pub(super) mod group_is_joined_by_a_co_owner;
pub(super) mod image_creator_has_privileges;
pub(super) mod machine_is_changed_by_a_co_owner;
pub(super) mod machine_is_shared_with_active_users;
pub(super) mod network_creator_has_privileges;
pub(super) mod only_the_creator_signs_in;
pub(super) mod owners_of_flow_and_connection_exist;
pub(super) mod runner_has_the_machine;
pub(super) mod sign_in_uses_a_work_or_school_account;
pub(super) mod unattended_account_was_added;
pub(super) mod unattended_run_uses_the_creators_account;

use crate::facts::known::{Known, any, both};
use crate::facts::value::privileges_told;
use crate::rules::context::Context;
use crate::rules::rule::{Evidence, Judgement, require};

/// Requires that the actor's roles in the environment grant all these privileges.
fn actor_has(cx: &Context<'_>, needed: u64) -> Judgement {
    actor_has_or(cx, needed, Ok(false))
}

/// Requires that the actor's roles in the environment grant all these privileges, unless the actor needs none (`needless`).
fn actor_has_or(cx: &Context<'_>, needed: u64, needless: Known<bool>) -> Judgement {
    if needless == Ok(true) {
        return Ok(());
    }
    let lacks = both(cx.actor(), cx.environment()).and_then(|(actor, environment)| {
        Ok((actor, environment, cx.lacking(actor, environment.key(), needed)?))
    });
    let holds = lacks.as_ref().map(|lacks| lacks.2 == 0).map_err(Clone::clone);
    let enough = any([needless, holds])?;
    let (actor, environment, lacking) = lacks?;
    require(Ok(enough), || {
        Evidence::new(
            actor.field("roles").key(environment.key()),
            privileges_told(lacking),
            privileges_told(needed),
        )
        .with("actor", actor.key())
        .with("environment", environment.key())
    })
}
