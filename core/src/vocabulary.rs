//! The words that every layer above shares: levels, outcomes, provenance, fixers, phases, instants, errors.

mod choices;
pub mod duration;
pub mod error;
mod fixed;
mod fixer;
pub mod instant;
pub mod kind;
mod level;
mod observer;
mod outcome;
mod phase;
mod provenance;
mod provisioning_code;
mod word;

pub(crate) use choices::choices;
pub use fixed::{Fixed, Text};
pub use fixer::Fixer;
pub use level::Level;
pub use observer::{NoObserver, Observer};
pub use outcome::Outcome;
pub use phase::Phase;
pub use provenance::Provenance;
pub use provisioning_code::ProvisioningCode;
pub use word::{Joint, Phrase, ToWord, Word, Words};
