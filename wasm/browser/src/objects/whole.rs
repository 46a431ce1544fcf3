//! The verbs on objects that are not for a form.

use super::{answer_of, text};
use crate::observer::{JsObserver, MaybeObserver};
use crate::text::utf8;
use greenlight_core::from_text;
use js_sys::JsString;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

/// Everything about one rule or one published code: `{code}`, in any case.
#[wasm_bindgen(js_namespace = objects, js_name = explain, unchecked_return_type = "Explanation | Refusal")]
pub fn explain(
    #[wasm_bindgen(unchecked_param_type = "ExplainRequest")] request: &JsValue,
) -> Result<JsValue, JsValue> {
    answer_of(from_text::explain(&text(request)?))
}

/// What is wrong with a machine: `{case, machine, options}` gives its likely causes and what to do next, or `{error}`.
#[wasm_bindgen(js_namespace = objects, js_name = diagnose, unchecked_return_type = "Diagnosis | Refusal")]
pub fn diagnose(
    #[wasm_bindgen(unchecked_param_type = "DiagnoseRequest")] request: &JsValue,
) -> Result<JsValue, JsValue> {
    answer_of(from_text::diagnose(&text(request)?))
}

/// Why a rule says what it says of a case: `{case, rule, options}` gives the fewest facts that force it; without a rule, why the outcome is what
/// it is; or `{error}`.
#[wasm_bindgen(js_namespace = objects, js_name = why, unchecked_return_type = "Why | Refusal")]
pub fn why(
    #[wasm_bindgen(unchecked_param_type = "WhyRequest")] request: &JsValue,
) -> Result<JsValue, JsValue> {
    answer_of(from_text::why(&text(request)?))
}

/// The ledger of licences: `{case, options}` gives what is owned, allocated, used, needed and free, or `{error}`.
#[wasm_bindgen(js_namespace = objects, js_name = licences, unchecked_return_type = "Licences | Refusal")]
pub fn licences(
    #[wasm_bindgen(unchecked_param_type = "LicencesRequest")] request: &JsValue,
) -> Result<JsValue, JsValue> {
    answer_of(from_text::licences(&text(request)?))
}

/// Who may do what: `{can: …, case: …, person: …, environment: …}`, all optional; or `{error}`.
#[wasm_bindgen(js_namespace = objects, js_name = roles, unchecked_return_type = "Roles | Refusal")]
pub fn roles(
    #[wasm_bindgen(unchecked_param_type = "RolesRequest")] request: &JsValue,
) -> Result<JsValue, JsValue> {
    answer_of(from_text::roles(&text(request)?))
}

/// The rulebook's values in force: `{rulebook: …, as_of: …, filter: …}`; with `since`, what changed since that rulebook; or `{error}`.
#[wasm_bindgen(js_namespace = objects, js_name = rulebook, unchecked_return_type = "RulebookAnswer | Refusal")]
pub fn rulebook(
    #[wasm_bindgen(unchecked_param_type = "RulebookRequest")] request: &JsValue,
) -> Result<JsValue, JsValue> {
    answer_of(from_text::rulebook(&text(request)?))
}

/// Reads facts out of files of other tools: `{files: [{name, text}], tenant, case, hints}` gives the facts, what each file was, what was not read, and
/// where each fact stands, or `{error}`.
#[wasm_bindgen(js_namespace = objects, js_name = importFacts, unchecked_return_type = "Imported | Refusal")]
pub fn import_facts(
    #[wasm_bindgen(unchecked_param_type = "ImportRequest")] request: &JsValue,
) -> Result<JsValue, JsValue> {
    answer_of(from_text::import_facts(&text(request)?))
}

/// Which call supplies each fact that a case lacks: `{case, options}` gives the facts in the order in which to ask, each with its call and who may
/// make it, or where it stands; or `{error}`.
#[wasm_bindgen(js_namespace = objects, js_name = missingFacts, unchecked_return_type = "MissingFacts | Refusal")]
pub fn missing_facts(
    #[wasm_bindgen(unchecked_param_type = "OpenRequest")] request: &JsValue,
) -> Result<JsValue, JsValue> {
    answer_of(from_text::missing_facts(&text(request)?))
}

/// A case without names: `{case, names}` gives the case with names, ids and domains replaced, each everywhere by the same, and what stands in
/// place of each; or `{error}`.
#[wasm_bindgen(js_namespace = objects, js_name = redact, unchecked_return_type = "Redacted | Refusal")]
pub fn redact(
    #[wasm_bindgen(unchecked_param_type = "RedactRequest")] request: &JsValue,
) -> Result<JsValue, JsValue> {
    answer_of(from_text::redact(&text(request)?))
}

/// Simulates a scenario: `{scenario, options}` gives a summary, or `{error}`.
#[wasm_bindgen(js_namespace = objects, js_name = simulate, unchecked_return_type = "Summary | Refusal")]
pub fn simulate(
    #[wasm_bindgen(unchecked_param_type = "SimulateRequest")] request: &JsValue,
    host: Option<MaybeObserver>,
) -> Result<JsValue, JsValue> {
    let mut observer = JsObserver::to(host)?;
    let answer = from_text::simulate(&text(request)?, &mut observer);
    observer.answer(answer).and_then(answer_of)
}

/// Simulates some of a scenario's replicates: `{scenario, shard: {number, of}, options}` gives a shard, or `{error}`.
#[wasm_bindgen(js_namespace = objects, js_name = shard, unchecked_return_type = "Shard | Refusal")]
pub fn shard(
    #[wasm_bindgen(unchecked_param_type = "ShardRequest")] request: &JsValue,
    host: Option<MaybeObserver>,
) -> Result<JsValue, JsValue> {
    let mut observer = JsObserver::to(host)?;
    let answer = from_text::shard(&text(request)?, &mut observer);
    observer.answer(answer).and_then(answer_of)
}

/// Brings shards together: `{scenario, shards, options}` gives the summary that `simulate` gives, or `{error}`.
#[wasm_bindgen(js_namespace = objects, js_name = merge, unchecked_return_type = "Summary | Refusal")]
pub fn merge(
    #[wasm_bindgen(unchecked_param_type = "MergeRequest")] request: &JsValue,
    host: Option<MaybeObserver>,
) -> Result<JsValue, JsValue> {
    let mut observer = JsObserver::to(host)?;
    let answer = from_text::merge(&text(request)?, &mut observer);
    observer.answer(answer).and_then(answer_of)
}

/// Runs the text of a trace again: whether every line is the same, and the first that is not.
#[wasm_bindgen(js_namespace = objects, js_name = replay, unchecked_return_type = "Replay | Refusal")]
pub fn replay(
    #[wasm_bindgen(unchecked_param_type = "string")] trace: &JsString,
    host: Option<MaybeObserver>,
) -> Result<JsValue, JsValue> {
    let mut observer = JsObserver::to(host)?;
    let answer = from_text::replay(&utf8(trace), &mut observer);
    observer.answer(answer).and_then(answer_of)
}
