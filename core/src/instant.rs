//! Points in time: UTC milliseconds, and calendar days; a day begins at 00:00Z and lasts 24 hours.

use crate::parse::{Fault, Read, Reader};
use std::fmt;

/// Milliseconds of one day.
pub const DAY_MS: i64 = 86_400_000;

/// The last instant of year 9999: later ones cannot be written as four-digit years.
const LATEST_MS: i64 = 253_402_300_799_999;

/// Milliseconds since 1970-01-01T00:00:00Z. Written `2024-02-12T09:00:00Z`; a plain day means its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

/// A calendar day (UTC), as days since 1970-01-01. Written `2024-01-24`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

impl Instant {
    /// From milliseconds since 1970; `None` outside the years 0 to 9999.
    pub fn from_ms(ms: i64) -> Option<Self> {
        (days_from_civil(0, 1, 1) * DAY_MS..=LATEST_MS).contains(&ms).then_some(Self(ms))
    }

    /// Milliseconds since 1970.
    pub const fn ms(self) -> i64 {
        self.0
    }

    /// This many milliseconds later, held within the years that can be written.
    #[must_use]
    pub fn plus_ms(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms).min(LATEST_MS))
    }

    /// Milliseconds from `earlier` to this instant; negative if it is later.
    pub const fn since(self, earlier: Self) -> i64 {
        self.0 - earlier.0
    }

    /// The day this instant lies in.
    pub fn day(self) -> Day {
        Day(i32::try_from(self.0.div_euclid(DAY_MS)).unwrap_or(i32::MAX))
    }

    /// Reads `2024-02-12T09:00:00Z`, with optional seconds and fraction, an offset `+02:00`, or a plain day.
    pub fn parse(text: &str) -> Option<Self> {
        let (day, time) = match text.split_once(['T', 't', ' ']) {
            Some((day, time)) => (day, Some(time)),
            None => (text, None),
        };
        let start = Day::parse(day)?.start();
        match time {
            None => Some(start),
            Some(time) => Self::from_ms(start.0 + time_of_day_ms(time)?),
        }
    }
}

impl Day {
    /// The day `year`-`month`-`day`, if the calendar has it.
    pub const fn from_civil(year: i32, month: u8, day: u8) -> Option<Self> {
        if year < 0 || year > 9999 || month < 1 || month > 12 || day < 1 || day > days_in(year, month) {
            return None;
        }
        #[expect(clippy::cast_possible_truncation, reason = "years up to 9999 are under 3 million days")]
        Some(Self(days_from_civil(year, month, day) as i32))
    }

    /// The day with this number since 1970-01-01; only for tables that were checked when they were made.
    pub(crate) const fn from_days(days: i32) -> Self {
        Self(days)
    }

    /// Days since 1970-01-01.
    pub const fn days(self) -> i32 {
        self.0
    }

    /// 00:00Z of the day.
    pub const fn start(self) -> Instant {
        Instant(self.0 as i64 * DAY_MS)
    }

    /// Reads `2024-01-24`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() {
            return None;
        }
        let month = u8::try_from(digits(month, 2)?).ok()?;
        let day = u8::try_from(digits(day, 2)?).ok()?;
        Self::from_civil(digits(year, 4)?, month, day)
    }
}

fn digits(text: &str, length: usize) -> Option<i32> {
    (text.len() == length && text.bytes().all(|b| b.is_ascii_digit())).then(|| text.parse().ok()).flatten()
}

/// Milliseconds since midnight UTC of `09:00:00.5+02:00`.
fn time_of_day_ms(text: &str) -> Option<i64> {
    let zone_at = text.find(['Z', 'z', '+', '-'])?;
    let (clock, zone) = text.split_at_checked(zone_at)?;
    let offset_minutes = match zone {
        "Z" | "z" => 0,
        zone => {
            let (sign, zone) = zone.split_at_checked(1)?;
            let (hours, minutes) = zone.split_once(':')?;
            let (hours, minutes) = (digits(hours, 2)?, digits(minutes, 2)?);
            let total = (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)?;
            if sign == "-" { -total } else { total }
        }
    };
    let mut parts = clock.split(':');
    let (hour, minute) = (digits(parts.next()?, 2)?, digits(parts.next()?, 2)?);
    let (second, fraction) = match parts.next() {
        None => (0, ""),
        Some(rest) => match rest.split_once('.') {
            Some((second, fraction)) if !fraction.is_empty() => (digits(second, 2)?, fraction),
            Some(_) => return None,
            None => (digits(rest, 2)?, ""),
        },
    };
    if parts.next().is_some() || hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let mut millis = 0;
    for (place, b) in fraction.bytes().enumerate() {
        let digit = char::from(b).to_digit(10)?;
        millis += [100, 10, 1].get(place).map_or(0, |weight| digit * weight);
    }
    let minutes = i64::from(hour) * 60 + i64::from(minute) - i64::from(offset_minutes);
    Some((minutes * 60 + i64::from(second)) * 1000 + i64::from(millis))
}

