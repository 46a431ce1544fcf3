//! The rules: all of them, and everything about one, or about a code that Microsoft publishes.

use crate::answers::published::PublishedCode;
use crate::lifecycle::published::{self, Published};
use crate::rulebook::Source;
use crate::rules as registry;
use crate::rules::rule::Rule;
use crate::vocabulary::error::{Error, ErrorCode};
use crate::vocabulary::{Fixed, Fixer, Level, Provenance, Text};
use greenlight_json::{Pointer, closest, object};
use serde::Serialize;

/// What [`explain()`] is asked.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct ExplainRequest {
    /// The code of a rule, or one that Microsoft publishes, in any case.
    pub code: String,
}

object!(ExplainRequest, "a code: `{code: …}`", { code: required });

/// Everything about one rule, or one code that Microsoft publishes: `IMG004`, in any case.
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
/// When there is no such code.
pub fn explain(code: &str) -> Result<Explanation, Error> {
    let code = code.trim();
    if let Some(rule) = registry::find(code) {
        return Ok(Explanation::Rule(Box::new(RuleEntry::of(rule, true))));
    }
    if let Some(published) = published::find(code) {
        let page = page_of(&published);
        return Ok(Explanation::Published(Box::new(PublishedCode { page, ..published.told() })));
    }
    let codes = registry::ALL.iter().map(|rule| rule.id.code()).chain(published::all().map(|it| it.code));
    let help = match closest(code, codes) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`greenlight rules` lists the rules, docs/errors.md the codes that are published".to_owned(),
    };
    let message = format!("there is no rule and no published code `{code}`");
    Err(Error::new(ErrorCode::UnknownCode, Pointer::ROOT.key("code"), message, help))
}

/// [`explain()`] on the text of an [`ExplainRequest`].
///
/// # Errors
/// What is wrong with the request.
pub fn on_text(request: &str) -> Result<Explanation, Error> {
    explain(&greenlight_json::from_str::<ExplainRequest>(request)?.code)
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

#[cfg(feature = "pages")]
#[expect(clippy::unnecessary_wraps, reason = "without the feature there is none")]
fn page_of(published: &Published) -> Option<String> {
    Some(crate::answers::published::page(published))
}

#[cfg(not(feature = "pages"))]
fn page_of(_: &Published) -> Option<String> {
    None
}

#[cfg(not(feature = "pages"))]
fn whole_page(_: &Rule) -> Option<String> {
    None
}
