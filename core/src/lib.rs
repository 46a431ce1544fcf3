//! Whether a Power Automate hosted machine can be created and used, why not, what to change, and what would happen over time.

pub use greenlight_json as json;

pub mod answers;
pub mod evaluation;
pub mod facts;
pub mod lifecycle;
pub mod overlay;
pub mod rulebook;
pub mod rules;
#[cfg(feature = "schema")]
pub mod schema;
pub mod simulation;
pub mod verbs;
pub mod vocabulary;
