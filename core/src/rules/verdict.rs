//! What one rule says of one case.

use super::RuleId;
use super::rule::Evidence;
use crate::facts::known::Missing;
use greenlight_json::Pointer;

/// What one rule says of one case.
#[derive(Clone, Debug, PartialEq, Eq)]
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
    /// The facts that are missing, as they were noted.
    pub fn missing(&self) -> impl Iterator<Item = &Pointer> {
        let missing = if let Self::Unknown(missing) = self { Some(missing) } else { None };
        missing.into_iter().flat_map(Missing::paths)
    }

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
