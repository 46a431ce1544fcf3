//! Finds old facts: those that a rule reads although they were observed longer ago than their kind may be.

use super::completion::Frame;
use super::judge;
use super::report::OldFact;
use crate::facts::Case;
use crate::facts::change::{Change, Step};
use crate::facts::origin::FactSource;
use crate::overlay::ages::{Ageing, Ages};
use crate::rules::RuleSet;
use crate::rules::phrases as say;
use crate::vocabulary::Level;
use crate::vocabulary::duration::Duration;
use crate::vocabulary::error::Error;
use crate::vocabulary::instant::Instant;
use greenlight_json::Pointer;

/// A fact that is older than its kind may be.
#[derive(Debug)]
pub struct Old<'c> {
    at: &'c Pointer,
    of: Ageing,
    observed_at: Instant,
    source: Option<&'c FactSource>,
    age: Duration,
}

/// Returns the facts of a case that are older than they may be, in the order of their pointers.
pub fn old<'c>(case: &'c Case, now: Instant, ages: &Ages) -> Vec<Old<'c>> {
    let old = case.origins.iter().filter_map(|(at, origin)| {
        let of = ageing(at)?;
        let (observed_at, source) = (origin.observed_at?, origin.source.as_ref());
        let age = u64::try_from(now.since(observed_at)).ok()?;
        (age > ages.most(of).ms()).then_some(Old { at, of, observed_at, source, age: Duration::of_ms(age) })
    });
    old.collect()
}

/// Returns the case without the given facts.
///
/// # Errors
/// Never in practice: the facts are part of the case.
pub fn without<'o, 'c: 'o>(case: &Case, old: impl IntoIterator<Item = &'o Old<'c>>) -> Result<Case, Error> {
    let mut left = case.clone();
    for one in old {
        left.apply(&Change::unchecked(Step::Forget, one.at.clone(), None))?;
    }
    Ok(left)
}

/// Returns those of the old facts that rules read, each with the rules that read it.
///
/// # Errors
/// If the case cannot be judged.
pub fn read(
    frame: Frame<'_>,
    case: &Case,
    old: &[Old<'_>],
    ages: &Ages,
    parameters: bool,
) -> Result<Vec<OldFact>, Error> {
    if old.is_empty() {
        return Ok(Vec::new());
    }
    let mut asked: Vec<RuleSet> = vec![RuleSet::NONE; old.len()];
    // A rule that lacks a fact here would have read it. With the fact restored, the rule may go on to read another old one.
    loop {
        let left_out = old.iter().zip(&asked).filter(|(_, asked)| asked.count() == 0);
        let left = without(case, left_out.map(|(one, _)| one))?;
        let verdicts = frame.of(&left, judge)??;
        let mut went_on = false;
        for (one, asked) in old.iter().zip(&mut asked).filter(|(_, asked)| asked.count() == 0) {
            *asked = verdicts.asking(one.at);
            went_on |= asked.count() > 0;
        }
        if !went_on {
            break;
        }
    }
    let read = old.iter().zip(asked).filter(|(_, asked)| asked.count() > 0);
    Ok(read.map(|(one, asked)| one.to_old_fact(asked, ages, parameters)).collect())
}

impl Old<'_> {
    fn to_old_fact(&self, rules: RuleSet, ages: &Ages, parameters: bool) -> OldFact {
        let (most, level) = (ages.most(self.of), ages.level);
        let phrase = if level == Level::Error { say::OLD_FACT_IS_UNKNOWN } else { say::FACT_IS_OLD };
        let phrase = phrase.with("at", self.at.as_str()).with("age", rounded(self.age).to_string());
        let phrase = phrase.with("of", self.of).with("most", most.to_string());
        OldFact {
            at: self.at.clone(),
            of: self.of,
            level,
            observed_at: self.observed_at,
            source: self.source.cloned(),
            age: self.age,
            age_max: most,
            rules: rules.iter().map(|rule| rule.id.code().into()).collect(),
            message: phrase.text().to_string(),
            phrase: parameters.then_some(phrase),
        }
    }
}

/// Rounds an age down to its two largest units.
fn rounded(age: Duration) -> Duration {
    const UNITS: [u64; 4] = [86_400_000, 3_600_000, 60_000, 1_000];
    let unit = UNITS.iter().position(|unit| age.ms() >= *unit).and_then(|largest| UNITS.get(largest + 1));
    Duration::of_ms(age.ms() - age.ms() % unit.copied().unwrap_or(1))
}

/// Returns the kind of fact at a pointer, if that kind ages.
fn ageing(at: &Pointer) -> Option<Ageing> {
    const CAPACITY: [&str; 9] = [
        "hosted_machine_groups",
        "hosted_machines",
        "hosted_process",
        "hosted_process_elsewhere",
        "hosted_rpa_addons",
        "hosted_rpa_trial_addons",
        "process_plans",
        "unattended_rpa_addons",
        "committed_bots",
    ];
    let keys: Vec<_> = at.keys().collect();
    let keys: Vec<&str> = keys.iter().map(AsRef::as_ref).collect();
    match keys.as_slice() {
        ["networks", _, "subnet", "free"] => Some(Ageing::Addresses),
        ["environments" | "groups", _, field] | ["tenant", field] if CAPACITY.contains(field) => {
            Some(Ageing::Capacity)
        }
        ["people", _, "roles", ..]
        | ["people", _, "admin_roles"]
        | ["subscriptions", _, "grants" | "deny_assignments"]
        | ["azure_roles" | "roles", ..]
        | [.., "shared_with" | "readers"] => Some(Ageing::Roles),
        _ => None,
    }
}
