//! The words that all layers above this one share: levels, outcomes, provenance, fixers, phases, instants, errors.

mod choices;
pub mod duration;
pub mod error;
pub mod expected;
mod fixer;
pub mod instant;
pub mod kind;
mod level;
mod observer;
mod outcome;
mod phase;
pub mod phrases;
mod provenance;
mod provisioning_code;

pub(crate) use choices::choices;
pub use fixer::Fixer;
pub use greenlight_json::{Fixed, Joint, Phrase, Text, ToWord, Word, Words};
pub use level::Level;
pub use observer::{NoObserver, Observer};
pub use outcome::Outcome;
pub use phase::Phase;
pub use provenance::Provenance;
pub use provisioning_code::ProvisioningCode;
