//! Numbers as a cell writes them: the input policy.

use super::Exact;
use crate::error::{Message, Problem, Text};
use ethnum::I256;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Digits a cell may hold, before and after the dot together.
const MOST_DIGITS: usize = 28;

/// What a cell's number may look like.
///
/// By default: ASCII digits, one dot with digits on both sides, a leading minus, at most 28 digits. Each option allows one thing more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct NumberFormat {
    /// `1,234.5`: a comma between groups of three digits before the dot.
    pub thousands_comma: bool,
    /// `๑๒๓`: Thai digits.
    pub thai_digits: bool,
    /// `1.5e3`: a power of ten.
    pub exponent: bool,
}

with_members! {
    NumberFormat {
        /// The same, with or without commas between thousands.
        with_thousands_comma(thousands_comma: bool),
        /// The same, with or without Thai digits.
        with_thai_digits(thai_digits: bool),
        /// The same, with or without powers of ten.
        with_exponent(exponent: bool),
    }
}

impl NumberFormat {
    /// The number a cell holds, or why it is none.
    pub fn parse(self, cell: &str) -> Result<Exact, Problem> {
        match plain(cell.as_bytes()) {
            // The plain form has at most 28 digits, which are always held.
            Some((mantissa, scale)) => {
                Exact::new(mantissa, scale).map_err(|_| Message::TooManyDigits { value: cell.into(), digits: None }.into())
            }
            None => self.unusual(cell),
        }
    }

    /// The cell with Thai digits as 0 to 9, where they are allowed.
    pub fn ascii_digits(self, cell: &str) -> Cow<'_, str> {
        if !self.thai_digits || cell.is_ascii() {
            return Cow::Borrowed(cell);
        }
        Cow::Owned(cell.chars().map(|letter| thai_digit(letter).unwrap_or(letter)).collect())
    }

    /// A cell outside the plain form: rewritten as the options allow, or refused with the reason.
    fn unusual(self, cell: &str) -> Result<Exact, Problem> {
        let value = || Text::from(cell);
        let option = |name: &str| Some(name.into());
        let digits = cell.bytes().filter(u8::is_ascii_digit).count();
        let mut text = String::with_capacity(cell.len());
        for letter in cell.chars() {
            match thai_digit(letter) {
                Some(digit) if self.thai_digits => text.push(digit),
                Some(_) => return Err(Message::ThaiDigits { value: value(), option: option("thai_digits") }.into()),
                None => text.push(letter),
            }
        }
        let (body, exponent) = match text.split_once(['e', 'E']) {
            Some((body, exponent)) if (is_number(body) || without_thousands(body).is_some()) && is_exponent(exponent) => {
                if !self.exponent {
                    return Err(Message::Exponent { value: value(), option: option("exponent") }.into());
                }
                (body.to_owned(), exponent.trim_start_matches('+').parse().unwrap_or(i64::MAX))
            }
            _ => (text.clone(), 0),
        };
        let body = if body.contains(',') {
            let Some(joined) = without_thousands(&body) else { return Err(Message::DecimalComma { value: value() }.into()) };
            if !self.thousands_comma {
                let (plain, option) = (joined.into(), option("thousands_comma"));
                return Err(Message::ThousandsComma { value: value(), plain, option }.into());
            }
            joined
        } else {
            body
        };
        if let Some((mantissa, scale)) = plain(body.as_bytes()) {
            let places = i64::from(scale).saturating_sub(exponent);
            let number = match u32::try_from(places) {
                Ok(places) if places <= 28 => Exact::new(mantissa, places).ok(),
                _ if (-28..0).contains(&places) => Exact::new(mantissa, 0)
                    .ok()
                    .zip(power(places.unsigned_abs()))
                    .and_then(|(number, power)| number.checked_mul(power).ok()),
                _ => None,
            };
            return number
                .filter(|number| significant(*number) <= MOST_DIGITS)
                .ok_or_else(|| Message::TooManyDigits { value: value(), digits: None }.into());
        }
        if is_number(&body) {
            let count = body.bytes().filter(u8::is_ascii_digit).count();
            return Err(Message::TooManyDigits { value: value(), digits: u64::try_from(count).ok() }.into());
        }
        let odd = || cell.chars().find(|letter| letter.is_numeric() && !letter.is_ascii_digit());
        let value = value();
        Err(if cell.trim() != cell {
            Message::SpacesAround { value }
        } else if cell.starts_with('+') {
            Message::LeadingPlus { value }
        } else if digits > 0 && (cell.starts_with('.') || cell.ends_with('.')) {
            Message::BarePoint { value }
        } else if digits > 0 && cell.contains('_') {
            Message::Underscore { value }
        } else if digits > 0 && cell.contains('%') {
            Message::PercentSign { value }
        } else if let Some(digit) = odd() {
            Message::OddDigit { value, digit: (&digit).into() }
        } else if digits > 0 && cell.contains(' ') {
            Message::SpaceInside { value }
        } else {
            Message::NotANumber { value }
        }
        .into())
    }
}

