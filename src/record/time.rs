//! Times of a recording: `00:12:04`, `12:04.500`, `0:03`.

/// The time at the head of `text` in milliseconds, and its length in bytes.
pub(super) fn at(text: &str) -> Option<(u32, usize)> {
    let bytes = text.as_bytes();
    let mut parts: [u32; 3] = [0; 3];
    let mut count = 0;
    let mut at = 0;
    loop {
        let digits = bytes[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let fits = if count == 0 { (1..=3).contains(&digits) } else { digits == 2 };
        if !fits || count == parts.len() {
            return None;
        }
        parts[count] = text[at..at + digits].parse().ok()?;
        count += 1;
        at += digits;
        let goes_on = bytes.get(at) == Some(&b':') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        if !goes_on || count == parts.len() {
            break;
        }
        at += 1;
    }
    let seconds = match count {
        2 => parts[0] * 60 + parts[1],
        3 => parts[0] * 3600 + parts[1] * 60 + parts[2],
        _ => return None,
    };
    let mut millis = 0;
    if matches!(bytes.get(at), Some(b'.' | b',')) && bytes.get(at + 1).is_some_and(u8::is_ascii_digit) {
        let digits = bytes[at + 1..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let fraction = &text[at + 1..at + 1 + digits.min(3)];
        millis = fraction.parse::<u32>().ok()? * 10_u32.pow(3 - u32::try_from(fraction.len()).ok()?);
        at += 1 + digits;
    }
    Some((seconds.checked_mul(1000)?.checked_add(millis)?, at))
}

/// A time as people write it: `12:04`, `1:02:03`.
#[must_use]
pub fn clock(millis: u32) -> String {
    let seconds = millis / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    if hours > 0 { format!("{hours}:{minutes:02}:{seconds:02}") } else { format!("{minutes}:{seconds:02}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_all_services_are_read() {
        assert_eq!(at("00:12:04.500 --> x"), Some((724_500, 12)));
        assert_eq!(at("00:12:04,5"), Some((724_500, 10)));
        assert_eq!(at("0:03 words"), Some((3_000, 4)));
        assert_eq!(at("12 men"), None);
        assert_eq!(at("999999:00:00"), None);
        assert_eq!((clock(724_500), clock(3_724_000)), ("12:04".to_owned(), "1:02:04".to_owned()));
    }
}
