//! The rules: all of them, and everything about one, or about a code that Microsoft publishes.

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

/// What [`explain()`] is asked.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct ExplainRequest {
    /// The code of a rule, or one that Microsoft publishes, in any case: its name, its number, or a message that holds it.
    pub code: String,
    /// With what is wrong with the request, add what fills its sentences in the catalogue of messages, so that it can be told in another
    /// language.
    #[cfg_attr(feature = "schema", schemars(default))]
    pub parameters: bool,
}

object!(ExplainRequest, expected::EXPLAIN_REQUEST, { code: required, parameters });

/// Everything about one rule, or what Microsoft publishes about a code: `IMG004`, in any case; a code by one of its names or by its number,
/// decimal or hexadecimal, or a message that holds one. Several codes where the name is ambiguous or the message holds several.
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
/// When there is no rule of that code, and no code that is known to this rulebook.
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

/// That a code is neither a rule's nor known to this rulebook.
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

/// The enumeration of Graph that a code is of, and why it does not concern hosted machines, where texts are compiled in.
#[cfg(feature = "texts")]
fn elsewhere(code: &str) -> Option<(&'static str, &'static str)> {
    published::elsewhere::find(code)
}

#[cfg(not(feature = "texts"))]
const fn elsewhere(_: &str) -> Option<(&'static str, &'static str)> {
    None
}

/// [`explain()`] on the text of an [`ExplainRequest`].
///
/// # Errors
/// What is wrong with the request.
pub fn on_text(request: &str) -> Result<Explanation, Error> {
    answered(request, |request| explain(&greenlight_json::from_str::<ExplainRequest>(request)?.code))
}

/// All rules, without their pages.
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
    /// Each of them.
    pub rules: Vec<RuleEntry>,
}

/// What is said about a code.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
#[serde(untagged)]
pub enum Explanation {
    /// It is a rule's.
    Rule(Box<RuleEntry>),
    /// Microsoft publishes it.
    Published(Box<PublishedCode>),
    /// It is ambiguous, or a message that holds several codes.
    Several(Box<PublishedCodes>),
}

/// What is said about several codes.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct PublishedCodes {
    /// Each of them.
    pub codes: Vec<PublishedCode>,
}

/// What is said about a rule.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "schema", schemars(rename = "Entry"))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct RuleEntry {
    /// The rule, such as `IMG004`.
    pub code: Text,
    /// The rule's name, such as `image-is-generation-2`.
    pub name: Text,
    /// The family that it belongs to.
    pub family: Text,
    /// How bad it is when it is broken.
    pub level: Level,
    /// The actions it judges.
    pub actions: Vec<Text>,
    /// How far it can be shown to hold.
    pub provenance: Provenance,
    /// Where it is said.
    pub source: Source,
    /// Who can mend it, the least role first.
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

/// The page about a rule, where pages are compiled in.
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
