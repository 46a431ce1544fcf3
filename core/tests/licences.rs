//! The ledger of licences says what the rules say, over all their examples.

#![expect(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]
#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "an integration test: it may panic")]

use expect_test::expect;
use greenlight_core::rulebook::Book;
use greenlight_core::rules::{self, examples};
use greenlight_core::verbs;
use greenlight_json::patch::merge;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The ledger of a case.
fn ledger(book: Book, case: &Value) -> Value {
    let request = json!({"case": case, "options": {"rulebook": book.date().to_string()}});
    serde_json::from_str(&verbs::text::licences(&request.to_string())).unwrap()
}

/// What each rule says of the case; nothing where the case cannot be judged.
fn verdicts(book: Book, case: &Value) -> Option<BTreeMap<String, String>> {
    let request = json!({"case": case, "options": {"rulebook": book.date().to_string(), "all": true}});
    let report: Value = serde_json::from_str(&verbs::text::check(&request.to_string())).unwrap();
    let lines = report["verdicts"].as_array()?;
    let text = |line: &Value, field: &str| line[field].as_str().unwrap().to_owned();
    Some(lines.iter().map(|line| (text(line, "code"), text(line, "verdict"))).collect())
}

/// Every case of the rules, and the version by which it is judged.
fn cases() -> Vec<(Book, Value)> {
    let own = rules::ALL.iter().flat_map(|rule| examples::of(rule));
    own.map(|(_, book, case)| (book, case.unwrap())).collect()
}

fn named<'v>(list: &'v Value, name: &Value) -> &'v Value {
    list.as_array().unwrap().iter().find(|row| row["name"] == *name).unwrap_or(&Value::Null)
}

/// What a verdict is called in a ledger.
fn as_covered(verdict: &str) -> &'static str {
    match verdict {
        "met" => "enough",
        "unknown" => "unknown",
        _ => "short",
    }
}

/// LIC001 is broken exactly where the ledger is short of what is asked for, and unknown exactly where it does not know.
#[test]
fn it_is_short_where_the_rule_is_broken() {
    let mut seen = BTreeMap::new();
    for (book, case) in cases() {
        let request = &case["request"]["create-machine"];
        let Some(verdicts) = verdicts(book, &case).filter(|_| request["environment"].is_string()) else {
            continue;
        };
        let ledger = ledger(book, &case);
        let row = named(&ledger["environments"], &request["environment"]);
        let verdict = verdicts["LIC001"].as_str();
        if verdict == "not-applicable" {
            assert!(row["request"].is_null(), "{row}");
            continue;
        }
        assert_eq!(row["request"]["covered"], as_covered(verdict), "{verdict} in {book:?}: {row} {request}");
        if verdict != "met" {
            // Nothing but a self-assisted trial can stand in for capacity, and the rule is met where one does.
            let after = &row["after"]["state"];
            assert!(*after == as_covered(verdict) || verdict == "unknown", "{verdict} in {book:?}: {row}");
        }
        *seen.entry(verdict.to_owned()).or_insert(0) += 1;
    }
    assert!(seen["met"] > 100 && seen["broken"] > 2 && seen["unknown"] > 3, "{seen:?}");
}

/// LIC003 is broken exactly where the actor has no plan that counts, and LIC006 and LIC007 where they have no such licence.
#[test]
fn people_lack_what_the_rules_say_they_lack() {
    let mut seen = BTreeMap::new();
    for (book, case) in cases() {
        let request = &case["request"]["create-machine"];
        let Some(verdicts) = verdicts(book, &case).filter(|_| request["environment"].is_string()) else {
            continue;
        };
        let ledger = ledger(book, &case);
        let row = named(&ledger["people"], &case["request"]["actor"]);
        let plans = row["plans"].as_array().unwrap();
        let plan = plans.iter().find(|plan| plan["environment"] == request["environment"]);
        let licence = |name: &str| {
            let held = row["licences"].as_array().unwrap();
            held.iter().find(|it| it["licence"] == name).map(|it| it["held"].clone())
        };
        let said = [
            ("LIC003", plan.filter(|plan| plan["needed"] == true).map(|plan| plan["covered"].clone())),
            ("LIC006", licence("Windows")),
            ("LIC007", licence("Intune")),
        ];
        for (code, said) in said {
            let promised = match verdicts[code].as_str() {
                "met" => Some("yes"),
                "unknown" => Some("unknown"),
                "broken" | "not-judged" => Some("no"),
                _ => None,
            };
            let said = said.as_ref().and_then(Value::as_str);
            if let Some(promised) = promised {
                assert_eq!(said, Some(promised), "{code} in {book:?}: {row}");
            }
            *seen.entry(format!("{code} {}", verdicts[code])).or_insert(0) += 1;
        }
    }
    assert!(
        ["LIC003 broken", "LIC003 unknown", "LIC006 broken", "LIC007 unknown"]
            .iter()
            .all(|key| seen.contains_key(*key)),
        "{seen:?}"
    );
}

