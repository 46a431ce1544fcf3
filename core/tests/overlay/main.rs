//! What an organisation's overlay does to a report, and what is refused of it.

#![expect(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "an integration test: it may panic")]

use expect_test::Expect;
use greenlight_core::rulebook::Book;
use greenlight_core::rules::examples;
use greenlight_core::verbs;
use greenlight_json::patch::merge;
use serde_json::{Value, json};
use std::fmt::Write as _;

mod effects;
mod everywhere;
mod refused;
mod simulated;
mod values;
mod waivers;

/// The golden case of general availability with a change, judged under an overlay, which gets a name and a date.
fn answer(change: &str, overlay: &str, options: &Value) -> Value {
    let mut case = examples::golden(Book::General).unwrap();
    merge(&mut case, &serde_json::from_str(change).unwrap());
    judged(Book::General, &case, overlay, options)
}

/// A case judged under an overlay, which gets a name and a date.
fn judged(book: Book, case: &Value, overlay: &str, options: &Value) -> Value {
    let mut all = json!({"rulebook": book.date().to_string(), "overlay": laid(overlay)});
    merge(&mut all, options);
    serde_json::from_str(&verbs::text::check(&json!({"case": case, "options": all}).to_string())).unwrap()
}

/// An overlay with a name and a date.
fn laid(overlay: &str) -> Value {
    let mut laid = json!({"name": "Contoso", "date": "2024-02-01"});
    merge(&mut laid, &serde_json::from_str(overlay).unwrap());
    laid
}

/// The outcome, what was found, what is asked, and what the report says of the overlay.
fn told(report: &Value) -> String {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let mut out = text(&report["outcome"]) + "\n";
    for finding in report["findings"].as_array().unwrap() {
        let _ = write!(out, "{} {}", text(&finding["level"]), text(&finding["code"]));
        let _ = match &finding["overlay"] {
            Value::Null if finding["code"].as_str().unwrap().starts_with('O') => {
                writeln!(out, " at {}: {}", text(&finding["at"]), text(&finding["message"]))
            }
            Value::Null => writeln!(out),
            changed => writeln!(out, " ({})", text(changed)),
        };
    }
    for question in report["questions"].as_array().into_iter().flatten() {
        let _ = writeln!(out, "asks {} for {}", text(&question["at"]), question["rules"]);
    }
    for part in ["levels", "waived", "open", "values"] {
        for row in report["overlay"][part].as_array().into_iter().flatten() {
            let _ = writeln!(out, "{part} {row}");
        }
    }
    out
}

fn check(change: &str, overlay: &str, expected: &Expect) {
    expected.assert_eq(&told(&answer(change, overlay, &json!({}))));
}
