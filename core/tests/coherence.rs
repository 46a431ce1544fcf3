//! What must hold of the rules together: no two say the same, more never harms, whatever is cited is used.
#![expect(
    clippy::tests_outside_test_module,
    clippy::unwrap_used,
    reason = "an integration test: it may panic"
)]

mod judging;
mod parallel;

use greenlight_core::evaluation::report::{Finding, Report};
use greenlight_core::lifecycle::published;
use greenlight_core::rulebook::term::{Term, Vocabulary};
use greenlight_core::rulebook::{self, AdminRole, App, AzureRole, Book, Key, Licence, Plan, Role};
use greenlight_core::rules::{self, Verdict, examples};
use greenlight_core::verbs::{self, CheckOptions};
use greenlight_core::vocabulary::Text;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU32, Ordering};

/// Rules that may stand at the same place of one case, because they ask for different things there.
const SIDE_BY_SIDE: &[(&str, &str)] = &[
    // That it cannot be used yet, and how long that usually lasts.
    ("LCY007", "LCY010"),
    ("LCY008", "LCY010"),
    // What keeps an image from being read, and a network from being used.
    ("IMG047", "NET042"),
    // A security type that only warns, and one that is not that of the group's present image.
    ("IMG010", "IMG024"),
    // One role on the resource group, the same on the network.
    ("NET008", "NET009"),
    // More than the group may have, and more than the environment has left.
    ("LIC013", "LIM005"),
    // Which bots and machines are over capacity, and that none is left for a run.
    ("LIC014", "QUE027"),
    // Somebody who left still has the machine, and it is they who ask for something.
    ("ROL012", "ROL029"),
    ("ROL027", "ROL029"),
];

/// Rules that more of something can break, and why.
const NOT_MONOTONE: &[(&str, &str)] = &[
    ("LCY003", "a note that capacity spares an idle machine: it is there once there is capacity"),
    (
        "LIC017",
        "units of a trial that has ended: without them LIC001 says that capacity is short, with them that the trial is over",
    ),
];

fn report(book: Book, case: &Value) -> Option<Report> {
    let case = greenlight_json::from_value(case).ok()?;
    verbs::check::as_it_stands(
        &case,
        &CheckOptions { rulebook: Some(book.date()), all: true, ..CheckOptions::default() },
    )
    .ok()
}

/// Every case of the examples, each once, with the version by which it is judged.
fn cases() -> Vec<(Book, Value)> {
    let goldens = Book::ALL.iter().map(|book| (*book, examples::golden(*book).unwrap()));
    let all =
        rules::ALL.iter().flat_map(|rule| examples::of(rule).map(|(_, book, case)| (book, case.unwrap())));
    let mut seen = BTreeSet::new();
    goldens.chain(all).filter(|(book, case)| seen.insert((*book, case.to_string()))).collect()
}

#[test]
fn no_two_rules_report_the_same_defect() {
    let mut doubles: BTreeMap<(Text, Text), String> = BTreeMap::new();
    for (book, case) in cases() {
        let Some(report) = report(book, &case) else { continue };
        for (place, one) in report.findings.iter().enumerate() {
            // Each member that a list lacks is a defect of its own.
            let list = case.pointer(one.at.as_str()).is_some_and(Value::is_array);
            let same = |other: &&Finding| other.at == one.at && (!list || other.expected == one.expected);
            for other in report.findings.iter().skip(place + 1).filter(same) {
                let (one_code, other_code) = (&one.code, &other.code);
                let pair = (one_code.min(other_code).clone(), one_code.max(other_code).clone());
                doubles.entry(pair).or_insert_with(|| format!("{book:?} {} {}", one.at, case["request"]));
            }
        }
    }
    doubles.retain(|pair, _| !SIDE_BY_SIDE.contains(&(&*pair.0, &*pair.1)));
    assert!(doubles.is_empty(), "{doubles:#?}");
}

/// The ids of all words of a vocabulary.
fn words<V: Vocabulary>() -> Vec<Value> {
    Term::<V>::all().map(|term| json!(term.id())).collect()
}