const fn days_in(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Days since 1970-01-01 in the proleptic Gregorian calendar, counting years from March.
const fn days_from_civil(year: i32, month: u8, day: u8) -> i64 {
    let year = year as i64 - (month <= 2) as i64;
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month_from_march = (month as i64 + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + day as i64 - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = (month_from_march + 2) % 12 + 1;
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = civil_from_days(i64::from(self.0));
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ms = self.0.rem_euclid(DAY_MS);
        let (hour, minute, second) = (ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60);
        write!(f, "{}T{hour:02}:{minute:02}:{second:02}", self.day())?;
        match ms % 1000 {
            0 => f.write_str("Z"),
            millis => write!(f, ".{millis:03}Z"),
        }
    }
}

macro_rules! as_text {
    ($type:ident, $expected:literal) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl Read for $type {
            fn read(reader: &mut Reader<'_>) -> Result<Self, Fault> {
                reader.meaning($expected, $type::parse)
            }
        }

        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }
            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({"type": "string", "description": $expected})
            }
        }
    };
}

as_text!(Instant, "an instant such as 2024-02-12T09:00:00Z, or a day such as 2024-02-12");
as_text!(Day, "a day such as 2024-02-12");

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(Instant::parse(text).map(|i| i.to_string()).as_deref(), expected, "{text}");
    }

    #[test]
    fn instants_are_read_and_written() {
        check("2024-02-12T09:00:00Z", Some("2024-02-12T09:00:00Z"));
        check("2024-02-12", Some("2024-02-12T00:00:00Z"));
        check("2024-02-12T09:00Z", Some("2024-02-12T09:00:00Z"));
        check("2024-02-12T01:30:00.0015+02:00", Some("2024-02-11T23:30:00.001Z"));
        check("2000-02-29", Some("2000-02-29T00:00:00Z"));
        check("0000-01-01", Some("0000-01-01T00:00:00Z"));
        check("9999-12-31T23:59:59.999Z", Some("9999-12-31T23:59:59.999Z"));
        for wrong in [
            "",
            "2024",
            "2024-02-30",
            "2023-02-29",
            "1900-02-29",
            "2024-13-01",
            "2024-00-01",
            "2024-1-1",
            "+2024-01-01",
            "2024-02-12T24:00:00Z",
            "2024-02-12T09:00:60Z",
            "2024-02-12T09:00:00",
            "2024-02-12T09:00:00.Z",
            "2024-02-12T09:00:00.xZ",
            "2020-11-010T00:00:00Z",
            "9999-12-31T23:59:59-01:00",
            "2024-02-12T09:00:00+24:00",
            "2024-02-12T09:00:00Zé",
            "é",
        ] {
            check(wrong, None);
        }
    }

    #[test]
    fn every_day_of_400_years_comes_back() {
        let first = Day::from_civil(1899, 12, 31).unwrap();
        let mut expected = first.days();
        for year in 1900..2300 {
            for month in 1..=12 {
                for day in 1..=days_in(year, month) {
                    expected += 1;
                    let it = Day::from_civil(year, month, day).unwrap();
                    assert_eq!(it.days(), expected);
                    assert_eq!(it.to_string(), format!("{year:04}-{month:02}-{day:02}"));
                }
            }
        }
        assert_eq!(Day::parse("1970-01-01").unwrap().days(), 0);
    }

    #[test]
    fn a_day_is_half_open() {
        let start = Day::parse("2024-01-25").unwrap().start();
        assert_eq!(start.plus_ms(-1).day().to_string(), "2024-01-24");
        assert_eq!(start.day().to_string(), "2024-01-25");
        assert_eq!(start.plus_ms(DAY_MS).day().to_string(), "2024-01-26");
    }
}
