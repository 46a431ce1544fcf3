//! The golden case and the rules' examples as changes to it: they are documentation, and every one of them is executed.

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

/// JSON merge patch (RFC 7396): objects are merged, `null` takes away, everything else replaces.
pub fn merge(target: &mut Value, patch: &Value) {
    let Value::Object(changes) = patch else {
        *target = patch.clone();
        return;
    };
    if !target.is_object() {
        *target = Value::Object(serde_json::Map::new());
    }
    let Value::Object(fields) = target else { return };
    for (key, change) in changes {
        if change.is_null() {
            fields.remove(key);
        } else {
            merge(fields.entry(key.as_str()).or_insert(Value::Null), change);
        }
    }
}
