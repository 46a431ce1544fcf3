//! Points in simulated time as text: `d3T09:00` is 09:00Z of the fourth day.

use crate::vocabulary::expected;
use crate::vocabulary::instant::{DAY_MS, Instant};
use greenlight_json::{FromJson, ParseError, Reader};
use std::fmt;

/// The last day that can be written; even with the longest duration added, it stays within the years that can be written.
const LAST_DAY: u32 = 36_525;

/// A day and time of day, counted from the start of a scenario.
///
/// `d0` is the UTC day in which `as_of` lies, whatever the time of `as_of`; `d4` is 00:00Z of the fourth day after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Offset {
    day: u32,
    second: u32,
}

impl Offset {
    /// Returns the instant of this offset in a scenario that starts at `as_of`.
    #[must_use]
    pub fn instant(self, as_of: Instant) -> Instant {
        let ms = i64::from(self.day) * DAY_MS + i64::from(self.second) * 1000;
        as_of.day().start().plus_ms(ms)
    }

    /// Parses `d4`, `d3T09:00` or `d3T09:00:30`; `None` if the text is anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let rest = text.strip_prefix('d')?;
        let (day, time) = match rest.split_once('T') {
            Some((day, time)) => (day, Some(time)),
            None => (rest, None),
        };
        if day.is_empty() || !day.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let day = day.parse().ok().filter(|day| *day <= LAST_DAY)?;
        let second = time.map_or(Some(0), second_of_day)?;
        Some(Self { day, second })
    }
}

/// Parses `09:00` or `09:00:30` as seconds since midnight.
fn second_of_day(text: &str) -> Option<u32> {
    let mut parts = text.split(':');
    let hour = two_digits(parts.next()?, 23)?;
    let minute = two_digits(parts.next()?, 59)?;
    let second = parts.next().map_or(Some(0), |part| two_digits(part, 59))?;
    parts.next().is_none().then_some((hour * 60 + minute) * 60 + second)
}

fn two_digits(text: &str, most: u32) -> Option<u32> {
    let valid = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|number| valid && *number <= most)
}

impl fmt::Display for Offset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hour, minute, second) = (self.second / 3600, self.second / 60 % 60, self.second % 60);
        write!(f, "d{}", self.day)?;
        match (self.second, second) {
            (0, _) => Ok(()),
            (_, 0) => write!(f, "T{hour:02}:{minute:02}"),
            _ => write!(f, "T{hour:02}:{minute:02}:{second:02}"),
        }
    }
}

/// The time at which something happens: an offset from the start of the scenario, or an instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// An offset from the start.
    Offset(Offset),
    /// An instant.
    Instant(Instant),
}

impl Moment {
    /// Returns the instant in a scenario that starts at `as_of`.
    #[must_use]
    pub fn instant(self, as_of: Instant) -> Instant {
        match self {
            Self::Offset(offset) => offset.instant(as_of),
            Self::Instant(instant) => instant,
        }
    }

    /// Parses either form; `None` if the text is neither.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.starts_with('d') {
            Offset::parse(text).map(Self::Offset)
        } else {
            Instant::parse(text).map(Self::Instant)
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Offset(offset) => offset.fmt(f),
            Self::Instant(instant) => instant.fmt(f),
        }
    }
}

impl FromJson for Moment {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self, ParseError> {
        reader.meaning(expected::MOMENT, Self::parse)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Moment {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Moment".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": "string", "description": expected::MOMENT})
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, instant: &str) {
        let as_of = Instant::parse("2024-02-12T09:00:00Z").unwrap();
        let found = Moment::parse(text).map(|moment| moment.instant(as_of).to_string());
        assert_eq!(found.as_deref(), Some(instant), "{text}");
    }

    #[test]
    fn offsets_count_from_the_day_of_the_start() {
        check("d0", "2024-02-12T00:00:00Z");
        check("d0T09:00", "2024-02-12T09:00:00Z");
        check("d4", "2024-02-16T00:00:00Z");
        check("d3T09:00", "2024-02-15T09:00:00Z");
        check("d3T23:59:59", "2024-02-15T23:59:59Z");
        check("2024-02-15", "2024-02-15T00:00:00Z");
        check("d36525", "2124-02-13T00:00:00Z");
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "",
            "d",
            "3",
            "D3",
            "d-1",
            "d+1",
            "d3T",
            "d3T9:00",
            "d3T24:00",
            "d3T09:60",
            "d3T09",
            "d3T09:00:60",
            "d3T09:00:00:00",
            "d3T09:00Z",
            "d36526",
            "d99999999999",
            "d3 09:00",
            "d3T+9:00",
        ] {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        for text in ["d0", "d4", "d3T09:00", "d3T00:01", "d12T23:59:59", "2024-02-15T09:00:00Z"] {
            assert_eq!(Moment::parse(text).unwrap().to_string(), text);
        }
    }
}
