//! The scenario: the facts of a case, and what happens to them over simulated time.

pub mod changing;
pub mod distribution;
pub mod fault;
pub mod length;
pub mod names;
pub mod offset;
pub mod timeline;
pub mod valid;

use crate::facts::entities::Facts;
use crate::facts::table::Table;
use crate::vocabulary::duration::Duration;
use crate::vocabulary::error::Error;
use crate::vocabulary::expected;
use crate::vocabulary::instant::Instant;
use fault::Fault;
use greenlight_json::{InlineStr, object, write};
use length::Lengths;
use serde_json::Value;
use timeline::TimelineEntry;

/// The default length of simulated time.
pub const HORIZON: Duration = Duration::days(30);
/// The default seed.
pub const SEED: &str = "0";

/// The input of a simulation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
pub struct Scenario {
    /// The JSON Schema of the document, for editors; ignored.
    #[cfg_attr(feature = "schema", schemars(rename = "$schema"))]
    pub schema: Option<InlineStr>,
    /// The instant at which simulated time begins.
    pub as_of: Option<Instant>,
    /// The facts at the beginning.
    #[cfg_attr(feature = "schema", schemars(flatten))]
    pub facts: Facts,
    /// How long simulated time lasts; 30 days by default.
    pub horizon: Option<Duration>,
    /// The seed of the random numbers, any text: the same seed gives the same answer.
    pub seed: Option<InlineStr>,
    /// How many replicates to simulate, each with its own random numbers; 1 by default.
    pub replicates: Option<u32>,
    /// What happens, and when. The order of entries matters only for those at the same instant: they happen in document order, and the first
    /// gets the first of the numbered names and the last free address.
    pub timeline: Vec<TimelineEntry>,
    /// How long things take.
    pub durations: Lengths,
    /// What goes wrong, and when.
    pub faults: Vec<Fault>,
    /// What the machines share besides licence capacity and addresses, which are facts.
    pub resources: Resources,
    /// What is published nowhere and must be assumed.
    pub assumptions: Assumptions,
    /// The limits at which the simulation is given up.
    pub limits: Limits,
}

/// What the machines share and can run out of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
pub struct Resources {
    /// How many virtual machines Azure can provide, by region; unlimited by default.
    pub azure_capacity: Table<u32>,
    /// How many machines Intune can enrol at the same time; unlimited by default.
    pub enrolments_at_once: Option<u32>,
    /// How many images can be replicated at the same time; unlimited by default.
    pub replications_at_once: Option<u32>,
}

/// What is published nowhere and must be assumed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
pub struct Assumptions {
    /// How many attempts at provisioning are made in total.
    pub attempts: Option<u8>,
    /// The probability that an inactive machine is removed once it may be, in parts per million.
    pub removal_ppm: Option<u32>,
}

/// The limits at which a simulation is given up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
pub struct Limits {
    /// The maximum number of events, over all replicates.
    pub events: Option<u64>,
    /// The maximum number of events at one instant.
    pub events_at_once: Option<u64>,
    /// The maximum number of machines.
    pub machines: Option<u32>,
}

object!(Scenario, expected::SCENARIO, { schema = "$schema", as_of } with facts: Facts {
    horizon, seed, replicates, timeline, durations, faults, resources, assumptions, limits,
});

greenlight_json::deserialize!(Scenario);

object!(Resources, expected::RESOURCES, { azure_capacity, enrolments_at_once, replications_at_once });

object!(Assumptions, expected::ASSUMPTIONS, { attempts, removal_ppm });

object!(Limits, expected::LIMITS, { events, events_at_once, machines });

/// The members of a scenario's document that a case does not have.
const OWN: [&str; 9] = [
    "horizon",
    "seed",
    "replicates",
    "timeline",
    "durations",
    "faults",
    "resources",
    "assumptions",
    "limits",
];

impl Scenario {
    /// Returns whether only a scenario has this member.
    pub fn is_own(key: &str) -> bool {
        OWN.contains(&key)
    }

    /// Returns the facts as a document, without the other members of the scenario.
    ///
    /// # Errors
    /// None in practice: the document is written by this program and can be read again.
    pub(crate) fn facts_written(&self) -> Result<Value, Error> {
        let mut document: Value = greenlight_json::from_str(&write::text(&self.facts))?;
        if let (Value::Object(fields), Some(as_of)) = (&mut document, self.as_of) {
            fields.insert("as_of".to_owned(), as_of.to_string().into());
        }
        Ok(document)
    }

    /// Removes the members that a case does not have from a scenario's document.
    pub fn facts_of(document: &Value) -> Value {
        let fields = document.as_object().into_iter().flatten();
        let facts = fields.filter(|(key, _)| !Self::is_own(key));
        Value::Object(facts.map(|(key, value)| (key.clone(), value.clone())).collect())
    }
}

impl Limits {
    /// The default maximum of events, over all replicates: less than a minute of work.
    pub const EVENTS: u64 = 100_000_000;
    /// The default maximum of events at one instant.
    pub const EVENTS_AT_ONCE: u64 = 10_000_000;
    /// The default maximum of machines: they fit into the memory that each interface (WebAssembly, for example) provides.
    pub const MACHINES: u32 = 1_000_000;
}
