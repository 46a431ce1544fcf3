//! What is read and written against `serde_json`, which millions use.

use super::*;
use proptest::prelude::*;
use serde_json::Value;

/// Pieces of which texts are made that are JSON, nearly, or not at all.
const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    " ",
    "\n",
    "\t",
    "\"a\"",
    "\"a b\": ",
    "\"ä💡\"",
    "\"\"",
    "\"\\n\\\"\\/\\u0041\"",
    "\"\\ud83d\\ude00\"",
    "\"\\ud83d\"",
    "\"\\ud83d\\n\"",
    "\"\\ude00\"",
    "\"\\ud83d\\u0041\"",
    "\"\\u00g0\"",
    "\"\\x\"",
    "\"\\u12",
    "\"",
    "\u{1}",
    "\"\u{1f}\"",
    "0",
    "-",
    "-0",
    "12",
    "01",
    "-7",
    "1.",
    "1.5",
    ".5",
    "2e3",
    "2e",
    "2E+",
    "18446744073709551615",
    "18446744073709551616",
    "-9223372036854775809",
    "true",
    "false",
    "null",
    "nul",
    "tru",
    "falsy",
    "é",
    "\u{feff}",
    "\"a long text of more than two words\"",
];

/// What is said of a text: its value, or what is wrong, and where.
fn ours(text: &str) -> Result<Value, (String, Option<u32>, Option<u32>)> {
    document(text).map_err(|error| (error.message, error.line, error.column))
}

fn theirs(text: &str) -> Result<Value, (String, Option<u32>, Option<u32>)> {
    serde_json::from_str(text).map_err(|error| {
        let words = error.to_string();
        let words = words.rsplit_once(" at line ").map_or(words.as_str(), |(words, _)| words);
        let words = if words == "recursion limit exceeded" {
            "the text is nested deeper than 127 levels"
        } else {
            words
        };
        (words.to_owned(), u32::try_from(error.line()).ok(), u32::try_from(error.column()).ok())
    })
}

fn alike(text: &str) -> Result<(), TestCaseError> {
    let theirs = theirs(text);
    // How large a number may be is said by what it is for, and not by how it is read.
    if !matches!(&theirs, Err((words, ..)) if words == "number out of range") {
        prop_assert_eq!(ours(text), theirs, "{}", text);
    }
    Ok(())
}

proptest! {
    #[test]
    fn made_up_texts_are_taken_or_refused_alike(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..9)) {
        let text = pieces.concat();
        alike(&text)?;
    }

    #[test]
    fn damaged_documents_are_refused_alike(at in 0..2000_usize, cut in 0..3_usize, piece in prop::sample::select(PIECES)) {
        let golden = include_str!("../rules/golden.json");
        let text = format!("{}{piece}{}", &golden[..at], &golden[at + cut..]);
        alike(&text)?;
    }

    #[test]
    fn every_text_is_written_and_read_again(text in any::<String>()) {
        let mut written = String::new();
        crate::write::quoted(&mut written, &text);
        prop_assert_eq!(&written, &serde_json::to_string(&text).unwrap());
        prop_assert_eq!(document::<String>(&written), Ok(text));
    }

    #[test]
    fn a_byte_is_found_wherever_it_stands(bytes in prop::collection::vec(any::<u8>(), 0..40), byte in 0..128_u8) {
        let place = bytes.iter().position(|found| *found == byte);
        prop_assert_eq!(until(&bytes, byte), place.unwrap_or(bytes.len()));
        let special = bytes.iter().position(|found| matches!(found, b'"' | b'\\' | ..b' '));
        prop_assert_eq!(plain(&bytes), special.unwrap_or(bytes.len()));
    }

    #[test]
    fn equal_texts_are_the_same(one in "[ab]{0,20}", other in "[ab]{0,20}", end in "[ab]{0,2}") {
        prop_assert!(equal(&one, &one.clone()));
        prop_assert_eq!(equal(&one, &other), one == other);
        prop_assert_eq!(equal(&format!("{one}{end}"), &format!("{one}a")), end == "a");
    }
}

#[test]
fn nesting_ends_where_theirs_does() {
    for depth in [1, 126, 127, 128, 400] {
        for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
            let text = format!("{}0{}", open.repeat(depth), close.repeat(depth));
            assert_eq!(ours(&text), theirs(&text));
        }
    }
}

#[test]
fn a_canonical_text_is_theirs_sorted_by_key() {
    for text in [
        r#" { "b" : [ 1 , { } , [] , "\u0041\n" ] , "a" : null , "aé": true, "B": -3 } "#,
        "[]",
        "0",
        "\"\"",
        "{}",
    ] {
        assert_eq!(canonical(text).unwrap(), theirs(text).unwrap().to_string());
    }
    assert_eq!(canonical(r#"{"a": 1, "a": 2}"#).unwrap_err().code, Code::DuplicateKey);
    assert_eq!(canonical(r#"{"a": 1"#).unwrap_err().column, Some(7));
}

#[test]
fn what_is_wrong_is_told_where_it_is() {
    let place = |text: &str| document::<crate::case::Case>(text).unwrap_err().at.to_string();
    assert_eq!(place(r#"{"images": {"a/b": {"os": {"build": 1.5}}}}"#), "/images/a~1b/os/build");
    assert_eq!(
        place(r#"{"images": {"a": {"generation": {"value": "two", "source": "s"}}}}"#),
        "/images/a/generation"
    );
    assert_eq!(place(r#"{"images": {"a": {"generation": {"value": []}}}}"#), "/images/a/generation/value");
    assert_eq!(place(r#"{"images": {"a": {"regions": ["x", 1]}}}"#), "/images/a/regions/1");
    assert_eq!(place(r#"{"images": {"a": {"usage": "both", "usage": "both"}}}"#), "/images/a");
    assert_eq!(place(r#"{"images": {"b": {}, "a": {}, "b": {}}}"#), "/images");
    assert_eq!(place(r#"{"request": {"actor": "x", "restart": {"image": "y"}}}"#), "/request/restart/image");
    // That a text is not JSON goes before anything else.
    let both = document::<crate::case::Case>(r#"{"tenat": 1"#).unwrap_err();
    assert_eq!((both.code, both.column), (Code::MalformedJson, Some(11)));
}
