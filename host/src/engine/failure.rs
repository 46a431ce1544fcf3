//! Why the engine gave no answer.

use std::fmt;
use std::time::Duration;

/// Why the engine gave no answer. The next call finds it as new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// It took longer than its deadline.
    TooSlow(Duration),
    /// It needed more than so many bytes.
    TooLarge(usize),
    /// Nobody waited for it any more.
    Stopped,
    /// It met a defect of its own.
    Broke(String),
}

impl Failure {
    /// The stable code under which it is reported.
    pub(crate) const fn code(&self) -> &'static str {
        match self {
            Self::TooSlow(_) => "engine-deadline",
            Self::TooLarge(_) => "engine-memory",
            Self::Stopped => "stopped",
            Self::Broke(_) => "engine-defect",
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooSlow(limit) => write!(f, "no answer within {} ms", limit.as_millis()),
            Self::TooLarge(limit) => write!(f, "the answer needs more than {} MiB of memory", limit >> 20),
            Self::Stopped => f.write_str("stopped before there was an answer"),
            Self::Broke(what) => write!(f, "the engine met a defect of its own: {what}"),
        }
    }
}

impl std::error::Error for Failure {}
