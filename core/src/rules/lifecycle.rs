//! What a machine or a machine group must be like to be used, and what becomes of it over time.

pub(super) mod add_on_spares_the_machine;
pub(super) mod cloud_offers_group_accounts;
pub(super) mod connection_exists;
pub(super) mod connections_are_rebound;
pub(super) mod domain_is_in_reach;
pub(super) mod group_accounts_are_allowed;
pub(super) mod group_is_in_use;
pub(super) mod grouping_breaks_no_connection;
pub(super) mod image_has_no_registration;
pub(super) mod machine_exists;
pub(super) mod machine_has_no_error;
pub(super) mod machine_is_in_use;
pub(super) mod machine_is_ready_for_access;
pub(super) mod machine_is_within_capacity;
pub(super) mod maintenance_is_off;
pub(super) mod maintenance_is_the_machines_own;
pub(super) mod provisioning_ends;
pub(super) mod provisioning_takes_time;
pub(super) mod restart_interrupts;
pub(super) mod restart_is_over;
pub(super) mod tenant_allows_group_accounts;

use crate::case::facts::{Machine, MachineGroup};
use crate::case::{At, NONE};
use crate::context::Context;
use crate::known::{Known, Missing};
use greenlight_json::Pointer;

/// So many minutes, in words.
pub(super) fn minutes(number: u64) -> String {
    if number == 1 { "1 minute".to_owned() } else { format!("{number} minutes") }
}

/// The machine group that a machine belongs to, if it belongs to one.
fn group_of<'a>(cx: &Context<'a>, machine: At<'a, Machine>) -> Known<Option<At<'a, MachineGroup>>> {
    let name = machine.group()?;
    if name == NONE {
        return Ok(None);
    }
    match cx.case.groups.row(name) {
        Some((name, group)) => Ok(Some(At::of(&"groups", name, group))),
        None => Err(Missing::fact(Pointer::ROOT.key("groups").key(name))),
    }
}
