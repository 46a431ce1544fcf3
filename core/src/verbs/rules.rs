//! The rules: all of them, and everything about one, or about a code that Microsoft publishes.

use super::{answer, text};
use crate::answers::published::PublishedCode;
use crate::lifecycle::published::{self, Published};
use crate::rulebook::Source;
use crate::rules;
use crate::rules::rule::Rule;
use crate::vocabulary::Fixer;
use crate::vocabulary::Level;
use crate::vocabulary::Provenance;
use crate::vocabulary::error::{Code, Error};
use greenlight_json::Pointer;
use greenlight_json::closest;
use greenlight_json::object;
use serde::Serialize;
use std::borrow::Cow;

/// What [`explain`] is asked.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(deny_unknown_fields))]
pub struct ExplainRequest {
    /// The code of a rule, or one that Microsoft publishes, in any case.
    pub code: String,
}

object!(ExplainRequest, "a code: `{code: …}`", { code: required });

/// Everything about one rule, or one code that Microsoft publishes: `{"code": "IMG004"}`, in any case.
pub fn explain(request: &str) -> String {
    answer(explained(request))
}

/// [`explain`], before it is text.
///
/// # Errors
/// When there is no such code.
pub fn explained(request: &str) -> Result<Explanation, Error> {
    let asked: ExplainRequest = greenlight_json::from_str(request)?;
    let code = asked.code.trim();
    if let Some(rule) = rules::find(code) {
        return Ok(Explanation::Rule(Box::new(Entry::of(rule, true))));
    }
    if let Some(published) = published::find(code) {
        let page = page_of(&published);
        return Ok(Explanation::Published(Box::new(PublishedCode { page, ..published.told() })));
    }
    let codes = rules::ALL.iter().map(|rule| rule.id.code()).chain(published::all().map(|it| it.code));
    let help = match closest(code, codes) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`greenlight rules` lists the rules, docs/errors.md the codes that are published".to_owned(),
    };
    let message = format!("there is no rule and no published code `{code}`");
    Err(Error::new(Code::UnknownCode, Pointer::ROOT.key("code"), message, help))
}

/// All rules, without their pages.
pub fn list_rules() -> String {
    text(&listed_rules())
}

/// [`list_rules`], before it is text.
pub fn listed_rules() -> Rules {
    Rules { rules: rules::ALL.iter().map(|rule| Entry::of(rule, false)).collect() }
}

/// All rules.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Rules {
    /// Each of them.
    pub rules: Vec<Entry>,
}

/// What is said about a code.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
#[serde(untagged)]
pub enum Explanation {
    /// It is a rule's.
    Rule(Box<Entry>),
    /// Microsoft publishes it.
    Published(Box<PublishedCode>),
}

/// What is said about a rule.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Entry {
    /// The rule, such as `IMG004`.
    pub code: Cow<'static, str>,
    /// The rule's name, such as `image-is-generation-2`.
    pub name: Cow<'static, str>,
    /// The family that it belongs to.
    pub family: Cow<'static, str>,
    /// How bad it is when it is broken.
    pub level: Level,
    /// The actions it judges.
    pub actions: Vec<Cow<'static, str>>,
    /// How far it can be shown to hold.
    pub provenance: Provenance,
    /// Where it is said.
    pub source: Source,
    /// Who can mend it, the least role first.
    pub fixers: Cow<'static, [Fixer]>,
    /// The page about it, in Markdown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub page: Option<String>,
}

impl Entry {
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
    Some(rules::page::page(rule))
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
