//! The scenario: the facts of a case, and what is to happen to them over simulated time.

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

/// Simulated time ends here unless the scenario says otherwise.
pub const HORIZON: Duration = Duration::days(30);
/// The seed of a scenario that names none.
pub const SEED: &str = "0";

/// What is to be simulated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
pub struct Scenario {
    /// The JSON Schema of the document, for editors; not read.
    #[cfg_attr(feature = "schema", schemars(rename = "$schema"))]
    pub schema: Option<InlineStr>,
    /// The instant at which simulated time begins.
    pub as_of: Option<Instant>,
    /// The facts at the beginning.
    #[cfg_attr(feature = "schema", schemars(flatten))]
    pub facts: Facts,
    /// How long simulated time lasts; 30 days unless said.
    pub horizon: Option<Duration>,
    /// What randomness grows from, any text: the same seed gives the same answer.
    pub seed: Option<InlineStr>,
    /// How often the scenario is simulated, each time with randomness of its own; once unless said.
    pub replicates: Option<u32>,
    /// What happens, and when. The order of the entries does not matter but for those of one instant: they happen in the order of the file, so
    /// that whoever asks first there has the first of names that are counted, and the last free address.
    pub timeline: Vec<TimelineEntry>,
    /// How long things take.
    pub durations: Lengths,
    /// What goes wrong, and when.
    pub faults: Vec<Fault>,
    /// What the machines share beside licence capacity and addresses, which the facts hold.
    pub resources: Resources,
    /// What nobody publishes and the simulation must assume.
    pub assumptions: Assumptions,
    /// When to give up.
    pub limits: Limits,
}

/// What the machines share and can run out of.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
pub struct Resources {
    /// Virtual machines that Azure can give, by region; without limit where not said.
    pub azure_capacity: Table<u32>,
    /// Machines that Intune enrols at once; without limit unless said.
    pub enrolments_at_once: Option<u32>,
    /// Images that are replicated at once; without limit unless said.
    pub replications_at_once: Option<u32>,
}

/// What nobody publishes and the simulation must assume.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
pub struct Assumptions {
    /// How often provisioning is tried in total.
    pub attempts: Option<u8>,
    /// How likely an inactive machine is removed when it may be, in parts per million.
    pub removal_ppm: Option<u32>,
}

/// When to give up a simulation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields, default))]
pub struct Limits {
    /// The most events, over all replicates.
    pub events: Option<u64>,
    /// The most events at one instant.
    pub events_at_once: Option<u64>,
    /// The most machines.
    pub machines: Option<u32>,
}

object!(Scenario, expected::SCENARIO, { schema = "$schema", as_of } with facts: Facts {
    horizon, seed, replicates, timeline, durations, faults, resources, assumptions, limits,
});

greenlight_json::deserialize!(Scenario);

object!(Resources, expected::RESOURCES, { azure_capacity, enrolments_at_once, replications_at_once });

object!(Assumptions, expected::ASSUMPTIONS, { attempts, removal_ppm });

object!(Limits, expected::LIMITS, { events, events_at_once, machines });

/// What a scenario has beside the facts of a case.
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
    /// Whether a case has no such key.
    pub fn is_own(key: &str) -> bool {
        OWN.contains(&key)
    }

    /// The document of its facts, as a scenario holds them.
    ///
    /// # Errors
    /// None that a program can cause: what is written is read.
    pub(crate) fn facts_written(&self) -> Result<Value, Error> {
        let mut document: Value = greenlight_json::from_str(&write::text(&self.facts))?;
        if let (Value::Object(fields), Some(as_of)) = (&mut document, self.as_of) {
            fields.insert("as_of".to_owned(), as_of.to_string().into());
        }
        Ok(document)
    }

    /// A scenario's document without what a case does not have.
    pub fn facts_of(document: &Value) -> Value {
        let fields = document.as_object().into_iter().flatten();
        let facts = fields.filter(|(key, _)| !Self::is_own(key));
        Value::Object(facts.map(|(key, value)| (key.clone(), value.clone())).collect())
    }
}

impl Limits {
    /// The most events, over all replicates: less than a minute of work.
    pub const EVENTS: u64 = 100_000_000;
    /// The most events at one instant.
    pub const EVENTS_AT_ONCE: u64 = 10_000_000;
    /// The most machines: they fit into the memory a door gives.
    pub const MACHINES: u32 = 1_000_000;
}
