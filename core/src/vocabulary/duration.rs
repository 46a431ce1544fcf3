//! Durations as text: `90s`, `2m`, `1h30m`, `14d`.

use super::expected;
use greenlight_json::{FromJson, ParseError, Reader};
use serde::{Serialize, Serializer};
use std::fmt;

/// The units and their lengths in milliseconds, longest first.
const UNITS: [(&str, u64); 5] = [("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1_000), ("ms", 1)];

/// A duration in whole milliseconds, from zero to a hundred years.
///
/// Written as one or more whole numbers with a unit (`d`, `h`, `m`, `s`, `ms`), longest unit first, each unit once: `1h30m`. A day is 24 hours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Duration(u64);

impl Duration {
    /// No time at all.
    pub const ZERO: Self = Self(0);
    /// The longest duration: 36,525 days.
    pub const MAX: Self = Self(36_525 * 86_400_000);

    /// Returns a duration of this many days, at most [`Self::MAX`].
    #[must_use]
    pub const fn days(days: u64) -> Self {
        Self::of_ms(days.saturating_mul(86_400_000))
    }

    /// Returns a duration of this many milliseconds, at most [`Self::MAX`].
    #[must_use]
    pub const fn of_ms(ms: u64) -> Self {
        if ms < Self::MAX.0 { Self(ms) } else { Self::MAX }
    }

    /// Returns a duration of this many milliseconds; `None` above [`Self::MAX`].
    #[must_use]
    pub const fn from_ms(ms: u64) -> Option<Self> {
        if ms <= Self::MAX.0 { Some(Self(ms)) } else { None }
    }

    /// Returns the duration in milliseconds.
    #[must_use]
    pub const fn ms(self) -> u64 {
        self.0
    }

    /// Parses a duration such as `1h30m`; `None` if the text is anything else.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut rest = text;
        let mut units = UNITS.iter();
        let mut total: u64 = 0;
        while !rest.is_empty() {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let (number, after) = rest.split_at_checked(digits)?;
            let letters = after.bytes().take_while(u8::is_ascii_alphabetic).count();
            let (unit, after) = after.split_at_checked(letters)?;
            let (_, length) = units.find(|(name, _)| *name == unit)?;
            let part = number.parse::<u64>().ok()?.checked_mul(*length)?;
            total = total.checked_add(part)?;
            rest = after;
        }
        if text.is_empty() {
            return None;
        }
        Self::from_ms(total)
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 == 0 {
            return f.write_str("0s");
        }
        let mut rest = self.0;
        for (unit, length) in UNITS {
            if rest >= length {
                write!(f, "{}{unit}", rest / length)?;
                rest %= length;
            }
        }
        Ok(())
    }
}

impl Serialize for Duration {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "deserialize")]
impl<'de> serde::Deserialize<'de> for Duration {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <String as serde::Deserialize>::deserialize(deserializer)?;
        Self::parse(&text)
            .ok_or_else(|| serde::de::Error::custom(format_args!("expected {}", expected::DURATION)))
    }
}

impl FromJson for Duration {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self, ParseError> {
        reader.meaning(expected::DURATION, Self::parse)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Duration {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Duration".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "pattern": "^(?=.)([0-9]+d)?([0-9]+h)?([0-9]+m)?([0-9]+s)?([0-9]+ms)?$",
            "description": expected::DURATION,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, ms: Option<u64>) {
        assert_eq!(Duration::parse(text).map(Duration::ms), ms, "{text}");
    }

    #[test]
    fn durations_are_read() {
        for (text, ms) in [
            ("0s", 0),
            ("1ms", 1),
            ("90s", 90_000),
            ("2m", 120_000),
            ("1h30m", 5_400_000),
            ("14d", 1_209_600_000),
            ("1d1h1m1s1ms", 90_061_001),
            ("007d", 604_800_000),
            ("36525d", Duration::MAX.ms()),
        ] {
            check(text, Some(ms));
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "",
            " ",
            "5",
            "m",
            "5 m",
            "-5m",
            "+5m",
            "1.5h",
            "5M",
            "5min",
            "30m1h",
            "1h1h",
            "1ms1s",
            "5mé",
            "é5m",
            "36525d1ms",
            "36526d",
            "99999999999999999999d",
            "1h 30m",
            "٣m",
        ] {
            check(text, None);
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(ms in 0..=Duration::MAX.ms()) {
            let duration = Duration::from_ms(ms).unwrap();
            prop_assert_eq!(Duration::parse(&duration.to_string()), Some(duration));
        }

        #[test]
        fn no_text_makes_it_panic(text in "[0-9dhms é]{0,12}") {
            let _ = Duration::parse(&text);
        }
    }
}
