//! What the process tells its caller by its exit code.

use std::process::ExitCode;

/// How a command ended; of several, the first in this order counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// Wrong usage, or an input or output that cannot be used.
    Unusable,
    /// A finding at or above `--fail-on`.
    Blocked,
    /// Facts are missing.
    NeedsFacts,
    /// A simulation missed an objective.
    Missed,
    /// Ready, or done.
    #[default]
    Done,
}

impl Exit {
    /// The documented number.
    pub(crate) const fn number(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Blocked => 1,
            Self::Unusable => 2,
            Self::NeedsFacts => 3,
            Self::Missed => 4,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        exit.number().into()
    }
}

#[cfg(test)]
mod tests {
    use super::Exit::{Blocked, Done, Missed, NeedsFacts, Unusable};

    #[test]
    fn a_batch_returns_the_first_of_2_1_3_4_0() {
        let order = [Unusable, Blocked, NeedsFacts, Missed, Done];
        assert_eq!(order.map(super::Exit::number), [2, 1, 3, 4, 0]);
        assert!(order.is_sorted_by(|first, second| first < second));
    }
}
