//! What the host reads of the summary of a simulation.

use serde::Deserialize;

use super::rulebook::Shown;
use super::{Finding, Level, Notice};

/// A summary, as far as it is shown in words.
#[derive(Debug, Deserialize)]
pub(crate) struct Summary {
    pub(crate) rulebook: String,
    pub(crate) overlay: Option<Laid>,
    pub(crate) as_of: String,
    pub(crate) until: String,
    pub(crate) seed: String,
    pub(crate) replicates: u32,
    pub(crate) partial: bool,
    pub(crate) stopped_at: Option<String>,
    pub(crate) events: u64,
    pub(crate) machines: Machines,
    pub(crate) machines_before: Machines,
    pub(crate) time_to_active_ms: Option<Percentiles>,
    pub(crate) actions: Actions,
    pub(crate) refusals: Vec<Refusal>,
    pub(crate) missing: Vec<MissingFact>,
    pub(crate) failures: Vec<Failure>,
    pub(crate) resources: Vec<Resource>,
    pub(crate) obligations: Vec<Obligation>,
    pub(crate) assumptions: Vec<Assumption>,
    pub(crate) warnings: Vec<Notice>,
    #[serde(default)]
    pub(crate) requests: Vec<Request>,
    #[serde(default)]
    pub(crate) each_machine: Vec<Machine>,
    #[serde(default)]
    pub(crate) timeline: Vec<Happening>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Machines {
    pub(crate) total: u64,
    pub(crate) refused: u64,
    pub(crate) provisioning: u64,
    pub(crate) active: u64,
    pub(crate) restarting: u64,
    pub(crate) failed: u64,
    pub(crate) removed: u64,
    pub(crate) deleted: u64,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Percentiles {
    pub(crate) min: u64,
    pub(crate) p50: u64,
    pub(crate) p90: u64,
    pub(crate) p99: u64,
    pub(crate) max: u64,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Actions {
    pub(crate) accepted: u64,
    pub(crate) refused: u64,
    pub(crate) impossible: u64,
}

/// An overlay and what it did to requests.
#[derive(Debug, Deserialize)]
pub(crate) struct Laid {
    pub(crate) name: String,
    pub(crate) date: String,
    #[serde(default)]
    pub(crate) levels: Vec<Shifted>,
    #[serde(default)]
    pub(crate) waived: Vec<Waived>,
    #[serde(default)]
    pub(crate) values: Vec<OwnValue>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Shifted {
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) level: Level,
    pub(crate) was: Level,
    pub(crate) reason: Option<String>,
    pub(crate) requests: u64,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Waived {
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) reason: String,
    pub(crate) until: String,
    pub(crate) requests: u64,
}

#[derive(Debug, Deserialize)]
pub(crate) struct OwnValue {
    pub(crate) key: String,
    pub(crate) value: Shown,
    pub(crate) was: Shown,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Refusal {
    pub(crate) code: String,
    pub(crate) name: String,
    pub(crate) requests: u64,
}

#[derive(Debug, Deserialize)]
pub(crate) struct MissingFact {
    pub(crate) at: String,
    pub(crate) message: String,
    pub(crate) requests: u64,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Failure {
    pub(crate) code: String,
    pub(crate) attempts: u64,
    pub(crate) machines: u64,
    pub(crate) first_at: String,
    pub(crate) meaning: String,
    pub(crate) remedy: String,
    pub(crate) retry: String,
    #[serde(default)]
    pub(crate) foreseen_by: Vec<String>,
    pub(crate) told_by: Option<String>,
    pub(crate) not_foreseeable: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Resource {
    #[serde(rename = "resource")]
    pub(crate) kind: String,
    #[serde(default)]
    pub(crate) of: String,
    pub(crate) limit: Option<u32>,
    pub(crate) taken: u32,
    pub(crate) peak: u32,
    #[serde(default)]
    pub(crate) held: u32,
    pub(crate) refusals: u64,
    pub(crate) first_refusal: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Obligation {
    pub(crate) due: Option<String>,
    pub(crate) message: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Assumption {
    pub(crate) name: String,
    pub(crate) value: String,
    pub(crate) provenance: String,
    pub(crate) by_scenario: bool,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Request {
    #[serde(default)]
    pub(crate) findings: Vec<Finding>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Machine {
    pub(crate) message: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Happening {
    pub(crate) at: String,
    pub(crate) level: Option<Level>,
    pub(crate) message: String,
}
