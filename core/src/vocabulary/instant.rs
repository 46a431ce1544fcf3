//! Points in time: UTC milliseconds, and calendar days; a day begins at 00:00Z and lasts 24 hours.

use super::expected;
use greenlight_json::{FromJson, ParseError, Reader, ToWord, Word};
use std::fmt;

/// The number of milliseconds in a day.
pub const DAY_MS: i64 = 86_400_000;
/// The number of milliseconds in a minute.
pub const MINUTE_MS: i64 = 60_000;
/// The number of minutes in an hour.
pub const HOUR_MINUTES: u64 = 60;

/// The last instant of year 9999: later ones cannot be written as four-digit years.
const LATEST_MS: i64 = 253_402_300_799_999;

/// Milliseconds since 1970-01-01T00:00:00Z. Written `2024-02-12T09:00:00Z`; a plain day means its start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(i64);

/// A calendar day (UTC), as days since 1970-01-01. Written `2024-01-24`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

impl Instant {
    /// Creates an instant from milliseconds since 1970; `None` outside the years 0 to 9999.
    pub fn from_ms(ms: i64) -> Option<Self> {
        (days_from_civil(0, 1, 1) * DAY_MS..=LATEST_MS).contains(&ms).then_some(Self(ms))
    }

    /// Returns the milliseconds since 1970.
    pub const fn ms(self) -> i64 {
        self.0
    }

    /// Returns the instant this many milliseconds later, at most the last instant of year 9999.
    #[must_use]
    pub fn plus_ms(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms).min(LATEST_MS))
    }

    /// Returns the milliseconds from `earlier` to this instant; negative if `earlier` is the later one.
    pub const fn since(self, earlier: Self) -> i64 {
        self.0 - earlier.0
    }

    /// Returns the day that contains this instant.
    pub fn day(self) -> Day {
        Day(i32::try_from(self.0.div_euclid(DAY_MS)).unwrap_or(i32::MAX))
    }

    /// Parses `2024-02-12T09:00:00Z` (seconds and a fraction are optional; an offset such as `+02:00` may replace `Z`), or a plain day.
    pub fn parse(text: &str) -> Option<Self> {
        let (day, time) = text.split_at_checked(DAY_LETTERS)?;
        let start = Day::parse(day)?.start();
        match time.as_bytes() {
            [] => Some(start),
            [b'T' | b't' | b' ', time @ ..] => Self::from_ms(start.0 + time_of_day_ms(time)?),
            _ => None,
        }
    }
}

impl Day {
    /// Returns the day `year`-`month`-`day`; `None` if the calendar has no such day.
    pub const fn from_civil(year: i32, month: u8, day: u8) -> Option<Self> {
        if year < 0 || year > 9999 || month < 1 || month > 12 || day < 1 || day > days_in(year, month) {
            return None;
        }
        #[expect(clippy::cast_possible_truncation, reason = "years up to 9999 are under 3 million days")]
        Some(Self(days_from_civil(year, month, day) as i32))
    }

    /// Creates a day from days since 1970-01-01, unchecked: only for tables whose days were checked at generation.
    pub(crate) const fn from_days(days: i32) -> Self {
        Self(days)
    }

    /// Returns the days since 1970-01-01.
    pub const fn days(self) -> i32 {
        self.0
    }

    /// Returns 00:00Z of the day.
    pub const fn start(self) -> Instant {
        Instant(self.0 as i64 * DAY_MS)
    }

    /// Parses `2024-01-24`; `None` if the text is anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes() else { return None };
        let (year, month, day) = (digits(&[*y1, *y2, *y3, *y4])?, digits(&[*m1, *m2])?, digits(&[*d1, *d2])?);
        Self::from_civil(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    }
}

/// Parses ASCII digits as a decimal number; `None` if any byte is not a digit.
fn digits(letters: &[u8]) -> Option<i32> {
    let value = |sum: i32, letter: &u8| letter.is_ascii_digit().then(|| sum * 10 + i32::from(letter - b'0'));
    letters.iter().try_fold(0, value)
}

/// Parses a time such as `09:00:00.5+02:00` as milliseconds since midnight UTC.
fn time_of_day_ms(text: &[u8]) -> Option<i64> {
    let [h1, h2, b':', m1, m2, rest @ ..] = text else { return None };
    let (hour, minute) = (digits(&[*h1, *h2])?, digits(&[*m1, *m2])?);
    let (second, (millis, zone)) = match rest {
        [b':', s1, s2, b'.', rest @ ..] => (digits(&[*s1, *s2])?, fraction_ms(rest)?),
        [b':', s1, s2, rest @ ..] => (digits(&[*s1, *s2])?, (0, rest)),
        rest => (0, (0, rest)),
    };
    if hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    let minutes = i64::from(hour * 60 + minute - offset_minutes(zone)?);
    Some((minutes * 60 + i64::from(second)) * 1000 + millis)
}

