//! The golden case and the rules' examples as changes to it: they are documentation, and every one of them is executed.

use crate::patch::merge;
use crate::rule::{Example, Rule};
use serde_json::Value;

/// A case in which everything is right and known; every example changes it.
pub const GOLDEN: &str = include_str!("golden.json");

/// The golden case with an example's change.
///
/// # Errors
/// If the change is not JSON.
pub fn case(example: &Example) -> serde_json::Result<Value> {
    let mut case: Value = serde_json::from_str(GOLDEN)?;
    merge(&mut case, &serde_json::from_str(example.patch)?);
    Ok(case)
}

/// The verdict that an example promises, as reports write it.
pub fn promised(example: &Example) -> String {
    example.verdict.replace('_', "-")
}

/// Every example of a rule, with the case it stands for.
pub fn of(rule: &Rule) -> impl Iterator<Item = (&'static Example, serde_json::Result<Value>)> {
    rule.examples.iter().map(|example| (example, case(example)))
}
