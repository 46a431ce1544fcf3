//! What is wrong with a request can be told in another language: by the catalogue and the phrases beside each sentence, and by nothing else.
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "an integration test: it may panic")]

mod told;

use conformance::{ANSWERS, Door as _, Native, corpus};
use greenlight_core::rulebook::{self, Key};
use greenlight_core::vocabulary::instant::Instant;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::LazyLock;
use told::{Catalogue, Data};

/// Verbs whose requests hold no options.
const FLAT: &[&str] = &["explain", "rulebook", "roles", "redact", "import-facts"];
/// Verbs whose input is no request, or whose answers are no documents.
const OTHERS: &[&str] = &["check-lines", "outcomes", "replay", "describe", "rules"];
/// What is put in the place of something else, to see what is said of it.
const WRONG: &[&str] = &["null", "true", "[]", "[\"x\"]", "\"images\"", "-1", "{\"nmae\": 1}"];

/// A request with what is wrong with it.
struct Refused {
    note: String,
    verb: String,
    request: String,
    errors: Vec<Value>,
}

/// Everything that is refused.
static EVERYTHING: LazyLock<Vec<Refused>> =
    LazyLock::new(|| of_corpus().into_iter().chain(of_misplaced()).collect());

/// The same request, asking for phrases; a text that is not JSON asks in front.
fn asking(verb: &str, input: &str) -> Option<String> {
    let Ok(mut request) = serde_json::from_str::<Value>(input) else {
        return input.strip_prefix('{').map(|rest| format!("{{\"parameters\": true, {rest}"));
    };
    let whole = request.as_object_mut()?;
    let place = if FLAT.contains(&verb) {
        whole
    } else {
        whole.entry("options").or_insert_with(|| json!({})).as_object_mut()?
    };
    place.insert("parameters".to_owned(), true.into());
    Some(request.to_string())
}

fn refused(note: &str, verb: &str, input: &str) -> Option<Refused> {
    let request = asking(verb, input)?;
    let answer: Value = serde_json::from_str(&Native.call(verb, &request)).ok()?;
    let errors = answer.get("errors")?.as_array()?.clone();
    Some(Refused { note: note.to_owned(), verb: verb.to_owned(), request, errors })
}

/// Everything in the corpus that is refused.
fn of_corpus() -> Vec<Refused> {
    let cases = corpus().unwrap().into_iter().zip(ANSWERS.lines());
    let cases =
        cases.filter(|(case, told)| told.starts_with("{\"error\"") && !OTHERS.contains(&case.verb.as_str()));
    cases.filter_map(|(case, _)| refused(&case.note, &case.verb, &case.input)).collect()
}

/// What is refused where something of a request is put in the wrong place: of a few requests to each verb, everything in turn.
fn of_misplaced() -> Vec<Refused> {
    let mut cases = corpus().unwrap();
    cases.retain(|case| !OTHERS.contains(&case.verb.as_str()) && case.input.len() > 200);
    cases.sort_by_key(|case| case.input.len());
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut found = Vec::new();
    for case in cases {
        let few = if case.verb == "check" { 400 } else { 3 };
        let known = seen.entry(case.verb.clone()).or_default();
        *known += 1;
        let Ok(request) = serde_json::from_str::<Value>(&case.input) else { continue };
        if *known > few || (few > 3 && !known.is_multiple_of(50)) {
            continue;
        }
        let mut places = Vec::new();
        gather(&request, String::new(), &mut places);
        for (place, wrong) in places.iter().zip(WRONG.iter().cycle()) {
            let mut request = request.clone();
            *request.pointer_mut(place).unwrap() = serde_json::from_str(wrong).unwrap();
            found.extend(refused(&format!("{place} {wrong}"), &case.verb, &request.to_string()));
        }
    }
    found
}

fn gather(value: &Value, at: String, places: &mut Vec<String>) {
    let key = |key: &str| format!("{at}/{}", key.replace('~', "~0").replace('/', "~1"));
    match value {
        Value::Array(each) => {
            each.iter().take(2).enumerate().for_each(|(n, it)| gather(it, key(&n.to_string()), places));
        }
        Value::Object(fields) => fields.iter().for_each(|(name, it)| gather(it, key(name), places)),
        _ => {}
    }
    if !at.is_empty() {
        places.push(at);
    }
}

