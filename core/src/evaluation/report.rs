//! The report: the outcome, the findings with how to fix them, and the facts that are still missing.

use crate::facts::change::Change;
use crate::facts::origin::FactSource;
use crate::rulebook::Source;
use crate::vocabulary::duration::Duration;
use crate::vocabulary::instant::{Day, Instant};
use crate::vocabulary::{Fixed, Fixer, Level, Outcome, Provenance, Text, Word, Words};
use greenlight_json::{InlineStr, Pointer};
use serde::Serialize;

pub use crate::evaluation::access::{Access, AccessSet, Grant as AccessGrant};
pub use crate::overlay::ages::Ageing;
pub use crate::overlay::effects::{Overlaid, OwnValue, OwnWords, Shifted, Waived};

/// The version of the report format: a minor version adds fields, a major version breaks compatibility.
pub const FORMAT_VERSION: &str = "1.0";

/// A rule that is broken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Finding {
    /// The code of the rule, such as `IMG004`.
    pub code: Text,
    /// The name of the rule, such as `image-is-generation-2`.
    pub name: Text,
    /// How severe it is.
    pub level: Level,
    /// The place in the case.
    pub at: Pointer,
    /// The value found there.
    pub found: InlineStr,
    /// The value that would be right.
    pub expected: InlineStr,
    /// Other places in the case that matter.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub related: Vec<Pointer>,
    /// What is wrong, in a sentence.
    pub message: String,
    /// Who can fix it, the least privileged role first.
    pub fixers: Fixed<[Fixer]>,
    /// How to fix it, step by step.
    pub steps: Vec<String>,
    /// The command that fixes it, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub command: Option<String>,
    /// How far the rule can be shown to hold.
    pub provenance: Provenance,
    /// The page that states the rule.
    pub source: Source,
    /// What the overlay changed: the level of the rule, or values it was judged by.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overlay: Option<String>,
    /// The parameters of its sentences in the catalogue, by name. Only on request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parameters: Option<Words>,
    /// The steps as indices into the steps of the rule, counted from 0, or as another phrase of the catalogue. Only on request.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub step_codes: Vec<Word>,
}

/// A fact that is missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Question {
    /// The place in the case where the fact belongs.
    pub at: Pointer,
    /// The rules that need it; empty for a field that every request must have.
    pub rules: Vec<Text>,
    /// The worst level among them.
    pub level: Level,
    /// The question, in a sentence.
    pub message: String,
    /// The key of that sentence in the catalogue: the place, with `*` for each name from the case. Only on request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sentence: Option<Pointer>,
    /// The parameters of the sentence, by name. Only on request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parameters: Option<Words>,
}

/// The assumptions about a case in which facts are missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Supposed {
    /// The usual values that are assumed for facts which nearly always have them.
    pub defaults: Vec<Change>,
    /// The rules of level error that lack other facts and are assumed to be met.
    pub met: Vec<Text>,
    /// The rules that are broken under these assumptions.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub broken: Vec<Text>,
}

/// Something to do once the machine exists.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Task {
    /// The rule that will judge it once the machine exists.
    pub code: Text,
    /// What to do, in a sentence.
    pub message: String,
    /// Who can do it.
    pub fixers: Fixed<[Fixer]>,
    /// How to do it, step by step.
    pub steps: Vec<String>,
    /// The parameters of its sentences in the catalogue, by name. Only on request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parameters: Option<Words>,
    /// The steps as indices into the steps of the rule, counted from 0. Only on request.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub step_codes: Vec<Word>,
}

/// A notice about the report itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Notice {
    /// A stable code.
    pub code: Text,
    /// The notice, in a sentence.
    pub message: String,
    /// The parameters of its phrase in the catalogue, by name. Only on request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parameters: Option<Words>,
}

