//! What running desktop flows takes: of queues, of runs, of the sessions they run in, and of groups.

pub(super) mod attended_session;
pub(super) mod audio_and_camera;
pub(super) mod bots_for_parallel_runs;
pub(super) mod cold_group;
pub(super) mod connection_is_direct;
pub(super) mod credential_provider;
pub(super) mod elevation;
pub(super) mod expected_wait;
pub(super) mod flows_on_connection;
pub(super) mod group_has_machines;
pub(super) mod group_is_tested;
pub(super) mod group_is_there;
pub(super) mod group_runs_unattended;
pub(super) mod group_sign_in;
pub(super) mod head_of_queue;
pub(super) mod legal_notice;
pub(super) mod longest_run;
pub(super) mod longest_wait;
pub(super) mod password_prompt;
pub(super) mod pool_has_bots;
pub(super) mod priority;
pub(super) mod priority_changer;
pub(super) mod runtime_may_sign_in;
pub(super) mod short_runs;
pub(super) mod timeout;
pub(super) mod unattended_session;
pub(super) mod username;

use crate::case::request::{Action, Actions};

/// The actions that run a desktop flow for work, not for a test.
const RUNS: Actions = Actions::of(&[Action::RunAttended, Action::RunUnattended]);

/// So many minutes, in words: whole hours as hours.
fn time(minutes: u64) -> String {
    let counted = |number: u64, word: &str| {
        if number == 1 { format!("1 {word}") } else { format!("{number} {word}s") }
    };
    match (minutes / 60, minutes % 60) {
        (0, minutes) => counted(minutes, "minute"),
        (hours, 0) => counted(hours, "hour"),
        (hours, minutes) => format!("{} {}", counted(hours, "hour"), counted(minutes, "minute")),
    }
}
