//! The verdict of one rule on one case.

use super::RuleId;
use super::rule::Evidence;
use crate::facts::known::Missing;
use greenlight_json::Pointer;

/// The verdict of one rule on one case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The rule does not apply.
    NotApplicable,
    /// The rule is met.
    Met,
    /// The rule is broken.
    Broken(Evidence),
    /// The rule is broken, but waived by the waiver at this index of the organisation's overlay.
    Waived(Evidence, usize),
    /// Facts are missing.
    Unknown(Missing),
    /// Another broken rule already covers the same defect.
    NotJudged(RuleId),
    /// Something is to be done once the machine exists.
    Afterwards(Evidence),
}

impl Verdict {
    /// Returns the missing facts, in the order in which they were found.
    pub fn missing(&self) -> impl Iterator<Item = &Pointer> {
        let missing = if let Self::Unknown(missing) = self { Some(missing) } else { None };
        missing.into_iter().flat_map(Missing::paths)
    }

    /// Returns the word for the verdict.
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