/// LIC017 is broken exactly where a machine would rest on trial units whose trial does not run.
#[test]
fn units_of_a_trial_that_ended_are_told() {
    let mut broken = 0;
    for (book, case) in cases() {
        let request = &case["request"]["create-machine"];
        let Some(verdicts) = verdicts(book, &case).filter(|_| request["environment"].is_string()) else {
            continue;
        };
        if verdicts["LIC017"] == "broken" {
            let ledger = ledger(book, &case);
            let row = named(&ledger["environments"], &request["environment"]);
            let addon =
                ledger["trials"].as_array().unwrap().iter().find(|it| it["trial"] == "hosted-rpa-addon");
            assert_eq!(row["rests_on_trial"], "yes", "{row}");
            assert_ne!(addon.unwrap()["state"], "runs", "{addon:?}");
            broken += 1;
        }
    }
    assert!(broken > 2);
}

/// No ledger of a golden case asks anything, whatever is asked.
#[test]
fn the_golden_cases_lack_nothing() {
    for book in Book::ALL {
        let ledger = ledger(*book, &examples::golden(*book).unwrap());
        assert_eq!(ledger["questions"], json!([]), "{book:?} {ledger}");
    }
}

/// Every sentence in a part of a ledger, with where it stands and the name of what it is about.
fn sentences(value: &Value, path: &str, out: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            let name = fields.get("name").and_then(Value::as_str).unwrap_or_default();
            for (key, value) in fields {
                match value {
                    Value::String(text) if key == "says" => out.push(format!("{path} {name}: {text}\n")),
                    value => sentences(value, key, out),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| sentences(item, path, out)),
        Value::String(text) if ["says", "remarks"].contains(&path) => out.push(format!("{path}: {text}\n")),
        _ => {}
    }
}

/// The ledger of a changed golden case in sentences, and its questions.
fn says(book: Book, patch: &Value) -> String {
    let mut case = examples::golden(book).unwrap();
    merge(&mut case, patch);
    let ledger = ledger(book, &case);
    let mut out = Vec::new();
    sentences(&ledger, "", &mut out);
    let text = |question: &Value, field: &str| question[field].as_str().unwrap().to_owned();
    let questions = ledger["questions"].as_array().unwrap();
    out.extend(questions.iter().map(|it| format!("? {} {}\n", text(it, "at"), text(it, "message"))));
    out.concat()
}

