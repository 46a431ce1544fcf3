//! The verbs on text that are not for a form: explaining, diagnosing, counting, simulating.

use crate::observer::{JsObserver, MaybeObserver};
use crate::text::utf8;
use greenlight_core::text as verbs;
use js_sys::JsString;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// Everything about one rule or one published code: `{"code": "IMG004"}`, in any case.
#[wasm_bindgen]
pub fn explain(#[wasm_bindgen(unchecked_param_type = "string")] request: &JsString) -> String {
    verbs::explain(&utf8(request))
}

/// What is wrong with a machine: `{"case": …, "machine": …, "options": …}` gives what its status and error mean, the likely causes, whether
/// waiting helps and what to do next, or `{"error": …}`.
#[wasm_bindgen]
pub fn diagnose(#[wasm_bindgen(unchecked_param_type = "string")] request: &JsString) -> String {
    verbs::diagnose(&utf8(request))
}

/// Why a rule says what it says of a case: `{"case": …, "rule": …, "options": …}` gives the fewest facts that force it; without a rule, why the
/// outcome is what it is; or `{"error": …}`.
#[wasm_bindgen]
pub fn why(#[wasm_bindgen(unchecked_param_type = "string")] request: &JsString) -> String {
    verbs::why(&utf8(request))
}

/// The ledger of licences: `{"case": …, "options": …}` gives what is owned, allocated, used, needed and free, or `{"error": …}`.
#[wasm_bindgen]
pub fn licences(#[wasm_bindgen(unchecked_param_type = "string")] request: &JsString) -> String {
    verbs::licences(&utf8(request))
}

/// Who may do what: `{"can": …, "case": …, "person": …, "environment": …}`, all optional; or `{"error": …}`.
#[wasm_bindgen]
pub fn roles(#[wasm_bindgen(unchecked_param_type = "string")] request: &JsString) -> String {
    verbs::roles(&utf8(request))
}

/// The rulebook's values in force: `{"rulebook": …, "as_of": …, "filter": …}`; with `"since"`, what changed since that rulebook; or `{"error": …}`.
#[wasm_bindgen]
pub fn rulebook(#[wasm_bindgen(unchecked_param_type = "string")] request: &JsString) -> String {
    verbs::rulebook(&utf8(request))
}

/// Reads facts out of files of other tools: `{"files": [{"name": …, "text": …}], "tenant": …, "case": …, "hints": …}` gives the facts, what each
/// file was, what was not read, and where each fact stands, or `{"error": …}`.
#[wasm_bindgen(js_name = importFacts)]
pub fn import_facts(#[wasm_bindgen(unchecked_param_type = "string")] request: &JsString) -> String {
    verbs::import_facts(&utf8(request))
}

/// Which call supplies each fact that a case lacks: `{"case": …, "options": …}` gives the facts in the order in which to ask, each with its call
/// and who may make it, or where it stands; or `{"error": …}`.
#[wasm_bindgen(js_name = missingFacts)]
pub fn missing_facts(#[wasm_bindgen(unchecked_param_type = "string")] request: &JsString) -> String {
    verbs::missing_facts(&utf8(request))
}

/// A case without names: `{"case": …, "names": …}` gives the case with names, ids and domains replaced, each everywhere by the same, and what
/// stands in place of each; or `{"error": …}`.
#[wasm_bindgen]
pub fn redact(#[wasm_bindgen(unchecked_param_type = "string")] request: &JsString) -> String {
    verbs::redact(&utf8(request))
}

/// Judges a batch in brief: one request to `check` a line, one line for its outcome and the codes of what is broken.
#[wasm_bindgen]
pub fn outcomes(#[wasm_bindgen(unchecked_param_type = "string")] requests: &JsString) -> String {
    verbs::outcomes(&utf8(requests))
}

/// Simulates a scenario: `{"scenario": …, "options": …}` gives a summary, or `{"error": …}`.
///
/// # Errors
/// What a function of the host threw, or that one of them is not a function.
#[wasm_bindgen]
pub fn simulate(
    #[wasm_bindgen(unchecked_param_type = "string")] request: &JsString,
    host: Option<MaybeObserver>,
) -> Result<String, JsValue> {
    let mut observer = JsObserver::to(host)?;
    let answer = verbs::simulate(&utf8(request), &mut observer);
    observer.answer(answer)
}

/// Simulates some of a scenario's replicates: `{"scenario": …, "shard": {"number": 2, "of": 7}, "options": …}` gives a shard, or `{"error": …}`.
///
/// # Errors
/// What a function of the host threw, or that one of them is not a function.
#[wasm_bindgen]
pub fn shard(
    #[wasm_bindgen(unchecked_param_type = "string")] request: &JsString,
    host: Option<MaybeObserver>,
) -> Result<String, JsValue> {
    let mut observer = JsObserver::to(host)?;
    let answer = verbs::shard(&utf8(request), &mut observer);
    observer.answer(answer)
}

/// Brings shards together: `{"scenario": …, "shards": […], "options": …}` gives the summary that `simulate` gives, or `{"error": …}`.
///
/// # Errors
/// What a function of the host threw, or that one of them is not a function.
#[wasm_bindgen]
pub fn merge(
    #[wasm_bindgen(unchecked_param_type = "string")] request: &JsString,
    host: Option<MaybeObserver>,
) -> Result<String, JsValue> {
    let mut observer = JsObserver::to(host)?;
    let answer = verbs::merge(&utf8(request), &mut observer);
    observer.answer(answer)
}

/// Runs a trace again: whether every line is the same, and the first that is not.
///
/// # Errors
/// What a function of the host threw, or that one of them is not a function.
#[wasm_bindgen]
pub fn replay(
    #[wasm_bindgen(unchecked_param_type = "string")] trace: &JsString,
    host: Option<MaybeObserver>,
) -> Result<String, JsValue> {
    let mut observer = JsObserver::to(host)?;
    let answer = verbs::replay(&utf8(trace), &mut observer);
    observer.answer(answer)
}
