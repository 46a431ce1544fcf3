//! Files that come in pieces say what they say as a whole.

use super::{file, names, sample};
use greenlight_core::facts_of_files::{File, Hints};
use greenlight_core::{Import, ImportRequest, import_facts, text};
use serde_json::{Value, json};

/// What comes of files, each in pieces of so many letters.
fn in_pieces(files: &[File], hints: &Hints, length: usize) -> Value {
    let request = ImportRequest { hints: hints.clone(), ..ImportRequest::default() };
    let mut import = Import::start(request).unwrap();
    for File { name, text, observed_at } in files {
        import.begin(name, *observed_at);
        let letters: Vec<char> = text.chars().collect();
        for piece in letters.chunks(length) {
            import.add(&piece.iter().collect::<String>());
        }
    }
    serde_json::to_value(import.finish()).unwrap()
}

fn whole(files: &[File], hints: &Hints) -> Value {
    let request = ImportRequest { files: files.to_vec(), hints: hints.clone(), ..ImportRequest::default() };
    serde_json::to_value(import_facts(&request).unwrap()).unwrap()
}

#[test]
fn the_pieces_of_files_do_not_matter() {
    let hints = Hints {
        environment: Some("told".to_owned()),
        person: Some("told".to_owned()),
        origins: true,
        ..Hints::default()
    };
    let mut all = Vec::new();
    for name in names() {
        let text = sample(&name);
        // Records one a line, as far as the file is a list of them.
        let lines = serde_json::from_str::<Value>(&text).ok().and_then(|value| {
            let rows = value.get("value").unwrap_or(&value).as_array()?.clone();
            Some(rows.iter().map(Value::to_string).collect::<Vec<_>>().join("\n"))
        });
        let broken: String = text.chars().take(text.chars().count() * 2 / 3).collect();
        let files = [Some(text), lines, Some(broken)].into_iter().flatten();
        let files: Vec<File> = files.map(|text| file(&name, text)).collect();
        for one in &files {
            let once = whole(std::slice::from_ref(one), &hints);
            for length in [7, 1000] {
                assert_eq!(in_pieces(std::slice::from_ref(one), &hints, length), once, "{name} in {length}");
            }
        }
        all.extend(files);
    }
    assert_eq!(in_pieces(&all, &hints, 33), whole(&all, &hints));
}

#[test]
fn on_text_files_come_in_pieces_as_well() {
    let text = r#"[{"id": "1", "userPrincipalName": "ann@contoso.com", "accountEnabled": true}]"#;
    let files = json!({"files": [{"name": "first", "text": "[]"}, {"name": "second", "text": text}]});
    let mut import = text::Import::start(r#"{"files": [{"name": "first", "text": "[]"}]}"#);
    let (begun, rest) = text.split_at(20);
    import.begin(&json!({"name": "second", "text": begun}).to_string());
    import.add(rest);
    assert_eq!(import.finish(), text::import_facts(&files.to_string()));

    for wrong in [r#"{"files": [], "hint": 1}"#, r#"{"files": [], "hints": {"whole": ["nothing"]}}"#, "{"] {
        let mut import = text::Import::start(wrong);
        import.add("[]");
        assert_eq!(import.finish(), text::import_facts(wrong));
    }
    let mut import = text::Import::start(r#"{"files": []}"#);
    import.begin(r#"{"text": ""}"#);
    assert!(import.finish().contains("missing-field"));
}
