//! The type of a rule: one requirement as a value, with all its texts.

use crate::facts::known::{Known, Missing};
use crate::facts::request::Actions;
#[cfg(feature = "pages")]
use crate::rulebook::Book;
use crate::rulebook::{self, Lifetime, Rulebook, Source};
use crate::rules::RuleId;
use crate::rules::context::Context;
use crate::vocabulary::{Fixer, Level, Provenance, ToWord, Words};
use greenlight_json::Pointer;
use greenlight_json::swar::Lines;

#[cfg(feature = "pages")]
pub(crate) use super::declare::book;
pub(crate) use super::declare::{actions, at_worst, lifetime, rule};
pub use super::lists::{all_of, commas, either, listed, quoted};

/// A rule: one requirement.
#[derive(Debug)]
pub struct Rule {
    /// The code of the rule, such as `IMG004`.
    pub id: RuleId,
    /// The level of a finding of the rule.
    pub level: Level,
    /// The worst possible level while facts are missing, if it depends on the known ones.
    pub(crate) at_worst: Option<fn(&Context<'_>) -> Level>,
    /// The actions that the rule judges.
    pub judges: Actions,
    /// The rulebooks that contain the rule.
    pub holds: Lifetime,
    /// How well founded the rule is.
    pub provenance: Provenance,
    /// Who can fix it, the least privileged role first.
    pub fixers: &'static [Fixer],
    /// The rules whose failure already reports the same defect.
    pub covered_by: &'static [RuleId],
    /// The texts of the rule ([`RuleText`]), one per line. A single text, as in the browser's module every pointer to a text takes as much
    /// space as a word.
    pub(crate) lines: &'static str,
    /// The command that fixes it, with `{words}` to fill in.
    pub command: Option<&'static str>,
    /// The function that judges a case.
    pub check: fn(&Context<'_>) -> Judgement,
    /// The page about it, in Markdown.
    #[cfg(feature = "pages")]
    pub page: &'static str,
    /// The examples, as changes to the golden case.
    #[cfg(feature = "pages")]
    pub examples: &'static [Example],
}

/// The texts of a rule.
#[derive(Clone, Debug)]
pub struct RuleText {
    /// The name of the rule, such as `image-is-generation-2`.
    pub name: &'static str,
    /// The id of the page that states it.
    pub page: &'static str,
    /// The section of the page.
    pub section: &'static str,
    /// What is wrong, with `{words}` to fill in from the evidence.
    pub says: &'static str,
    /// How to fix it, step by step, with `{words}` to fill in.
    pub steps: Lines<'static>,
}

impl Rule {
    /// The template for commands that the evidence holds completely, one for each thing that is missing.
    pub const COMMANDS_OF_FINDING: &'static str = "{commands}";

    /// Returns the texts of the rule.
    pub fn said(&self) -> RuleText {
        let mut lines = Lines::of(self.lines);
        let mut next = || lines.next().unwrap_or_default();
        let (name, page, section, says) = (next(), first_of(next()), first_of(next()), next());
        RuleText { name, page, section, says, steps: lines }
    }

    /// Returns the worst possible level while facts are missing.
    pub(crate) fn open_level(&self, cx: &Context<'_>) -> Level {
        self.at_worst.map_or(self.level, |at_worst| at_worst(cx))
    }

    /// Returns the ids and sections of all pages that state the rule; the first is the one whose text it follows.
    pub fn pages(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let mut lines = Lines::of(self.lines).skip(1);
        let mut next = || lines.next().unwrap_or_default().split('|');
        next().zip(next())
    }

    /// Returns the source and the provenance of the rule in a rulebook: the newest of its pages that the rulebook knows. A rulebook older
    /// than all pages assumes that the first one held before.
    pub fn source_by(&self, known: Rulebook) -> (Source, Provenance) {
        let cited = self.pages().map(|(page, section)| (rulebook::page(page), section));
        let newest = cited.filter(|(page, _)| page.is_some_and(|page| page.date <= known.date));
        match newest.max_by_key(|(page, _)| page.map(|page| page.date)) {
            Some((page, section)) => (rulebook::cited(page, section), self.provenance),
            None => (self.source(), Provenance::Assumed),
        }
    }

    /// Returns the source of the rule.
    pub fn source(&self) -> Source {
        let RuleText { page, section, .. } = self.said();
        rulebook::cited(rulebook::page(page), section)
    }

    /// Returns the name of the rule.
    pub fn name(&self) -> &'static str {
        Lines::of(self.lines).next().unwrap_or_default()
    }
}

/// A change to the golden case, and the verdict of the rule on it.
#[cfg(feature = "pages")]
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// The version of the page by which it is judged, if not the rule's [home](Lifetime::home).
    pub book: Option<Book>,
    /// The expected verdict.
    pub verdict: &'static str,
    /// The change in words.
    pub note: &'static str,
    /// The change: a JSON object whose keys are pointers, or a merge patch; [`patch`](crate::rules::examples::patch) converts it.
    pub change: &'static str,
}

