//! Tries answers at one pointer of a case and reports what each leads to, by judging again only the rules that ask for it.

use super::domain::Domain;
use super::{Blockers, Frame, make, resolves, take_back};
use crate::evaluation::{Subject, Verdicts, again, judge, judging};
use crate::facts::Case;
use crate::facts::change::{Change, Step};
use crate::facts::undo::Undo;
use crate::rules::RuleSet;
use crate::vocabulary::error::Error;
use crate::vocabulary::kind::Kind;
use greenlight_json::Pointer;
use serde_json::Value;

/// A case in which answers are tried at a place.
#[derive(Debug)]
pub struct WhatIf {
    /// The case, without the answer being tried.
    pub case: Case,
    /// What the pointer held before.
    kept: Undo,
    /// The verdicts of the case.
    pub verdicts: Verdicts,
    /// The rules that ask for the fact.
    pub askers: RuleSet,
}

impl WhatIf {
    /// Applies `start` to a case, ready to try answers at a pointer. Pass the verdicts of the case as `known` if `start` does not change
    /// them.
    ///
    /// # Errors
    /// If the case cannot be judged.
    pub fn new(
        frame: Frame<'_>,
        mut case: Case,
        at: &Pointer,
        start: Option<&Change>,
        known: Option<&Verdicts>,
    ) -> Result<Self, Error> {
        let kept = case.kept(at);
        if let Some(start) = start {
            case.apply(start)?;
        }
        let of_request = at.below("request").is_some();
        let verdicts = match known.filter(|_| !of_request) {
            Some(known) => known.clone(),
            None => frame.of(&case, judge)??,
        };
        // A field that the request lacks may be a choice too: any rule that judges the action may depend on it.
        let askers = if of_request { frame.of(&case, judging)? } else { verdicts.asking(at) };
        Ok(Self { case, kept, verdicts, askers })
    }

    /// Returns the change to apply before answers are tried: a partially known list keeps its members, and answers add to them.
    pub fn start(case: &mut Case, at: &Pointer) -> Option<Change> {
        let of_request = at.below("request").is_some();
        match case.facts.known_in_part(at).filter(|_| !of_request) {
            Some(known) => Some(Change::unchecked(Step::Set, at.clone(), Some(known))),
            None if of_request || !case.states(at) => Some(Change::unchecked(Step::Forget, at.clone(), None)),
            None => None,
        }
    }

    /// Calls `look` with the case after a change and the new verdicts of the rules that ask for the fact; not if the change is not
    /// possible.
    pub fn after(&mut self, frame: Frame<'_>, change: &Change, look: &mut dyn FnMut(&Case, &Verdicts)) {
        let Some(undo) = make(&mut self.case, change) else { return };
        if resolves(&self.case, change, &undo)
            && let Ok(said) = frame.of(&self.case, |cx| again(cx, &self.verdicts, self.askers))
        {
            look(&self.case, &said);
        }
        take_back(&mut self.case, undo);
    }

    /// Whether nothing blocks, or could block, after a change, leaving out the rules in `but`.
    pub fn is_ready_after(&mut self, frame: Frame<'_>, change: &Change, but: RuleSet) -> bool {
        let mut is_ready = false;
        self.after(frame, change, &mut |case, said| {
            is_ready =
                frame.blockers(case, said, but, &mut |_| ()).is_ok_and(|blockers| blockers.rules() == 0);
        });
        is_ready
    }

    /// Returns the blockers with no answer applied.
    pub fn blockers(&self, frame: Frame<'_>) -> Option<Blockers> {
        frame.blockers(&self.case, &self.verdicts, RuleSet::NONE, &mut |_| ()).ok()
    }

    /// Returns the blockers after a change, given those before it; `None` if the change is not possible.
    pub fn led(&mut self, frame: Frame<'_>, before: &Blockers, change: &Change) -> Option<Blockers> {
        let (askers, mut led) = (self.askers, None);
        self.after(frame, change, &mut |case, said| {
            let said = frame.blockers(case, said, RuleSet::NONE, &mut |_| ());
            led = said.ok().map(|said| before.replaced(askers, &said));
        });
        led
    }

    /// Returns the numbers of the rulebook that the rules asking for the fact use here.
    ///
    /// # Errors
    /// If the case cannot be judged.
    pub fn numbers(&self, frame: Frame<'_>) -> Result<Vec<u64>, Error> {
        let judge = |cx: &Subject<'_>| again(&cx.looking(true), &self.verdicts, self.askers);
        Ok(frame.of(&self.case, judge)?.looked.used.numbers())
    }

    /// Returns how many rules block or could block after the least helpful complete answer; `usize::MAX` if the answers cannot be
    /// enumerated.
    ///
    /// # Errors
    /// If the case cannot be judged.
    pub fn worst(&mut self, frame: Frame<'_>, domain: &mut Domain, at: &Pointer) -> Result<usize, Error> {
        let set = |value: Value| Change::unchecked(Step::Set, at.clone(), Some(value));
        let answers = match domain.kind(at) {
            Some(kind @ (Kind::Number | Kind::Count | Kind::Instant | Kind::Started)) => {
                domain.near(self.numbers(frame)?, &kind, true).into_iter().map(set).collect()
            }
            Some(Kind::Text) if !super::named::is_reference(at) => Vec::new(),
            Some(Kind::Group) | None => Vec::new(),
            Some(_) => domain.changes(&mut self.case, at),
        };
        let Some(before) = self.blockers(frame) else { return Ok(usize::MAX) };
        // One more member of a list is not a complete answer.
        let answers = answers.iter().filter(|change| change.step() != Step::Add);
        let left = answers.filter_map(|change| self.led(frame, &before, change));
        Ok(left.map(|blockers| blockers.rules()).max().unwrap_or(usize::MAX))
    }

    /// Returns the original case.
    #[must_use]
    pub fn into_case(mut self) -> Case {
        self.case.put_back(self.kept);
        self.case
    }
}
