//! A verdict is unknown exactly when two completions of the missing fact would disagree, in the verdict or in how bad it is, by trying them all on the values the examples know.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "an integration test: it may panic")]

mod judging;
mod parallel;

use greenlight_core::evaluation::report::Report;
use greenlight_core::vocabulary::Level;
use greenlight_core::vocabulary::instant::Instant;

use greenlight_core::rulebook::Book;
use greenlight_core::rules::{self, examples};
use greenlight_core::verbs::{self, CheckOptions};
use greenlight_core::vocabulary::Text;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicU32, Ordering};

type Verdicts = BTreeMap<&'static str, &'static str>;

/// The values that each kind of fact takes, as JSON.
type Values = BTreeMap<String, BTreeSet<String>>;

/// Every rule's verdict; nothing where the completion is no document.
fn verdicts(book: Book, case: &Value) -> Option<Verdicts> {
    let (_, verdicts) = judging::judged(book, &greenlight_json::from_value(case).ok()?)?;
    Some(verdicts.iter().map(|(rule, verdict)| (rule.id.code(), verdict.word())).collect())
}

/// What a rule says: its verdict, and how bad it is where it is broken.
fn said(book: Book, case: &Value, code: &str) -> Option<(Text, Option<Level>)> {
    let report = report(book, case)?;
    let level = report.findings.iter().find(|finding| finding.code == code).map(|finding| finding.level);
    let line = report.verdicts?.into_iter().find(|line| line.code == code)?;
    Some((line.verdict, level))
}

fn report(book: Book, case: &Value) -> Option<Report> {
    let case = greenlight_json::from_str(&case.to_string()).ok()?;
    let options = CheckOptions { rulebook: Some(book.date()), all: true, ..CheckOptions::default() };
    verbs::check::as_it_stands(&case, &options).ok()
}

/// The places of facts: leaves, and lists as wholes.
fn places(value: &Value, path: &mut Vec<String>, out: &mut Vec<Vec<String>>) {
    match value {
        Value::Object(fields) if !fields.is_empty() && !fields.contains_key("items") => {
            for (key, value) in fields {
                path.push(key.clone());
                places(value, path, out);
                path.pop();
            }
        }
        _ if path.len() > 1 && path[0] != "request" => out.push(path.clone()),
        _ => {}
    }
}

fn at<'v>(case: &'v Value, path: &[String]) -> &'v Value {
    path.iter().fold(case, |value, key| &value[key.as_str()])
}

fn with(case: &Value, path: &[String], value: &Value) -> Value {
    let mut case = case.clone();
    let (last, groups) = path.split_last().unwrap();
    let group = groups.iter().fold(&mut case, |value, key| &mut value[key.as_str()]);
    group.as_object_mut().unwrap().insert(last.clone(), value.clone());
    case
}

/// What kind of fact stands at a path: its collection and its field, whatever the thing's name.
fn kind(path: &[String]) -> String {
    let named = usize::from(path[0] != "tenant");
    if path.contains(&"roles".to_owned()) {
        "roles".to_owned()
    } else {
        format!("{}.{}", path[0], path[(1 + named).min(path.len())..].join("."))
    }
}

/// Facts that say the same as others: a completion that contradicts those is no completion.
const REDUNDANT: [&str; 11] = [
    // Where nothing is said of it, it is paid for beforehand.
    "environments.billing",
    "groups.last_run",
    "machines.requested",
    "groups.provisioned",
    "images.os.build",
    "images.os.version",
    "tenant.intune.windows_corporate_enrolment",
    "tenant.intune.default_restriction",
    "tenant.intune.custom_restrictions",
    "environments.hosted_machines",
    "tenant.hosted_machines",
];

/// What a fact may be: what it is in any example, and what is near enough to be tried everywhere.
fn domain(case: &Value, path: &[String], values: &Values) -> Vec<Value> {
    let mut domain: Vec<Value> =
        values.get(&kind(path)).into_iter().flatten().map(|v| serde_json::from_str(v).unwrap()).collect();
    let sample = domain.first().cloned().unwrap_or_default();
    let named = |collection: &str| -> Vec<Value> {
        case[collection].as_object().into_iter().flatten().map(|(key, _)| json!(key)).collect()
    };
    match path[path.len() - 1].as_str() {
        "subscription" => domain.extend(named("subscriptions")),
        "environment" => domain.extend(named("environments")),
        "creator" | "owner" => domain.extend(named("people")),
        "replaces" => domain.extend(named("machines")),
        "resource_group" => domain.push(json!("rg-other")),
        "shared_with" if path[0] == "machines" => domain.push(json!([{"person": "gone", "level": "user"}])),
        "shared_with" => domain.push(json!(["gone"])),
        _ if sample.is_u64() => domain.extend([json!(0), json!(1), json!(1_000_000)]),
        _ if sample.as_str().is_some_and(|text| text.starts_with("20") || text == "none") => {
            domain.extend(["2020-01-01", "2024-02-11", "2024-02-12T08:59:00Z"].map(|instant| json!(instant)));
            domain.push(case["as_of"].clone());
        }
        _ => {}
    }
    // What was seen was seen by the instant judged.
    let instant = |value: &Value| value.as_str().and_then(Instant::parse);
    let now = instant(&case["as_of"]);
    domain.retain(|value| instant(value).is_none_or(|at| Some(at) <= now));
    domain
}

