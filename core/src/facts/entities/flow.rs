//! Desktop flows.

use crate::facts::choice::facts;
use crate::facts::fact::{Count, Fact};
use crate::facts::value::ConnectionKind;
use greenlight_json::InlineStr;

facts! {
    /// A desktop flow, and how it is run.
    pub struct Flow {
        /// Who owns the run.
        owner: Fact<InlineStr>,
        /// How it reaches the machine.
        connection: Fact<ConnectionKind>,
        /// Flows that run through the same connection.
        flows_on_connection: Count,
        /// The priority of its runs.
        priority: Fact<InlineStr>,
        /// Minutes that a run is expected to take.
        expected_minutes: Fact<u64>,
        /// Minutes after which the action that starts it gives up; 0 where it is not set.
        timeout_minutes: Fact<u64>,
        /// Whether it needs to run elevated.
        elevated: Fact<bool>,
        /// Whether it uses audio, a camera or a webcam.
        audio_or_camera: Fact<bool>,
        /// Whether it uses Microsoft 365 apps or Windows services that are licensed for people.
        office: Fact<bool>,
    }
}
