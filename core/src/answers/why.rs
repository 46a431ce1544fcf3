//! Explains the verdict of a rule, or the outcome, by a minimal set of facts that forces it.

mod facts;

use crate::evaluation::completion::domain::Domain;
use crate::evaluation::completion::{BOUND, Frame, Search};
use crate::evaluation::report::{ENGINE, Engine, FORMAT_VERSION};
use crate::evaluation::{Verdicts, judge, outcome, undecided, words};
use crate::facts::Case;
use crate::facts::change::Change;
use crate::rules::{RuleId, RuleSet, Verdict};
use crate::vocabulary::Words;
use crate::vocabulary::error::Error;
use crate::vocabulary::instant::{Day, Instant};
use crate::vocabulary::{Outcome, Text};
use greenlight_json::Pointer;
use serde::Serialize;
use serde_json::Value;

/// The explanation of a rule's verdict on a case, or of the outcome.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Why {
    /// The version of this format.
    pub format_version: Text,
    /// The engine that produced the explanation.
    pub engine: Engine,
    /// The instant for which the case was judged.
    pub as_of: Instant,
    /// The date of the rulebook: everything published by this day is taken into account.
    pub rulebook: Day,
    /// The code of the rule; absent if the outcome is explained.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<Text>,
    /// The verdict of the rule, or the outcome.
    pub verdict: Text,
    /// The rules behind it: the broken rule that covers this one, those that block, or those that lack facts.
    pub because: Vec<Text>,
    /// A minimal set of facts that forces it: without any one of them it would be open.
    pub facts: Vec<Reason>,
    /// The places of the missing facts, if it is open.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "deserialize", serde(default))]
    pub missing: Vec<Pointer>,
    /// Changes after which the rule is not broken, or the case is ready, if it is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub met_if: Option<Vec<Change>>,
    /// Changes after which the rule is broken, or the case is blocked, if it is open.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub broken_if: Option<Vec<Change>>,
}

/// A fact that a verdict depends on.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Reason {
    /// The place of the fact in the case.
    pub at: Pointer,
    /// As much of the fact as is needed: a value, `{at_least: …}` for a count, or the members of a list as `{items: …, complete: false}` if
    /// it does not matter whether there are others.
    pub value: Value,
    /// The fact in words.
    pub message: String,
    /// The key of that sentence in the catalogue: the place, with `*` for each name from the case. Only on request.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "deserialize", serde(default))]
    pub sentence: Option<Pointer>,
    /// The parameters of the sentence, by name. Only on request.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "deserialize", serde(default))]
    pub parameters: Option<Words>,
}

/// What is to be explained.
enum WhyTarget {
    Rule(RuleId),
    Outcome,
}

/// Explains the verdict of a rule on a case; without a rule, the outcome.
///
/// # Errors
/// If the case cannot be judged.
pub(crate) fn why(frame: Frame<'_>, case: &Case, rule: Option<RuleId>) -> Result<Why, Error> {
    let verdicts = frame.of(case, judge)??;
    match rule {
        Some(rule) => of_rule(frame, case, &verdicts, rule),
        None => of_outcome(frame, case, &verdicts),
    }
}

fn of_rule(frame: Frame<'_>, case: &Case, verdicts: &Verdicts, rule: RuleId) -> Result<Why, Error> {
    let verdict = verdicts.of(rule);
    let mut why = empty(frame, Some(rule), verdict.word());
    match verdict {
        Verdict::NotJudged(by) => {
            why.because = vec![by.code().into()];
            why.facts = of_rule(frame, case, verdicts, *by)?.facts;
        }
        Verdict::Unknown(missing) => {
            why.missing = missing.clone().into_paths();
            let others = RuleSet::all().without(RuleSet::only(rule));
            Settling { met_if: why.met_if, broken_if: why.broken_if } = witnesses(frame, case, others)?;
        }
        _ => why.facts = facts::fewest(frame, case, &WhyTarget::Rule(rule))?,
    }
    Ok(why)
}

fn of_outcome(frame: Frame<'_>, case: &Case, verdicts: &Verdicts) -> Result<Why, Error> {
    let outcome = frame.of(case, |cx| outcome(cx, verdicts))?;
    let blockers = frame.blockers(case, verdicts, RuleSet::NONE, &mut |_| ())?;
    let mut why = empty(frame, None, outcome.word());
    let rests_on = if outcome == Outcome::Blocked { blockers.blocking } else { blockers.unknown };
    why.because = rests_on.iter().map(|rule| rule.id.code().into()).collect();
    if outcome == Outcome::NeedsFacts {
        why.missing = frame.of(case, |cx| undecided(cx, verdicts))?;
        Settling { met_if: why.met_if, broken_if: why.broken_if } = witnesses(frame, case, RuleSet::NONE)?;
    } else {
        why.facts = facts::fewest(frame, case, &WhyTarget::Outcome)?;
    }
    Ok(why)
}

/// The changes that settle an open verdict or outcome.
struct Settling {
    met_if: Option<Vec<Change>>,
    broken_if: Option<Vec<Change>>,
}

/// Returns changes after which nothing blocks, and changes after which something does, leaving out the rules in `but`.
fn witnesses(frame: Frame<'_>, case: &Case, but: RuleSet) -> Result<Settling, Error> {
    let mut domain = Domain::of(case, frame.now, frame.book);
    let ready = Search::new(frame, &mut domain, BOUND).but(but).ready(case)?;
    let blocked = Search::new(frame, &mut domain, BOUND).but(but).blocked(case)?;
    Ok(Settling { met_if: ready.found(), broken_if: blocked.found() })
}

impl Why {
    /// Adds the parameters of each sentence.
    pub(crate) fn add_parameters(&mut self) {
        for fact in &mut self.facts {
            (fact.sentence, fact.parameters) = Some(words::sentence(&fact.at)).unzip();
        }
    }
}

fn empty(frame: Frame<'_>, rule: Option<RuleId>, verdict: &'static str) -> Why {
    Why {
        format_version: FORMAT_VERSION.into(),
        engine: ENGINE,
        as_of: frame.now,
        rulebook: frame.book.date,
        rule: rule.map(|rule| rule.code().into()),
        verdict: verdict.into(),
        because: Vec::new(),
        facts: Vec::new(),
        missing: Vec::new(),
        met_if: None,
        broken_if: None,
    }
}

impl Reason {
    fn new(at: Pointer, value: Value) -> Self {
        Self { message: words::question(&at), sentence: None, parameters: None, at, value }
    }
}
