//! Exact percentiles of whole numbers.

/// Values of one kind, kept whole so that their percentiles are exact.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sample(Vec<u64>);

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

impl Sample {
    /// Adds a value.
    pub fn add(&mut self, value: u64) {
        self.0.push(value);
    }

    /// Adds the values of another sample, which is empty then.
    pub fn append(&mut self, other: &mut Self) {
        self.0.append(&mut other.0);
    }

    /// How many values there are.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The percentiles by nearest rank; `None` of nothing.
    #[must_use]
    pub fn percentiles(mut self) -> Option<Percentiles> {
        self.0.sort_unstable();
        let count = self.0.len() as u64;
        let at = |percent: u64| {
            let rank = (count * percent).div_ceil(100).max(1);
            self.0.get(usize::try_from(rank - 1).ok()?).copied()
        };
        Some(Percentiles { count, min: at(0)?, p50: at(50)?, p90: at(90)?, p99: at(99)?, max: at(100)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(values: impl IntoIterator<Item = u64>, expected: Option<[u64; 5]>) {
        let mut sample = Sample::default();
        values.into_iter().for_each(|value| sample.add(value));
        let found = sample.percentiles().map(|p| [p.min, p.p50, p.p90, p.p99, p.max]);
        assert_eq!(found, expected);
    }

    #[test]
    fn percentiles_are_values_by_nearest_rank() {
        check([], None);
        check([7], Some([7; 5]));
        check([2, 1], Some([1, 1, 2, 2, 2]));
        check((1..=100).rev(), Some([1, 50, 90, 99, 100]));
        check(1..=1000, Some([1, 500, 900, 990, 1000]));
        check([5; 9], Some([5; 5]));
    }
}
