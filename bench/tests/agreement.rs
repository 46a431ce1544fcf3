//! How far the rules agree with the workload's specification: on every request, except for differences listed by reason and counted.
#![expect(
    clippy::tests_outside_test_module,
    clippy::unwrap_used,
    clippy::needless_raw_string_hashes,
    reason = "an integration test: it may panic, and expect-test writes its strings"
)]

use expect_test::expect;
use greenlight_bench::neutral::{self, Request};
use greenlight_bench::{convert, corpus, table};
use greenlight_core::evaluation::{self, Verdicts};
use greenlight_core::facts::ledger::Ledger;
use greenlight_core::json;
use greenlight_core::rules::Verdict;
use greenlight_core::rules::context::Context;
use greenlight_core::rules::rule::Rule;
use greenlight_core::rules::{self, RuleId};
use greenlight_core::verbs::{self, CheckOptions, CheckRequest};
use greenlight_core::vocabulary::Outcome;
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The verdicts of our rules about what one rule of the workload asks for.
type Ours<'a> = Vec<(&'static Rule, &'a Verdict)>;

fn judge(asked: &CheckRequest) -> Verdicts {
    let ledger = Ledger::default();
    let (request, now) = (asked.case.request.as_ref().unwrap(), asked.case.as_of.unwrap());
    let cx = Context::new(&asked.case, &ledger, request, now, convert::BOOK.rulebook());
    evaluation::judge(&cx.into()).unwrap()
}

fn asked(request: &Request<'_>) -> CheckRequest {
    json::from_str(&convert::check_request(request)).unwrap()
}

/// Why the specification calls a rule broken and ours do not; `None` where no reason is known.
fn why_silent(request: &Request<'_>, rule: u32, ours: &Ours<'_>, expected: &[u32]) -> Option<&'static str> {
    let action = asked(request).case.request.unwrap().action;
    let judged = ours.iter().any(|(rule, _)| rule.judges.contain(action));
    let unknown = ours.iter().any(|(_, verdict)| matches!(verdict, Verdict::Unknown(_)));
    let holds = |role: &str| request.user.roles.contains(&role);
    let covered = |by| ours.iter().any(|(_, verdict)| **verdict == Verdict::NotJudged(by));
    Some(match rule {
        _ if !judged => "not asked for by this action",
        4 | 14 | 25 if expected.contains(&1) => {
            "covered: without an offered geography there is no region to compare with"
        }
        1 if request.environment.cloud != "public" => "covered: another cloud has other geographies",
        10 if unknown => "asked: that Windows never had such a version, so its build must be said",
        19 | 20 if unknown => {
            "asked: a licence or plan that we do not know could bring the one that is missing"
        }
        12 if holds("Desktop Flows Machine Configuration Admin") => {
            "one role: Configuration Admin is Image Admin"
        }
        24 if holds("Desktop Flow Machine Image Admin") => "one role: Image Admin is Configuration Admin",
        15 if action == greenlight_core::facts::request::Action::CreateNetwork => {
            "asked for one machine: a connection that is added makes none by itself"
        }
        16 if covered(RuleId::IMG014) => {
            "covered: the same Reader on the same subscription is found for the image"
        }
        16 if request
            .grants
            .iter()
            .any(|it| it.scope == "resourceGroup" && it.role == "Network Contributor") =>
        {
            "inherited: the role on the resource group holds on the networks in it"
        }
        _ => return None,
    })
}