/// The number of rules by verdict.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
#[serde(rename_all = "kebab-case")]
pub struct Counts {
    /// The rules that are met.
    pub met: u32,
    /// The rules that are broken.
    pub broken: u32,
    /// The rules that lack facts.
    pub unknown: u32,
    /// The rules that are not judged because another broken rule covers the same defect.
    pub not_judged: u32,
    /// The rules that require something to be done once the machine exists.
    pub afterwards: u32,
    /// The rules that do not apply to the action.
    pub not_applicable: u32,
    /// The rules that are broken and waived.
    #[serde(default, skip_serializing_if = "is_none")]
    pub waived: u32,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands out references")]
const fn is_none(number: &u32) -> bool {
    *number == 0
}

/// The verdict of one rule, as `--all` lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct VerdictLine {
    /// The code of the rule.
    pub code: Text,
    /// The verdict.
    pub verdict: Text,
    /// The broken rule that covers the same defect, if the rule is not judged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<Text>,
    /// The places of the facts it lacks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<Pointer>,
}

/// A fact that somebody vouches for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Attested {
    /// The place of the fact in the case.
    pub at: Pointer,
    /// The person who vouches for it.
    pub by: InlineStr,
    /// When they did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub on: Option<Instant>,
    /// Their note about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<InlineStr>,
}

/// A fact that was observed longer ago than facts of its kind may be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct OldFact {
    /// The place of the fact in the case.
    pub at: Pointer,
    /// The kind of fact.
    pub of: Ageing,
    /// How severe that is. At level `error` the fact counts as unknown.
    pub level: Level,
    /// When it was observed.
    pub observed_at: Instant,
    /// Where it was read from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<FactSource>,
    /// How old it is.
    pub age: Duration,
    /// The greatest age allowed.
    pub age_max: Duration,
    /// The rules that read it.
    pub rules: Vec<Text>,
    /// What is wrong, in a sentence.
    pub message: String,
    /// That sentence as a phrase of the catalogue. Only on request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phrase: Option<Word>,
}

/// The action that was requested, and by whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct RequestedAction {
    /// The action.
    pub action: Text,
    /// The person who acts, if the request names one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<InlineStr>,
}

/// The engine that produced the report.
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

/// Digests that prove which request was answered with which report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Receipt {
    /// SHA-256 of the canonical request.
    pub request: String,
    /// SHA-256 of the report without its receipt.
    pub report: String,
}

/// The result of judging one case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Report {
    /// The version of this format.
    pub format_version: Text,
    /// The outcome in one word.
    pub outcome: Outcome,
    /// Rules that cannot all be met, whatever facts are added, if that is why the case is blocked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub no_way_out: Vec<Text>,
    /// The outcome under the assumptions in `supposed`. Only on request, and if facts are missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub if_supposed: Option<Outcome>,
    /// The assumptions of `if_supposed`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub supposed: Option<Supposed>,
    /// The instant for which the case was judged.
    pub as_of: Instant,
    /// The action that was requested.
    pub request: RequestedAction,
    /// The date of the rulebook: everything published by this day is taken into account.
    pub rulebook: Day,
    /// The engine.
    pub engine: Engine,
    /// The findings, the most severe first.
    pub findings: Vec<Finding>,
    /// Roles, privileges, shares and licences that would clear findings: one set of every entry is needed. Only on request.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub access: Vec<Access>,
    /// The facts that are still missing.
    pub questions: Vec<Question>,
    /// The tasks for the time when the machine exists.
    pub tasks: Vec<Task>,
    /// Notices about the report itself.
    pub warnings: Vec<Notice>,
    /// The facts that somebody vouches for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attested: Vec<Attested>,
    /// The facts that rules read and that were observed longer ago than they may be.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub old: Vec<OldFact>,
    /// The number of rules by verdict.
    pub counts: Counts,
    /// The verdict of every rule. Only on request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdicts: Option<Vec<VerdictLine>>,
    /// What the organisation's overlay changed, if there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overlay: Option<Overlaid>,
    /// The values of the rulebook that rules used. Only on request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub values: Option<Vec<crate::rulebook::UsedValue>>,
    /// The digests. Only on request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub receipt: Option<Receipt>,
}
