//! What must hold of every rule: its examples keep their promises, its words are in order, and facts taken away never turn a verdict.
#![expect(
    clippy::tests_outside_test_module,
    clippy::unwrap_used,
    clippy::panic,
    reason = "an integration test: it may panic"
)]

mod judging;
mod parallel;

use greenlight_core::Case;
use greenlight_core::facts::change::{Change, Step};
use greenlight_core::facts::request::Action;

use greenlight_core::evaluation::report::Report;
use greenlight_core::rulebook::{self, Book, Rulebook};
use greenlight_core::rules::rule::{Example, Rule};
use greenlight_core::rules::{self, Verdict, examples};
use greenlight_core::verbs::{self, CheckOptions};
use greenlight_core::vocabulary::{Level, Outcome, Provenance, Text};
use greenlight_json::Pointer;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

fn parsed(case: &Value) -> Case {
    greenlight_json::from_value(case).unwrap_or_else(|error| panic!("{}: {error:?}", case["request"]))
}

fn report(book: Book, case: &Value) -> Report {
    verbs::check::as_it_stands(
        &parsed(case),
        &CheckOptions { rulebook: Some(book.date()), all: true, ..CheckOptions::default() },
    )
    .unwrap_or_else(|error| panic!("{error:?}"))
}

fn all_examples() -> impl Iterator<Item = (&'static Rule, &'static Example, Book, Value)> {
    rules::ALL.iter().flat_map(|rule| {
        examples::of(rule).map(|(example, book, case)| {
            let code = rule.id.code();
            (*rule, example, book, case.unwrap_or_else(|error| panic!("{code} `{}`: {error}", example.note)))
        })
    })
}

