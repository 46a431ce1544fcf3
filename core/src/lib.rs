//! Whether a Power Automate hosted machine can be created and used, why not, what to change, and what would happen over time.

pub use greenlight_json as json;

pub mod case;
pub mod context;
pub mod diagnose;
pub mod duration;
pub mod error;
pub mod evaluate;
pub mod fault;
pub mod instant;
pub mod known;
pub mod ledger;
pub mod licences;
pub mod machine;
pub mod overlay;
pub mod published;
pub mod report;
pub mod roles;
pub mod rule;
pub mod rulebook;
pub mod rules;
pub mod scenario;
#[cfg(feature = "schema")]
pub mod schema;
pub mod simulate;
pub mod trace;
pub mod values;
pub mod verbs;
pub mod words;
