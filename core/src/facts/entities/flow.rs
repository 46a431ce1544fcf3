//! Desktop flows.

use crate::facts::choice::facts;
use crate::facts::fact::{Count, Fact};
use crate::facts::value::{Authentication, ConnectionKind, Permission};
use greenlight_json::InlineStr;

facts! {
    /// A desktop flow, and how it is run.
    pub struct Flow {
        /// Who owns it and its runs.
        owner: Fact<InlineStr>,
        /// The environment it lies in, as the list of environments in Power Automate names it.
        environment: Fact<InlineStr>,
        /// What the data policies of its environment say of it and of the connector for desktop flows; `blocked` where one suspends it (Power Platform admin center, Data policies).
        data_policy: Fact<Permission>,
        /// How its connection signs in: `password`, `sign-in` (which Power Automate calls attended), `certificate` or `service-principal`; Power Automate shows it under Connections.
        authentication: Fact<Authentication>,
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