/// The result of a check: met, or the reason why not.
pub type Judgement = Result<(), Stop>;

/// The reason why a rule is not met.
#[derive(Debug, PartialEq, Eq)]
pub enum Stop {
    /// The rule does not apply to this case.
    NotApplicable,
    /// The rule is broken.
    Broken(Evidence),
    /// Facts are missing.
    Unknown(Missing),
    /// The thing to judge does not exist yet: it is to be done afterwards.
    Afterwards(Evidence),
    /// The rule is broken, but the other rule's failure already reports it.
    Covered(RuleId),
}

impl From<Missing> for Stop {
    fn from(missing: Missing) -> Self {
        Self::Unknown(missing)
    }
}

/// What was found, and where; sentences are made of it elsewhere. A single pointer, so that passing it costs little code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence(Box<EvidenceData>);

/// The content of [`Evidence`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceData {
    /// The place in the case.
    pub at: Pointer,
    /// Other places in the case that matter.
    pub related: Vec<Pointer>,
    /// The values of `{words}` in the rule's sentences: first the value `found` there, and the one `expected`.
    pub words: Words,
    /// Another level than the rule's, if the case requires one.
    pub level: Option<Level>,
}

impl std::ops::Deref for Evidence {
    type Target = EvidenceData;

    fn deref(&self) -> &EvidenceData {
        &self.0
    }
}

impl Evidence {
    /// Creates evidence of a value found where another was expected.
    pub fn new(at: Pointer, found: impl ToWord, expected: impl ToWord) -> Self {
        Self::seen(at, &found, &expected)
    }

    #[inline(never)]
    fn seen(at: Pointer, found: &dyn ToWord, expected: &dyn ToWord) -> Self {
        let mut words = Words::default();
        words.push("found", found.to_word());
        words.push("expected", expected.to_word());
        Self(Box::new(EvidenceData { at, related: Vec::new(), words, level: None }))
    }

    /// Adds a word for the rule's sentences.
    #[must_use]
    pub fn with(self, word: &'static str, is: impl ToWord) -> Self {
        self.word(word, &is)
    }

    #[inline(never)]
    fn word(mut self, word: &'static str, is: &dyn ToWord) -> Self {
        self.0.words.push(word, is.to_word());
        self
    }

    /// Adds another place that matters.
    #[must_use]
    #[inline(never)]
    pub fn related(mut self, at: Pointer) -> Self {
        self.0.related.push(at);
        self
    }

    /// Sets another level than the rule's.
    #[must_use]
    pub fn level(mut self, level: Level) -> Self {
        self.0.level = Some(level);
        self
    }

    /// Returns the stop for a broken rule.
    pub const fn broken(self) -> Stop {
        Stop::Broken(self)
    }

    /// Returns the stop for something to do once the machine exists.
    pub const fn afterwards(self) -> Stop {
        Stop::Afterwards(self)
    }

    /// Returns the content.
    pub fn into_seen(self) -> EvidenceData {
        *self.0
    }
}

/// Requires that `truth` holds; otherwise the rule is broken with the evidence.
///
/// # Errors
/// The reason if the rule is not met.
pub fn require(truth: Known<bool>, evidence: impl FnOnce() -> Evidence) -> Judgement {
    if truth? { Ok(()) } else { Err(evidence().broken()) }
}

/// Judges if the rule is owed; otherwise it is met, as it is if `judge` does not apply. If it is unknown whether the rule is owed, the
/// result is unknown, unless `judge` is met anyway.
///
/// # Errors
/// The reason if the rule is not met.
pub fn owing(owed: Known<bool>, judge: impl FnOnce() -> Judgement) -> Judgement {
    match owed {
        Ok(true) => unless_silent(judge()),
        Ok(false) => Ok(()),
        Err(missing) => match unless_silent(judge()) {
            Ok(()) => Ok(()),
            Err(Stop::Unknown(more)) => Err(Stop::Unknown(missing.and(more))),
            Err(_) => Err(Stop::Unknown(missing)),
        },
    }
}

