//! Every broken rule that foresees a published code is a likely cause of it, the one that says most first.
#![expect(
    clippy::tests_outside_test_module,
    clippy::indexing_slicing,
    reason = "an integration test: it may panic"
)]

use greenlight_core::lifecycle::published::{self, Group, Mode, Published};
use greenlight_core::rules::foresight::OF_THE_ACCOUNT;
use greenlight_core::rules::{self, examples};
use greenlight_core::verbs;
use greenlight_json::patch::merge;
use serde_json::{Value, json};

/// A broken example of a rule as a machine on which a code shows; nothing where the example is about something else.
fn shown(code: &Published, mut case: Value) -> Option<(Value, String)> {
    let request = case["request"].clone();
    let action = match (code.group, code.mode) {
        (Group::Provisioning | Group::NetworkHealth, _) => "create-machine",
        (Group::ImageUpload, _) => "create-image",
        (Group::Run, Some(Mode::Attended)) => "run-attended",
        (Group::Run, _) => "run-unattended",
        _ => return None,
    };
    let asked = request[action].as_object()?.clone();
    let text = |field: &str| asked.get(field).and_then(Value::as_str).map(str::to_owned);
    if code.group == Group::Run {
        let machine = text("machine")?;
        merge(&mut case, &json!({"machines": {machine.clone(): {"error": code.code}}}));
        return Some((case, machine));
    }
    let environment = text("environment")?;
    if asked.get("count").is_some_and(|count| *count != 1) {
        return None;
    }
    let count = case["environments"][&environment]["hosted_machines"].as_u64();
    let failed = json!({
        "environment": environment, "creator": request["actor"], "status": "failed", "error": code.code,
        "image": text("image"), "network": text("network").unwrap_or_else(|| "none".to_owned()),
    });
    let patch = json!({
        "request": null, "machines": {"failed": failed},
        "environments": {environment: {"hosted_machines": count.map(|count| count + 1)}},
    });
    merge(&mut case, &patch);
    Some((case, "failed".to_owned()))
}

/// Rules that only restate that a machine, or a check of its network, is not as it should be.
const RESTATING: [&str; 3] = ["LCY010", "LCY011", "NET035"];

#[test]
fn every_broken_rule_that_foresees_a_code_is_offered_as_its_cause_the_most_specific_first() {
    let (mut offered, mut missed) = (0_u32, Vec::new());
    for code in
        published::all().filter(|code| published::find(code.code).is_some_and(|it| it.group == code.group))
    {
        let foreseeing = code.foresight.rules();
        for rule in foreseeing.iter().filter(|rule| !RESTATING.contains(rule)) {
            let rule = rules::find(rule).unwrap();
            let broken = examples::of(rule).filter(|(example, _, _)| example.verdict == "broken");
            for (example, book, case) in broken {
                let Some((case, machine)) = shown(&code, case.unwrap()) else { continue };
                let request = json!({"case": case, "machine": machine, "options": {"rulebook": book.date().to_string()}});
                let diagnosis: Value =
                    serde_json::from_str(&verbs::text::diagnose(&request.to_string())).unwrap();
                let likely: Vec<&str> = diagnosis["causes"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .filter(|cause| cause["likelihood"] == "likely")
                    .filter_map(|cause| cause["rule"].as_str())
                    .collect();
                let places: Vec<usize> =
                    likely.iter().filter_map(|it| foreseeing.iter().position(|rule| rule == it)).collect();
                let account = OF_THE_ACCOUNT.iter().any(|rule| foreseeing.contains(&rule.code()));
                if !likely.contains(&rule.id.code()) || !places.is_sorted() && !account {
                    missed.push(format!(
                        "{} `{}` of {}: {likely:?}",
                        rule.id.code(),
                        example.note,
                        code.code
                    ));
                }
                offered += 1;
            }
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
    assert!(offered > 150, "only {offered} were looked at");
}
