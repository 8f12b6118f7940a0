//! Numbers as a cell writes them: the input policy.

use super::Exact;
use crate::error::{Message, Problem, Text};
use ethnum::I256;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// Digits a cell may hold, before and after the dot together.
const MOST_DIGITS: usize = 28;

/// What is between the whole and the parts of a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub enum DecimalMark {
    /// `1234.5`
    #[serde(rename = ".")]
    Point,
    /// `1234,5`
    #[serde(rename = ",")]
    Comma,
}

/// What is between groups of three digits. It cannot be the decimal mark too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ThousandsMark {
    /// The one of point and comma that is not the decimal mark: `1,234.5` or `1.234,5`.
    OtherMark,
    /// A space, also one that breaks no line: `1 234.5`.
    Space,
    /// An apostrophe: `1'234.5`.
    Apostrophe,
}

/// What a cell's number may look like.
///
/// By default: ASCII digits, one point with digits on both sides, a leading minus, at most 28 digits. Each option allows one thing more.
///
/// ```
/// use citycarbon::quantity::{DecimalMark, NumberFormat, ThousandsMark};
/// let german = NumberFormat::default().with_decimal(Some(DecimalMark::Comma)).with_thousands(Some(ThousandsMark::OtherMark));
/// assert_eq!(german.parse("1.234.567,80").unwrap().to_string(), "1234567.8");
/// assert!(german.parse("12.5").is_err());
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct NumberFormat {
    /// What is before the parts of a number; none where it was not stated, which means a point.
    pub decimal: Option<DecimalMark>,
    /// `1,234.5`: what may be between groups of three digits.
    pub thousands: Option<ThousandsMark>,
    /// `๑๒๓`: Thai digits.
    pub thai_digits: bool,
    /// `1.5e3`: a power of ten.
    pub exponent: bool,
}

with_members! {
    NumberFormat {
        /// The same, with a point or a comma before the parts.
        with_decimal(decimal: Option<DecimalMark>),
        /// The same, with what may be between thousands.
        with_thousands(thousands: Option<ThousandsMark>),
        /// The same, with or without Thai digits.
        with_thai_digits(thai_digits: bool),
        /// The same, with or without powers of ten.
        with_exponent(exponent: bool),
    }
}

impl DecimalMark {
    /// The mark itself.
    pub fn mark(self) -> char {
        match self {
            Self::Point => '.',
            Self::Comma => ',',
        }
    }

    /// The one that it is not.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Point => Self::Comma,
            Self::Comma => Self::Point,
        }
    }
}

impl NumberFormat {
    /// The number a cell holds, or why it is none.
    pub fn parse(self, cell: &str) -> Result<Exact, Problem> {
        match plain(cell.as_bytes()).filter(|(_, scale)| *scale == 0 || self.is_pointed()) {
            // The plain form has at most 28 digits, which are always held.
            Some((mantissa, scale)) => {
                Exact::new(mantissa, scale).map_err(|_| Message::TooManyDigits { value: cell.into(), digits: None }.into())
            }
            None => self.unusual(cell),
        }
    }

    /// Whether a point is before the parts, as in the plain form.
    pub fn is_pointed(self) -> bool {
        self.decimal != Some(DecimalMark::Comma)
    }

    /// What is before the parts.
    pub(crate) fn decimal_mark(self) -> DecimalMark {
        self.decimal.unwrap_or(DecimalMark::Point)
    }

    /// What may be between thousands, as an option writes it.
    pub fn thousands_mark(self) -> Option<char> {
        self.thousands.map(|thousands| match thousands {
            ThousandsMark::OtherMark => self.decimal_mark().other().mark(),
            ThousandsMark::Space => ' ',
            ThousandsMark::Apostrophe => '\'',
        })
    }

    /// The same, with this mark between thousands; none where that is the decimal mark, or no such mark.
    #[must_use]
    pub fn with_thousands_mark(self, mark: char) -> Option<Self> {
        let thousands = match mark {
            ' ' => ThousandsMark::Space,
            '\'' => ThousandsMark::Apostrophe,
            mark if mark == self.decimal_mark().other().mark() => ThousandsMark::OtherMark,
            _ => return None,
        };
        Some(self.with_thousands(Some(thousands)))
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
        let numeric = |body: &str| match self.pointed(body) {
            Ok(body) => is_number(&body),
            Err(OtherMarks::Thousands(_)) => true,
            Err(OtherMarks::Decimal) => false,
        };
        let (body, exponent) = match text.split_once(['e', 'E']) {
            Some((body, exponent)) if numeric(body) && is_exponent(exponent) => {
                if !self.exponent {
                    return Err(Message::Exponent { value: value(), option: option("exponent") }.into());
                }
                (body.to_owned(), exponent.trim_start_matches('+').parse().unwrap_or(i64::MAX))
            }
            _ => (text.clone(), 0),
        };
        let body = self.pointed(&body).map_err(|marks| marks.problem(self, value()))?;
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
        } else if digits > 0 && cell.contains(SPACES) && !cell.contains(char::is_alphabetic) {
            Message::SpaceInside { value }
        } else {
            Message::NotANumber { value }
        }
        .into())
    }

    /// The number with a point before its parts and nothing between its thousands; a text without marks as it is.
    fn pointed(self, text: &str) -> Result<Cow<'_, str>, OtherMarks> {
        let mark = self.decimal_mark();
        let allowed = |thousands: ThousandsMark| self.thousands == Some(thousands);
        if text.contains(mark.other().mark()) {
            let Some(joined) = joined(text, mark, &[mark.other().mark()]) else { return Err(OtherMarks::Decimal) };
            return if allowed(ThousandsMark::OtherMark) { Ok(Cow::Owned(joined)) } else { Err(OtherMarks::Thousands(joined)) };
        }
        for (thousands, marks) in [(ThousandsMark::Space, SPACES), (ThousandsMark::Apostrophe, APOSTROPHES)] {
            if text.contains(marks)
                && let Some(joined) = joined(text, mark, marks)
            {
                return if allowed(thousands) { Ok(Cow::Owned(joined)) } else { Err(OtherMarks::Thousands(joined)) };
            }
        }
        // Two points are none of a number with a decimal point.
        if mark == DecimalMark::Point
            && text.matches('.').count() > 1
            && let Some(joined) = joined(text, mark.other(), &['.'])
        {
            return Err(OtherMarks::Thousands(joined));
        }
        Ok(match mark {
            DecimalMark::Point => Cow::Borrowed(text),
            DecimalMark::Comma => Cow::Owned(text.replace(',', ".")),
        })
    }
}

