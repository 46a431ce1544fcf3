//! Who may do what.

pub(super) mod account_is_added;
pub(super) mod changer_has_privileges;
pub(super) mod creator_can_sign_in;
pub(super) mod creator_has_privileges;
pub(super) mod creator_signs_in;
pub(super) mod group_creator_has_privileges;
pub(super) mod group_editor_has_privileges;
pub(super) mod image_creator_has_privileges;
pub(super) mod machine_is_managed_by_co_owners;
pub(super) mod network_creator_has_privileges;
pub(super) mod runner_has_the_machine;
pub(super) mod shared_with_active_users;
pub(super) mod sign_in_with_work_account;
pub(super) mod unattended_account;

use crate::case::value::privileges_told;
use crate::context::Context;
use crate::known::both;
use crate::rule::{Evidence, Judgement, require};

/// Met when the actor's roles in the environment bring all these privileges.
fn actor_has(cx: &Context<'_>, needed: u64) -> Judgement {
    let (actor, environment) = both(cx.actor(), cx.environment())?;
    let lacking = cx.lacking(actor, environment.key(), needed)?;
    require(Ok(lacking == 0), || {
        Evidence::new(
            actor.field("roles").key(environment.key()),
            privileges_told(lacking),
            privileges_told(needed),
        )
        .with("actor", actor.key())
        .with("environment", environment.key())
    })
}
