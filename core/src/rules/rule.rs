//! What a rule is: one requirement as a value, with everything that is said about it.

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

/// One requirement.
#[derive(Debug)]
pub struct Rule {
    /// Its code, such as `IMG004`.
    pub id: RuleId,
    /// How bad it is when it is broken.
    pub level: Level,
    /// How bad it could be where facts are missing, if that depends on those that are known.
    pub(crate) at_worst: Option<fn(&Context<'_>) -> Level>,
    /// The actions it judges.
    pub judges: Actions,
    /// The rulebooks in which it stands.
    pub holds: Lifetime,
    /// How far it can be shown to hold.
    pub provenance: Provenance,
    /// Who can mend it, the least role first.
    pub fixers: &'static [Fixer],
    /// Rules whose failure already says what this one would.
    pub covered_by: &'static [RuleId],
    /// What is [said](Said) about it, a line each. One text and not many: every pointer to a text weighs as much as a word in the browser's
    /// module.
    pub(crate) lines: &'static str,
    /// The command that mends it, with `{words}`.
    pub command: Option<&'static str>,
    /// The requirement itself.
    pub check: fn(&Context<'_>) -> Judgement,
    /// The page about it, in Markdown.
    #[cfg(feature = "pages")]
    pub page: &'static str,
    /// Cases that it judges, as changes to the golden case.
    #[cfg(feature = "pages")]
    pub examples: &'static [Example],
}

/// What is said about a rule.
#[derive(Clone, Debug)]
pub struct RuleText {
    /// Its name, such as `image-is-generation-2`.
    pub name: &'static str,
    /// The page that says it, by id.
    pub page: &'static str,
    /// The section of the page.
    pub section: &'static str,
    /// What is wrong, with `{words}` that the evidence fills in.
    pub says: &'static str,
    /// How to mend it, step by step, with `{words}`.
    pub steps: Lines<'static>,
}

impl Rule {
    /// The template of a command that the evidence holds whole: one for each thing that is missing.
    pub const COMMANDS_OF_FINDING: &'static str = "{commands}";

    /// What is said about it.
    pub fn said(&self) -> RuleText {
        let mut lines = Lines::of(self.lines);
        let mut next = || lines.next().unwrap_or_default();
        let (name, page, section, says) = (next(), first_of(next()), first_of(next()), next());
        RuleText { name, page, section, says, steps: lines }
    }

    /// How bad it could be for want of facts.
    pub(crate) fn open_level(&self, cx: &Context<'_>) -> Level {
        self.at_worst.map_or(self.level, |at_worst| at_worst(cx))
    }

    /// Every page that says it, by id, with the section: first the one whose text it follows.
    pub fn pages(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        let mut lines = Lines::of(self.lines).skip(1);
        let mut next = || lines.next().unwrap_or_default().split('|');
        next().zip(next())
    }

    /// Where it is said by what a rulebook knows, and how far that can be shown: on the newest of its pages that the rulebook knows. A
    /// rulebook that is older than all of them takes the first to have held before.
    pub fn source_by(&self, known: Rulebook) -> (Source, Provenance) {
        let cited = self.pages().map(|(page, section)| (rulebook::page(page), section));
        let newest = cited.filter(|(page, _)| page.is_some_and(|page| page.date <= known.date));
        match newest.max_by_key(|(page, _)| page.map(|page| page.date)) {
            Some((page, section)) => (rulebook::cited(page, section), self.provenance),
            None => (self.source(), Provenance::Assumed),
        }
    }

    /// Where it is said.
    pub fn source(&self) -> Source {
        let RuleText { page, section, .. } = self.said();
        rulebook::cited(rulebook::page(page), section)
    }

    /// Its name.
    pub fn name(&self) -> &'static str {
        Lines::of(self.lines).next().unwrap_or_default()
    }
}

/// A change to the golden case and what the rule then says.
#[cfg(feature = "pages")]
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// The version of the page by which it is judged, where that is not the rule's [home](Lifetime::home).
    pub book: Option<Book>,
    /// The verdict.
    pub verdict: &'static str,
    /// What the change is, in words.
    pub note: &'static str,
    /// The change: a JSON object whose keys are pointers, or a merge patch; [`patch`](crate::rules::examples::patch) makes one of it.
    pub change: &'static str,
}

/// What a check says: met, or why not.
pub type Judgement = Result<(), Stop>;