/// Spaces that may be between thousands; two of them break no line.
const SPACES: &[char] = &[' ', '\u{a0}', '\u{202f}'];

/// Apostrophes that may be between thousands.
const APOSTROPHES: &[char] = &['\'', '’'];

/// Marks of a number that the options do not allow.
enum OtherMarks {
    /// Another decimal mark.
    Decimal,
    /// A mark between thousands; the number without it.
    Thousands(String),
}

impl OtherMarks {
    fn problem(self, format: NumberFormat, value: Text) -> Problem {
        match (self, format.decimal_mark()) {
            (Self::Decimal, DecimalMark::Point) => Message::DecimalComma { value, option: Some("decimal = \",\"".into()) },
            (Self::Decimal, DecimalMark::Comma) => Message::DecimalPoint { value },
            (Self::Thousands(plain), mark) => {
                let found = value
                    .as_str()
                    .chars()
                    .find(|letter| !letter.is_ascii_digit() && *letter != '-' && thai_digit(*letter).is_none());
                let option = match found {
                    Some(found) if SPACES.contains(&found) => "thousands = \" \"",
                    Some(found) if APOSTROPHES.contains(&found) => "thousands = \"'\"",
                    Some('.') if mark == DecimalMark::Point => "decimal = \",\" and thousands = \".\"",
                    Some('.') => "thousands = \".\"",
                    _ => "thousands = \",\"",
                };
                let plain = if mark == DecimalMark::Comma { plain.replace('.', ",") } else { plain };
                Message::ThousandsMark { value, plain: plain.into(), option: Some(option.into()) }
            }
        }
        .into()
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

/// The number with a point and without these marks, if they part groups of three digits before the decimal mark.
fn joined(text: &str, decimal: DecimalMark, marks: &[char]) -> Option<String> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, behind) = digits.split_once(decimal.mark()).map_or((digits, None), |(whole, behind)| (whole, Some(behind)));
    let mut groups = whole.split(marks);
    let first = groups.next()?;
    let right = (1..=3).contains(&first.len()) && groups.all(|group| group.len() == 3);
    if !right || behind.is_some_and(|behind| behind.contains(marks)) {
        return None;
    }
    let pointed = |letter: char| if letter == decimal.mark() { '.' } else { letter };
    let joined: String = text.chars().filter(|letter| !marks.contains(letter)).map(pointed).collect();
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
    use super::{DecimalMark, NumberFormat, ThousandsMark, plain};

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
        let thousands = Some(ThousandsMark::OtherMark);
        let all = NumberFormat { decimal: None, thousands, thai_digits: true, exponent: true };
        for (cell, value) in [("1,234,567.8", "1234567.8"), ("๑๒.๕", "12.5"), ("1.5e3", "1500"), ("25E-1", "2.5")] {
            assert!(NumberFormat::default().parse(cell).is_err(), "{cell}");
            assert_eq!(all.parse(cell).unwrap().to_string(), value);
        }
        for odd in ["12,5", "1,2345", "1e99", "๑,๒", "5%"] {
            assert!(all.parse(odd).is_err(), "{odd}");
        }
    }

    #[test]
    fn marks_are_read_only_where_they_are_stated() {
        let comma = NumberFormat::default().with_decimal(Some(DecimalMark::Comma));
        let read = |format: NumberFormat, cell: &str| format.parse(cell).map(|number| number.to_string()).ok();
        for (mark, cell) in [('.', "-1.234.567,8"), (' ', "-1\u{202f}234\u{a0}567,8"), ('\'', "-1’234'567,8")] {
            let format = comma.with_thousands_mark(mark).unwrap();
            assert_eq!(read(format, cell).as_deref(), Some("-1234567.8"), "{cell}");
            assert_eq!(read(format, "12,50").as_deref(), Some("12.5"));
            assert_eq!(read(comma, cell), None, "{cell}");
            assert_eq!(format.thousands_mark(), Some(mark));
        }
        let grouped = comma.with_thousands_mark('.').unwrap();
        for odd in ["12.50", "1.2345", "1,234.5", ".500", "1.23.456", "1,2,3", "1 234", "1,234.567,8", "1,5.000"] {
            assert_eq!(read(grouped, odd), None, "{odd}");
        }
        assert_eq!((comma.with_thousands_mark(','), NumberFormat::default().with_thousands_mark('.')), (None, None));
        assert_eq!(read(comma, "12500").as_deref(), Some("12500"));
        assert_eq!(read(comma.with_exponent(true), "1,5e3").as_deref(), Some("1500"));
    }
}