/// Parses the digits of a fraction of a second: returns its milliseconds and the text after it.
fn fraction_ms(text: &[u8]) -> Option<(i64, &[u8])> {
    let length = text.iter().take_while(|letter| letter.is_ascii_digit()).count();
    let (fraction, rest) = text.split_at_checked(length).filter(|_| length > 0)?;
    let weighed = fraction.iter().zip([100, 10, 1]).map(|(letter, weight)| i64::from(letter - b'0') * weight);
    Some((weighed.sum(), rest))
}

/// Parses a zone (`Z`, `+02:00`) as its offset from UTC in minutes, positive if ahead.
fn offset_minutes(zone: &[u8]) -> Option<i32> {
    let (sign, h1, h2, m1, m2) = match zone {
        [b'Z' | b'z'] => return Some(0),
        [sign @ (b'+' | b'-'), h1, h2, b':', m1, m2] => (sign, h1, h2, m1, m2),
        _ => return None,
    };
    let (hours, minutes) = (digits(&[*h1, *h2])?, digits(&[*m1, *m2])?);
    let total = (hours < 24 && minutes < 60).then_some(hours * 60 + minutes)?;
    Some(if *sign == b'-' { -total } else { total })
}

const fn days_in(year: i32, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Returns the days since 1970-01-01 in the proleptic Gregorian calendar, counting years from March.
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

/// The length of a written day in bytes.
const DAY_LETTERS: usize = "2024-01-24".len();

/// The text of an instant or a day: a buffer, and how many of its bytes are used.
struct InstantText([u8; 24], usize);

impl InstantText {
    /// Writes numbers, each given as `(number, digits, following byte)`: zero-padded to that many digits.
    fn of(numbers: &[(i64, usize, u8)]) -> Self {
        let (mut letters, mut length) = ([0; 24], 0);
        for (number, width, behind) in numbers {
            let mut rest = *number;
            let places = letters.get_mut(length..length + width + 1).unwrap_or_default();
            for (place, letter) in places.iter_mut().rev().enumerate() {
                if place == 0 {
                    *letter = *behind;
                } else {
                    *letter = b'0' + u8::try_from(rest % 10).unwrap_or_default();
                    rest /= 10;
                }
            }
            length += width + 1;
        }
        Self(letters, length)
    }

    fn as_str(&self) -> &str {
        self.0.get(..self.1).and_then(|letters| str::from_utf8(letters).ok()).unwrap_or_default()
    }
}

impl Day {
    fn written(self) -> InstantText {
        let (year, month, day) = civil_from_days(i64::from(self.0));
        let InstantText(letters, _) = InstantText::of(&[(year, 4, b'-'), (month, 2, b'-'), (day, 2, b'T')]);
        InstantText(letters, DAY_LETTERS)
    }
}

impl Instant {
    fn written(self) -> InstantText {
        let (year, month, day) = civil_from_days(i64::from(self.day().0));
        let ms = self.0.rem_euclid(DAY_MS);
        let (hour, minute, second) = (ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60);
        let millis = ms % 1000;
        let (after, left_out) = if millis == 0 { (b'Z', "000Z".len()) } else { (b'.', 0) };
        let InstantText(letters, length) = InstantText::of(&[
            (year, 4, b'-'),
            (month, 2, b'-'),
            (day, 2, b'T'),
            (hour, 2, b':'),
            (minute, 2, b':'),
            (second, 2, after),
            (millis, 3, b'Z'),
        ]);
        InstantText(letters, length - left_out)
    }
}

macro_rules! as_text {
    ($type:ident, $expected:path) => {
        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.written().as_str())
            }
        }

        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.written().as_str())
            }
        }

        #[cfg(feature = "deserialize")]
        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <String as serde::Deserialize>::deserialize(deserializer)?;
                Self::parse(&text).ok_or_else(|| serde::de::Error::custom(format_args!("expected {}", $expected)))
            }
        }

        impl ToWord for $type {
            fn to_word(&self) -> Word {
                Word::Text(self.written().as_str().into())
            }
        }

        impl FromJson for $type {
            fn from_json(reader: &mut Reader<'_>) -> Result<Self, ParseError> {
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

as_text!(Instant, expected::INSTANT);
as_text!(Day, expected::DAY);

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
        check("2024-02-12t09:00z", Some("2024-02-12T09:00:00Z"));
        check("2024-02-12 09:00-00:30", Some("2024-02-12T09:30:00Z"));
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
            "2024-02-12T09:00:00Z01:00",
            "2024-02-12T09:00.5Z",
            "2024-02-12T09Z",
            "2024-02-12x09:00:00Z",
            "2024-02-1é",
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
