//! Exact percentiles of whole numbers, where some of what was asked for never came.

/// Times of one kind, kept whole so that their percentiles are exact, and how many more there would be had everything come.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sample {
    times: Vec<u64>,
    never: u64,
}

/// The percentiles that a summary shows: each is one of the values.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct Percentiles {
    /// How many values there are.
    pub count: u64,
    /// The least value.
    pub min: u64,
    /// At least half of the values are no greater.
    pub p50: u64,
    /// At least nine of ten are no greater.
    pub p90: u64,
    /// At least 99 of 100 are no greater.
    pub p99: u64,
    /// The greatest value.
    pub max: u64,
}

/// How long it took from the request until a machine was active, over all that were asked for: one that never was counts as later than
/// every other. Where a percentile is left out, it is *never*.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "deserialize", derive(serde::Deserialize))]
pub struct TimeToActive {
    /// Machines that were asked for: what all that follows is a share of.
    pub requested: u64,
    /// Of these, those that became active.
    pub became_active: u64,
    /// Of these, those that never did: refused, failed, deleted before, or not ready at the end.
    pub never: u64,
    /// The share that became active, in parts per million.
    pub share_ppm: u64,
    /// The fastest.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<u64>,
    /// Within it at least half became active.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p50: Option<u64>,
    /// Within it at least nine of ten became active.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p90: Option<u64>,
    /// Within it at least 99 of 100 became active.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p99: Option<u64>,
    /// Within it all became active.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<u64>,
    /// The same over those alone that became active, which says nothing about the others.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of_those_that_became_active: Option<Percentiles>,
}

/// All of something, in parts per million.
pub const WHOLE: u64 = 1_000_000;

impl Sample {
    /// Of times in their order, each told as what it is more than the one before, and so many that never came.
    #[must_use]
    pub fn of_steps(steps: &[u64], never: u64) -> Self {
        let mut last: u64 = 0;
        let time = |step: &u64| {
            last = last.saturating_add(*step);
            last
        };
        Self { times: steps.iter().map(time).collect(), never }
    }

    /// The times, each as what it is more than the one before. The sample is in [order](Self::order).
    #[must_use]
    pub fn into_steps(self) -> Vec<u64> {
        let mut steps = self.times;
        let mut last = 0;
        for time in &mut steps {
            let step = time.saturating_sub(last);
            last = std::mem::replace(time, step);
        }
        steps
    }

    /// Adds a time.
    pub fn add(&mut self, time: u64) {
        self.times.push(time);
    }

    /// Counts so many that never came.
    pub const fn add_never(&mut self, count: u64) {
        self.never += count;
    }

    /// Adds what another sample holds, which is empty then.
    pub fn append(&mut self, other: &mut Self) {
        self.times.append(&mut other.times);
        self.never += std::mem::take(&mut other.never);
    }

    /// How many came.
    #[must_use]
    pub const fn came(&self) -> u64 {
        self.times.len() as u64
    }

    /// How many never came.
    #[must_use]
    pub const fn never(&self) -> u64 {
        self.never
    }

    /// How many were asked for.
    #[must_use]
    pub const fn requested(&self) -> u64 {
        self.came() + self.never
    }

    /// Puts the times in order; percentiles and shares are read from an ordered sample.
    pub fn order(&mut self) {
        self.times.sort_unstable();
    }

    /// The time within which such a share of all that were asked for came, by nearest rank; `None` where it never did, or nothing was asked
    /// for. The sample is in [order](Self::order).
    #[must_use]
    pub fn within(&self, share_ppm: u64) -> Option<u64> {
        ranked(&self.times, self.requested(), share_ppm)
    }

    /// The share of all that were asked for that came within so long, in parts per million, rounded down; `None` where nothing was asked
    /// for. The sample is in [order](Self::order).
    #[must_use]
    pub fn share(&self, within: u64) -> Option<u64> {
        share(self.count(within), self.requested())
    }

    /// How many came within so long. The sample is in [order](Self::order).
    #[must_use]
    pub fn count(&self, within: u64) -> u64 {
        self.times.partition_point(|time| *time <= within) as u64
    }

