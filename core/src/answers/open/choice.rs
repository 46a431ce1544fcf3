//! What each choice at a place leads to.

use crate::evaluation::completion::domain::Domain;
use crate::evaluation::completion::named::declares;
use crate::evaluation::completion::{BOUND, Completion, Frame, Search};
use crate::evaluation::{Verdicts, again, judge, judging};
use crate::facts::Case;
use crate::facts::change::Change;
use crate::rulebook::Used;
use crate::rules::RuleSet;
use crate::vocabulary::error::Error;
use crate::vocabulary::{Text, choices};
use greenlight_json::Pointer;
use serde::Serialize;
use serde_json::Value;

choices! {
    /// Whether a choice can still lead to a case that is ready.
    pub enum Possibility {
        /// There is a completion with it that is ready.
        Possible = "possible",
        /// There is none.
        Impossible = "impossible",
        /// The search gave up before it could tell.
        NotWithinBound = "not-within-bound",
    }
}

/// One choice at a place, or a span of numbers or instants that all lead to the same.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Choice {
    /// The value, or the member of the list.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// The numbers or instants from the first to the last.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub span: Option<Span>,
    /// Of a member of a list: whether there is no completion that is ready without it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "deserialize", serde(default))]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub required: bool,
    /// Whether it can still lead to a case that is ready.
    pub verdict: Possibility,
    /// The rules that it breaks, or that together leave no way out once it is chosen.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "deserialize", serde(default))]
    pub because: Vec<Text>,
}

/// From one value to another, both included.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Span {
    /// The first; absent where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub from: Option<Value>,
    /// The last; absent where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<Value>,
}

/// Of so many choices it is looked at which rules read a field.
const MANY: usize = 12;

/// A place at which choices are tried.
pub(super) struct Tried<'a> {
    frame: Frame<'a>,
    at: Pointer,
    /// The case without what stands at the place.
    case: Case,
    verdicts: Verdicts,
    /// The rules that ask for the place.
    askers: RuleSet,
    /// A completion of the case, without what stands at the place.
    completed: Option<(Case, Verdicts, RuleSet)>,
}

/// What a choice leads to at once.
pub(super) struct Led {
    /// The rules that block.
    pub(super) blocking: RuleSet,
    /// How many rules block or could.
    pub(super) open: usize,
}

impl<'a> Tried<'a> {
    /// A place of a case, and of its completion.
    pub(super) fn new(
        frame: Frame<'a>,
        case: &Case,
        completed: Option<&Case>,
        forget: &Change,
    ) -> Result<Self, Error> {
        let (case, verdicts, askers) = without(frame, case, forget)?;
        let completed = completed.map(|completed| without(frame, completed, forget)).transpose()?;
        Ok(Self { frame, at: forget.at().clone(), case, verdicts, askers, completed })
    }

    /// The case without what stands at the place.
    pub(super) const fn case(&self) -> &Case {
        &self.case
    }

    /// The numbers of the rulebook that the rules which ask for the place make use of.
    pub(super) fn numbers(&self) -> Result<Vec<u64>, Error> {
        let used = Used::default();
        for (case, askers) in std::iter::once((&self.case, self.askers))
            .chain(self.completed.as_ref().map(|(case, _, askers)| (case, *askers)))
        {
            self.frame.noting(case, &used, |cx| drop(again(cx, &self.verdicts, askers)))?;
        }
        Ok(used.numbers())
    }

    /// The rules that ask for the place; of a field of the request, those that say something else after one of these changes.
    pub(super) fn readers(&self, changes: &[Change]) -> RuleSet {
        let mut readers = self.verdicts.asking(&self.at);
        if self.at.below("request").is_none() {
            return readers;
        }
        for change in changes.iter().take(MANY) {
            let mut case = self.case.clone();
            if apply(&mut case, change).is_err() || case.resolve().is_err() {
                continue;
            }
            if let Ok(Ok(verdicts)) = self.frame.of(&case, judge) {
                let differs =
                    self.askers.iter().filter(|rule| verdicts.of(rule.id) != self.verdicts.of(rule.id));
                differs.for_each(|rule| readers.insert(rule.id));
            }
        }
        readers
    }

    /// How many rules block or could, with nothing chosen.
    pub(super) fn open(&self) -> usize {
        let standing = self.frame.standing(&self.case, &self.verdicts, RuleSet::NONE);
        standing.map_or(0, |standing| standing.rules())
    }

    /// What blocks, and what could, once something is chosen; nothing where it cannot be.
    pub(super) fn led(&self, change: &Change) -> Option<Led> {
        let mut case = self.case.clone();
        apply(&mut case, change).ok()?;
        case.resolve().ok()?;
        let mut verdicts = self.verdicts.clone();
        let said = self.frame.of(&case, |cx| again(cx, &verdicts, self.askers)).ok()?;
        verdicts.replace(self.askers, said);
        let standing = self.frame.standing(&case, &verdicts, RuleSet::NONE).ok()?;
        Some(Led { blocking: standing.blocking, open: standing.rules() })
    }

    /// Whether something that is chosen can lead to a case in which nothing but `common` is broken; and why not.
    pub(super) fn possibility(
        &self,
        domain: &mut Domain,
        change: &Change,
        common: RuleSet,
    ) -> Result<(Possibility, RuleSet), Error> {
        if let Some((completed, verdicts, askers)) = &self.completed {
            let mut chosen = completed.clone();
            if apply(&mut chosen, change).is_ok() && chosen.resolve().is_ok() {
                let said = self.frame.of(&chosen, |cx| again(cx, verdicts, *askers))?;
                let standing = self.frame.standing(&chosen, &said, common)?;
                if standing.rules() == 0 {
                    return Ok((Possibility::Possible, RuleSet::NONE));
                }
            }
        }
        let mut chosen = self.case.clone();
        apply(&mut chosen, change)?;
        Ok(match Search::new(self.frame, domain, BOUND / 10).but(common).ready(&chosen)? {
            Completion::Found(_) => (Possibility::Possible, RuleSet::NONE),
            Completion::None(reasons) => (Possibility::Impossible, reasons),
            Completion::GaveUp => (Possibility::NotWithinBound, RuleSet::NONE),
        })
    }
}

/// A case without what stands at a place, what the rules say of it, and which of them ask for the place.
fn without(frame: Frame<'_>, case: &Case, forget: &Change) -> Result<(Case, Verdicts, RuleSet), Error> {
    let mut case = case.clone();
    case.apply(forget)?;
    let verdicts = frame.of(&case, judge)??;
    // What a request does not name can be a choice as well: whatever judges the action may depend on it.
    let askers = match forget.at().below("request") {
        Some(_) => frame.of(&case, judging)?,
        None => verdicts.asking(forget.at()),
    };
    Ok((case, verdicts, askers))
}

/// Makes a change, and before it the one that it needs.
fn apply(case: &mut Case, change: &Change) -> Result<(), Error> {
    if let Some(needed) = declares(case, change) {
        case.apply(&needed)?;
    }
    case.apply(change)
}
