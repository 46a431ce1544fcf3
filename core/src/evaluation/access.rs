//! Finds the smallest sets of roles, privileges, shares and licences to grant so that the rules broken for lack of them are met.

mod candidate;
mod search;
mod words;

use crate::evaluation::completion::Frame;
use crate::evaluation::{Subject, Verdicts, judge, level};
use crate::facts::Case;
use crate::facts::change::Change;
use crate::rules::context::Context;
use crate::rules::rule::{EvidenceData, Judgement, Rule, Stop};
use crate::rules::{RuleSet, Verdict};
use crate::vocabulary::error::Error;
use crate::vocabulary::{Fixed, Fixer, Level, Text};
use candidate::{About, Candidate};
use search::{GoalGroup, search};
use serde::Serialize;

/// What clears findings that roles, shares and licences can clear. Where a report has several, all are needed; any one set of each is
/// enough.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Access {
    /// The rules that are broken because something was not granted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<Text>,
    /// The alternative sets that clear them; every change of a set is necessary. Sorted by number of changes, then by how much they grant.
    pub sets: Vec<AccessSet>,
    /// All sets of up to this many changes are listed.
    pub complete_to: u32,
}

/// A set of changes that together clear the findings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct AccessSet {
    /// The grants of the set; all of them are needed.
    pub grants: Vec<Grant>,
}

/// A role, a privilege, a share or a licence that somebody could grant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
#[cfg_attr(feature = "schema", schemars(rename = "AccessGrant"))]
pub struct Grant {
    /// The change of the facts that the grant makes.
    pub change: Change,
    /// Who can grant it, the least privileged role first.
    pub fixers: Fixed<[Fixer]>,
    /// The instruction in words, addressed to whoever can grant it.
    pub says: String,
}

/// Finds what clears the findings of a blocked case, if roles, shares and licences can. One set of each result together clears them all.
///
/// # Errors
/// If the case cannot be judged.
pub fn of_case(frame: Frame<'_>, case: &Case) -> Result<Vec<Access>, Error> {
    let verdicts = frame.of(case, judge)??;
    let (rules, seen) = frame.of(case, |cx| broken(cx, &verdicts))?;
    if rules.is_empty() {
        return Ok(Vec::new());
    }
    let candidates = frame.of(case, |cx| {
        let seen: Vec<&EvidenceData> = seen.iter().collect();
        candidate::all(cx, &About::of(case, &seen))
    })?;
    let look = |case: &Case| {
        let judged = frame.of(case, |cx| rules.iter().map(|rule| raw(cx, rule)).collect::<Vec<Judgement>>());
        judged.unwrap_or_default()
    };
    let mut parts = search(case, &candidates, &look);
    let wanted = parts.iter().flat_map(|part| &part.goals).filter_map(|goal| rules.get(*goal));
    let wanted = wanted.fold(RuleSet::NONE, |set, rule| set.or(RuleSet::only(rule.id)));
    let before = blocking(frame, case)?.or(wanted);
    for part in &mut parts {
        let goals = part.goals.iter().filter_map(|goal| rules.get(*goal));
        let cleared = goals.fold(RuleSet::NONE, |set, rule| set.or(RuleSet::only(rule.id)));
        part.sets.retain(|set| {
            let after = with(case, set.iter().filter_map(|place| candidates.get(*place)));
            let after = after.and_then(|after| blocking(frame, &after).ok());
            after.is_some_and(|after| after.without(before).or(after.and(cleared)).count() == 0)
        });
    }
    parts.retain(|part| !part.sets.is_empty());
    Ok(parts.iter().map(|part| to_access(part, &rules, &candidates)).collect())
}

/// Returns every grant that [`of_case`] tries for a case.
///
/// # Errors
/// If the case cannot be judged.
pub fn grantable(frame: Frame<'_>, case: &Case) -> Result<Vec<Change>, Error> {
    let verdicts = frame.of(case, judge)??;
    frame.of(case, |cx| {
        let (_, seen) = broken(cx, &verdicts);
        let seen: Vec<&EvidenceData> = seen.iter().collect();
        candidate::all(cx, &About::of(case, &seen)).into_iter().map(|it| it.change).collect()
    })
}

/// Finds what makes `judge` succeed for a person in an environment; `None` if no grant does.
pub(crate) fn of_person(
    cx: &Context<'_>,
    person: &str,
    environment: &str,
    judge: impl Fn(&Context<'_>) -> Judgement,
) -> Option<Access> {
    let about = About::person_in(person, environment);
    let candidates = candidate::all(cx, &about);
    let look = |case: &Case| {
        let request = cx.request;
        vec![judge(&Context::new(case, cx.ledger, request, cx.now, cx.book))]
    };
    let parts = search(cx.case, &candidates, &look);
    parts.first().map(|part| to_access(part, &[], &candidates))
}

/// Returns the rules of level error that are broken, even if covered by another rule, and their evidence.
fn broken(cx: &Subject<'_>, verdicts: &Verdicts) -> (Vec<&'static Rule>, Vec<EvidenceData>) {
    let (mut rules, mut seen) = (Vec::new(), Vec::new());
    for (rule, verdict) in verdicts.notable() {
        if !matches!(verdict, Verdict::Broken(_) | Verdict::NotJudged(_)) {
            continue;
        }
        if let Err(Stop::Broken(evidence)) = raw(cx, rule)
            && level(cx, rule, &evidence) == Level::Error
        {
            rules.push(rule);
            seen.push(evidence.into_seen());
        }
    }
    (rules, seen)
}

/// Returns what a rule finds by itself, without regard to rules that cover it.
fn raw(cx: &Subject<'_>, rule: &Rule) -> Judgement {
    (rule.check)(cx)
}

/// Returns the rules that block a case.
fn blocking(frame: Frame<'_>, case: &Case) -> Result<RuleSet, Error> {
    let verdicts = frame.of(case, judge)??;
    Ok(frame.blockers(case, &verdicts, RuleSet::NONE, &mut |_| ())?.blocking)
}

/// Returns the case with these candidates granted; `None` if a grant contradicts it.
fn with<'c>(case: &Case, candidates: impl Iterator<Item = &'c Candidate>) -> Option<Case> {
    let mut granted = case.clone();
    for candidate in candidates {
        granted.apply(&candidate.change).ok()?;
    }
    granted.resolve().is_ok().then_some(granted)
}

fn to_access(part: &GoalGroup, rules: &[&'static Rule], candidates: &[Candidate]) -> Access {
    let grant = |candidate: &Candidate| Grant {
        change: candidate.change.clone(),
        fixers: candidate.fixers.into(),
        says: words::grant(candidate),
    };
    let set = |set: &Vec<usize>| AccessSet {
        grants: set.iter().filter_map(|place| candidates.get(*place)).map(grant).collect(),
    };
    let goals = part.goals.iter().filter_map(|goal| rules.get(*goal));
    Access {
        rules: goals.map(|rule| rule.id.code().into()).collect(),
        sets: part.sets.iter().map(set).collect(),
        complete_to: part.complete_to,
    }
}
