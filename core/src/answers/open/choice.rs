//! What each choice at a place leads to.

use crate::evaluation::completion::domain::Domain;
use crate::evaluation::completion::{BOUND, Completion, Frame, Search, Standing, make, resolves, take_back};
use crate::evaluation::{Subject, Verdicts, again, judge, judging};
use crate::facts::Case;
use crate::facts::change::Change;
use crate::facts::request::Request;
use crate::facts::undo::Undo;
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
    /// Of a name: whether nothing in the case has it, so that it stands for any that is not there yet.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "deserialize", serde(default))]
    #[cfg_attr(feature = "schema", schemars(default))]
    pub new: bool,
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

/// A place at which choices are tried, in the case and in a completion of it.
pub(super) struct Tried<'a> {
    frame: Frame<'a>,
    at: Pointer,
    here: Trial,
    completed: Option<Trial>,
}

/// A case in which choices are tried at a place.
struct Trial {
    case: Case,
    /// What the place held before.
    kept: Undo,
    verdicts: Verdicts,
    /// The rules that ask for the place.
    askers: RuleSet,
}

impl Trial {
    /// A case after a change, from which choices at a place are tried.
    fn new(frame: Frame<'_>, mut case: Case, at: &Pointer, start: Option<&Change>) -> Result<Self, Error> {
        let kept = case.kept(at);
        if let Some(start) = start {
            case.apply(start)?;
        }
        let verdicts = frame.of(&case, judge)??;
        // What a request does not name can be a choice as well: whatever judges the action may depend on it.
        let askers = match at.below("request") {
            Some(_) => frame.of(&case, judging)?,
            None => verdicts.asking(at),
        };
        Ok(Self { case, kept, verdicts, askers })
    }

    /// What `look` sees of the case after a change, and what the rules that ask for the place then say; nothing where it is none.
    fn after<T>(
        &mut self,
        frame: Frame<'_>,
        change: &Change,
        look: impl FnOnce(&Case, Verdicts, RuleSet) -> Option<T>,
    ) -> Option<T> {
        let undo = make(&mut self.case, change)?;
        let seen = resolves(&self.case, change, &undo).then(|| {
            let said = frame.of(&self.case, |cx| again(cx, &self.verdicts, self.askers)).ok()?;
            look(&self.case, said, self.askers)
        });
        take_back(&mut self.case, undo);
        seen.flatten()
    }

    /// The case as it was.
    fn into_case(mut self) -> Case {
        self.case.put_back(self.kept);
        self.case
    }
}

impl<'a> Tried<'a> {
    /// A place of a case, and of its completion, both as they are after a change.
    pub(super) fn new(
        frame: Frame<'a>,
        case: Case,
        completed: Option<Case>,
        at: Pointer,
        start: Option<&Change>,
    ) -> Result<Self, Error> {
        let here = Trial::new(frame, case, &at, start)?;
        let completed = completed.map(|completed| Trial::new(frame, completed, &at, start)).transpose()?;
        Ok(Self { frame, at, here, completed })
    }

    /// The case and its completion as they were.
    pub(super) fn into_cases(self) -> (Case, Option<Case>) {
        (self.here.into_case(), self.completed.map(Trial::into_case))
    }

    /// The case without what stands at the place.
    pub(super) const fn case(&self) -> &Case {
        &self.here.case
    }

    /// Whether nobody can tell what is to be done without this field of the request, which is set aside.
    pub(super) fn needs(&self, field: &str) -> bool {
        self.case().request.iter().flat_map(Request::lacks).any(|lacking| lacking == field)
    }

    /// The numbers of the rulebook that the rules which ask for the place make use of.
    pub(super) fn numbers(&self) -> Result<Vec<u64>, Error> {
        let mut used = Used::default();
        for trial in std::iter::once(&self.here).chain(&self.completed) {
            let judge = |cx: &Subject<'_>| again(&cx.looking(true), &self.here.verdicts, trial.askers);
            used.append(&self.frame.of(&trial.case, judge)?.looked.used);
        }
        Ok(used.numbers())
    }

    /// The rules that ask for the place; of a field of the request, those that say something else after one of these changes.
    pub(super) fn readers(&mut self, changes: &[Change]) -> RuleSet {
        let mut readers = self.here.verdicts.asking(&self.at);
        if self.at.below("request").is_none() {
            return readers;
        }
        let before = self.here.verdicts.clone();
        for change in changes.iter().take(MANY) {
            let differs = self.here.after(self.frame, change, |_, said, askers| {
                Some(askers.iter().filter(|rule| said.of(rule.id) != before.of(rule.id)).collect::<Vec<_>>())
            });
            differs.iter().flatten().for_each(|rule| readers.insert(rule.id));
        }
        readers
    }

    /// How many rules block or could, with nothing chosen.
    pub(super) fn open(&self) -> usize {
        self.standing().map_or(0, |standing| standing.rules())
    }

    fn standing(&self) -> Option<Standing> {
        self.frame.standing(&self.here.case, &self.here.verdicts, RuleSet::NONE, &mut |_| ()).ok()
    }

    /// What blocks, and what could, once each of several changes is made; without those that cannot be.
    pub(super) fn led<'c>(
        &mut self,
        changes: impl Iterator<Item = &'c Change>,
    ) -> Vec<(&'c Change, Standing)> {
        let Some(before) = self.standing() else { return Vec::new() };
        let frame = self.frame;
        let led = changes.filter_map(|change| {
            let after = self.here.after(frame, change, |case, said, askers| {
                let said = frame.standing(case, &said, RuleSet::NONE, &mut |_| ()).ok()?;
                Some(before.replaced(askers, &said))
            });
            Some((change, after?))
        });
        led.collect()
    }

    /// Whether something that is chosen can lead to a case in which nothing but `common` is broken; and why not.
    pub(super) fn possibility(
        &mut self,
        domain: &mut Domain,
        change: &Change,
        common: RuleSet,
    ) -> Result<(Possibility, RuleSet), Error> {
        let frame = self.frame;
        // What completes the case mostly completes it with another choice as well, or nearly.
        let nearly = self.completed.as_mut().and_then(|completed| {
            completed.after(frame, change, |case, said, _| {
                let standing = frame.standing(case, &said, common, &mut |_| ()).ok()?;
                (!standing.blocks()).then(|| (standing.rules() > 0).then(|| case.clone()))
            })
        });
        let is_ready = match nearly {
            Some(Some(nearly)) => {
                let found = Search::new(frame, domain, BOUND / 100).but(common).ready(&nearly)?;
                matches!(found, Completion::Found(_))
            }
            nearly => nearly.is_some(),
        };
        if is_ready {
            return Ok((Possibility::Possible, RuleSet::NONE));
        }
        let mut chosen = self.here.case.clone();
        if make(&mut chosen, change).is_none() {
            return Ok((Possibility::Impossible, RuleSet::NONE));
        }
        Ok(match Search::new(frame, domain, BOUND / 10).but(common).ready(&chosen)? {
            Completion::Found(_) => (Possibility::Possible, RuleSet::NONE),
            Completion::None(reasons) => (Possibility::Impossible, reasons),
            Completion::GaveUp => (Possibility::NotWithinBound, RuleSet::NONE),
        })
    }
}
