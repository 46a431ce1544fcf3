//! A batch in brief says of each case what its report says.

use greenlight_core::text;
use serde_json::Value;

#[test]
fn a_batch_in_brief_has_each_outcome_and_each_code_once() {
    let case = r#"{"as_of": "2024-02-12", "people": {"ann": {}}, "images": {"finance": {"generation": 1}}, "request": {"actor": "ann", "create-machine": {"image": "finance"}}}"#;
    let request = format!(r#"{{"case": {case}}}"#);
    let told = text::outcomes(&format!("{request}\n\n{{\"case\": {{}}}}\n{{"));
    let lines: Vec<&str> = told.split('\n').collect();
    let [brief, blank, missing, broken, end] = lines[..] else { panic!("{told}") };
    assert!(blank.is_empty() && end.is_empty());
    assert!(missing.contains("missing-field") && broken.contains("malformed-json"), "{told}");
    let report: Value = serde_json::from_str(&text::check(&request)).unwrap();
    let brief: Value = serde_json::from_str(brief).unwrap();
    assert_eq!(brief["outcome"], report["outcome"]);
    for (level, key) in [("error", "errors"), ("warning", "warnings"), ("note", "notes")] {
        let findings = report["findings"].as_array().unwrap().iter();
        let mut codes: Vec<Value> = findings
            .filter(|finding| finding["level"] == level)
            .map(|finding| finding["code"].clone())
            .collect();
        codes.dedup();
        assert_eq!(brief[key].as_array().cloned().unwrap_or_default(), codes, "{brief}");
    }
    assert!(brief["errors"].as_array().unwrap().contains(&Value::from("IMG004")), "{brief}");
}

/// A request of nobody asks who acts, unless whoever acted would be stopped.
#[test]
fn a_request_without_an_actor_is_open_until_it_is_decided() {
    let brief = |request: &str| -> Value {
        let case = format!(
            r#"{{"as_of": "2024-02-12", "people": {{"ann": {{}}}}, "images": {{"finance": {{"generation": 1}}}}, "machines": {{"bot": {{}}}}, "request": {request}}}"#
        );
        let asked = format!(r#"{{"case": {case}}}"#);
        let report: Value = serde_json::from_str(&text::check(&asked)).unwrap();
        let asks = report["questions"].as_array().unwrap().iter().any(|it| it["at"] == "/request/actor");
        assert!(asks && report["request"].get("actor").is_none(), "{report}");
        serde_json::from_str(&text::outcomes(&asked)).unwrap()
    };
    assert_eq!(brief(r#"{"restart": {"machine": "bot"}}"#)["outcome"], "needs-facts");
    assert_eq!(brief(r#"{"create-machine": {"image": "finance"}}"#)["outcome"], "blocked");
}