/// An example's case, with somebody and something more for completions to name.
fn peopled(mut case: Value) -> Value {
    case["people"]["gone"] = json!({"account": "disabled"});
    case["environments"]["bare"] = json!({"hosted_rpa_addons": 0, "hosted_rpa_trial_addons": 0});
    case["subscriptions"]["sub-b"] = json!({"state": "disabled", "grants": []});
    case
}

/// Every case of the examples, each once, and the values that each kind of fact takes in them.
fn material() -> (Vec<(Book, Value)>, Values) {
    let goldens = Book::ALL.iter().map(|book| (*book, examples::golden(*book).unwrap()));
    let all =
        rules::ALL.iter().flat_map(|rule| examples::of(rule).map(|(_, book, case)| (book, case.unwrap())));
    let mut seen = BTreeSet::new();
    let cases: Vec<(Book, Value)> =
        goldens.chain(all).filter(|(book, case)| seen.insert((*book, case.to_string()))).collect();
    let mut values: Values = BTreeMap::new();
    for (_, case) in &cases {
        let mut paths = Vec::new();
        places(case, &mut Vec::new(), &mut paths);
        for path in paths {
            values.entry(kind(&path)).or_default().insert(at(case, &path).to_string());
        }
    }
    (cases, values)
}

/// What is decided without a fact is decided the same whatever the fact is.
#[test]
fn what_is_decided_without_a_fact_does_not_depend_on_it() {
    let (cases, values) = material();
    let tried = AtomicU32::new(0);
    parallel::each(&cases, |place, (book, case)| {
        let mut paths = Vec::new();
        places(case, &mut Vec::new(), &mut paths);
        // Every case meets one in eleven of its facts: all kinds are met many times over.
        let chosen = paths.iter().enumerate().filter(|(fact, _)| (fact + place) % 11 == 0);
        for path in chosen.map(|(_, path)| path).filter(|path| !REDUNDANT.contains(&kind(path).as_str())) {
            let Some(without) = verdicts(*book, &with(case, path, &Value::Null)) else {
                continue;
            };
            for value in domain(case, path, &values) {
                let Some(completed) = verdicts(*book, &with(case, path, &value)) else {
                    continue;
                };
                tried.fetch_add(1, Ordering::Relaxed);
                for (code, verdict) in without.iter().filter(|(_, verdict)| **verdict != "unknown") {
                    let settled = &completed[code];
                    assert!(
                        settled == verdict
                            || *settled == "unknown" && value.get("complete") == Some(&json!(false)),
                        "{code} is {verdict} without {path:?} but {settled} with {value} in {}",
                        case["request"]
                    );
                }
            }
        }
    });
    let tried = tried.into_inner();
    assert!(tried > 10_000, "only {tried} completions");
}

/// What is unknown for want of one fact has completions that disagree.
#[test]
fn what_is_unknown_for_want_of_a_fact_depends_on_it() {
    let (_, values) = material();
    let mut without_witness = Vec::new();
    for rule in rules::ALL {
        let code = rule.id.code();
        let unknown = rule.examples.iter().filter(|example| example.verdict == "unknown");
        for example in unknown {
            let book = examples::book(rule, example);
            let case = peopled(examples::case(example, book).unwrap());
            let change: Value = serde_json::from_str(&examples::patch(example).unwrap()).unwrap();
            let mut gone = Vec::new();
            erased(&change, &mut Vec::new(), &mut gone);
            let [path] = gone.as_slice() else { continue };
            let answers: BTreeSet<(Text, Option<Level>)> = domain(&case, path, &values)
                .iter()
                .filter_map(|value| said(book, &with(&case, path, value), code))
                .filter(|(verdict, _)| *verdict != "unknown")
                .collect();
            // A whole group of facts has no completions of its own.
            if values.contains_key(&kind(path)) && answers.len() < 2 {
                without_witness
                    .push(format!("{code} `{}` without {path:?} is always {answers:?}", example.note));
            }
        }
    }
    assert!(without_witness.is_empty(), "{}", without_witness.join("\n"));
}

/// The facts that a patch takes away.
fn erased(change: &Value, path: &mut Vec<String>, out: &mut Vec<Vec<String>>) {
    for (key, value) in change.as_object().into_iter().flatten() {
        path.push(key.clone());
        match value {
            Value::Null if path[0] != "request" => out.push(path.clone()),
            value => erased(value, path, out),
        }
        path.pop();
    }
}
