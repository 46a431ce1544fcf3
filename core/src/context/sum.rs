//! Counts added up, of which some may be missing or only lower bounds.

use crate::case::fact::Tally;
use crate::known::{Known, Missing};
use crate::pointer::Pointer;

/// The least a sum can be, and what is missing to know it exactly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    least: u64,
    open: Option<Missing>,
}

impl Sum {
    /// Exactly this much.
    pub const fn exactly(number: u64) -> Self {
        Self { least: number, open: None }
    }

    /// With a count that stands at `at`.
    #[must_use]
    pub fn with(mut self, count: Known<Tally>, at: impl FnOnce() -> Pointer) -> Self {
        let open = match count {
            Ok(tally) => {
                self.least = self.least.saturating_add(tally.number);
                tally.at_least.then(|| Missing::fact(at()))
            }
            Err(missing) => Some(missing),
        };
        self.open = match (self.open, open) {
            (Some(one), Some(other)) => Some(one.and(other)),
            (one, other) => one.or(other),
        };
        self
    }

    /// So many times as much.
    #[must_use]
    pub fn times(mut self, factor: u64) -> Self {
        self.least = self.least.saturating_mul(factor);
        self
    }

    /// The least it can be.
    pub const fn least(&self) -> u64 {
        self.least
    }

    /// Whether it is at least as much as `needed`.
    ///
    /// # Errors
    /// What is missing on the sides that could still decide it.
    pub fn covers(&self, needed: &Self) -> Known<bool> {
        let enough = self.least >= needed.least;
        match (&self.open, &needed.open) {
            (None, None) => Ok(enough),
            (Some(_), None) if enough => Ok(true),
            (None, Some(_)) if !enough => Ok(false),
            (Some(missing), None) | (None, Some(missing)) => Err(missing.clone()),
            (Some(one), Some(other)) => Err(one.clone().and(other.clone())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Every pair of sums of one exact and one open count, against what their completions say.
    #[test]
    fn covers_is_what_every_completion_says() {
        const MOST: u64 = 4;
        let at = |name| move || Pointer::ROOT.key(name);
        let sides: Vec<(u64, Option<u64>)> = (0..=MOST)
            .flat_map(|exact| (0..=MOST).map(Some).chain([None]).map(move |open| (exact, open)))
            .collect();
        for own in &sides {
            for needed in &sides {
                let sum = |(exact, open): (u64, Option<u64>), name| {
                    let sum = Sum::exactly(exact);
                    match open {
                        None => sum,
                        Some(number) => sum.with(Ok(Tally { number, at_least: true }), at(name)),
                    }
                };
                // An open count can be as large as it likes; beyond what the other side can be, more changes nothing.
                let values = |(exact, open): (u64, Option<u64>)| match open {
                    None => exact..=exact,
                    Some(least) => exact + least..=exact + least + 3 * MOST,
                };
                let mut answers: Vec<bool> =
                    values(*own).flat_map(|a| values(*needed).map(move |b| a >= b)).collect();
                answers.sort_unstable();
                answers.dedup();
                let said = sum(*own, "own").covers(&sum(*needed, "needed"));
                assert_eq!(said.ok(), (answers.len() == 1).then(|| answers[0]), "{own:?} {needed:?}");
            }
        }
    }

    #[test]
    fn what_is_missing_is_named() {
        let missing = |name: &str| Missing::fact(Pointer::ROOT.key(name));
        let open = Sum::exactly(1).with(Err(missing("a")), || Pointer::ROOT);
        let more = open.clone().with(Err(missing("b")), || Pointer::ROOT);
        assert_eq!(open.covers(&Sum::exactly(1)), Ok(true));
        assert_eq!(more.times(2).covers(&Sum::exactly(3)), Err(missing("a").and(missing("b"))));
        assert_eq!(
            Sum::exactly(0).covers(&Sum::exactly(0).with(Ok(Tally::exactly(1)), || Pointer::ROOT)),
            Ok(false)
        );
    }
}