#[test]
fn the_golden_case_in_sentences() {
    expect![[r#"
        after : 0 units free: 3 units there, 3 units needed
        lines : 3 units of hosted RPA add-on bought and allocated to this environment (stated as `hosted_rpa_addons`)
        lines : 0 units of the organisation's trial allocated to this environment
        lines : 2 units taken by hosted machines, as their number is stated
        lines : 0 units committed to bots of hosted machine groups
        lines : 1 unit taken by this request (create machine by `maker-a`)
        machines bot-01: takes a unit
        machines bot-02: takes a unit
        machines_alone : 0 units free: 3 units there, 3 units needed
        now : 1 unit free: 3 units there, 2 units needed
        request : the environment has enough to create machine
        after : 2 units free: 2 units there, 0 units needed
        lines : 0 units of hosted RPA add-on bought and allocated to this environment (stated as `hosted_rpa_addons`)
        lines : 2 units of the organisation's trial allocated to this environment, which runs
        lines : 0 units taken by hosted machines, as their number is stated
        lines : 0 units committed to bots of hosted machine groups
        machines_alone : 2 units free: 2 units there, 0 units needed
        now : 2 units free: 2 units there, 0 units needed
        plans : creates no hosted machine: Power Automate Premium is assigned to this person, and counts for creating hosted machines
        licences : Windows: assigned to this person
        licences : Intune: assigned to this person
        licences : Microsoft Entra ID: assigned to this person
        licences : Microsoft Entra ID P1 (asked for by Windows 365): assigned to this person
        plans : needs Power Automate Premium to create hosted machines in `prod`, beside the hosted RPA add-on allocated to the environment: Power Automate Premium covers it
        plans : creates no hosted machine: Power Automate Premium is assigned to this person, and counts for creating hosted machines
        product hosted RPA add-on: a hosted RPA add-on is what is called a unit of Hosted Process from 2024-05-01
        says: the tenant owns 5 seats of the hosted RPA add-on trial; 2 units are allocated to environments
        says: what is not allocated to an environment, 3 seats, licenses nothing
        trials : the hosted RPA add-on trial of the organisation runs until 2024-03-02T00:00:00Z, not extended
    "#]].assert_eq(&says(Book::General, &json!({})));
}

#[test]
fn overage_is_marked_in_order() {
    let patch = json!({
        "environments": {"prod": {"hosted_machines": null, "hosted_process": 3, "hosted_process_elsewhere": 1}},
        "groups": {
            "invoices": {"max_bots": 4, "committed_bots": 2, "committed_since": "2025-04-01"},
            "sales": {"environment": "prod", "kind": "hosted", "state": "active", "committed_bots": 1, "committed_since": "2025-04-08"}
        },
        "machines": {"bot-02": {"requested": "2025-04-03T08:00:00Z"}}
    });
    expect![[r#"
        after : 4 units short: 3 units there, 7 units needed
        lines : 3 units of Hosted Process bought and allocated to this environment (stated as `hosted_process`)
        lines : 0 units of the organisation's trial allocated to this environment
        lines : 2 units taken by hosted machines, as they are listed
        lines : 3 units committed to bots of hosted machine groups
        lines : 1 unit used as Process licences of machines of the organisation's own
        lines : 1 unit taken by this request (create machine by `maker-a`)
        machines bot-01: takes a unit
        machines bot-02: takes a unit
        machines_alone : 0 units free: 3 units there, 3 units needed
        now : 3 units short: 3 units there, 6 units needed
        overage sales: 1 committed bot of hosted machine group `sales` (set 2025-04-08T00:00:00Z)
        overage invoices: 2 committed bots of hosted machine group `invoices` (set 2025-04-01T00:00:00Z)
        overage : 1 unit that this request would take
        request : the environment has too little to create machine
        after : 2 units free: 2 units there, 0 units needed
        lines : 0 units of Hosted Process bought and allocated to this environment (stated as `hosted_process`)
        lines : 2 units of the organisation's trial allocated to this environment, which runs
        lines : 0 units taken by hosted machines, as their number is stated
        lines : 0 units committed to bots of hosted machine groups
        lines : 0 units used as Process licences of machines of the organisation's own
        machines_alone : 2 units free: 2 units there, 0 units needed
        now : 2 units free: 2 units there, 0 units needed
        plans : creates no hosted machine: Power Automate Premium is assigned to this person, and counts for attended runs and for developing desktop flows
        licences : Windows: assigned to this person
        licences : Intune: assigned to this person
        licences : Microsoft Entra ID: assigned to this person
        licences : Microsoft Entra ID P1 (asked for by Windows 365): assigned to this person
        plans : needs no plan to create hosted machines in `prod`, which Hosted Process licenses; Power Automate Premium is needed for attended runs and for developing desktop flows: Power Automate Premium covers it
        plans : creates no hosted machine: Power Automate Premium is assigned to this person, and counts for attended runs and for developing desktop flows
        product Hosted Process: a unit of Hosted Process is what was called a hosted RPA add-on before 2024-05-01; add-ons were converted one for one
        says: the tenant owns 5 seats of the Hosted Process trial; 2 units are allocated to environments
        says: what is not allocated to an environment, 3 seats, licenses nothing
        trials : the Hosted Process trial of the organisation runs until 2025-05-01T00:00:00Z, not extended
    "#]].assert_eq(&says(Book::March2025, &patch));
}

#[test]
fn what_is_not_known_is_asked() {
    let patch = json!({
        "environments": {"prod": {"hosted_machines": {"at_least": 2}, "hosted_process": null, "hosted_process_elsewhere": null}},
        "groups": {"invoices": {"committed_bots": null}},
        "tenant": {"addon_trial": {"seats": null, "extensions": null}},
        "people": {"maker-a": {"plans": null, "licences": ["EMS E3"], "self_assisted_trial": null}}
    });
    expect![[r#"
        after : free or short is not known: an unknown number of units there, at least 3 units needed
        lines : an unknown number of units of Hosted Process bought and allocated to this environment (stated as `hosted_process`)
        lines : 0 units of the organisation's trial allocated to this environment
        lines : at least 2 units taken by hosted machines, as their number is stated
        lines : an unknown number of units committed to bots of hosted machine groups
        lines : an unknown number of units used as Process licences of machines of the organisation's own
        lines : 1 unit taken by this request (create machine by `maker-a`)
        machines bot-01: whether it takes a unit is not known
        machines bot-02: whether it takes a unit is not known
        machines_alone : free or short is not known: an unknown number of units there, at least 3 units needed
        now : free or short is not known: an unknown number of units there, at least 2 units needed
        request : whether the environment has enough to create machine is not known
        after : 2 units free: 2 units there, 0 units needed
        lines : 0 units of Hosted Process bought and allocated to this environment (stated as `hosted_process`)
        lines : 2 units of the organisation's trial allocated to this environment, which runs
        lines : 0 units taken by hosted machines, as their number is stated
        lines : 0 units committed to bots of hosted machine groups
        lines : 0 units used as Process licences of machines of the organisation's own
        machines_alone : 2 units free: 2 units there, 0 units needed
        now : 2 units free: 2 units there, 0 units needed
        plans : creates no hosted machine: Power Automate Premium is assigned to this person, and counts for attended runs and for developing desktop flows
        licences : Windows: not assigned to this person, alone or in a suite
        licences : Intune: brought by Enterprise Mobility + Security E3
        licences : Microsoft Entra ID: brought by Enterprise Mobility + Security E3
        licences : Microsoft Entra ID P1 (asked for by Windows 365): brought by Enterprise Mobility + Security E3
        plans : needs no plan to create hosted machines in `prod`, which Hosted Process licenses; Power Automate Premium is needed for attended runs and for developing desktop flows: which plans are assigned to this person is not known
        plans : creates no hosted machine: Power Automate Premium is assigned to this person, and counts for attended runs and for developing desktop flows
        product Hosted Process: a unit of Hosted Process is what was called a hosted RPA add-on before 2024-05-01; add-ons were converted one for one
        says: the tenant owns an unknown number of seats of the Hosted Process trial; 2 units are allocated to environments
        trials : the Hosted Process trial of the organisation runs; until when depends on whether it was extended
        trials : whether there is a self-assisted trial of `maker-a`, and since when, is not known; Microsoft suspended it for hosted machines (by 2025-03-10)
        ? /environments/prod/hosted_machines for environment `prod`: hosted machines in it, where they are not listed under `machines`
        ? /environments/prod/hosted_process for environment `prod`: units of Power Automate Hosted Process allocated to it: the later name of the hosted RPA add-on. Give one of the two
        ? /environments/prod/hosted_process_elsewhere for environment `prod`: units of its hosted capacity that serve as Process licences of machines of the organisation's own
        ? /groups/invoices/committed_bots for group `invoices`: bots that are guaranteed to it
        ? /people/maker-a/plans for person `maker-a`: Power Automate plans assigned to the person
        ? /people/maker-a/self_assisted_trial for person `maker-a`: when the person's self-assisted trial began, or `none`
        ? /tenant/addon_trial/extensions for the tenant: addon trial: how often it was extended
        ? /tenant/addon_trial/seats for the tenant: addon trial: seats obtained
    "#]].assert_eq(&says(Book::March2025, &patch));
}
