//! Judges one case in a program of your own: no files, no network, no WebAssembly.

mod built;

use greenlight_core::report::{Outcome, Report};
use greenlight_core::{Case, CheckOptions, Error, check, json};
use std::process::ExitCode;

/// What is known, and what somebody wants to do. What is left out is unknown.
const CASE: &str = r#"{
    "as_of": "2024-02-12T09:00:00Z",
    "environments": {"prod": {"geography": "Europe", "hosted_rpa_addons": 2, "hosted_machines": 2}},
    "people": {"ann": {"roles": {"prod": ["Environment Maker"]}}},
    "images": {"finance": {"generation": 1, "regions": ["West Europe"]}},
    "request": {"actor": "ann", "create-machine": {"environment": "prod", "name": "bot-03", "image": "finance"}}
}"#;

fn main() -> ExitCode {
    // Read from a text, or built of values: the same case.
    match judge(CASE).and_then(|read| Ok([read, check(&built::case(), &CheckOptions::default())?])) {
        Ok(reports) => {
            reports.iter().for_each(|report| println!("{}", summary(report)));
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("{} at `{}`: {}", error.message, error.at, error.help);
            ExitCode::FAILURE
        }
    }
}

fn judge(text: &str) -> Result<Report, Error> {
    let case: Case = json::from_str(text)?;
    check(&case, &CheckOptions::default())
}

fn summary(report: &Report) -> String {
    match report.outcome {
        Outcome::Ready => "go ahead".to_owned(),
        Outcome::NeedsFacts => {
            let asked: Vec<_> = report.questions.iter().map(|question| question.message.as_str()).collect();
            format!("first say:\n  {}", asked.join("\n  "))
        }
        Outcome::Blocked => {
            let wrong = report.findings.iter().map(|finding| format!("{} {}", finding.code, finding.message));
            format!("stop:\n  {}", wrong.collect::<Vec<_>>().join("\n  "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{CASE, built, judge, summary};
    use greenlight_core::report::{Level, Outcome};
    use greenlight_core::{Case, ErrorCode, json};

    fn check(text: &str, outcome: Outcome, broken: &[&str]) {
        let report = judge(text).unwrap();
        let errors = report.findings.iter().filter(|finding| finding.level == Level::Error);
        assert_eq!(report.outcome, outcome, "{}", summary(&report));
        assert_eq!(errors.map(|finding| &*finding.code).collect::<Vec<_>>(), broken);
    }

    #[test]
    fn an_outcome_can_be_matched() {
        let mended =
            CASE.replace("\"generation\": 1", "\"generation\": 2").replace("West Europe", "North Europe");
        check(CASE, Outcome::Blocked, &["IMG004", "IMG013"]);
        check(&mended, Outcome::NeedsFacts, &[]);
    }

    #[test]
    fn a_case_can_be_built() {
        assert_eq!(json::from_str::<Case>(CASE).unwrap(), built::case());
    }

    #[test]
    fn what_is_wrong_with_a_case_says_where() {
        let error = judge(&CASE.replace("generation", "generatoin")).unwrap_err();
        assert_eq!((error.code, error.at.as_str()), (ErrorCode::UnknownField, "/images/finance/generatoin"));
    }
}
