//! What reports say can be told in another language: by the catalogue and what is given beside each sentence, and by nothing else.
#![expect(clippy::indexing_slicing, clippy::unwrap_used, reason = "an integration test: it may panic")]

mod told;

use conformance::{Door as _, Native, corpus};
use greenlight_core::rulebook::Book;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use told::{Catalogue, Data};

/// Every case of the corpus that can be judged, by its own rulebook and by each, with what fills the sentences.
fn reports() -> impl Iterator<Item = (String, Value, Value)> {
    let cases = corpus().unwrap().into_iter().filter(|case| case.verb == "check");
    cases.flat_map(|case| {
        let Ok(request) = serde_json::from_str::<Value>(&case.input) else { return Vec::new() };
        if !request["case"].is_object() {
            return Vec::new();
        }
        let own = request["options"]["rulebook"].clone();
        let books = Book::ALL.iter().map(|book| Value::from(book.date().to_string()));
        let books: BTreeSet<String> = books.chain([own]).map(|book| book.to_string()).collect();
        let judged = books.into_iter().filter_map(|book| {
            let mut asked = request.clone();
            if !asked["options"].is_object() {
                asked["options"] = json!({});
            }
            asked["options"]["rulebook"] = serde_json::from_str(&book).unwrap();
            asked["options"]["parameters"] = true.into();
            let report: Value = serde_json::from_str(&Native.call("check", &asked.to_string())).unwrap();
            let note = format!("{} by {book}", case.note);
            report["outcome"].is_string().then_some((note, asked, report))
        });
        judged.collect()
    })
}

/// Everything in a report that is told by the catalogue.
fn sentences(report: &Value) -> Vec<&Value> {
    let lists = ["/findings", "/tasks", "/questions", "/warnings", "/old", "/overlay/waived"];
    lists.iter().filter_map(|list| report.pointer(list)?.as_array()).flatten().collect()
}

#[test]
fn the_catalogue_tells_every_sentence_as_the_engine_does() {
    let english = Catalogue::committed();
    let (mut told, mut differing) = (0, Vec::new());
    for (note, _, report) in reports() {
        for said in sentences(&report) {
            told += 1;
            let again = english.told(said).unwrap_or_else(|why| panic!("{note}: {why}: {said}"));
            if let Some((again, said)) = again.differs(said) {
                differing.push(format!("{note}: {again} and not {said}"));
            }
        }
    }
    assert!(told > 4000, "only {told} sentences");
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

#[test]
fn what_is_open_and_why_is_told_like_a_question() {
    let english = Catalogue::committed();
    let mut told = BTreeSet::new();
    for case in corpus().unwrap() {
        if !["open", "why", "missing-facts"].contains(&case.verb.as_str()) {
            continue;
        }
        let Ok(mut request) = serde_json::from_str::<Value>(&case.input) else { continue };
        if !request["options"].is_object() {
            request["options"] = json!({});
        }
        request["options"]["parameters"] = true.into();
        let answer: Value = serde_json::from_str(&Native.call(&case.verb, &request.to_string())).unwrap();
        let lists = ["fields", "questions", "facts"].map(|list| &answer[list]);
        for said in lists.into_iter().filter_map(Value::as_array).flatten() {
            let again = english.told(said).unwrap_or_else(|why| panic!("{}: {why}: {said}", case.note));
            assert_eq!(again.differs(said), None, "{}", case.note);
            told.insert((case.verb.clone(), said["sentence"].to_string()));
        }
    }
    for verb in ["open", "why", "missing-facts"] {
        assert!(told.iter().any(|(of, _)| of == verb), "nothing is told of {verb}");
    }
}

/// A catalogue without a Latin letter, as a translator could write it: what is left of them are data.
#[test]
fn what_no_translation_reaches_is_data() {
    let english = Catalogue::committed();
    let other = Catalogue::committed().in_another_script();
    let mut glued = BTreeSet::new();
    for (note, request, report) in reports() {
        let data = Data::of(&request, &english);
        for said in sentences(&report) {
            let again = other.told(said).unwrap_or_else(|why| panic!("{note}: {why}: {said}"));
            let code = said["code"].as_str().or(said["sentence"].as_str()).unwrap_or("old");
            for text in again.untranslated.iter().filter(|text| !data.holds(text)) {
                glued.insert(format!("{code}: `{text}`"));
            }
        }
    }
    assert!(glued.is_empty(), "{}", glued.into_iter().collect::<Vec<_>>().join("\n"));
}

#[test]
fn what_fills_sentences_comes_only_where_it_is_asked_for() {
    for (note, mut request, report) in reports().step_by(20) {
        request["options"]["parameters"] = false.into();
        let plain: Value = serde_json::from_str(&Native.call("check", &request.to_string())).unwrap();
        assert_eq!(without(report), plain, "{note}");
    }
}

/// A report without what fills its sentences.
fn without(mut report: Value) -> Value {
    for list in ["/findings", "/tasks", "/questions", "/warnings", "/old", "/overlay/waived"] {
        for said in report.pointer_mut(list).and_then(Value::as_array_mut).into_iter().flatten() {
            for added in ["parameters", "step_codes", "sentence", "phrase"] {
                said.as_object_mut().unwrap().remove(added);
            }
        }
    }
    report
}
