//! What the engine must do for JavaScript, wherever it runs.
#![expect(clippy::unwrap_used, reason = "a failing test may panic")]

use greenlight_browser::{self as engine, objects};
use greenlight_core::text;
use js_sys::{Function, JSON, Object, Reflect};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_test::wasm_bindgen_test;

/// Requests, right and wrong in every way that tells text and objects apart.
const REQUESTS: &[&str] = &[
    concat!(r#"{"case":"#, include_str!("../../../../core/src/rules/golden.json"), r#"}"#),
    concat!(
        r#"{"options":{"all":true,"receipt":true,"rulebook":"2024-01-24"},"case":"#,
        include_str!("../../../../core/src/rules/golden.json"),
        "}"
    ),
    r#"{"case":{"as_of":"2024-02-12","people":{"a":{}},"request":{"actor":"a","restart":{}}}}"#,
    r#"{"case":{"as_of":"2024-02-12","people":{"a":{}},"request":{"actor":"a"}}}"#,
    r#"{"case":{"images":{"finance":{"generatoin":2}}}}"#,
    r#"{"case":{"images":{"finance":{"generation":"two"}}}}"#,
    r#"{"case":{"images":{"finance":{"generation":2.5}}}}"#,
    r#"{"case":{"tenant":{"country":"NO","custom_networks":-1}}}"#,
    r#"{"case":{"tenant":null}}"#,
    r#"{"case":[]}"#,
    "{}",
    "null",
];

/// The text verbs, as the conformance corpus calls them.
struct Text;

impl conformance::Door for Text {
    fn call(&self, verb: &str, input: &str) -> String {
        match verb {
            "check" => engine::check(&input.into()),
            "check-lines" => engine::check_lines(&input.into()),
            "explain" => engine::explain(&input.into()),
            "rules" => engine::rules(),
            "diagnose" => engine::diagnose(&input.into()),
            "import-facts" => engine::import_facts(&input.into()),
            "missing-facts" => engine::missing_facts(&input.into()),
            "redact" => engine::redact(&input.into()),
            "open" => engine::open(&input.into()),
            "why" => engine::why(&input.into()),
            "licences" => engine::licences(&input.into()),
            "rulebook" => engine::rulebook(&input.into()),
            "roles" => engine::roles(&input.into()),
            "simulate" => {
                let (host, heard) = host();
                let answer = engine::simulate(&input.into(), Some(host)).unwrap();
                conformance::with_trace(answer, &heard.borrow())
            }
            "outcomes" => engine::outcomes(&input.into()),
            "shard" => engine::shard(&input.into(), None).unwrap(),
            "merge" => engine::merge(&input.into(), None).unwrap(),
            "replay" => engine::replay(&input.into(), None).unwrap(),
            other => format!("no verb `{other}`"),
        }
    }
}

/// A JavaScript host that keeps what it is told.
fn host() -> (engine::MaybeObserver, Rc<RefCell<String>>) {
    let heard = Rc::new(RefCell::new(String::new()));
    let keeper = Rc::clone(&heard);
    let emit = Closure::<dyn FnMut(String)>::new(move |chunk: String| keeper.borrow_mut().push_str(&chunk));
    let host: JsValue = Object::new().into();
    set(&host, "emit", &emit.into_js_value());
    (host.unchecked_into(), heard)
}

#[wasm_bindgen_test]
fn a_host_that_throws_or_is_none_is_told() {
    let scenario = r#"{"scenario": {"as_of": "2024-02-12"}, "options": {"trace": true}}"#;
    let throwing: JsValue = Object::new().into();
    set(&throwing, "emit", &Function::new_no_args("throw new RangeError('full')").into());
    let thrown = engine::simulate(&scenario.into(), Some(throwing.unchecked_into()));
    assert!(thrown.is_err_and(|thrown| thrown.is_instance_of::<js_sys::RangeError>()));
    let wrong: JsValue = Object::new().into();
    set(&wrong, "emit", &"not a function".into());
    let refused = engine::simulate(&scenario.into(), Some(wrong.unchecked_into()));
    assert!(refused.is_err_and(|thrown| thrown.is_instance_of::<js_sys::TypeError>()));
}

#[wasm_bindgen_test]
fn the_corpus_is_answered_as_everywhere() {
    let differences = conformance::differences(&Text).unwrap();
    assert!(differences.is_empty(), "{}", differences.join("\n"));
}

#[wasm_bindgen_test]
fn text_is_answered_as_the_core_answers() {
    assert_eq!(engine::describe(), text::describe());
    assert_eq!(engine::rules(), text::rules());
    for code in ["IMG004", "img004", "IMG04", "x"] {
        let request = format!(r#"{{"code":"{code}"}}"#);
        assert_eq!(engine::explain(&request.as_str().into()), text::explain(&request));
    }
    for request in REQUESTS.iter().chain(&["", "{", r#"{"case":{},"case":{}}"#]) {
        assert_eq!(engine::check(&(*request).into()), text::check(request));
    }
}

#[wasm_bindgen_test]
fn letters_of_every_length_come_through() {
    for text in ["", "ä", "aé", "☃☃☃", "a💡", "💡💡💡 and more that fits", "\u{FFFD}"] {
        let request = format!(r#"{{"code":"{text}"}}"#);
        assert_eq!(engine::explain(&request.as_str().into()), text::explain(&request));
    }
}

#[wasm_bindgen_test]
fn a_batch_is_answered_as_its_lines_one_by_one() {
    let lines: Vec<String> = REQUESTS.iter().map(|request| request.replace('\n', " ")).collect();
    let one_by_one: String = lines.iter().map(|line| engine::check(&line.as_str().into()) + "\n").collect();
    assert_eq!(engine::check_lines(&lines.join("\n").into()), one_by_one);
}

#[wasm_bindgen_test]
fn objects_are_answered_as_their_text() {
    assert_eq!(text(objects::describe()), engine::describe());
    assert_eq!(text(objects::rules()), engine::rules());
    for code in ["IMG004", "IMG04"] {
        let request = format!(r#"{{"code":"{code}"}}"#);
        assert_eq!(text(objects::explain(&value(&request))), engine::explain(&request.as_str().into()));
    }
    let case = format!(r#"{{"case":{}}}"#, include_str!("../../../../core/src/rules/golden.json"));
    assert_eq!(text(objects::roles(&value("{}"))), engine::roles(&"{}".into()));
    assert_eq!(text(objects::rulebook(&value("{}"))), engine::rulebook(&"{}".into()));
    let machine = format!(
        r#"{{"machine":"bot-01","case":{}}}"#,
        include_str!("../../../../core/src/rules/golden.json")
    );
    assert_eq!(text(objects::diagnose(&value(&machine))), engine::diagnose(&machine.as_str().into()));
    assert_eq!(text(objects::licences(&value(&case))), engine::licences(&case.as_str().into()));
    for request in REQUESTS {
        // The receipt is a digest of the text, spaces left out.
        assert_eq!(text(objects::check(&value(request))), engine::check(&(*request).into()), "{request}");
    }
}

#[wasm_bindgen_test]
fn a_date_is_the_instant_that_it_is() {
    let case = |as_of: &JsValue| {
        let case = value(r#"{"people":{"a":{}},"request":{"actor":"a","restart":{}}}"#);
        set(&case, "as_of", as_of);
        let request = Object::new().into();
        set(&request, "case", &case);
        text(objects::check(&request))
    };
    let date = js_sys::Date::new(&"2024-02-12T09:00:00Z".into());
    assert_eq!(case(&date.into()), case(&"2024-02-12T09:00:00.000Z".into()));
}

#[wasm_bindgen_test]
fn what_is_no_document_is_refused() {
    let function = Function::new_no_args("").into();
    for nothing in [JsValue::UNDEFINED, function] {
        assert_eq!(text(objects::check(&nothing)), engine::check(&"".into()));
    }
    let circle: JsValue = Object::new().into();
    set(&circle, "case", &circle);
    assert!(objects::check(&circle).is_err_and(|thrown| thrown.is_instance_of::<js_sys::TypeError>()));
}

fn value(text: &str) -> JsValue {
    JSON::parse(text).unwrap()
}

fn text(answer: Result<JsValue, JsValue>) -> String {
    JSON::stringify(&answer.unwrap()).unwrap().into()
}

fn set(object: &JsValue, key: &str, to: &JsValue) {
    assert!(Reflect::set(object, &key.into(), to).unwrap());
}