#[test]
fn examples_keep_their_promises() {
    let mut wrong = Vec::new();
    for (rule, example, book, case) in all_examples() {
        let code = rule.id.code();
        let (_, verdicts) = judging::judged(book, &parsed(&case)).unwrap();
        let verdict = verdicts.of(rule.id);
        if verdict.word() != examples::promised(example) {
            wrong.push(format!("{code} `{}` is {verdict:?}, not {}", example.note, example.verdict));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_golden_cases_break_nothing_and_lack_nothing() {
    for book in Book::ALL {
        let report = report(*book, &examples::golden(*book).unwrap());
        assert_eq!(serde_json::to_value(report.outcome).unwrap(), "ready", "{book:?} {:?}", report.findings);
        let Report { findings, questions, .. } = report;
        assert!(findings.is_empty() && questions.is_empty(), "{book:?} {findings:?} {questions:?}");
    }
}

/// By every rulebook in which it holds, some case breaks a rule and some case meets it. The examples of a version are tried in later ones.
#[test]
fn every_rule_is_broken_and_met_in_every_rulebook_in_which_it_holds() {
    let mut unreached = Vec::new();
    for rule in rules::ALL {
        for book in rule.holds.books() {
            let own = rule.examples.iter().filter(|example| example.book.is_none_or(|named| named <= book));
            // At the time of the rulebook, and at the example's own: what is known and what held are independent.
            let times = own.flat_map(|example| [(example, book), (example, examples::book(rule, example))]);
            let seen: BTreeSet<&str> = times
                .filter_map(|(example, time)| {
                    greenlight_json::from_value(&examples::case(example, time).unwrap()).ok()
                })
                .filter_map(|case| judging::judged(book, &case))
                .map(|(_, verdicts)| verdicts.of(rule.id).word())
                .collect();
            if !(seen.contains("broken") || seen.contains("afterwards")) || !seen.contains("met") {
                unreached.push(format!("{} in {book:?}: only {seen:?}", rule.id.code()));
            }
        }
    }
    assert!(unreached.is_empty(), "{}", unreached.join("\n"));
}

#[test]
fn every_rule_is_complete() {
    for rule in rules::ALL {
        let code = rule.id.code();
        for section in ["# Why", "# How to fix it"] {
            assert!(rule.page.contains(section), "{code} lacks `{section}`");
        }
        let shows = |verdict: &str| rule.examples.iter().any(|example| example.verdict == verdict);
        assert!(shows("broken") || shows("afterwards"), "{code} has no broken example");
        assert!(shows("met"), "{code} has no met example");
        for (page, section) in rule.pages() {
            assert!(rulebook::page(page).is_some() && !section.is_empty(), "{code} cites an unknown page");
        }
        assert!(rule.judges.iter().next().is_some(), "{code} judges nothing");
        assert!(rule.fixers.is_sorted(), "{code} names a greater role before a lesser one");
        assert!(
            rule.name().bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'),
            "{code} {}",
            rule.name()
        );
        for example in rule.examples {
            assert!(!example.note.is_empty() && !example.note.ends_with('.'), "{code} `{}`", example.note);
        }
    }
    let mut names: Vec<&str> = rules::ALL.iter().map(|rule| rule.name()).collect();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), rules::ALL.len(), "two rules share a name");
}

/// No rule holds before every page that says it, unless the page it follows says why it is taken to have held before; there it is ours.
#[test]
fn no_rule_holds_before_its_pages_without_saying_so() {
    let mut early = Vec::new();
    for rule in rules::ALL {
        for turn in rulebook::Turn::ALL {
            let known = Rulebook::of(turn.date()).unwrap();
            if !rule.holds.holds(known, turn.date()) {
                continue;
            }
            let (source, provenance) = rule.source_by(known);
            if source.date <= turn.date() {
                assert_eq!(provenance, rule.provenance, "{}", rule.id.code());
                continue;
            }
            assert_eq!(provenance, Provenance::Assumed, "{}", rule.id.code());
            let first = rule.pages().next().and_then(|(page, _)| rulebook::page(page)).unwrap();
            if first.held_before.is_empty() {
                early.push(format!("{} holds in {} by `{}`", rule.id.code(), turn.date(), first.id));
            }
        }
    }
    assert!(early.is_empty(), "{}", early.join("\n"));
}

#[test]
fn sentences_are_filled_and_in_style() {
    let in_style = |code: &str, text: &str| {
        assert!(!text.contains(['{', '}']) || text.contains("{items"), "{code} leaves a word open: {text}");
        assert!(!text.ends_with('.') && !text.is_empty(), "{code} ends with a period: {text}");
        let first = text.chars().next().unwrap();
        assert!(
            !first.is_uppercase() || text.starts_with("Windows") || text.starts_with("Intune"),
            "{code} begins with a capital: {text}"
        );
    };
    let mut most_steps: BTreeMap<Text, usize> = BTreeMap::new();
    let mut more = |code, steps: &Vec<String>| {
        let most = most_steps.entry(code).or_default();
        *most = steps.len().max(*most);
    };
    for (rule, _, book, case) in all_examples() {
        let report = report(book, &case);
        for finding in report.findings.iter().filter(|finding| finding.code == rule.id.code()) {
            more(finding.code.clone(), &finding.steps);
            in_style(&finding.code, &finding.message);
            assert!(
                !finding.found.is_empty() && !finding.expected.is_empty(),
                "{} shows nothing",
                finding.code
            );
            finding.steps.iter().for_each(|step| in_style(&finding.code, step));
            assert!(
                !finding.command.as_ref().is_some_and(|command| command.contains('{')),
                "{:?}",
                finding.command
            );
        }
        for task in &report.tasks {
            more(task.code.clone(), &task.steps);
            in_style(&task.code, &task.message);
        }
        for question in &report.questions {
            in_style(question.rules.first().unwrap_or(&"the request".into()), &question.message);
        }
    }
    // A step whose word no example fills in would never be shown.
    for rule in rules::ALL {
        assert_eq!(most_steps.get(rule.id.code()), Some(&rule.said().steps.count()), "{}", rule.id.code());
    }
}

/// Every place of a fact, as keys from the root: leaves, and lists as wholes. The request and the instant are not facts.
fn facts(case: &Value) -> Vec<Vec<String>> {
    fn walk(value: &Value, path: &mut Vec<String>, out: &mut Vec<Vec<String>>) {
        match value {
            Value::Object(fields) if !fields.is_empty() && !fields.contains_key("items") => {
                for (key, value) in fields {
                    path.push(key.clone());
                    walk(value, path, out);
                    path.pop();
                }
            }
            _ if path.len() > 1 => out.push(path.clone()),
            _ => {}
        }
    }
    let mut out = Vec::new();
    for (key, value) in case.as_object().unwrap() {
        if !["request", "as_of"].contains(&key.as_str()) {
            walk(value, &mut vec![key.clone()], &mut out);
        }
    }
    out
}

/// Facts taken away leave a verdict as it was, or unknown for want of just that fact; and the outcome as it was, or open.
#[test]
fn erasing_a_fact_never_flips_a_verdict() {
    let mut seen = BTreeSet::new();
    let goldens = Book::ALL.iter().map(|book| (*book, examples::golden(*book).unwrap()));
    let cases = goldens.chain(all_examples().map(|(_, _, book, case)| (book, case)));
    let cases: Vec<_> = cases.filter(|(book, case)| seen.insert((*book, case.to_string()))).collect();
    parallel::each(&cases, |_, (book, stated)| {
        let case = parsed(stated);
        let (outcome, before) = judging::judged(*book, &case).unwrap();
        // Of how an environment is paid for, nothing said means beforehand: that is no fact to ask for before a run may be refused.
        for path in facts(stated).into_iter().filter(|path| path.last().is_none_or(|key| key != "billing")) {
            let forget = forgotten(&path);
            let mut without = case.clone();
            without.apply(&forget).unwrap();
            let (then, verdicts) = judging::judged(*book, &without).unwrap();
            let pointer = forget.at().as_str();
            assert!(
                then == outcome || then == Outcome::NeedsFacts,
                "{} is {outcome} with {pointer} and {then} without it under {book:?}, from {before:?} to {verdicts:?}",
                stated["request"]
            );
            for (rule, after) in verdicts.iter() {
                erased(rule.id.code(), pointer, before.of(rule.id).word(), after, &stated["request"]);
            }
        }
    });
}

/// Without its actor a request asks who acts: no verdict turns into another, and no outcome into the other.
#[test]
fn erasing_the_actor_never_flips_a_verdict() {
    let at = Pointer::of(&["request", "actor"]);
    let forget = Change::new(Step::Forget, at.clone(), &Value::Null).unwrap();
    let cases: Vec<_> = all_examples().map(|(_, _, book, case)| (book, case)).collect();
    parallel::each(&cases, |_, (book, stated)| {
        let mut case = parsed(stated);
        let (outcome, before) = judging::judged(*book, &case).unwrap();
        case.apply(&forget).unwrap();
        let (then, verdicts) = judging::judged(*book, &case).unwrap();
        assert!(then == Outcome::NeedsFacts || then == outcome && then != Outcome::Ready);
        for (rule, after) in verdicts.iter() {
            erased(rule.id.code(), at.as_str(), before.of(rule.id).word(), after, &stated["request"]);
        }
    });
}

/// The change that takes a fact away; a value with who vouches for it, or a lower bound, is one.
fn forgotten(path: &[String]) -> Change {
    let at = |count: usize| path.iter().take(count).fold(Pointer::ROOT, |at, key| at.key(key));
    let forget = |count: usize| Change::new(Step::Forget, at(count), &Value::Null);
    forget(path.len()).or_else(|_| forget(path.len() - 1)).unwrap()
}

/// Holds that a verdict without a fact is what it was, or unknown for want of just that fact.
fn erased(code: &str, pointer: &str, was: &str, after: &Verdict, request: &Value) {
    // A list that is not said to be partial stands for the count that was left out.
    if after.word() == was || code == "LIC020" && pointer == "/tenant/hosted_machines" {
        return;
    }
    let missing: Vec<&str> = after.missing().map(Pointer::as_str).collect();
    assert_eq!(after.word(), "unknown", "{code} turns from {was} without {pointer} in {request}");
    let asked = missing.iter().any(|at| pointer.starts_with(at) || at.starts_with(pointer));
    let derived = pointer.starts_with("/tenant/intune/")
        && missing.iter().min().is_some_and(|at| at.starts_with("/tenant/intune/"));
    let renamed =
        pointer.ends_with("/hosted_rpa_addons") && missing.iter().any(|at| at.ends_with("/hosted_process"));
    let counted =
        pointer.starts_with("/machines/") && missing.iter().any(|at| at.ends_with("hosted_machines"));
    // A group that may lie elsewhere is asked for that first.
    let elsewhere = code == "LIC014" && pointer.ends_with("/committed_bots");
    assert!(
        asked || counted || elsewhere || renamed || derived,
        "{code} lacks {pointer} but asks for {missing:?}"
    );
}

/// Every action is judged by at least one rule, and every rule of level error can block.
#[test]
fn every_action_is_judged() {
    for action in Action::ALL {
        assert!(rules::ALL.iter().any(|rule| rule.judges.contain(*action)), "nothing judges {action}");
    }
    for (rule, example, book, case) in all_examples() {
        let broken = example.verdict == "broken" && rule.level == Level::Error;
        let downgraded =
            report(book, &case).findings.iter().any(|f| f.code == rule.id.code() && f.level != Level::Error);
        if broken && !downgraded {
            assert_eq!(
                serde_json::to_value(report(book, &case).outcome).unwrap(),
                "blocked",
                "{} `{}`",
                rule.id.code(),
                example.note
            );
        }
    }
}
