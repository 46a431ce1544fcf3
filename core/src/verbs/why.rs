//! The verb `why`: explains the verdict of a rule on a case, or the outcome.

use super::asks::answered;
use super::open::{OpenOptions, framed};
use super::phrases;
use super::read_request;
use crate::answers::why::{self as reasons, Why};
use crate::facts::Case;
use crate::rules::rule::Rule;
use crate::rules::{ALL, RuleId};
use crate::vocabulary::error::{Error, ErrorCode};
use crate::vocabulary::expected;
use crate::vocabulary::phrases::NO_RULE;
use greenlight_json::did_you_mean;
use greenlight_json::{Pointer, closest, object};

/// The request of [`why()`].
#[derive(Debug, Default)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct WhyRequest {
    /// The case.
    pub case: Case,
    /// The code or name of the rule; without one, the outcome is explained.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub rule: Option<String>,
    /// How to judge the case.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub options: OpenOptions,
}

object!(WhyRequest, expected::WHY_REQUEST, { case: stated, rule, options });

/// Explains the verdict of a rule on a case by a minimal set of facts that forces it; if the verdict is open, by the missing facts and what
/// would settle it. Without a rule, explains the outcome.
///
/// ```
/// use greenlight_core::{Case, OpenOptions, json, why};
///
/// let case: Case = json::from_str(
///     r#"{
///         "as_of": "2024-02-12",
///         "people": {"ann": {}},
///         "environments": {"prod": {"kind": "production"}},
///         "images": {"finance": {"generation": 1, "os_disk_gb": 64}},
///         "request": {"actor": "ann", "create-machine": {"environment": "prod", "image": "finance"}}
///     }"#,
/// )?;
/// let why = why(&case, Some("IMG004"), &OpenOptions::default())?;
/// assert_eq!(&*why.verdict, "broken");
/// assert_eq!(why.facts[0].at.as_str(), "/images/finance/generation");
/// # Ok::<(), greenlight_core::Error>(())
/// ```
///
/// # Errors
/// If there is no such rule, a name refers to nothing, the request or the instant is missing, the instant lies before the first rulebook,
/// or the overlay is invalid.
pub fn why(case: &Case, rule: Option<&str>, options: &OpenOptions) -> Result<Why, Error> {
    let rule = rule.map(found).transpose()?;
    framed(case, options, |frame| {
        let mut why = reasons::why(frame, case, rule)?;
        if options.parameters {
            why.add_parameters();
        }
        Ok(why)
    })
}

/// Runs [`why()`] on the text of a [`WhyRequest`].
///
/// # Errors
/// If the request is invalid.
pub fn on_text(request: &str) -> Result<Why, Error> {
    answered(request, |request| {
        let mut asked = WhyRequest::default();
        read_request(&mut asked, |asked| &asked.case, request)?;
        why(&asked.case, asked.rule.as_deref(), &asked.options)
    })
}

/// Returns the rule with this code or name.
fn found(text: &str) -> Result<RuleId, Error> {
    let is =
        |rule: &&&Rule| rule.id.code().eq_ignore_ascii_case(text) || rule.name().eq_ignore_ascii_case(text);
    ALL.iter().find(is).map(|rule| rule.id).ok_or_else(|| {
        let near = closest(text, ALL.iter().map(|rule| rule.id.code()));
        let help = near.map_or_else(|| phrases::RULES_LISTS.into(), did_you_mean);
        Error::new(ErrorCode::UnknownCode, Pointer::ROOT.key("rule"), NO_RULE.with("code", text), help)
    })
}