    /// What a summary says of it; `None` where nothing was asked for.
    #[must_use]
    pub fn into_times(mut self) -> Option<TimeToActive> {
        self.order();
        Some(TimeToActive {
            requested: self.requested(),
            became_active: self.came(),
            never: self.never,
            share_ppm: share(self.came(), self.requested())?,
            min: self.times.first().copied(),
            p50: self.within(WHOLE / 2),
            p90: self.within(900_000),
            p99: self.within(990_000),
            max: self.within(WHOLE),
            of_those_that_became_active: of_those_that_came(&self.times),
        })
    }
}

/// The value at a share of `count` values by nearest rank; those that lie behind the `times` given are endless.
fn ranked(times: &[u64], count: u64, share_ppm: u64) -> Option<u64> {
    let rank = (u128::from(count) * u128::from(share_ppm)).div_ceil(u128::from(WHOLE)).max(1);
    times.get(usize::try_from(rank - 1).ok()?).copied()
}

fn of_those_that_came(times: &[u64]) -> Option<Percentiles> {
    let count = times.len() as u64;
    let at = |share_ppm| ranked(times, count, share_ppm);
    Some(Percentiles {
        count,
        min: at(0)?,
        p50: at(WHOLE / 2)?,
        p90: at(900_000)?,
        p99: at(990_000)?,
        max: at(WHOLE)?,
    })
}

/// A part of a whole in parts per million, rounded down; `None` of nothing.
#[must_use]
pub fn share(part: u64, whole: u64) -> Option<u64> {
    let ppm = (u128::from(part) * u128::from(WHOLE)).checked_div(u128::from(whole))?;
    u64::try_from(ppm).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn sample(values: impl IntoIterator<Item = u64>, never: u64) -> Sample {
        let mut sample = Sample::default();
        values.into_iter().for_each(|value| sample.add(value));
        sample.add_never(never);
        sample
    }

    fn check(values: impl IntoIterator<Item = u64>, never: u64, expected: Option<[Option<u64>; 5]>) {
        let times = sample(values, never).into_times();
        assert_eq!(times.map(|p| [p.min, p.p50, p.p90, p.p99, p.max]), expected);
    }

    #[test]
    fn percentiles_are_values_by_nearest_rank() {
        check([], 0, None);
        check([7], 0, Some([Some(7); 5]));
        check([2, 1], 0, Some([1, 1, 2, 2, 2].map(Some)));
        check((1..=100).rev(), 0, Some([1, 50, 90, 99, 100].map(Some)));
        check(1..=1000, 0, Some([1, 500, 900, 990, 1000].map(Some)));
        check([5; 9], 0, Some([5; 5].map(Some)));
    }

    #[test]
    fn what_never_came_is_later_than_everything() {
        check([], 3, Some([None; 5]));
        check([1, 2], 2, Some([Some(1), Some(2), None, None, None]));
        check([1, 2], 3, Some([Some(1), None, None, None, None]));
        check(1..=99, 1, Some([Some(1), Some(50), Some(90), Some(99), None]));
        let times = sample([1, 2], 3).into_times().unwrap();
        assert_eq!((times.requested, times.became_active, times.never, times.share_ppm), (5, 2, 3, 400_000));
        let alone = times.of_those_that_became_active.unwrap();
        assert_eq!((alone.count, alone.p50, alone.max), (2, 1, 2));
    }

    proptest! {
        #[test]
        fn a_time_that_becomes_later_or_never_makes_no_share_greater_and_no_percentile_less(
            mut times in prop::collection::vec(0u64..50, 1..20), never in 0u64..5, place in any::<prop::sample::Index>(),
            later in prop::option::of(0u64..50), within in 0u64..100, ppm in 0u64..=WHOLE,
        ) {
            let mut before = sample(times.clone(), never);
            let place = place.index(times.len());
            let time = times.remove(place);
            let mut after = sample(times, never + u64::from(later.is_none()));
            if let Some(later) = later {
                after.add(time + later);
            }
            before.order();
            after.order();
            prop_assert_eq!(before.requested(), after.requested());
            prop_assert!(after.share(within) <= before.share(within));
            let endless = |time: Option<u64>| time.unwrap_or(u64::MAX);
            prop_assert!(endless(after.within(ppm)) >= endless(before.within(ppm)));
        }
    }
}
