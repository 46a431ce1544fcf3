//! Rules about running desktop flows: queues, runs, the sessions they run in, and groups.

pub(super) mod attended_run_is_not_on_a_hosted_group;
pub(super) mod attended_user_is_signed_in;
pub(super) mod bots_for_parallel_runs;
pub(super) mod connection_is_direct;
pub(super) mod connection_is_shared_by_few_flows;
pub(super) mod credential_provider_is_supported;
pub(super) mod data_policies_let_the_flow_run;
pub(super) mod expected_wait_is_short_enough;
pub(super) mod flow_lies_in_the_machines_environment;
pub(super) mod hosted_group_is_warm;
pub(super) mod large_groups_run_longer_flows;
pub(super) mod machine_group_exists;
pub(super) mod machine_group_has_machines;
pub(super) mod no_legal_notice_before_sign_in;
pub(super) mod no_password_prompt_upon_connection;
pub(super) mod no_session_is_open;
pub(super) mod pool_of_bots_is_not_empty;
pub(super) mod priority_is_changed_by_an_owner;
pub(super) mod priority_is_high_or_normal;
pub(super) mod queue_has_room;
pub(super) mod queue_is_not_held_up_by_its_head;
pub(super) mod queue_is_served;
pub(super) mod run_ends_within_a_day;
pub(super) mod runtime_may_open_sessions;
pub(super) mod sign_in_is_not_to_a_hosted_group;
pub(super) mod some_machine_takes_the_run;
pub(super) mod test_is_not_on_a_hosted_group;
pub(super) mod timeout_covers_the_run;
pub(super) mod unattended_connection_holds_credentials;
pub(super) mod unattended_flow_is_not_elevated;
pub(super) mod unattended_flow_needs_no_audio_or_camera;
pub(super) mod user_name_is_an_address;

use crate::facts::request::{Action, Actions};
use crate::rules::phrases as say;
use crate::vocabulary::Word;

/// The actions that run a desktop flow in production, not as a test.
const RUNS: Actions = Actions::of(&[Action::RunAttended, Action::RunUnattended]);

/// The same with tests from the designer: what prevents both attended and unattended runs also prevents a test.
const RUNS_AND_TESTS: Actions = RUNS.and(Actions::of(&[Action::TestFlow]));

/// Returns a number of minutes in words, whole hours as hours.
fn time(minutes: u64) -> Word {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => say::MINUTES.counting(minutes),
        (hours, 0) => say::HOURS.counting(hours),
        (hours, minutes) => {
            let (hours, minutes) = (say::HOURS.counting(hours), say::MINUTES.counting(minutes));
            say::HOURS_AND_MINUTES.with("hours", hours).with("minutes", minutes)
        }
    }
}
