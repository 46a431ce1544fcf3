//! Hostile texts, against `serde_json`: nested, cut off, with lone surrogates, control characters and numbers that no type holds.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "an integration test: it may panic"
)]

mod texts;

use greenlight_json::{Canonical, DocumentError, ErrorKind, Pointer, from_str, object, patch, swar, write};
use proptest::prelude::*;
use serde_json::Value;

/// A document that has a field of every kind.
#[derive(Debug, Default, PartialEq, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Document {
    a: Option<Value>,
    list: Vec<u8>,
    on: bool,
    name: String,
    count: u64,
    inner: Inner,
}

#[derive(Debug, Default, PartialEq, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
struct Inner {
    few: u32,
}

object!(Document, "a document", { a, list, on, name, count, inner });
object!(Inner, "an inner document", { few });

/// Miri takes its time: it looks at one text in so many.
const STEP: usize = if cfg!(miri) { 7 } else { 1 };

/// Holds that a text is read, or refused, as `serde_json` does it, and that what is told of it lies within it.
fn check(text: &str) {
    let theirs = serde_json::from_str::<Value>(text);
    match (from_str::<Value>(text), &theirs) {
        (Ok(ours), Ok(theirs)) => assert_eq!(&ours, theirs, "{text}"),
        (Err(ours), Err(theirs)) => {
            placed(text, &ours, None);
            let theirs = theirs.to_string();
            // Differences: how deep is told as a number; a number that no type holds is told by its pointer, and after what is no JSON.
            match ours.kind {
                ErrorKind::TooDeep => assert!(theirs.starts_with("recursion limit"), "{text}: {theirs}"),
                _ if theirs.starts_with("number out of range") => {}
                _ => assert_eq!(ours.to_string(), theirs, "{text}"),
            }
        }
        (ours, theirs) => panic!("{text}\nours: {ours:?}\ntheirs: {theirs:?}"),
    }
    canonical(text, theirs.as_ref().ok());
    typed(text, theirs.as_ref().ok());
}

/// Holds that a text that is JSON has a canonical form, which is its own, and means the same.
fn canonical(text: &str, value: Option<&Value>) {
    match from_str::<Canonical>(text) {
        Ok(canonical) => {
            let again = from_str::<Canonical>(canonical.as_str()).unwrap();
            assert_eq!(again.as_str(), canonical.as_str(), "{text}");
            // A number that no type holds stays as it is written, and is then no value.
            if let Some(value) = value {
                assert_eq!(from_str::<Value>(canonical.as_str()).as_ref(), Ok(value), "{text}");
            }
        }
        Err(error) => assert_eq!(value, None, "{text}: {error}"),
    }
}

/// Holds that a document is read as serde's own code reads it. Ours is stricter where a list stands for an object, and laxer where `null`
/// does: that is an object without fields.
fn typed(text: &str, value: Option<&Value>) {
    let stands = |kind: fn(&Value) -> bool| value.is_some_and(|value| kind(value) || kind(&value["inner"]));
    match (from_str::<Document>(text), serde_json::from_str::<Document>(text)) {
        (Ok(ours), Ok(theirs)) => assert_eq!(ours, theirs, "{text}"),
        (Ok(ours), Err(theirs)) => {
            assert!(stands(Value::is_null), "{text}\nours: {ours:?}\ntheirs: {theirs}");
        }
        (Err(ours), theirs) => {
            placed(text, &ours, value);
            assert!(theirs.is_err() || stands(Value::is_array), "{text}\nours: {ours}\ntheirs: {theirs:?}");
        }
    }
}

/// Holds that the place of an error lies within the text, and within what is read of it.
fn placed(text: &str, error: &DocumentError, value: Option<&Value>) {
    if let (Some(line), Some(column)) = (error.line, error.column) {
        let lines: Vec<&str> = text.split('\n').collect();
        let found = lines.get(line as usize - 1).unwrap_or_else(|| panic!("{text}: no line {line}"));
        assert!(column as usize <= found.len() + 1, "{text}: no column {column} in line {line}");
    } else if let Some(value) = value {
        // Of an object whose key stands there twice, `serde_json` keeps only the last.
        let found = value.pointer(error.pointer.as_str()).is_some();
        assert!(found || repeated(text, value), "{text}: {error}");
    }
}

/// Whether a key stands twice in an object.
fn repeated(text: &str, value: &Value) -> bool {
    let commas = |text: &str| text.matches(':').count();
    from_str::<Canonical>(text).is_ok_and(|canonical| commas(canonical.as_str()) > commas(&value.to_string()))
}

#[test]
fn what_readers_stumble_over() {
    for text in texts::KNOWN.iter().step_by(STEP) {
        check(text);
    }
}

#[test]
fn nesting_at_the_limit_and_far_beyond() {
    let depths: &[usize] = if cfg!(miri) { &[128] } else { &[1, 63, 64, 126, 127, 128, 129, 200_000] };
    for (open, close) in [("[{\"a\":", "}]"), ("[", "]"), ("{\"a\":", "}")].into_iter().step_by(STEP) {
        for depth in depths.iter().copied() {
            let begun = open.repeat(depth);
            check(&begun);
            check(&format!("{begun}0{}", close.repeat(depth)));
            check(&format!("{begun}0{}", close.repeat(depth - 1)));
            check(&format!("{{\"a\":{begun}0{}}}", close.repeat(depth)));
        }
    }
}

#[test]
fn cut_off_anywhere() {
    for text in [texts::WHOLE, "\"\\ud83d\\ude00\"", "-12.5e+10", "[true,false,null]"] {
        for (end, _) in text.char_indices().step_by(STEP * STEP) {
            check(&text[..end]);
        }
        check(text);
    }
}

fn config() -> ProptestConfig {
    if cfg!(miri) {
        // Its programs see no files.
        ProptestConfig { cases: 4, failure_persistence: None, ..ProptestConfig::default() }
    } else {
        ProptestConfig::with_cases(8192)
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_text(text in texts::any_text()) {
        check(&text);
    }

    #[test]
    fn bytes_that_are_no_text(bytes in prop::collection::vec(texts::byte(), 0..70)) {
        let odd = |byte: &u8| matches!(byte, b'"' | b'\\' | ..b' ');
        let first = bytes.iter().position(odd).unwrap_or(bytes.len());
        prop_assert_eq!(swar::plain(&bytes), first);
        prop_assert_eq!(swar::is_plain(&bytes), first == bytes.len());
    }

    /// What is merged twice is merged once, and is written as `serde_json` writes it.
    #[test]
    fn any_patch(target in texts::any_json(), patch in texts::any_json()) {
        let (mut target, patch): (Value, Value) = (from_str(&target).unwrap(), from_str(&patch).unwrap());
        patch::merge(&mut target, &patch);
        let once = target.clone();
        patch::merge(&mut target, &patch);
        prop_assert_eq!(&target, &once);
        prop_assert_eq!(write::text(&once), once.to_string());
    }

    /// A pointer leads where `serde_json` follows it.
    #[test]
    fn any_pointer(text in "(/|~0|~1|~|[a/~é0-9]){0,8}") {
        let Some(pointer) = Pointer::parse(&text) else {
            prop_assert!(!text.is_empty());
            return Ok(());
        };
        let mut document = Value::from(7);
        for key in pointer.keys().collect::<Vec<_>>().into_iter().rev() {
            document = Value::Object([(key.into_owned(), document)].into_iter().collect());
        }
        prop_assert_eq!(document.pointer(pointer.as_str()), Some(&Value::from(7)));
    }
}