/// Why ours call a rule broken and the specification does not; `None` where no reason is known.
fn why_louder(request: &Request<'_>, rule: u32) -> Option<&'static str> {
    match rule {
        25 if request.tenant.country == "SG" => {
            Some("Singapore lies in the geography Singapore, not in Asia")
        }
        _ => None,
    }
}

#[test]
fn our_rules_say_what_the_specification_says() {
    let mut reasons: BTreeMap<(&str, u32), u32> = BTreeMap::new();
    let mut agreed = 0;
    for (line, expected) in corpus::requests().into_iter().zip(corpus::expected()) {
        let request = neutral::parse(line).unwrap();
        let expected: Vec<&str> = serde_json::from_str(expected).unwrap();
        let expected: Vec<u32> = expected.iter().map(|rule| rule[1..].parse().unwrap()).collect();
        let verdicts = judge(&asked(&request));
        let mut same = true;
        for row in table::ROWS {
            let ours: Ours<'_> =
                (verdicts.iter()).filter(|(rule, _)| row.ours.contains(&rule.id.code())).collect();
            let broken = ours.iter().any(|(_, verdict)| matches!(verdict, Verdict::Broken(_)));
            let why = match (broken, expected.contains(&row.rule)) {
                (false, true) => why_silent(&request, row.rule, &ours, &expected),
                (true, false) => why_louder(&request, row.rule),
                (true, true) | (false, false) => continue,
            };
            let verdicts: Vec<String> =
                ours.iter().map(|(rule, verdict)| format!("{} {}", rule.id.code(), verdict.word())).collect();
            let why =
                why.unwrap_or_else(|| panic!("R{:02} differs on {}: {verdicts:?}", row.rule, request.id));
            *reasons.entry((why, row.rule)).or_default() += 1;
            same = false;
        }
        agreed += u32::from(same);
    }
    let mut list = format!("{agreed} requests agree in everything\n");
    for ((why, rule), count) in reasons {
        let _ = writeln!(list, "R{rule:02} {count:>3}  {why}");
    }
    expect![[r#"
        820 requests agree in everything
        R25   5  Singapore lies in the geography Singapore, not in Asia
        R15   3  asked for one machine: a connection that is added makes none by itself
        R19   6  asked: a licence or plan that we do not know could bring the one that is missing
        R20   6  asked: a licence or plan that we do not know could bring the one that is missing
        R10  14  asked: that Windows never had such a version, so its build must be said
        R01   2  covered: another cloud has other geographies
        R16   8  covered: the same Reader on the same subscription is found for the image
        R04  31  covered: without an offered geography there is no region to compare with
        R14  34  covered: without an offered geography there is no region to compare with
        R25   6  covered: without an offered geography there is no region to compare with
        R16  18  inherited: the role on the resource group holds on the networks in it
        R12   5  not asked for by this action
        R13  21  not asked for by this action
        R18  11  not asked for by this action
        R19  25  not asked for by this action
        R25  33  not asked for by this action
        R12   1  one role: Configuration Admin is Image Admin
        R24   4  one role: Image Admin is Configuration Admin
    "#]]
    .assert_eq(&list);
}

/// What we find on the corpus and the workload has no rule for: notes only.
#[test]
fn nothing_else_is_found_but_notes() {
    let mut others: BTreeMap<String, u32> = BTreeMap::new();
    for line in corpus::requests() {
        let report = verbs::check::check(
            &asked(&neutral::parse(line).unwrap()).case,
            &CheckOptions { rulebook: Some(convert::BOOK.date()), all: false, ..CheckOptions::default() },
        )
        .unwrap();
        for finding in report.findings.iter().filter(|finding| table::of(&finding.code).is_none()) {
            *others.entry(format!("{:?} {}", finding.level, finding.code)).or_default() += 1;
        }
    }
    expect![[r#"{"Note GEO012": 29, "Note NET029": 200, "Warning IMG025": 162, "Warning NET006": 23}"#]]
        .assert_eq(&format!("{others:?}"));
}

/// A valid request lacks nothing: every rule that applies is met or left for afterwards.
#[test]
fn valid_requests_are_ready_without_questions() {
    for line in corpus::requests().into_iter().step_by(2) {
        let report = verbs::check::check(
            &asked(&neutral::parse(line).unwrap()).case,
            &CheckOptions { rulebook: Some(convert::BOOK.date()), all: false, ..CheckOptions::default() },
        )
        .unwrap();
        assert_eq!((report.outcome, report.questions.len()), (Outcome::Ready, 0), "{line}");
    }
}

#[test]
fn every_rule_of_the_table_exists_and_stands_there_once() {
    let numbers: Vec<u32> = table::ROWS.iter().map(|row| row.rule).collect();
    assert_eq!(numbers, (1..=25).collect::<Vec<_>>());
    for row in table::ROWS {
        for code in row.ours {
            assert!(rules::find(code).is_some(), "{code}");
            assert_eq!(table::of(code), Some(row.rule), "{code} stands twice");
        }
    }
}
