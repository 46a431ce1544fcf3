//! What a person wrote that an answer must say, and where an answer does not.

use serde::Deserialize;
use serde_json::Value;

/// What a person wrote that an answer must say; what is absent may be anything.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Expect {
    /// The outcome.
    pub outcome: Option<String>,
    /// The codes of all findings, in order.
    pub findings: Option<Vec<String>>,
    /// The codes of the findings that block, in order.
    pub blocks: Option<Vec<String>>,
    /// The places of all questions, in order.
    pub questions: Option<Vec<String>>,
    /// Places that are among those asked for.
    pub asks: Vec<String>,
    /// The codes of all tasks, in order.
    pub tasks: Option<Vec<String>>,
    /// The codes of all warnings, in order.
    pub warnings: Option<Vec<String>>,
    /// The rules that a diagnosis gives as likely causes, in order.
    pub causes: Option<Vec<String>>,
    /// The verdict of a rule, by its code.
    pub verdict: Option<(String, String)>,
    /// Code and place of the error.
    pub error: Option<(String, String)>,
    /// A text that the answer holds.
    pub holds: Option<String>,
    /// More texts that it holds.
    pub names: Vec<String>,
    /// Texts that it does not hold.
    pub lacks: Vec<String>,
}

impl Expect {
    /// What of it an answer does not meet, in words.
    pub fn unmet(&self, answer: &str) -> Vec<String> {
        let parsed: Value = serde_json::from_str(answer).unwrap_or_default();
        let joined = |list: &Option<Vec<String>>| list.as_ref().map(|list| list.join(" "));
        let error = |field: &str| {
            parsed.pointer(&format!("/error/{field}")).and_then(Value::as_str).unwrap_or_default()
        };
        let pairs = [
            ("outcome", self.outcome.clone(), text(&parsed, "outcome").unwrap_or(answer).to_owned()),
            ("findings", joined(&self.findings), list(&parsed, "findings", "code", None).join(" ")),
            (
                "blocks",
                joined(&self.blocks),
                list(&parsed, "findings", "code", Some(("level", "error"))).join(" "),
            ),
            ("questions", joined(&self.questions), list(&parsed, "questions", "at", None).join(" ")),
            ("tasks", joined(&self.tasks), list(&parsed, "tasks", "code", None).join(" ")),
            ("warnings", joined(&self.warnings), list(&parsed, "warnings", "code", None).join(" ")),
            (
                "causes",
                joined(&self.causes),
                list(&parsed, "causes", "rule", Some(("likelihood", "likely"))).join(" "),
            ),
            (
                "error",
                self.error.as_ref().map(|(code, at)| format!("{code} at `{at}`")),
                format!("{} at `{}`", error("code"), error("at")),
            ),
        ];
        let mut unmet: Vec<String> = pairs
            .into_iter()
            .filter_map(|(what, expected, found)| {
                let expected = expected.filter(|expected| *expected != found)?;
                Some(format!("{what} is {found}, not {expected}"))
            })
            .collect();
        let asked = list(&parsed, "questions", "at", None);
        let unasked = self.asks.iter().filter(|at| !asked.contains(&at.as_str()));
        unmet.extend(unasked.map(|at| format!("does not ask for {at}, only for {}", asked.join(" "))));
        if self.verdict.as_ref().is_some_and(|(code, verdict)| !shows(&parsed, code, verdict)) {
            unmet.push(format!("not {:?} in {answer}", self.verdict));
        }
        let held = self.holds.iter().chain(&self.names).filter(|text| !answer.contains(text.as_str()));
        unmet.extend(held.map(|text| format!("no {text:?} in {answer}")));
        let lacked = self.lacks.iter().filter(|text| answer.contains(text.as_str()));
        unmet.extend(lacked.map(|text| format!("{text:?} in {answer}")));
        unmet
    }
}

fn text<'a>(value: &'a Value, field: &str) -> Option<&'a str> {
    value.get(field).and_then(Value::as_str)
}

/// A field of each item of a list, or of those items of which another field is what is asked for.
fn list<'a>(answer: &'a Value, list: &str, field: &str, only: Option<(&str, &str)>) -> Vec<&'a str> {
    let items = answer.get(list).and_then(Value::as_array).into_iter().flatten();
    let asked = items.filter(|item| only.is_none_or(|(other, is)| text(item, other) == Some(is)));
    asked.map(|item| text(item, field).unwrap_or_default()).collect()
}

/// Whether a report shows the verdict of a rule, as far as a compact report does.
fn shows(report: &Value, code: &str, verdict: &str) -> bool {
    let among = |name: &str| list(report, name, "code", None).contains(&code);
    let asked =
        report.get("questions").is_some_and(|asked| asked.to_string().contains(&format!("\"{code}\"")));
    match verdict {
        "broken" => among("findings"),
        "afterwards" => among("tasks"),
        "unknown" => asked,
        _ => !among("findings") && !asked,
    }
}
