//! What one rule says of one case.

use super::RuleId;
use super::rule::Evidence;
use crate::facts::known::Missing;

/// What one rule says of one case.
#[derive(Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It has nothing to say.
    NotApplicable,
    /// It is met.
    Met,
    /// It is broken.
    Broken(Evidence),
    /// It is broken, and does not count by the organisation's waiver at this place of its overlay.
    Waived(Evidence, usize),
    /// Facts are missing.
    Unknown(Missing),
    /// The failure of another rule already covers it.
    NotJudged(RuleId),
    /// To be seen to once the machine exists.
    Afterwards(Evidence),
}

impl Verdict {
    /// The word for it.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::NotApplicable => "not-applicable",
            Self::Met => "met",
            Self::Broken(_) => "broken",
            Self::Waived(..) => "waived",
            Self::Unknown(_) => "unknown",
            Self::NotJudged(_) => "not-judged",
            Self::Afterwards(_) => "afterwards",
        }
    }
}
