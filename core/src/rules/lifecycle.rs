//! What a machine must be like to be used, and what becomes of it over time.

pub(super) mod add_on_spares_the_machine;
pub(super) mod connection_exists;
pub(super) mod connections_are_rebound;
pub(super) mod machine_exists;
pub(super) mod machine_is_in_use;
pub(super) mod machine_is_ready_for_access;
pub(super) mod provisioning_ends;
pub(super) mod provisioning_takes_time;
pub(super) mod restart_interrupts;
pub(super) mod restart_is_over;

/// So many minutes, in words.
pub(super) fn minutes(number: u64) -> String {
    if number == 1 { "1 minute".to_owned() } else { format!("{number} minutes") }
}
