//! Objectives: what must come of a simulation, such as `active>=5` or `p90<45m`.

use std::cmp::Ordering;
use std::str::FromStr;

use greenlight_core::case::Duration;
use greenlight_core::summary::Summary;

/// A figure of the summary, compared with a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Objective {
    text: String,
    figure: Figure,
    comparison: Comparison,
    wanted: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Figure {
    Active,
    Refused,
    Failed,
    Removed,
    P50,
    P90,
    P99,
    Max,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Comparison {
    Less,
    AtMost,
    Equal,
    AtLeast,
    More,
}

/// Words for the figures; the last four are lengths of time from the request to an active machine.
const FIGURES: [(&str, Figure); 8] = [
    ("active", Figure::Active),
    ("refused", Figure::Refused),
    ("failed", Figure::Failed),
    ("removed", Figure::Removed),
    ("p50", Figure::P50),
    ("p90", Figure::P90),
    ("p99", Figure::P99),
    ("max", Figure::Max),
];

/// Signs for the comparisons, the longer ones first.
const COMPARISONS: [(&str, Comparison); 5] = [
    ("<=", Comparison::AtMost),
    (">=", Comparison::AtLeast),
    ("<", Comparison::Less),
    (">", Comparison::More),
    ("=", Comparison::Equal),
];

impl FromStr for Objective {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let split = |(sign, comparison): &(&str, Comparison)| {
            text.split_once(sign).map(|(name, number)| (name, *comparison, number))
        };
        let (name, comparison, number) = COMPARISONS
            .iter()
            .find_map(split)
            .ok_or("compare by `<`, `<=`, `=`, `>=` or `>`, as in `active>=5`")?;
        let names = || FIGURES.map(|(name, _)| name).join(", ");
        let (_, figure) = FIGURES
            .iter()
            .find(|(known, _)| *known == name.trim())
            .ok_or_else(|| format!("known here: {}", names()))?;
        let wanted = if figure.is_time() {
            Duration::parse(number.trim())
                .map(Duration::ms)
                .ok_or("write a length of time such as `45m` or `1h30m`")?
        } else {
            number.trim().parse().map_err(|_| "write a count such as `5`")?
        };
        Ok(Self { text: text.to_owned(), figure: *figure, comparison, wanted })
    }
}

impl Objective {
    /// Whether it was reached.
    ///
    /// # Errors
    /// How it was missed, in words.
    pub(crate) fn judge(&self, summary: &Summary) -> Result<(), String> {
        let Some(found) = self.figure.of(summary) else {
            return Err(format!("`{}`: no machine became active", self.text));
        };
        if self.comparison.holds(found.cmp(&self.wanted)) {
            return Ok(());
        }
        let found = if self.figure.is_time() {
            Duration::of_ms(found / 1000 * 1000).to_string()
        } else {
            found.to_string()
        };
        Err(format!("`{}`: it is {found}", self.text))
    }
}

impl Figure {
    const fn is_time(self) -> bool {
        matches!(self, Self::P50 | Self::P90 | Self::P99 | Self::Max)
    }

    fn of(self, summary: &Summary) -> Option<u64> {
        let (machines, times) = (&summary.machines, summary.time_to_active_ms.as_ref());
        match self {
            Self::Active => Some(machines.active),
            Self::Refused => Some(machines.refused),
            Self::Failed => Some(machines.failed),
            Self::Removed => Some(machines.removed),
            Self::P50 => times.map(|times| times.p50),
            Self::P90 => times.map(|times| times.p90),
            Self::P99 => times.map(|times| times.p99),
            Self::Max => times.map(|times| times.max),
        }
    }
}

impl Comparison {
    const fn holds(self, order: Ordering) -> bool {
        match self {
            Self::Less => order.is_lt(),
            Self::AtMost => order.is_le(),
            Self::Equal => order.is_eq(),
            Self::AtLeast => order.is_ge(),
            Self::More => order.is_gt(),
        }
    }
}
