//! How far a step goes, in counted work: about one for each event, each machine that is looked at, each line that is listed.

/// What is left of a step.
#[derive(Debug)]
pub(super) struct Work(u64);

impl Work {
    /// So much, and at least some.
    pub(super) const fn new(work: u64) -> Self {
        if work == 0 { Self(1) } else { Self(work) }
    }

    /// So much was done.
    pub(super) const fn spend(&mut self, work: u64) {
        self.0 = self.0.saturating_sub(work);
    }

    /// Whether nothing is left.
    pub(super) const fn is_done(&self) -> bool {
        self.0 == 0
    }
}
