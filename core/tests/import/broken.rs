//! Broken, hostile and odd files: an error that names file and place, never a panic, never a fact out of nothing.

use super::{facts, file, import, names, sample};
use greenlight_core::facts_of_files::{Hints, ProblemCode};
use proptest::prelude::*;
use serde_json::{Value, json};

/// What is wrong with a text, where in it, and that nothing was read of it.
fn refused(text: &str) -> (ProblemCode, Option<u32>, String) {
    let imported = import(vec![file("f", text.to_owned())], Hints::default());
    assert_eq!(facts(&imported), json!({}), "{text}");
    let problem = imported.problems.first().unwrap_or_else(|| panic!("{text} is taken"));
    assert_eq!(problem.file, "f");
    (problem.code, problem.line, problem.at.as_str().to_owned())
}

#[test]
fn broken_files_are_refused_with_their_place() {
    let deep = "[".repeat(100_000);
    let error =
        r#"{"error": {"code": "Authorization_RequestDenied", "message": "Insufficient privileges."}}"#;
    let batch = format!(r#"{{"responses": [{{"id": "1", "status": 403, "body": {error}}}]}}"#);
    for (text, code, line, at) in [
        ("", ProblemCode::Empty, None, ""),
        (" \r\n", ProblemCode::Empty, None, ""),
        ("{\"a\": 1", ProblemCode::Truncated, Some(1), ""),
        ("{\n\"a\": [1, 2", ProblemCode::Truncated, Some(2), ""),
        ("{\"a\": nul}", ProblemCode::NotJson, Some(1), ""),
        ("hello", ProblemCode::NotJson, Some(1), ""),
        ("ERROR: (ResourceNotFound) it is not there", ProblemCode::Failed, Some(1), ""),
        ("WARNING: soon\n{\"a\": 1}", ProblemCode::Noise, Some(1), ""),
        ("{\"a\": 1}\nWARNING: soon", ProblemCode::Noise, Some(2), ""),
        (&deep, ProblemCode::TooDeep, Some(1), ""),
        (error, ProblemCode::NotAllowed, None, "/error"),
        (&batch, ProblemCode::NotAllowed, None, "/responses/0/body/error"),
        (r#"{"error": {"code": "0x80048306", "message": "m"}}"#, ProblemCode::NotAllowed, None, "/error"),
        (r#"{"error": {"code": "0x8006088a", "message": "m"}}"#, ProblemCode::NotFound, None, "/error"),
        (r#"{"error": {"code": "TooManyRequests"}}"#, ProblemCode::Throttled, None, "/error"),
        (r#"{"error": {}}"#, ProblemCode::ErrorAnswer, None, "/error"),
        ("{}", ProblemCode::Unrecognised, None, ""),
        (r#"[{"colour": "red"}]"#, ProblemCode::Unrecognised, None, ""),
    ] {
        assert_eq!(
            refused(text),
            (code, line, at.to_owned()),
            "{}",
            text.chars().take(80).collect::<String>()
        );
    }
}

#[test]
fn what_is_cut_off_is_said_and_what_is_left_gives_no_more_than_the_whole() {
    for name in names().iter().filter(|name| name.contains("cut")) {
        let imported = import(vec![file(name, sample(name))], Hints::default());
        assert_eq!(
            imported.problems.first().map(|problem| problem.code),
            Some(ProblemCode::CutOff),
            "{name}"
        );
    }
}

#[test]
fn samples_that_end_in_the_middle_are_refused() {
    for name in
        names().iter().filter(|name| ![".ps1", ".jsonl", "count"].iter().any(|part| name.contains(part)))
    {
        let text = sample(name);
        for part in [2, 3, 7] {
            let mut end = text.len() / part;
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            let imported = import(vec![file(name, text[..end].to_owned())], Hints::default());
            assert!(!imported.problems.is_empty(), "{name} up to {end}");
            assert_eq!(facts(&imported), json!({}), "{name} up to {end}");
        }
    }
}

/// Another value in the place of one.
fn odd() -> impl Strategy<Value = Value> {
    prop::sample::select(vec![
        json!(null),
        json!(true),
        json!(-1),
        json!(1e300),
        json!(""),
        json!("\u{0}/~ ' [x] \u{fffd}"),
        json!("unknownFutureValue"),
        json!([]),
        json!([[null]]),
        json!({}),
        json!({"value": [{"value": 7}]}),
        json!("/subscriptions//resourceGroups/"),
    ])
}

/// Puts a value in the place of one of those inside.
fn spoil(value: &mut Value, mut at: usize, with: &Value) -> Result<(), usize> {
    if at == 0 {
        value.clone_from(with);
        return Ok(());
    }
    at -= 1;
    let inside: Vec<&mut Value> = match value {
        Value::Array(items) => items.iter_mut().collect(),
        Value::Object(members) => members.values_mut().collect(),
        _ => Vec::new(),
    };
    for inner in inside {
        match spoil(inner, at, with) {
            Ok(()) => return Ok(()),
            Err(left) => at = left,
        }
    }
    Err(at)
}

fn size(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(size).sum(),
        Value::Object(members) => members.values().map(size).sum(),
        _ => 0,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, ..ProptestConfig::default() })]

    /// Whatever stands somewhere in a sample, importing it ends, and what is told of it names the file.
    #[test]
    fn odd_values_do_no_harm(sample_at: prop::sample::Index, at: prop::sample::Index, with in odd()) {
        let names = names();
        let name = sample_at.get(&names);
        if let Ok(mut value) = serde_json::from_str::<Value>(&sample(name)) {
            let at = at.index(size(&value));
            let _ = spoil(&mut value, at, &with);
            let imported = import(vec![file(name, value.to_string())], Hints::default());
            for problem in &imported.problems {
                prop_assert_eq!(&problem.file, name);
                prop_assert!(!problem.help.is_empty());
            }
            // What was read is a document that reads again.
            let again = super::written(&facts(&imported));
            prop_assert_eq!(again, facts(&imported));
        }
    }

    /// No text makes it panic.
    #[test]
    fn any_text_is_taken_or_refused(text in "[\\[\\]{}\":,a-z0-9@$(\n=;# ]{0,60}") {
        let imported = import(vec![file("f", text)], Hints::default());
        prop_assert!(imported.files.len() == 1);
    }
}
