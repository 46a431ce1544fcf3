//! Rules about the life of machines and machine groups: their state for use, and what happens to them over time.

pub(super) mod cloud_offers_the_groups_accounts;
pub(super) mod connections_are_rebound;
pub(super) mod desktop_flow_connection_exists;
pub(super) mod domain_controller_was_in_reach;
pub(super) mod environment_allows_the_groups_accounts;
pub(super) mod group_is_in_use;
pub(super) mod idle_machine_keeps_its_add_on;
pub(super) mod image_carries_no_registration;
pub(super) mod joining_a_group_breaks_no_connection;
pub(super) mod machine_has_no_error;
pub(super) mod machine_is_active_and_connected;
pub(super) mod machine_is_not_off_for_capacity;
pub(super) mod machine_still_exists;
pub(super) mod machine_without_add_on_is_in_use;
pub(super) mod maintenance_is_set_where_it_counts;
pub(super) mod maintenance_mode_is_off;
pub(super) mod provisioning_comes_to_an_end;
pub(super) mod provisioning_takes_its_time;
pub(super) mod proxy_asks_for_no_user;
pub(super) mod restart_interrupts_nobody;
pub(super) mod restart_is_over;
pub(super) mod tenant_allows_the_groups_accounts;

use crate::facts::entities::{Machine, MachineGroup};
use crate::facts::known::{Known, Missing};
use crate::facts::{At, NONE};
use crate::rules::context::Context;
use crate::rules::phrases as say;
use crate::vocabulary::Word;
use greenlight_json::Pointer;

/// Returns a number of minutes in words.
pub(super) fn minutes(number: u64) -> Word {
    say::MINUTES.counting(number)
}

/// Returns the machine group of a machine, if it has one.
fn group_of<'a>(cx: &Context<'a>, machine: At<'a, Machine>) -> Known<Option<At<'a, MachineGroup>>> {
    let name = machine.group()?;
    if name == NONE {
        return Ok(None);
    }
    match cx.case.facts.groups.row(name) {
        Some((name, group)) => Ok(Some(At::of(&"groups", name, group))),
        None => Err(Missing::fact(Pointer::ROOT.key("groups").key(name))),
    }
}
