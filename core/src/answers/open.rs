//! What is still open: whether more facts could change the outcome, by which completions, what each choice leads to, and what to ask first.

mod choice;
mod question;
mod span;
mod witness;

use crate::evaluation::completion::domain::Domain;
use crate::evaluation::completion::{BOUND, Completion, Frame, Search, least};
use crate::evaluation::report::{ENGINE, Engine, FORMAT_VERSION};
use crate::evaluation::{Verdicts, judge, outcome};
use crate::facts::Case;
use crate::facts::change::Change;
use crate::rules::RuleSet;
use crate::vocabulary::error::Error;
use crate::vocabulary::instant::{Day, Instant};
use crate::vocabulary::{Outcome, Text, choices};
use choice::Completed;
use greenlight_json::Pointer;
use question::Places;
use serde::Serialize;

pub use choice::{Choice, Possibility, Span};
pub use question::OpenPlace;

choices! {
    /// Whether more facts could change the outcome.
    pub enum Decided {
        /// The outcome stays the same whatever facts are added.
        Yes = "yes",
        /// It depends on the missing facts: one completion is ready and another is blocked.
        No = "no",
        /// The search gave up before it found out.
        NotWithinBound = "not-within-bound",
    }
}

/// What is still open in a case.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Open {
    /// The version of this format.
    pub format_version: Text,
    /// The engine that produced the answer.
    pub engine: Engine,
    /// The instant for which the case was judged.
    pub as_of: Instant,
    /// The date of the rulebook: everything published by this day is taken into account.
    pub rulebook: Day,
    /// The outcome with the facts stated so far.
    pub outcome: Outcome,
    /// Whether more facts could change it.
    pub decided: Decided,
    /// The rules that decide it: those that are broken, or those that cannot all be met whatever facts are added.
    pub reasons: Vec<Text>,
    /// Changes after which the case is ready, all of them necessary. Absent if there are none, or none were found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ready_if: Option<Vec<Change>>,
    /// Changes after which the case is blocked, all of them necessary.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub blocked_if: Option<Vec<Change>>,
    /// The fields of the request, in the order of its form.
    pub fields: Vec<OpenPlace>,
    /// The missing facts, the most decisive first.
    pub questions: Vec<OpenPlace>,
    /// The budget of the search, in judgements.
    pub bound: u32,
}

impl Open {
    /// Adds the parameters of each sentence.
    pub(crate) fn add_parameters(&mut self) {
        self.fields.iter_mut().chain(&mut self.questions).for_each(OpenPlace::add_parameters);
    }
}

/// Returns what is still open in a case, for all places or only for the given ones.
///
/// # Errors
/// If the case cannot be judged, or a place does not exist.
pub(crate) fn open(frame: Frame<'_>, case: &Case, places: Option<&[Pointer]>) -> Result<Open, Error> {
    Basis::of(frame, case)?.open(frame, places)
}

/// The analysis of a case that all its places share.
#[derive(Debug)]
pub(crate) struct Basis {
    case: Case,
    /// The verdicts of the rules.
    verdicts: Verdicts,
    domain: Domain,
    outcome: Outcome,
    decided: Decided,
    /// The rules that are broken, or that cannot all be met whatever facts are added.
    broken: RuleSet,
    ready_if: Option<Vec<Change>>,
    blocked_if: Option<Vec<Change>>,
    /// The case completed so that nothing else is broken, if such a completion was found.
    completed: Option<Completed>,
}

impl Basis {
    /// Analyses a case.
    ///
    /// # Errors
    /// If the case cannot be judged.
    pub(crate) fn of(frame: Frame<'_>, case: &Case) -> Result<Self, Error> {
        let (outcome, verdicts) =
            frame.of(case, |cx| judge(cx).map(|verdicts| (outcome(cx, &verdicts), verdicts)))??;
        let mut domain = Domain::of(case, frame.now, frame.book);
        let broken = frame.blockers(case, &verdicts, RuleSet::NONE, &mut |_| ())?.blocking;
        let mut search = Search::new(frame, &mut domain, BOUND);
        let (outcome, decided, reasons, ready, blocked) = match outcome {
            Outcome::Blocked => (outcome, Decided::Yes, broken, None, None),
            Outcome::Ready => (outcome, Decided::Yes, RuleSet::NONE, None, None),
            Outcome::NeedsFacts => {
                let (ready, blocked) = (search.ready(case)?, search.blocked(case)?);
                match (ready, blocked) {
                    (Completion::Found(ready), Completion::Found(blocked)) => {
                        (outcome, Decided::No, RuleSet::NONE, Some(ready), Some(blocked))
                    }
                    (Completion::None(reasons), _) => (Outcome::Blocked, Decided::Yes, reasons, None, None),
                    (_, Completion::None(_)) => (Outcome::Ready, Decided::Yes, RuleSet::NONE, None, None),
                    (ready, blocked) => {
                        (outcome, Decided::NotWithinBound, RuleSet::NONE, ready.found(), blocked.found())
                    }
                }
            }
        };
        let broken = if outcome == Outcome::Blocked && broken.count() == 0 {
            least(frame, &mut domain, case, reasons)?
        } else {
            reasons
        };
        let ready_if = ready.map(|changes| witness::least(frame, case, changes, Outcome::Ready));
        let blocked_if = blocked.map(|changes| witness::least(frame, case, changes, Outcome::Blocked));
        let completed = witness::completed(frame, &mut domain, case, ready_if.as_deref(), broken)?;
        let case = case.clone();
        Ok(Self { case, verdicts, domain, outcome, decided, broken, ready_if, blocked_if, completed })
    }

    /// Returns what is still open, for all places or only for the given ones.
    ///
    /// # Errors
    /// If the case cannot be judged, or a place does not exist.
    pub(crate) fn open(&mut self, frame: Frame<'_>, places: Option<&[Pointer]>) -> Result<Open, Error> {
        let mut asked = Places { frame, basis: self };
        let (fields, questions) = match places {
            None => (asked.fields()?, asked.questions()?),
            Some(places) => asked.these(places)?,
        };
        Ok(Open {
            format_version: FORMAT_VERSION.into(),
            engine: ENGINE,
            as_of: frame.now,
            rulebook: frame.book.date,
            outcome: self.outcome,
            decided: self.decided,
            reasons: self.broken.iter().map(|rule| rule.id.code().into()).collect(),
            ready_if: self.ready_if.clone(),
            blocked_if: self.blocked_if.clone(),
            fields,
            questions,
            bound: BOUND,
        })
    }
}
