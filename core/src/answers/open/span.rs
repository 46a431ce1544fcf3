//! Merges numbers and instants with the same result into spans.

use super::choice::{Choice, Span};
use crate::vocabulary::error::Error;
use crate::vocabulary::instant::Instant;
use serde_json::Value;

/// Returns the last valid point between a valid and an invalid one, by bisection.
pub(super) fn edge(inside: i64, beyond: i64, can_be: &mut dyn FnMut(i64) -> bool) -> i64 {
    let (mut inside, mut beyond) = (inside, beyond);
    while inside.abs_diff(beyond) > 1 {
        let middle = inside + (beyond - inside) / 2;
        *if can_be(middle) { &mut inside } else { &mut beyond } = middle;
    }
    inside
}

/// Evaluates a point between two others.
pub(super) type Between<'b> = &'b mut dyn FnMut(i64, i64) -> Result<Option<(i64, Choice)>, Error>;

/// Merges points with the same result into spans; between neighbours that differ, the point of change is found by bisection.
pub(super) fn merged(points: Vec<(i64, Choice)>, between: Between<'_>) -> Result<Vec<Choice>, Error> {
    let mut spans: Vec<Choice> = Vec::new();
    let mut last: Option<(i64, Choice)> = None;
    for (point, choice) in points {
        let (mut low, mut until) = (last.take(), choice.clone());
        while let Some((before, was)) = &low
            && !was.leads_as(&choice)
        {
            // `first`: the last point known to have the same result as the one before.
            let (mut first, mut other, mut high) = (*before, was.clone(), point);
            while high - first > 1 {
                match between(first, high)? {
                    Some((middle, found)) if found.leads_as(was) => (first, other) = (middle, found),
                    Some((middle, found)) => (high, until) = (middle, found),
                    None => break,
                }
            }
            if let Some(span) = spans.last_mut().and_then(|last| last.span.as_mut()) {
                span.to.clone_from(&other.value);
            }
            spans.push(until.spanned());
            low = (high < point).then(|| (high, until.clone()));
            until = choice.clone();
        }
        match spans.last_mut().and_then(|last| last.span.as_mut()) {
            Some(span) => span.to.clone_from(&choice.value),
            None => spans.push(choice.spanned()),
        }
        last = Some((point, choice));
    }
    Ok(spans)
}

impl Choice {
    fn leads_as(&self, other: &Self) -> bool {
        self.verdict == other.verdict && self.because == other.because
    }

    /// Returns its number, or its instant as a number.
    pub(super) fn point(&self) -> Option<i64> {
        self.value.as_ref().and_then(point_of)
    }

    /// Returns the choice as a span of one value.
    fn spanned(&self) -> Self {
        let span = Some(Span { from: self.value.clone(), to: self.value.clone() });
        Self { value: None, span, ..self.clone() }
    }
}

/// Returns a number, or an instant as a number.
pub(super) fn point_of(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str().and_then(Instant::parse).map(Instant::ms))
}

/// Returns the value of a number or an instant.
pub(super) fn value_at(number: bool, point: i64) -> Option<Value> {
    if number {
        u64::try_from(point).ok().map(Value::from)
    } else {
        Instant::from_ms(point).map(|at| at.to_string().into())
    }
}
