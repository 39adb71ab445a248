//! [`Day`]: a day of the calendar. Which one is today is said from outside; the library has no clock.

/// A day of the Gregorian calendar; earlier days are less.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    year: u16,
    month: u8,
    day: u8,
}

impl Day {
    /// Reads `2027-01-31`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let mut number = |digits: usize| {
            let part = parts.next()?;
            let plain = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
            if plain { part.parse::<u16>().ok() } else { None }
        };
        let (year, month, day) = (number(4)?, number(2)? as u8, number(2)? as u8);
        let there = parts.next().is_none() && (1..=12).contains(&month) && (1..=days_in(year, month)).contains(&day);
        there.then_some(Self { year, month, day })
    }

    /// The day, in UTC, that so many seconds after the start of 1970 lie in.
    #[must_use]
    pub fn of_unix_seconds(seconds: u64) -> Self {
        let mut left = seconds / 86_400;
        let mut year = 1970;
        while year < 9999 && left >= days_in_year(year) {
            left -= days_in_year(year);
            year += 1;
        }
        let mut month = 1;
        while month < 12 && left >= u64::from(days_in(year, month)) {
            left -= u64::from(days_in(year, month));
            month += 1;
        }
        Self { year, month, day: (left as u8).saturating_add(1) }
    }
}

impl std::fmt::Display for Day {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

const fn is_leap(year: u16) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

const fn days_in_year(year: u16) -> u64 {
    if is_leap(year) { 366 } else { 365 }
}

const fn days_in(year: u16, month: u8) -> u8 {
    match month {
        2 => 28 + is_leap(year) as u8,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
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
