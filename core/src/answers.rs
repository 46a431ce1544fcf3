//! Answers derived from rules and verdicts: ledgers of licences, roles, diagnoses, values of the rulebook, published codes.

pub mod diagnosis;
pub mod licences;
pub mod open;
pub mod phrases;
pub mod published;
pub mod roles;
pub mod values;
pub mod why;