/// Treats a rule that does not apply as met.
fn unless_silent(judged: Judgement) -> Judgement {
    if judged == Err(Stop::NotApplicable) { Ok(()) } else { judged }
}

/// Returns both values, or the missing facts of both; a stop for another reason than missing facts takes precedence.
///
/// # Errors
/// The reason why the rule stops.
pub fn together<A, B>(
    one: Result<A, impl Into<Stop>>,
    other: Result<B, impl Into<Stop>>,
) -> Result<(A, B), Stop> {
    match (one, other) {
        (Ok(one), Ok(other)) => Ok((one, other)),
        (Err(stop), Ok(_)) => Err(stop.into()),
        (Ok(_), Err(stop)) => Err(stop.into()),
        (Err(one), Err(other)) => Err(both_stop(one.into(), other.into())),
    }
}

#[inline(never)]
fn both_stop(one: Stop, other: Stop) -> Stop {
    match (one, other) {
        (Stop::Unknown(missing), Stop::Unknown(more)) => Stop::Unknown(missing.and(more)),
        (Stop::Unknown(_), stop) | (stop, _) => stop,
    }
}

/// Returns the first judgement, or the second if the first is met or does not apply; missing facts of both are combined.
///
/// # Errors
/// The reason if the rule is not met.
pub fn either_of(one: Judgement, other: impl FnOnce() -> Judgement) -> Judgement {
    match one {
        Ok(()) => unless_silent(other()),
        Err(Stop::NotApplicable) => other(),
        Err(Stop::Unknown(missing)) => match other() {
            Ok(()) | Err(Stop::NotApplicable) => Err(Stop::Unknown(missing)),
            Err(Stop::Unknown(more)) => Err(Stop::Unknown(missing.and(more))),
            broken => broken,
        },
        broken => broken,
    }
}

/// Continues only if the rule applies.
///
/// # Errors
/// [`Stop::NotApplicable`] otherwise.
pub fn applies(when: bool) -> Judgement {
    if when { Ok(()) } else { Err(Stop::NotApplicable) }
}

/// Returns `first`. If it lacks facts, `other`, which the rule needs as well, adds its missing facts, or the result that the rule does not
/// apply.
///
/// # Errors
/// The stop of `first`.
pub fn alongside<T, U, E: Into<Stop>>(
    first: Result<T, impl Into<Stop>>,
    other: impl FnOnce() -> Result<U, E>,
) -> Result<T, Stop> {
    first.map_err(|stop| match stop.into() {
        Stop::Unknown(missing) => missing_too(missing, other().err().map(Into::into)),
        stop => stop,
    })
}

/// Judges if `gate` holds; otherwise the rule is met. If it is unknown whether it holds, the rule is still met if `judge` is, and does not
/// apply if `judge` does not.
///
/// # Errors
/// The reason if the rule is not met; the missing facts of the gate, if they decide it.
pub fn gated(gate: Known<bool>, judge: impl FnOnce() -> Judgement) -> Judgement {
    match gate {
        Ok(true) => judge(),
        Ok(false) => Ok(()),
        Err(missing) => match judge() {
            Ok(()) => Ok(()),
            Err(Stop::NotApplicable) => Err(Stop::NotApplicable),
            Err(Stop::Unknown(more)) => Err(Stop::Unknown(missing.and(more))),
            Err(_) => Err(Stop::Unknown(missing)),
        },
    }
}

#[inline(never)]
fn missing_too(missing: Missing, other: Option<Stop>) -> Stop {
    match other {
        Some(Stop::Unknown(more)) => Stop::Unknown(missing.and(more)),
        Some(Stop::NotApplicable) => Stop::NotApplicable,
        _ => Stop::Unknown(missing),
    }
}

/// Returns the first of several texts separated by `|`.
fn first_of(several: &'static str) -> &'static str {
    several.split('|').next().unwrap_or_default()
}

/// Returns the element of a list of at most one.
pub(crate) const fn first(list: &[&'static str]) -> Option<&'static str> {
    match list {
        [] => None,
        [first, ..] => Some(first),
    }
}