/// The case with one thing more, in one of eleven ways from `first` on: a unit of some capacity, an address, a role, a plan, a licence, a role
/// assignment.
fn with_more(case: &Value, first: usize) -> Vec<(String, Value)> {
    let mut richer = Vec::new();
    let mut ways = first..;
    let mut add = |what: String, path: &[&str], value: Value| {
        let Some(stated) = path.iter().try_fold(case, |value, key| value.get(*key)) else { return };
        let more = match stated {
            Value::Number(number) => {
                json!(number.as_u64().unwrap_or_default() + value.as_u64().unwrap())
            }
            Value::Array(items) if !items.contains(&value) => items.iter().cloned().chain([value]).collect(),
            _ => return,
        };
        if ways.next().is_some_and(|way| way % 11 == 0) {
            let mut case = case.clone();
            *path.iter().fold(&mut case, |value, key| &mut value[*key]) = more;
            richer.push((what, case));
        }
    };
    let names = |collection: &str| -> Vec<String> {
        case[collection].as_object().into_iter().flatten().map(|(name, _)| name.clone()).collect()
    };
    for environment in names("environments") {
        for count in [
            "hosted_rpa_addons",
            "hosted_process",
            "hosted_rpa_trial_addons",
            "unattended_rpa_addons",
            "process_plans",
        ] {
            add(format!("{count} of {environment}"), &["environments", &environment, count], json!(1));
        }
    }
    for network in names("networks") {
        add(format!("an address of {network}"), &["networks", &network, "subnet", "free"], json!(1));
    }
    for person in names("people") {
        let lists = [
            ("plans", words::<Plan>()),
            ("licences", words::<Licence>()),
            ("admin_roles", words::<AdminRole>()),
        ];
        for (list, words) in lists {
            for word in words {
                add(format!("{word} in {list} of {person}"), &["people", &person, list], word);
            }
        }
        for environment in names("environments") {
            for role in words::<Role>() {
                add(
                    format!("{role} of {person} in {environment}"),
                    &["people", &person, "roles", &environment],
                    role,
                );
            }
        }
    }
    for subscription in names("subscriptions") {
        let scopes = ["subscription", "resource-group/rg-net", "virtual-network/corp", "gallery/finance"];
        for principal in words::<App>().into_iter().chain([json!("maker-a")]) {
            for role in words::<AzureRole>() {
                for scope in scopes {
                    let grant = json!({"principal": principal, "role": role, "scope": scope});
                    add(format!("{grant}"), &["subscriptions", &subscription, "grants"], grant);
                }
            }
        }
    }
    richer
}

/// More licences, addresses or roles never turn met into broken.
#[test]
fn more_never_harms() {
    let judged = |book: Book, case: &Value| {
        let (_, verdicts) = judging::judged(book, &greenlight_json::from_value(case).ok()?)?;
        Some(verdicts)
    };
    let harmed: Mutex<BTreeMap<&str, String>> = Mutex::default();
    let tried = AtomicU32::new(0);
    parallel::each(&cases(), |place, (book, case)| {
        let book = *book;
        let Some(before) = judged(book, case) else { return };
        // Every case meets some of its additions: all kinds of them are met many times over.
        for (what, richer) in with_more(case, place) {
            let Some(after) = judged(book, &richer) else { continue };
            tried.fetch_add(1, Ordering::Relaxed);
            for (rule, verdict) in after.iter() {
                if matches!((before.of(rule.id), verdict), (Verdict::Met, Verdict::Broken(_))) {
                    let mut harmed = harmed.lock().unwrap();
                    let harm = || format!("{what} in {book:?} {}", case["request"]);
                    harmed.entry(rule.id.code()).or_insert_with(harm);
                }
            }
        }
    });
    let (tried, mut harmed) = (tried.into_inner(), harmed.into_inner().unwrap());
    assert!(tried > 5_000, "only {tried} additions");
    harmed.retain(|code, _| NOT_MONOTONE.iter().all(|(known, _)| code != known));
    assert!(harmed.is_empty(), "{harmed:#?}");
}

/// Every page is the source of a rule, of a value or of a published code, and every value can be in force at some instant by some rulebook.
#[test]
fn every_page_is_a_source() {
    let mut sources: BTreeSet<&str> =
        rules::ALL.iter().flat_map(|rule| rule.pages()).map(|(page, _)| page).collect();
    for key in Key::ALL {
        let citations = rulebook::entries(*key).iter().filter_map(rulebook::Entry::citation);
        sources.extend(citations.filter_map(|citation| citation.page().map(|page| page.id)));
    }
    sources.extend(published::all().map(|published| published.source.0));
    let unused: Vec<&str> =
        rulebook::pages().iter().map(|page| page.id).filter(|id| !sources.contains(id)).collect();
    assert!(unused.is_empty(), "{unused:?}");
}

/// No value ends before the next one for the same key and word begins, in any rulebook: what was once said holds on or is superseded.
#[test]
fn no_value_leaves_a_gap() {
    for key in Key::ALL {
        for entry in rulebook::entries(*key) {
            let Some(until) = entry.until else { continue };
            let later = rulebook::entries(*key)
                .iter()
                .any(|next| next.of() == entry.of() && next.since <= until && next.since > entry.since);
            assert!(later, "{key:?} holds nothing from {until}");
        }
    }
}