/// Why a rule is not simply met.
#[derive(Debug, PartialEq, Eq)]
pub enum Stop {
    /// The rule has nothing to say about this case.
    NotApplicable,
    /// The rule is broken.
    Broken(Evidence),
    /// Facts are missing.
    Unknown(Missing),
    /// The thing to be judged does not exist yet: see to it afterwards.
    Afterwards(Evidence),
    /// Broken, and the other rule's failure already says so.
    Covered(RuleId),
}

impl From<Missing> for Stop {
    fn from(missing: Missing) -> Self {
        Self::Unknown(missing)
    }
}

/// What was seen, and where; the sentences are made of it elsewhere. One word long, so that handing it on costs little code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence(Box<EvidenceData>);

/// What [`Evidence`] holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EvidenceData {
    /// Where.
    pub at: Pointer,
    /// Other places that matter.
    pub related: Vec<Pointer>,
    /// What fills the `{words}` of the rule's sentences: first what is `found` there, and what would be right, `expected`.
    pub words: Words,
    /// Another level than the rule's, where the case calls for it.
    pub level: Option<Level>,
}

impl std::ops::Deref for Evidence {
    type Target = EvidenceData;

    fn deref(&self) -> &EvidenceData {
        &self.0
    }
}

impl Evidence {
    /// Something found where something else was expected.
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

    /// With a word for the rule's sentences.
    #[must_use]
    pub fn with(self, word: &'static str, is: impl ToWord) -> Self {
        self.word(word, &is)
    }

    #[inline(never)]
    fn word(mut self, word: &'static str, is: &dyn ToWord) -> Self {
        self.0.words.push(word, is.to_word());
        self
    }

    /// With another place that matters.
    #[must_use]
    #[inline(never)]
    pub fn related(mut self, at: Pointer) -> Self {
        self.0.related.push(at);
        self
    }

    /// At another level than the rule's.
    #[must_use]
    pub fn level(mut self, level: Level) -> Self {
        self.0.level = Some(level);
        self
    }

    /// As the reason why a rule is broken.
    pub const fn broken(self) -> Stop {
        Stop::Broken(self)
    }

    /// As something to see to once the machine exists.
    pub const fn afterwards(self) -> Stop {
        Stop::Afterwards(self)
    }

    /// What it holds.
    pub fn into_seen(self) -> EvidenceData {
        *self.0
    }
}

/// Met when `truth` holds; else broken, with the evidence.
///
/// # Errors
/// Why the rule is not met.
pub fn require(truth: Known<bool>, evidence: impl FnOnce() -> Evidence) -> Judgement {
    if truth? { Ok(()) } else { Err(evidence().broken()) }
}

/// What `judge` says where the rule is owed. It is met where it is not, or has nothing to say there; where that is not known, it is unknown
/// unless it is met anyway.
///
/// # Errors
/// Why the rule is not met.
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

/// Met where a rule has nothing to say.
fn unless_silent(judged: Judgement) -> Judgement {
    if judged == Err(Stop::NotApplicable) { Ok(()) } else { judged }
}

/// Both, or everything that is missing for either; what stops a rule for another reason than a missing fact goes first.
///
/// # Errors
/// Why the rule stops.
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

/// What one says, and what the other says where that one is met or has nothing to say; everything that is missing for either.
///
/// # Errors
/// Why the rule is not met.
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

/// Goes on only when the rule has something to say.
///
/// # Errors
/// [`Stop::NotApplicable`] otherwise.
pub fn applies(when: bool) -> Judgement {
    if when { Ok(()) } else { Err(Stop::NotApplicable) }
}

/// What `first` says. Where facts are missing for it, `other`, which the rule needs as well, adds what it lacks, or that the rule has
/// nothing to say.
///
/// # Errors
/// What stops `first`.
pub fn alongside<T, U, E: Into<Stop>>(
    first: Result<T, impl Into<Stop>>,
    other: impl FnOnce() -> Result<U, E>,
) -> Result<T, Stop> {
    first.map_err(|stop| match stop.into() {
        Stop::Unknown(missing) => missing_too(missing, other().err().map(Into::into)),
        stop => stop,
    })
}

/// What `judge` says where `gate` holds; met where it does not. Where that is not known, a requirement that is met is met all the same.
///
/// # Errors
/// Why the rule is not met; what is missing for the gate, where that decides it.
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

/// The first of several, separated by `|`.
fn first_of(several: &'static str) -> &'static str {
    several.split('|').next().unwrap_or_default()
}

/// The first of at most one.
pub(crate) const fn first(list: &[&'static str]) -> Option<&'static str> {
    match list {
        [] => None,
        [first, ..] => Some(first),
    }
}
