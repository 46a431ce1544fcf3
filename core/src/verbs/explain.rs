//! The verbs `rules` and `explain`: list all rules, and explain one rule or one published code.

use super::asks::answered;
use super::phrases;
use crate::answers::published::PublishedCode;
use crate::lifecycle::published::{self, Published};
use crate::rulebook::Source;
use crate::rules as registry;
use crate::rules::rule::Rule;
use crate::vocabulary::Word;
use crate::vocabulary::error::{Error, ErrorCode};
use crate::vocabulary::expected;
use crate::vocabulary::{Fixed, Fixer, Level, Provenance, Text};
use greenlight_json::did_you_mean;
use greenlight_json::{Pointer, closest, object};
use serde::Serialize;

/// The request of [`explain()`].
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct ExplainRequest {
    /// The code of a rule or a code that Microsoft publishes, in upper or lower case: its name, its number, or a message that contains it.
    pub code: String,
    /// Include in errors the phrases of their sentences in the catalogue of messages, for translation.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub parameters: bool,
}

object!(ExplainRequest, expected::EXPLAIN_REQUEST, { code: required, parameters });

/// Explains a rule, or a code that Microsoft publishes. A rule is given by its code (`IMG004`, in upper or lower case), a published code by
/// one of its names, by its decimal or hexadecimal number, or by a message that contains it. Returns several codes if the name is ambiguous
/// or the message contains several.
///
/// ```
/// use greenlight_core::{Explanation, explain};
///
/// let Explanation::Rule(rule) = explain("img004")? else { panic!("a rule's code") };
/// assert_eq!(rule.name, "image-is-generation-2");
/// # Ok::<(), greenlight_core::Error>(())
/// ```
///
/// # Errors
/// If no rule has this code, and this rulebook does not know such a published code.
pub fn explain(code: &str) -> Result<Explanation, Error> {
    let code = code.trim();
    if let Some(rule) = registry::find(code) {
        return Ok(Explanation::Rule(Box::new(RuleEntry::of(rule, true))));
    }
    let told =
        |published: &Published| PublishedCode { page: page_of(published), ..published.published_code() };
    match published::named(code).as_slice() {
        [] => Err(unknown(code)),
        [published] => Ok(Explanation::Published(Box::new(told(published)))),
        several => {
            Ok(Explanation::Several(Box::new(PublishedCodes { codes: several.iter().map(told).collect() })))
        }
    }
}

/// Returns the error that a code is neither a rule's nor known to this rulebook.
fn unknown(code: &str) -> Error {
    let message = match elsewhere(code) {
        Some((enumeration, reason)) => {
            let message = phrases::OF_MICROSOFT_GRAPH.with("code", code).with("enumeration", enumeration);
            message.with("reason", Word::fixed(reason))
        }
        None => phrases::UNKNOWN_CODE.with("code", code),
    };
    let codes = registry::ALL.iter().map(|rule| rule.id.code()).chain(published::names());
    let help = closest(code, codes).map_or_else(|| phrases::RULES_AND_CODES.into(), did_you_mean);
    Error::new(ErrorCode::UnknownCode, Pointer::ROOT.key("code"), message, help)
}

/// Returns the Graph enumeration that a code belongs to, and why it does not concern hosted machines, if texts are compiled in.
#[cfg(feature = "texts")]
fn elsewhere(code: &str) -> Option<(&'static str, &'static str)> {
    published::elsewhere::find(code)
}

#[cfg(not(feature = "texts"))]
const fn elsewhere(_: &str) -> Option<(&'static str, &'static str)> {
    None
}

/// Runs [`explain()`] on the text of an [`ExplainRequest`].
///
/// # Errors
/// If the request is invalid.
pub fn on_text(request: &str) -> Result<Explanation, Error> {
    answered(request, |request| explain(&greenlight_json::from_str::<ExplainRequest>(request)?.code))
}

/// Returns all rules, without their pages.
///
/// ```
/// let rules = greenlight_core::rules();
/// assert!(rules.rules.iter().any(|rule| rule.code == "IMG004"));
/// ```
pub fn rules() -> Rules {
    Rules { rules: registry::ALL.iter().map(|rule| RuleEntry::of(rule, false)).collect() }
}

/// All rules.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Rules {
    /// The rules.
    pub rules: Vec<RuleEntry>,
}

/// The explanation of a code.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
#[serde(untagged)]
pub enum Explanation {
    /// The code is a rule's.
    Rule(Box<RuleEntry>),
    /// The code is published by Microsoft.
    Published(Box<PublishedCode>),
    /// The code is ambiguous, or a message that contains several codes.
    Several(Box<PublishedCodes>),
}

/// The explanations of several codes.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct PublishedCodes {
    /// The codes.
    pub codes: Vec<PublishedCode>,
}

/// The description of a rule.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Entry"))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct RuleEntry {
    /// The code of the rule, such as `IMG004`.
    pub code: Text,
    /// The name of the rule, such as `image-is-generation-2`.
    pub name: Text,
    /// The family that it belongs to.
    pub family: Text,
    /// How severe it is if the rule is broken.
    pub level: Level,
    /// The actions it judges.
    pub actions: Vec<Text>,
    /// How well founded the rule is.
    pub provenance: Provenance,
    /// The page that states it.
    pub source: Source,
    /// Who can fix it, the least privileged role first.
    pub fixers: Fixed<[Fixer]>,
    /// The page about it, in Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
}

impl RuleEntry {
    fn of(rule: &Rule, page: bool) -> Self {
        Self {
            code: rule.id.code().into(),
            name: rule.name().into(),
            family: rule.id.family().into(),
            level: rule.level,
            actions: rule.judges.iter().map(|action| action.word().into()).collect(),
            provenance: rule.provenance,
            source: rule.source(),
            fixers: rule.fixers.into(),
            page: if page { whole_page(rule) } else { None },
        }
    }
}

/// Returns the page about a rule, if pages are compiled in.
#[cfg(feature = "pages")]
#[expect(clippy::unnecessary_wraps, reason = "without the feature there is none")]
fn whole_page(rule: &Rule) -> Option<String> {
    Some(registry::page::page(rule))
}

#[cfg(feature = "texts")]
#[expect(clippy::unnecessary_wraps, reason = "without the feature there is none")]
fn page_of(published: &Published) -> Option<String> {
    Some(crate::answers::published::page(published))
}

#[cfg(not(feature = "texts"))]
fn page_of(_: &Published) -> Option<String> {
    None
}

#[cfg(not(feature = "pages"))]
fn whole_page(_: &Rule) -> Option<String> {
    None
}