#[test]
fn the_catalogue_tells_every_error_as_the_engine_does() {
    let english = Catalogue::committed();
    let (mut told, mut differing) = (BTreeSet::new(), BTreeSet::new());
    for Refused { note, verb, errors, .. } in EVERYTHING.iter() {
        for said in errors {
            let again = english.told(said).unwrap_or_else(|why| panic!("{verb} {note}: {why}: {said}"));
            told.insert(said["phrases"].to_string());
            if let Some((again, said)) = again.differs(said) {
                differing.insert(format!("{verb} {note}: {again} and not {said}"));
            }
        }
    }
    assert!(told.len() > 300, "only {} errors", told.len());
    assert!(differing.is_empty(), "{}", differing.into_iter().collect::<Vec<_>>().join("\n"));
}

/// A catalogue without a Latin letter: what is left are data.
#[test]
fn what_no_translation_of_an_error_reaches_is_data() {
    let english = Catalogue::committed();
    let other = Catalogue::committed().in_another_script();
    let words = words_of_documents();
    let mut glued = BTreeSet::new();
    for Refused { request, errors, .. } in EVERYTHING.iter() {
        let data = Data::of(&serde_json::from_str(request).unwrap_or_default(), &english);
        let stands = |text: &str| {
            let quoted = text.starts_with('`') && text.ends_with('`');
            let known = |text: &str| request.contains(text) || words.contains(text);
            let place = || text.strip_prefix('/').is_some_and(|place| place.split('/').all(known));
            quoted
                || known(&text.replace(' ', "-"))
                || known(text)
                || place()
                || Instant::parse(text).is_some()
        };
        for said in errors {
            let again = other.told(said).unwrap();
            let left = again.untranslated.into_iter().filter(|text| !data.holds(text) && !stands(text));
            glued.extend(left.map(|text| format!("{}: `{text}`", said["phrases"])));
        }
    }
    assert!(glued.is_empty(), "{}", glued.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn phrases_of_errors_come_only_where_they_are_asked_for() {
    for Refused { note, verb, request, errors } in of_corpus() {
        // As long as what it stands for, so that places in a text that is not JSON stay.
        let plain = request.replacen("\"parameters\": true", "\"parameters\":false", 1);
        let plain = plain.replacen("\"parameters\":true", "\"parameters\":false", 1);
        let plain: Value = serde_json::from_str(&Native.call(&verb, &plain)).unwrap();
        let without = |mut error: Value| {
            assert!(error.as_object_mut().unwrap().remove("phrases").is_some(), "{note}: {error}");
            error
        };
        let without: Vec<Value> = errors.into_iter().map(without).collect();
        assert_eq!(plain["errors"], Value::from(without), "{note}");
    }
}

/// Names of fields and words of closed sets, as the schemas have them, and names of what the rulebook holds.
fn words_of_documents() -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../schemas");
    let mut words = BTreeSet::new();
    for file in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        names_in(&serde_json::from_str(&text).unwrap(), &mut words);
    }
    words.extend(Key::ALL.iter().map(|key| rulebook::describe(*key).0.to_owned()));
    words.extend(rulebook::azure_regions().iter().map(|&region| region.to_owned()));
    words
}

fn names_in(schema: &Value, words: &mut BTreeSet<String>) {
    match schema {
        Value::Array(each) => each.iter().for_each(|it| names_in(it, words)),
        Value::Object(fields) => {
            words.extend(fields.get("const").and_then(Value::as_str).map(str::to_owned));
            let closed = fields.get("enum").and_then(Value::as_array).into_iter().flatten();
            words.extend(closed.filter_map(Value::as_str).map(str::to_owned));
            let named = fields.get("properties").and_then(Value::as_object).into_iter().flatten();
            words.extend(named.map(|(name, _)| name.clone()));
            fields.values().for_each(|it| names_in(it, words));
        }
        _ => {}
    }
}
