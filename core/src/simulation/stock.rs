//! What machines share and can run out of: licence units, addresses, Azure capacity.

/// A stock of equal units, some of them taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stock {
    limit: Option<u32>,
    taken: u32,
    peak: u32,
    refusals: u64,
    first_refusal: Option<u64>,
}

impl Stock {
    /// A stock of this many units, `None` for as many as anybody wants, of which some are taken from the start.
    #[must_use]
    pub const fn new(limit: Option<u32>, taken: u32) -> Self {
        Self { limit, taken, peak: taken, refusals: 0, first_refusal: None }
    }

    /// Takes a unit, or counts the refusal if none is free at this simulated time.
    pub const fn take(&mut self, now: u64) -> bool {
        if self.is_exhausted() {
            self.refusals += 1;
            if self.first_refusal.is_none() {
                self.first_refusal = Some(now);
            }
            return false;
        }
        self.book();
        true
    }

    /// Takes a unit even where none is free: somebody else allowed it.
    pub const fn book(&mut self) {
        self.taken += 1;
        if self.taken > self.peak {
            self.peak = self.taken;
        }
    }

    /// Gives a unit back; `false` if none was taken, which leaves the stock as it was.
    pub const fn give_back(&mut self) -> bool {
        let any = self.taken > 0;
        if any {
            self.taken -= 1;
        }
        any
    }

    /// Changes how many units there are. What is taken stays taken, even above the new limit.
    pub const fn set_limit(&mut self, limit: Option<u32>) {
        self.limit = limit;
    }

    /// Whether the next one who wants a unit is refused.
    #[must_use]
    pub const fn is_exhausted(&self) -> bool {
        match self.limit {
            Some(limit) => self.taken >= limit,
            None => false,
        }
    }

    /// How many units there are.
    #[must_use]
    pub const fn limit(&self) -> Option<u32> {
        self.limit
    }

    /// How many units are taken.
    #[must_use]
    pub const fn taken(&self) -> u32 {
        self.taken
    }

    /// How many units were taken at most.
    #[must_use]
    pub const fn peak(&self) -> u32 {
        self.peak
    }

    /// How often somebody was refused.
    #[must_use]
    pub const fn refusals(&self) -> u64 {
        self.refusals
    }

    /// When somebody was refused for the first time.
    #[must_use]
    pub const fn first_refusal(&self) -> Option<u64> {
        self.first_refusal
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_stock_runs_out_and_recovers() {
        let mut stock = Stock::new(Some(3), 1);
        assert!(stock.take(10) && stock.take(11));
        assert!(!stock.take(12) && !stock.take(13));
        assert_eq!((stock.refusals(), stock.first_refusal()), (2, Some(12)));
        assert!(stock.give_back() && stock.take(14));
        assert_eq!((stock.taken(), stock.peak()), (3, 3));
    }

    #[test]
    fn a_stock_without_limit_never_refuses() {
        let mut stock = Stock::new(None, 0);
        assert!((0..1_000).all(|now| stock.take(now)));
        assert_eq!((stock.refusals(), stock.peak()), (0, 1_000));
    }

    #[test]
    fn a_lowered_limit_takes_nothing_away() {
        let mut stock = Stock::new(Some(3), 3);
        stock.set_limit(Some(1));
        assert_eq!(stock.taken(), 3);
        assert!(stock.give_back() && !stock.take(1));
        assert!(stock.give_back() && stock.give_back() && stock.take(2));
    }

    proptest! {
        #[test]
        fn units_are_never_negative_and_never_booked_twice(
            limit in 0u32..6, acts in prop::collection::vec(any::<bool>(), 0..60),
        ) {
            let mut stock = Stock::new(Some(limit), 0);
            let mut owners = 0u32;
            for (now, take) in (0u64..).zip(acts) {
                let done = if take { stock.take(now) } else { stock.give_back() };
                if take {
                    prop_assert_eq!(done, owners < limit);
                    owners += u32::from(done);
                } else {
                    prop_assert_eq!(done, owners > 0);
                    owners -= u32::from(done);
                }
                prop_assert_eq!(stock.taken(), owners);
                prop_assert!(owners <= limit && stock.peak() >= owners);
            }
        }
    }
}
