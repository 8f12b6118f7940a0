//! What a cell shows, from what is kept of it: numbers, dates.

use crate::quantity::{NumberFormat, Rounding};
use crate::taxonomy::Year;

/// Digits that a spreadsheet keeps of a number ("Excel specifications and limits": number precision, 15 digits); the file has 17, of
/// which the last two tell only what the machine made of them.
const DIGITS: usize = 15;

/// The number of a cell, written out: `1234.0999999999999` is what a sheet keeps of 1234.1.
pub(super) fn number(kept: &str) -> String {
    let Ok(number) = NumberFormat::default().with_exponent(true).parse(kept) else { return kept.to_owned() };
    let text = number.to_string();
    let digits = text.trim_start_matches('-');
    let (whole, parts) = digits.split_once('.').unwrap_or((digits, ""));
    let zeros = parts.len().saturating_sub(parts.trim_start_matches('0').len());
    let places = if whole == "0" { DIGITS.saturating_add(zeros) } else { DIGITS.saturating_sub(whole.len()) };
    match u32::try_from(places) {
        Ok(places) if parts.len() > DIGITS.saturating_sub(1) || whole.len().saturating_add(parts.len()) > DIGITS => {
            number.round(places, Rounding::HalfEven).0.to_string()
        }
        _ => text,
    }
}

/// The day that a number of days means, as year, month and day; a time of day is left out. None before the first day.
///
/// Day 1 is 1 January 1900, or day 0 is 1 January 1904. The first of the two counts 29 February 1900, which there was not
/// (ECMA-376, part 1, 18.17.4.1).
pub(super) fn day(days: &str, from_1904: bool) -> Option<(u16, u8, u8)> {
    let whole: u32 = days.split('.').next()?.parse().ok()?;
    let (mut year, mut left) = match (from_1904, whole) {
        (true, whole) => (Year::new(1904).ok()?, whole),
        (false, 0 | 60) => return None,
        (false, 1..60) => (Year::new(1900).ok()?, whole.checked_sub(1)?),
        (false, whole) => (Year::new(1900).ok()?, whole.checked_sub(2)?),
    };
    loop {
        let length = if year.is_leap() { 366 } else { 365 };
        if left < length {
            break;
        }
        left = left.checked_sub(length)?;
        year = year.after()?;
    }
    for month in 1..=12_u8 {
        let length = u32::from(year.days_of(month)?);
        if left < length {
            return Some((year.number(), month, u8::try_from(left.checked_add(1)?).ok()?));
        }
        left = left.checked_sub(length)?;
    }
    None
}

/// Whether a number format is that of a date: one of the formats without a code of their own, or a code with a year, a month or a day.
pub(super) fn is_date(id: u32, code: Option<&str>) -> bool {
    let Some(code) = code else {
        // ECMA-376, part 1, 18.8.30: 14 to 17 and 22 everywhere, the others in East Asia and Thailand.
        return matches!(id, 14..=17 | 22 | 27..=31 | 34..=36 | 50..=54 | 57 | 58 | 71..=74 | 77);
    };
    let mut letters = code.chars();
    let mut plain = String::new();
    while let Some(letter) = letters.next() {
        match letter {
            '"' => drop(letters.by_ref().find(|letter| *letter == '"')),
            '[' => drop(letters.by_ref().find(|letter| *letter == ']')),
            '\\' | '_' | '*' => drop(letters.next()),
            ';' => break,
            letter => plain.extend(letter.to_lowercase()),
        }
    }
    let has = |wanted: &[char]| plain.contains(wanted);
    !plain.contains("general") && (has(&['y', 'd', 'b']) || (has(&['m']) && !has(&['h', 's', '0', '#'])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_as_it_was_entered() {
        for (kept, entered) in [
            ("1234.0999999999999", "1234.1"),
            ("0.30000000000000004", "0.3"),
            ("1.2345E-5", "0.000012345"),
            ("-6.9999999999999997E-4", "-0.0007"),
            ("1.5E+6", "1500000"),
            ("12500", "12500"),
            ("123456789012345678", "123456789012345678"),
            ("0.1", "0.1"),
            ("n/a", "n/a"),
        ] {
            assert_eq!(number(kept), entered);
        }
    }

    #[test]
    fn a_day_is_counted_from_either_first_day() {
        for (days, from_1904, date) in [
            ("1", false, Some((1900, 1, 1))),
            ("59", false, Some((1900, 2, 28))),
            ("60", false, None),
            ("61", false, Some((1900, 3, 1))),
            ("45366.604", false, Some((2024, 3, 15))),
            ("0", true, Some((1904, 1, 1))),
            ("43904", true, Some((2024, 3, 15))),
            ("-1", false, None),
            ("99999999", false, None),
        ] {
            assert_eq!(day(days, from_1904), date, "{days}");
        }
    }

    #[test]
    fn formats_of_dates_are_told_from_those_of_numbers() {
        for code in ["yyyy\\-mm\\-dd", "d/m/bbbb", "[$-41E]d mmmm yyyy", "mmm\\-yy", "m/d/yy h:mm", "yyyy\"年\"m\"月\""] {
            assert!(is_date(164, Some(code)), "{code}");
        }
        for code in ["General", "#,##0.00", "0.00E+00", "h:mm:ss", "mm:ss.0", "#,##0\" yd\"", "0.0_d", "0%", "[Red]0"] {
            assert!(!is_date(164, Some(code)), "{code}");
        }
        assert!(is_date(14, None) && !is_date(0, None) && !is_date(2, None) && !is_date(46, None));
    }
}
