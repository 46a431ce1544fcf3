//! Completions of a case: facts that could be added to it so that nothing blocks it, or so that something does.

pub mod domain;
mod lookalike;
pub mod named;
pub mod search;
mod settle;
mod what_if;

use super::{Subject, Verdicts, level, open_level, restricted, unsaid};
use crate::facts::Case;
use crate::facts::change::Change;
use crate::facts::known::Missing;
use crate::facts::ledger::Ledger;
use crate::facts::undo::Undo;
use crate::overlay::{Applied, Overlay};
use crate::rulebook::Rulebook;
use crate::rules::context::Context;
use crate::rules::{RuleSet, Verdict};
use crate::vocabulary::Level;
use crate::vocabulary::error::{Error, ErrorCode};
use crate::vocabulary::instant::Instant;
use crate::vocabulary::phrases::{NO_REQUEST, SAY_WHO_WANTS_WHAT};
use greenlight_json::Pointer;

pub use lookalike::Model;
pub use search::Search;
pub use settle::{BOUND, Settled, least, settle};
pub use what_if::WhatIf;

/// The result of a search for a completion.
#[derive(Debug)]
pub enum Completion {
    /// The changes that complete the case.
    Found(Vec<Change>),
    /// There is no completion: whatever facts are added, one of these rules is broken.
    None(RuleSet),
    /// The search gave up before it found out.
    GaveUp,
}

impl Completion {
    /// Returns the changes of a completion that was found.
    pub fn found(self) -> Option<Vec<Change>> {
        match self {
            Self::Found(changes) => Some(changes),
            Self::None(_) | Self::GaveUp => None,
        }
    }
}

/// The rules that block a case, and those that could.
#[derive(Clone, Copy, Debug, Default)]
pub struct Blockers {
    /// The rules that are broken at level error.
    pub blocking: RuleSet,
    /// The rules of level error that lack facts.
    pub unknown: RuleSet,
    /// Whether one of the organisation's own rules blocks.
    pub own: bool,
    /// Whether one of the organisation's own rules lacks facts, or the request lacks a field that defines what is to be done.
    pub own_unknown: bool,
}

impl Blockers {
    /// Whether something blocks.
    pub fn blocks(&self) -> bool {
        self.own || self.blocking.count() > 0
    }

    /// Returns how many rules block or could block.
    pub fn rules(&self) -> usize {
        let own = usize::from(self.own || self.own_unknown && self.unknown.count() == 0);
        own + (self.blocking.count() + self.unknown.count()) as usize
    }

    /// Returns the same blockers, with the results of some rules replaced.
    #[must_use]
    pub fn replaced(&self, rules: RuleSet, said: &Self) -> Self {
        Self {
            blocking: self.blocking.without(rules).or(said.blocking),
            unknown: self.unknown.without(rules).or(said.unknown),
            ..*said
        }
    }
}

/// What stays the same while facts are added to a case.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// What happened since the facts were recorded.
    pub ledger: &'a Ledger,
    /// The rulebook: Microsoft's published values.
    pub book: Rulebook,
    /// The instant for which the case is judged.
    pub now: Instant,
    /// The organisation's overlay, if there is one.
    pub overlay: Option<&'a Overlay>,
}

impl<'f> Frame<'f> {
    /// Returns the frame of a subject.
    pub fn around(cx: &Subject<'f>) -> Self {
        Self {
            ledger: cx.ledger,
            book: cx.book,
            now: cx.now,
            overlay: cx.overlay.map(|applied| &*applied.overlay),
        }
    }

    /// Calls `look` with a case in this frame.
    ///
    /// # Errors
    /// If the case has no request.
    pub fn of<T>(&self, case: &Case, look: impl FnOnce(&Subject<'_>) -> T) -> Result<T, Error> {
        let Some(request) = &case.request else {
            let at = Pointer::ROOT.key("request");
            return Err(Error::new(ErrorCode::MissingField, at, NO_REQUEST, SAY_WHO_WANTS_WHAT));
        };
        let applied = self.overlay.map(|overlay| Applied::new(overlay, false));
        let cx = Context::new(case, self.ledger, request, self.now, self.book);
        Ok(look(&Subject::new(cx, applied.as_ref())))
    }

    /// Returns which rules block and which could, leaving out those in `but`; calls `open` with the missing facts of each rule that lacks
    /// some.
    ///
    /// # Errors
    /// If the case has no request.
    pub fn blockers(
        &self,
        case: &Case,
        verdicts: &Verdicts,
        but: RuleSet,
        open: &mut dyn FnMut(&Missing),
    ) -> Result<Blockers, Error> {
        self.of(case, |cx| blockers(cx, verdicts, but, open))
    }
}

fn blockers(cx: &Subject<'_>, verdicts: &Verdicts, but: RuleSet, open: &mut dyn FnMut(&Missing)) -> Blockers {
    let mut blockers = Blockers::default();
    for (rule, verdict) in verdicts.notable().filter(|(rule, _)| !but.contains(rule.id)) {
        match verdict {
            Verdict::Broken(evidence) if level(cx, rule, evidence) == Level::Error => {
                blockers.blocking.insert(rule.id);
            }
            Verdict::Unknown(missing) if open_level(cx, rule) == Level::Error => {
                blockers.unknown.insert(rule.id);
                open(missing);
            }
            _ => {}
        }
    }
    for (_, verdict) in restricted(cx) {
        match verdict {
            Verdict::Broken(_) => blockers.own = true,
            Verdict::Unknown(missing) => {
                blockers.own_unknown = true;
                open(&missing);
            }
            _ => {}
        }
    }
    if let Some(missing) = unsaid(cx) {
        blockers.own_unknown = true;
        open(&missing);
    }
    blockers
}

/// Makes a change, and before it the declaration that it needs. Returns how to undo both; `None` if the change is not possible.
pub(crate) fn make(case: &mut Case, change: &Change) -> Option<Vec<Undo>> {
    let mut undo = Vec::with_capacity(1);
    for change in named::declares(case, change).iter().chain([change]) {
        undo.push(case.kept_for(change));
        if case.apply(change).is_err() {
            take_back(case, undo);
            return None;
        }
    }
    Some(undo)
}

/// Whether a case is consistent after a change that was [made](make). If only the request changed, the facts need no new check.
pub(crate) fn resolves(case: &Case, change: &Change, undo: &[Undo]) -> bool {
    let facts_stay = undo.len() < 2 && change.at().below("request").is_some();
    (if facts_stay { case.resolve_request() } else { case.resolve() }).is_ok()
}

/// Undoes changes.
pub(crate) fn take_back(case: &mut Case, undo: Vec<Undo>) {
    for kept in undo.into_iter().rev() {
        case.put_back(kept);
    }
}
