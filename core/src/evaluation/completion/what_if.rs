//! A case in which answers are tried at one place: what each leads to, told by the rules that ask for the place.

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
    /// The case, without what is to be tried.
    pub case: Case,
    /// What the place held before.
    kept: Undo,
    /// What the rules say of it.
    pub verdicts: Verdicts,
    /// The rules that ask for the place.
    pub askers: RuleSet,
}

impl WhatIf {
    /// A case after a change, from which answers at a place are tried. What it says already is `known` where the change makes no difference.
    ///
    /// # Errors
    /// When the case cannot be judged.
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
        // What a request does not name can be a choice as well: whatever judges the action may depend on it.
        let askers = if of_request { frame.of(&case, judging)? } else { verdicts.asking(at) };
        Ok(Self { case, kept, verdicts, askers })
    }

    /// The change from which answers at a place are tried: what is known of it in part is not forgotten, but added to.
    pub fn start(case: &mut Case, at: &Pointer) -> Option<Change> {
        let of_request = at.below("request").is_some();
        match case.facts.known_in_part(at).filter(|_| !of_request) {
            Some(known) => Some(Change::unchecked(Step::Set, at.clone(), Some(known))),
            None if of_request || !case.states(at) => Some(Change::unchecked(Step::Forget, at.clone(), None)),
            None => None,
        }
    }

    /// Lets `look` see the case after a change, and what the rules that ask for the place then say; not where it is none.
    pub fn after(&mut self, frame: Frame<'_>, change: &Change, look: &mut dyn FnMut(&Case, &Verdicts)) {
        let Some(undo) = make(&mut self.case, change) else { return };
        if resolves(&self.case, change, &undo)
            && let Ok(said) = frame.of(&self.case, |cx| again(cx, &self.verdicts, self.askers))
        {
            look(&self.case, &said);
        }
        take_back(&mut self.case, undo);
    }

    /// Whether nothing blocks or could after a change, where some rules may be broken.
    pub fn is_ready_after(&mut self, frame: Frame<'_>, change: &Change, but: RuleSet) -> bool {
        let mut is_ready = false;
        self.after(frame, change, &mut |case, said| {
            is_ready =
                frame.blockers(case, said, but, &mut |_| ()).is_ok_and(|blockers| blockers.rules() == 0);
        });
        is_ready
    }

    /// What blocks, and what could, with nothing tried.
    pub fn blockers(&self, frame: Frame<'_>) -> Option<Blockers> {
        frame.blockers(&self.case, &self.verdicts, RuleSet::NONE, &mut |_| ()).ok()
    }

    /// What blocks, and what could, once a change is made to a case of which this was the blockers; nothing where it cannot be made.
    pub fn led(&mut self, frame: Frame<'_>, before: &Blockers, change: &Change) -> Option<Blockers> {
        let (askers, mut led) = (self.askers, None);
        self.after(frame, change, &mut |case, said| {
            let said = frame.blockers(case, said, RuleSet::NONE, &mut |_| ());
            led = said.ok().map(|said| before.replaced(askers, &said));
        });
        led
    }

    /// The numbers of the rulebook that some rules make use of here.
    ///
    /// # Errors
    /// When the case cannot be judged.
    pub fn numbers(&self, frame: Frame<'_>) -> Result<Vec<u64>, Error> {
        let judge = |cx: &Subject<'_>| again(&cx.looking(true), &self.verdicts, self.askers);
        Ok(frame.of(&self.case, judge)?.looked.used.numbers())
    }

    /// How many rules block or could after the complete answer at the place that leaves the most; the most there are where answers cannot be
    /// listed.
    ///
    /// # Errors
    /// When the case cannot be judged.
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
        // One member of a list more is no complete answer.
        let answers = answers.iter().filter(|change| change.step() != Step::Add);
        let left = answers.filter_map(|change| self.led(frame, &before, change));
        Ok(left.map(|blockers| blockers.rules()).max().unwrap_or(usize::MAX))
    }

    /// The case as it was.
    #[must_use]
    pub fn into_case(mut self) -> Case {
        self.case.put_back(self.kept);
        self.case
    }
}
