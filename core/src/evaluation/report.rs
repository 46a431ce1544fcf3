//! The report: what is decided, what is wrong and how to mend it, and what is still to be said.

use crate::facts::change::Change;
use crate::facts::origin::FactSource;
use crate::rulebook::Source;
use crate::vocabulary::duration::Duration;
use crate::vocabulary::instant::{Day, Instant};
use crate::vocabulary::{Fixed, Fixer, Level, Outcome, Provenance, Text};
use greenlight_json::{InlineStr, Pointer};
use serde::Serialize;

pub use crate::evaluation::access::{Access, AccessSet, Grant as AccessGrant};
pub use crate::overlay::ages::Ageing;
pub use crate::overlay::effects::{Overlaid, OwnValue, OwnWords, Shifted, Waived};

/// The version of the report's shape: a minor step adds, a major step breaks.
pub const FORMAT_VERSION: &str = "1.0";

/// One broken rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Finding {
    /// The rule, such as `IMG004`.
    pub code: Text,
    /// The rule's name, such as `image-is-generation-2`.
    pub name: Text,
    /// How bad it is.
    pub level: Level,
    /// Where in the case.
    pub at: Pointer,
    /// What stands there.
    pub found: InlineStr,
    /// What would be right.
    pub expected: InlineStr,
    /// Other places that matter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Pointer>,
    /// What is wrong, in a sentence.
    pub message: String,
    /// Who can mend it, the least role first.
    pub fixers: Fixed<[Fixer]>,
    /// How, step by step.
    pub steps: Vec<String>,
    /// The command that does it, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub command: Option<String>,
    /// How far the rule can be shown to hold.
    pub provenance: Provenance,
    /// Where it is said.
    pub source: Source,
    /// What the overlay changed about it: its level, or values it was judged by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overlay: Option<String>,
}

/// A fact that is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Question {
    /// Where the fact would stand.
    pub at: Pointer,
    /// The rules that need it; none of what a request must say for anybody to tell what is to be done.
    pub rules: Vec<Text>,
    /// The worst level among them.
    pub level: Level,
    /// The question, in a sentence.
    pub message: String,
}

/// What is supposed of a case in which facts are missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Supposed {
    /// Facts that are nearly always as they come by themselves, as they come.
    pub defaults: Vec<Change>,
    /// The rules of level error that lack other facts, and are taken as met.
    pub met: Vec<Text>,
    /// The rules that are broken then.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub broken: Vec<Text>,
}

/// Something to do once the machine exists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Task {
    /// The rule that will judge it then.
    pub code: Text,
    /// What to do, in a sentence.
    pub message: String,
    /// Who can do it.
    pub fixers: Fixed<[Fixer]>,
    /// How, step by step.
    pub steps: Vec<String>,
}

/// Something about the report itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Notice {
    /// A stable word for it.
    pub code: Text,
    /// What it is, in a sentence.
    pub message: String,
}

/// How many rules ended how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
#[serde(rename_all = "kebab-case")]
pub struct Counts {
    /// Rules that are met.
    pub met: u32,
    /// Rules that are broken.
    pub broken: u32,
    /// Rules that lack facts.
    pub unknown: u32,
    /// Rules whose defect another rule's failure covers.
    pub not_judged: u32,
    /// Rules that ask for something once the machine exists.
    pub afterwards: u32,
    /// Rules that do not apply to the action.
    pub not_applicable: u32,
    /// Rules that are broken and waived.
    #[serde(default, skip_serializing_if = "is_none")]
    pub waived: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands out references")]
const fn is_none(number: &u32) -> bool {
    *number == 0
}

/// One rule's verdict, as `--all` lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct VerdictLine {
    /// The rule.
    pub code: Text,
    /// How it ended.
    pub verdict: Text,
    /// The rule whose failure covers it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<Text>,
    /// The facts it lacks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<Pointer>,
}

/// A fact that somebody vouches for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Attested {
    /// Where it stands.
    pub at: Pointer,
    /// The person.
    pub by: InlineStr,
    /// When they said so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<Instant>,
    /// What they said about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<InlineStr>,
}

/// A fact that was observed longer ago than it may be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct OldFact {
    /// Where it stands.
    pub at: Pointer,
    /// What it tells of.
    pub of: Ageing,
    /// How bad that is. At level `error` it counts as unknown.
    pub level: Level,
    /// When it was observed.
    pub observed_at: Instant,
    /// What it was read from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<FactSource>,
    /// How old it is.
    pub age: Duration,
    /// How old it may be.
    pub age_max: Duration,
    /// The rules that read it.
    pub rules: Vec<Text>,
    /// What is wrong, in a sentence.
    pub message: String,
}

/// Who wants to do what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct RequestedAction {
    /// What.
    pub action: Text,
    /// Who, where the request says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<InlineStr>,
}

/// The engine that answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Engine {
    /// Always `greenlight`.
    pub name: Text,
    /// Its version.
    pub version: Text,
}

/// The engine of this build.
pub const ENGINE: Engine =
    Engine { name: Text::new("greenlight"), version: Text::new(env!("CARGO_PKG_VERSION")) };

/// Digests that prove what was asked and answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Receipt {
    /// SHA-256 of the canonical request.
    pub request: String,
    /// SHA-256 of the report without its receipt.
    pub report: String,
}

/// What the engine says of one case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Report {
    /// Version of this shape.
    pub format_version: Text,
    /// The one-word answer.
    pub outcome: Outcome,
    /// The rules of which one is broken whatever is still stated, where that is why the case is blocked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub no_way_out: Vec<Text>,
    /// What the outcome would be if what is supposed were so, where that was asked and facts are missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub if_supposed: Option<Outcome>,
    /// What is supposed then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supposed: Option<Supposed>,
    /// The instant judged.
    pub as_of: Instant,
    /// What was asked.
    pub request: RequestedAction,
    /// Everything published by this day was known.
    pub rulebook: Day,
    /// The engine.
    pub engine: Engine,
    /// What is wrong, worst first.
    pub findings: Vec<Finding>,
    /// What roles, privileges, shares and licences would clear of the findings, when asked for: one set of each of these.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub access: Vec<Access>,
    /// What is still to be said.
    pub questions: Vec<Question>,
    /// What to do once the machine exists.
    pub tasks: Vec<Task>,
    /// What to know about the report itself.
    pub warnings: Vec<Notice>,
    /// Facts that rest on somebody's word.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attested: Vec<Attested>,
    /// Facts that rules read and that were observed longer ago than they may be.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub old: Vec<OldFact>,
    /// How many rules ended how.
    pub counts: Counts,
    /// Every rule's verdict, when asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdicts: Option<Vec<VerdictLine>>,
    /// What the organisation's overlay did, when there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overlay: Option<Overlaid>,
    /// The values of the rulebook that rules asked for, when asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub values: Option<Vec<crate::rulebook::UsedValue>>,
    /// Digests, when asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub receipt: Option<Receipt>,
}
