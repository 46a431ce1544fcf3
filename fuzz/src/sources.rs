//! What is tried on texts as people write them: none may make the program's reader panic, and each says what must hold beside that.

use crate::document::{Document, SourceText};
use serde_json::Value;
use std::sync::Arc;

/// What is tried on a text.
type Target = fn(&str);

/// The targets by name.
pub(crate) const TARGETS: &[(&str, Target)] = &[("yaml", yaml), ("toml", toml)];

fn source(name: &str, text: &str) -> Arc<SourceText> {
    Arc::new(SourceText { name: name.to_owned(), text: text.to_owned(), lines_before: 0 })
}

/// YAML becomes JSON that is read as the same, or a refusal that lies within the text.
fn yaml(text: &str) {
    let source = source("case.yaml", text);
    for document in Document::read_all(&source) {
        match document {
            Ok(document) => same_in_json(&document),
            Err(trouble) => assert!(within(&source, trouble.line_and_column()), "{}", trouble.message),
        }
    }
}

/// TOML becomes JSON that is read as the same, or a refusal that lies within the text.
fn toml(text: &str) {
    let source = source("overlay.toml", text);
    match Document::read_toml(&source) {
        Ok(document) => same_in_json(&document),
        Err(trouble) => assert!(within(&source, trouble.line_and_column()), "{}", trouble.message),
    }
}

fn same_in_json(document: &Document) {
    let json = document.json().into_owned();
    let value: Value = serde_json::from_str(&json).expect("what was read is JSON");
    let again =
        Document::read_all(&source("case.json", &json)).remove(0).expect("what was read is read again");
    assert_eq!(serde_json::from_str::<Value>(&again.json()).expect("it is JSON again"), value);
}

/// Whether a place is one of the text, or just behind its end.
fn within(source: &SourceText, place: Option<(usize, usize)>) -> bool {
    place.is_none_or(|(line, column)| {
        let lines = source.text.split('\n');
        let length = lines.clone().nth(line - 1).map(|line| line.chars().count());
        length.map_or(line == lines.count() + 1 && column == 1, |length| column <= length + 1)
    })
}