/// The plain form: mantissa and digits after the dot; none for anything else.
pub(crate) fn plain(cell: &[u8]) -> Option<(i128, u32)> {
    let (negative, digits) = match cell.split_first() {
        Some((b'-', rest)) => (true, rest),
        _ => (false, cell),
    };
    // 28 digits and a dot; 10^28 fits well into an i128, so nothing below can wrap.
    if digits.len() > MOST_DIGITS.wrapping_add(1) {
        return None;
    }
    let mut mantissa = 0_i128;
    let mut count = 0_usize;
    let mut dot = None;
    for (at, byte) in digits.iter().enumerate() {
        match byte {
            b'0'..=b'9' => {
                mantissa = mantissa.wrapping_mul(10).wrapping_add(i128::from(byte.wrapping_sub(b'0')));
                count = count.wrapping_add(1);
            }
            b'.' if dot.is_none() && at > 0 => dot = Some(count),
            _ => return None,
        }
    }
    let scale = dot.map_or(0, |before| count.wrapping_sub(before));
    if count == 0 || count > MOST_DIGITS || (dot.is_some() && scale == 0) {
        return None;
    }
    Some((if negative { mantissa.wrapping_neg() } else { mantissa }, u32::try_from(scale).ok()?))
}

/// Digits, one dot between digits, a leading minus.
fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, behind) = digits.split_once('.').unwrap_or((digits, "0"));
    let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    plain(whole) && plain(behind)
}

fn is_exponent(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// The number without its commas, if they part groups of three digits before the dot.
fn without_thousands(text: &str) -> Option<String> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, behind) = digits.split_once('.').map_or((digits, None), |(whole, behind)| (whole, Some(behind)));
    let mut groups = whole.split(',');
    let first = groups.next()?;
    let right = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    if !right || behind.is_some_and(|behind| behind.contains(',')) {
        return None;
    }
    let joined: String = text.chars().filter(|letter| *letter != ',').collect();
    is_number(&joined).then_some(joined)
}

fn thai_digit(letter: char) -> Option<char> {
    let value = u32::from(letter).checked_sub(u32::from('๐'))?;
    char::from_digit(value, 10)
}

fn power(exponent: u64) -> Option<Exact> {
    let wide: I256 = super::exact::power_of_ten(u32::try_from(exponent).ok()?)?;
    Exact::from_wide(wide, 0).ok()
}

/// Digits of the number written out.
fn significant(number: Exact) -> usize {
    number.to_string().bytes().filter(u8::is_ascii_digit).count()
}

#[cfg(test)]
mod tests {
    use super::{NumberFormat, plain};

    #[test]
    fn the_plain_form_is_digits_and_one_dot() {
        assert_eq!(plain(b"12.50"), Some((1250, 2)));
        assert_eq!(plain(b"-0.5"), Some((-5, 1)));
        for odd in ["", "-", ".5", "1.", "1.2.3", "+1", "1e3", " 1", "1_000", "12345678901234567890123456789"] {
            assert_eq!(plain(odd.as_bytes()), None, "{odd}");
        }
    }

    #[test]
    fn options_allow_one_thing_more_each() {
        let all = NumberFormat { thousands_comma: true, thai_digits: true, exponent: true };
        for (cell, value) in [("1,234,567.8", "1234567.8"), ("๑๒.๕", "12.5"), ("1.5e3", "1500"), ("25E-1", "2.5")] {
            assert!(NumberFormat::default().parse(cell).is_err(), "{cell}");
            assert_eq!(all.parse(cell).unwrap().to_string(), value);
        }
        for odd in ["12,5", "1,2345", "1e99", "๑,๒", "5%"] {
            assert!(all.parse(odd).is_err(), "{odd}");
        }
    }
}
