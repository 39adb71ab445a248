//! [`Day`]: a day of the calendar. The library has no clock; its caller says which day is today.

use jiff::civil::Date;
use jiff::{Timestamp, tz::TimeZone};

/// A day of the Gregorian calendar; earlier days are less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

impl Day {
    /// Reads a day as `2027-01-31`; other forms of ISO 8601, such as `20270131`, are not accepted.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits = |(at, byte): (usize, u8)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() };
        let plain = text.len() == 10 && text.bytes().enumerate().all(fits);
        plain.then(|| text.parse().ok().map(Self))?
    }

    /// The day, in UTC, of a moment given in seconds since the start of 1970; the last possible day if that is too far.
    #[must_use]
    pub fn of_unix_seconds(seconds: u64) -> Self {
        let moment = i64::try_from(seconds).ok().and_then(|seconds| Timestamp::from_second(seconds).ok());
        Self(TimeZone::UTC.to_datetime(moment.unwrap_or(Timestamp::MAX)).date())
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_compared_and_counted() {
        let day = |text| Day::parse(text).expect("a day");
        assert!(day("2027-01-31") < day("2027-02-01"));
        assert_eq!(day("2028-02-29").to_string(), "2028-02-29");
        for wrong in ["2027-02-29", "2027-13-01", "2027-1-31", "31.01.2027", "2027-01-31-1", ""] {
            assert_eq!(Day::parse(wrong), None, "{wrong}");
        }
        assert_eq!(Day::of_unix_seconds(0), day("1970-01-01"));
        assert_eq!(Day::of_unix_seconds(951_782_400), day("2000-02-29"));
        assert_eq!(Day::of_unix_seconds(1_795_564_799), day("2026-11-24"));
        assert_eq!(Day::of_unix_seconds(1_795_564_800), day("2026-11-25"));
    }
}
