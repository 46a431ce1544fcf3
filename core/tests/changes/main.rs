//! What changes facts: typed changes do what the same changes do to the document, and every action has its own.
#![expect(
    clippy::tests_outside_test_module,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::needless_raw_string_hashes,
    reason = "an integration test: it may panic, and its expectations are written by expect-test"
)]

mod actions;
mod documents;
mod outside;
mod table;

use greenlight_core::facts::Case;
use greenlight_core::facts::change::Change;
use serde_json::Value;

/// A case.
fn case(document: &Value) -> Case {
    greenlight_json::from_value(document).unwrap()
}

/// A change in one line.
fn told(change: &Change) -> String {
    let value = change.value().map(|value| format!(" {value}")).unwrap_or_default();
    format!("{} {}{value}", change.step(), change.at())
}
