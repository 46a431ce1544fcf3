//! Finds a minimal set of facts that forces a verdict, by removing facts in document order as long as the verdict stays.

use super::{Reason, WhyTarget};
use crate::evaluation::completion::Frame;
use crate::evaluation::{judge, outcome};
use crate::facts::Case;
use crate::facts::change::{Change, Step};
use crate::facts::stated::stated_places;
use crate::vocabulary::error::Error;
use greenlight_json::{Pointer, write};
use serde_json::{Value, json};

/// Returns a minimal set of facts that forces the verdict or outcome.
///
/// # Errors
/// If the case cannot be judged.
pub(super) fn fewest(frame: Frame<'_>, case: &Case, asked: &WhyTarget) -> Result<Vec<Reason>, Error> {
    let said = said(frame, case, asked)?;
    let stays = |case: &Case| self::said(frame, case, asked).is_ok_and(|now| now == said);
    let mut left = case.clone();
    let stated: Value = greenlight_json::from_str(&write::text(&case.facts))?;
    let mut places = stated_places(&stated, &Pointer::ROOT);
    // Removing a statement that a collection is incomplete would make it complete.
    places.retain(|at| !at.as_str().ends_with("_complete") || at.keys().count() > 1);
    let kept = forget(&mut left, &places, &stays);
    let mut reasons = Vec::new();
    for at in kept {
        let whole = stated.pointer(at.as_str()).cloned().unwrap_or_default();
        let value = weakest(&mut left, &at, whole, &stays);
        reasons.push(Reason::new(at, value));
    }
    Ok(reasons)
}

/// Returns the verdict of a rule on a case, or the outcome.
fn said(frame: Frame<'_>, case: &Case, asked: &WhyTarget) -> Result<String, Error> {
    frame.of(case, |cx| {
        let verdicts = judge(cx)?;
        Ok(match asked {
            WhyTarget::Rule(rule) => verdicts.of(*rule).word().to_owned(),
            WhyTarget::Outcome => outcome(cx, &verdicts).word().to_owned(),
        })
    })?
}

/// Removes the facts that are not needed, trying halves first, and returns the places of those that are. As facts that can be removed
/// together can also be removed one by one, the result is the same as trying each in turn.
fn forget(case: &mut Case, places: &[Pointer], stays: &dyn Fn(&Case) -> bool) -> Vec<Pointer> {
    if places.is_empty() {
        return Vec::new();
    }
    let mut without = case.clone();
    let forgotten = places.iter().all(|at| {
        let forget = Change::unchecked(Step::Forget, at.clone(), None);
        without.apply(&forget).is_ok()
    });
    if forgotten && stays(&without) {
        *case = without;
        return Vec::new();
    }
    if let [only] = places {
        return vec![only.clone()];
    }
    let (first, second) = places.split_at(places.len() / 2);
    let mut kept = forget(case, first, stays);
    kept.extend(forget(case, second, stays));
    kept
}

/// Weakens a fact to what is needed: a count to its minimum, a list to some of its members.
fn weakest(case: &mut Case, at: &Pointer, value: Value, stays: &dyn Fn(&Case) -> bool) -> Value {
    let mut holds = |weaker: &Value| {
        let mut changed = case.clone();
        let set = Change::unchecked(Step::Set, at.clone(), Some(weaker.clone()));
        let stays = changed.apply(&set).is_ok() && changed.resolve().is_ok() && stays(&changed);
        if stays {
            *case = changed;
        }
        stays
    };
    match &value {
        Value::Number(number) => {
            let least = json!({ "at_least": number });
            if holds(&least) { least } else { value }
        }
        Value::Array(members) => {
            let mut kept = members.clone();
            if !holds(&partial(&kept)) {
                return value;
            }
            fewer(&mut kept, &mut holds);
            partial(&kept)
        }
        Value::Object(fields) => match fields.get("items").and_then(Value::as_array) {
            Some(members) => {
                let mut kept = members.clone();
                fewer(&mut kept, &mut holds);
                partial(&kept)
            }
            None => value,
        },
        _ => value,
    }
}

/// Removes the members that are not needed.
fn fewer(members: &mut Vec<Value>, holds: &mut dyn FnMut(&Value) -> bool) {
    let mut place = 0;
    while place < members.len() {
        let mut without = members.clone();
        without.remove(place);
        if holds(&partial(&without)) {
            *members = without;
        } else {
            place += 1;
        }
    }
}

fn partial(members: &[Value]) -> Value {
    json!({ "items": members, "complete": false })
}
