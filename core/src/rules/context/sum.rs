//! Sums of counts, some of which may be unknown or only known as lower bounds.

use crate::facts::fact::Tally;
use crate::facts::known::{Known, Missing};
use greenlight_json::Pointer;

/// The lower and upper bound of a sum, and the facts missing to know it exactly.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sum {
    least: u64,
    /// `None` if it is unbounded.
    most: Option<u64>,
    open: Option<Missing>,
}

/// The result of a comparison of two sums.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Balance {
    /// This much remains.
    Free(Tally),
    /// This much is lacking.
    Short(Tally),
}

impl Sum {
    /// Returns an exact sum.
    pub const fn exactly(number: u64) -> Self {
        Self { least: number, most: Some(number), open: None }
    }

    /// Adds a count that is stated at `at`.
    #[must_use]
    pub fn with(self, count: Known<Tally>, at: impl FnOnce() -> Pointer) -> Self {
        match count {
            Ok(tally) if tally.at_least => self.more(tally.number, None, Some(Missing::fact(at()))),
            Ok(tally) => self.more(tally.number, Some(tally.number), None),
            Err(missing) => self.more(0, None, Some(missing)),
        }
    }

    /// Adds another sum.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        self.more(other.least, other.most, other.open)
    }

    /// Adds the number or nothing, depending on the missing facts.
    #[must_use]
    pub fn perhaps(self, number: u64, missing: Missing) -> Self {
        self.more(0, Some(number), Some(missing))
    }

    /// Adds the number, if it counts.
    #[must_use]
    pub fn when(self, counts: Known<bool>, number: u64) -> Self {
        match counts {
            Ok(true) => self.more(number, Some(number), None),
            Ok(false) => self,
            Err(missing) => self.perhaps(number, missing),
        }
    }

    fn more(mut self, least: u64, most: Option<u64>, open: Option<Missing>) -> Self {
        self.least = self.least.saturating_add(least);
        self.most = self.most.zip(most).map(|(one, other)| one.saturating_add(other));
        self.open = match (self.open, open) {
            (Some(one), Some(other)) => Some(one.and(other)),
            (one, other) => one.or(other),
        };
        self
    }

    /// Multiplies the sum.
    #[must_use]
    pub fn times(mut self, factor: u64) -> Self {
        self.least = self.least.saturating_mul(factor);
        self.most = self.most.map(|most| most.saturating_mul(factor));
        self
    }

    /// Subtracts a number, down to 0 at least.
    #[must_use]
    pub const fn less(mut self, by: u64) -> Self {
        self.least = self.least.saturating_sub(by);
        if let Some(most) = self.most {
            self.most = Some(most.saturating_sub(by));
        }
        self
    }

    /// Adds a number, which may be negative.
    #[must_use]
    pub fn changed(mut self, by: i64) -> Self {
        self.least = self.least.saturating_add_signed(by);
        self.most = self.most.map(|most| most.saturating_add_signed(by));
        self
    }

    /// Returns the sum as a count: exact, or a lower bound.
    pub const fn tally(&self) -> Tally {
        Tally { number: self.least, at_least: self.open.is_some() }
    }

    /// Returns the upper bound, or the lower bound if there is none.
    pub fn most(&self) -> u64 {
        self.most.unwrap_or(self.least)
    }

    /// Returns the facts missing to know the sum exactly.
    pub const fn missing(&self) -> Option<&Missing> {
        self.open.as_ref()
    }

    /// Returns what remains or is lacking after `needed` is subtracted.
    ///
    /// # Errors
    /// Missing facts that decide whether it suffices.
    pub fn balance(&self, needed: &Self) -> Known<Balance> {
        let open = self.open.is_some() || needed.open.is_some();
        let between = |greater: u64, less: Option<u64>| Tally {
            number: greater.saturating_sub(less.unwrap_or(greater)),
            at_least: open,
        };
        Ok(if self.covers(needed)? {
            Balance::Free(between(self.least, needed.most))
        } else {
            Balance::Short(between(needed.least, self.most))
        })
    }

    /// Returns the lower bound.
    pub const fn least(&self) -> u64 {
        self.least
    }

    /// Whether the sum is at least `needed`.
    ///
    /// # Errors
    /// Missing facts on the sides that could still decide it.
    pub fn covers(&self, needed: &Self) -> Known<bool> {
        if needed.most.is_some_and(|most| self.least >= most) {
            return Ok(true);
        }
        if self.most.is_some_and(|most| most < needed.least) {
            return Ok(false);
        }
        match (&self.open, &needed.open) {
            (None, None) => Ok(self.least >= needed.least),
            (Some(missing), None) | (None, Some(missing)) => Err(missing.clone()),
            (Some(one), Some(other)) => Err(one.clone().and(other.clone())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An addition to an exact count.
    #[derive(Clone, Copy, Debug)]
    enum Beside {
        Nothing,
        AtLeast(u64),
        Perhaps(u64),
    }

    /// Compares every pair of sums of one exact and one inexact count with the result for their completions.
    #[test]
    fn covers_is_what_every_completion_says() {
        const MOST: u64 = 4;
        let beside = |number| [Beside::AtLeast(number), Beside::Perhaps(number)];
        let sides: Vec<(u64, Beside)> = (0..=MOST)
            .flat_map(|exact| {
                (0..=MOST).flat_map(beside).chain([Beside::Nothing]).map(move |beside| (exact, beside))
            })
            .collect();
        for own in &sides {
            for needed in &sides {
                let sum = |(exact, beside): (u64, Beside), name| {
                    let (sum, at) = (Sum::exactly(exact), Pointer::ROOT.key(name));
                    match beside {
                        Beside::Nothing => sum,
                        Beside::AtLeast(number) => sum.with(Ok(Tally { number, at_least: true }), || at),
                        Beside::Perhaps(number) => sum.perhaps(number, Missing::fact(at)),
                    }
                };
                // An open count is unbounded; values beyond the maximum of the other side make no difference.
                let values = |(exact, beside): (u64, Beside)| match beside {
                    Beside::Nothing => vec![exact],
                    Beside::AtLeast(least) => (exact + least..=exact + least + 3 * MOST).collect(),
                    Beside::Perhaps(number) => vec![exact, exact + number],
                };
                let mut answers: Vec<bool> = values(*own)
                    .into_iter()
                    .flat_map(|a| values(*needed).into_iter().map(move |b| a >= b))
                    .collect();
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

    #[test]
    fn what_is_left_or_lacking_is_a_bound_where_it_is_not_known() {
        let missing = |name: &str| Missing::fact(Pointer::ROOT.key(name));
        let needed = Sum::exactly(1).when(Ok(true), 1).when(Ok(false), 1).when(Err(missing("a")), 1);
        let tally = |number, at_least| Tally { number, at_least };
        assert_eq!(Sum::exactly(9).balance(&needed), Ok(Balance::Free(tally(6, true))));
        assert_eq!(Sum::exactly(0).balance(&needed), Ok(Balance::Short(tally(2, true))));
        assert_eq!(Sum::exactly(2).balance(&needed), Err(missing("a")));
        assert_eq!(Sum::exactly(3).changed(-1).balance(&Sum::exactly(2)), Ok(Balance::Free(tally(0, false))));
    }
}
