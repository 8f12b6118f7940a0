//! Exact: a wide integer and a decimal scale.

use super::Rounding;
use crate::error::{Error, Message, Operation, Result};
use core::cmp::Ordering;
use core::fmt;
use core::str::FromStr;
use ethnum::{AsI256, I256, U256};

/// Ten to the powers that fit.
const POWERS: [I256; 77] = powers();

#[allow(clippy::arithmetic_side_effects, clippy::indexing_slicing)] // The compiler runs it: a wrap or a bad index would not build.
const fn powers() -> [I256; 77] {
    let mut table = [I256::ONE; 77];
    let (mut high, mut low) = (0_u128, 1_u128);
    let mut at = 1;
    while at < 77 {
        // Times ten by halves of 64 bits; 10^76 < 2^255, so the high word never wraps.
        let bottom = (low & u64::MAX as u128) * 10;
        let top = (low >> 64) * 10 + (bottom >> 64);
        low = (top << 64) | (bottom & u64::MAX as u128);
        high = high * 10 + (top >> 64);
        table[at] = I256::from_words(high.cast_signed(), low.cast_signed());
        at += 1;
    }
    table
}

/// Ten to the power of `exponent`, if it fits.
pub(crate) fn power_of_ten(exponent: u32) -> Option<I256> {
    POWERS.get(usize::try_from(exponent).ok()?).copied()
}

/// A decimal number held whole: an integer of up to 76 digits and the number of digits after the dot.
///
/// Kept in one form (no trailing zero after the dot), so equal numbers are equal values and print alike. Every operation is
/// whole or an error that names its step; nothing rounds but [`round`](Self::round) and, with the feature `decimal`, `to_decimal`,
/// which say so.
///
/// ```
/// use citycarbon::quantity::Exact;
/// let kwh: Exact = "18778749478.1".parse()?;
/// let factor: Exact = "0.459".parse()?;
/// assert_eq!(kwh.checked_mul(factor)?.to_string(), "8619446010.4479");
/// # Ok::<(), citycarbon::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Exact {
    mantissa: I256,
    scale: u32,
}

impl Exact {
    /// Nothing.
    pub const ZERO: Self = Self { mantissa: I256::ZERO, scale: 0 };
    /// One.
    pub const ONE: Self = Self { mantissa: I256::ONE, scale: 0 };
    /// A thousand.
    pub const THOUSAND: Self = Self { mantissa: I256::new(1000), scale: 0 };

    /// `mantissa` times ten to the minus `scale`; [`Error::TooLarge`] past 76 digits after the dot.
    pub fn new(mantissa: i128, scale: u32) -> Result<Self> {
        Self::from_wide(I256::new(mantissa), scale)
    }

    /// The same from the widest integer.
    pub(crate) fn from_wide(mantissa: I256, scale: u32) -> Result<Self> {
        Self { mantissa, scale }.held().ok_or_else(|| Error::too_large(Operation::Number))
    }

    /// The canonical form, if it is one that is held: at most 76 digits after the dot, and not the one integer without a negative.
    fn held(self) -> Option<Self> {
        Some(self.canonical()).filter(|number| number.scale <= 76 && number.mantissa != I256::MIN)
    }

    /// Takes the trailing zeros after the dot away.
    fn canonical(mut self) -> Self {
        if self.mantissa == I256::ZERO {
            return Self::ZERO;
        }
        if self.scale == 0 || self.narrow().is_some_and(|narrow| !ends_in_zero(narrow.unsigned_abs())) {
            return self;
        }
        if let Some(short) = self.narrow().and_then(|narrow| i64::try_from(narrow).ok()) {
            return self.shortened(short);
        }
        for step in [32_u32, 16, 8, 4, 2, 1] {
            // Ten to a power holds two to the same power: most numbers are done without a division.
            while self.scale >= step && self.mantissa.trailing_zeros() >= step {
                let Some(quotient) = self.without_zeros(step) else { break };
                self = Self { mantissa: quotient, scale: self.scale.saturating_sub(step) };
            }
        }
        self
    }

    /// The canonical form of a mantissa that the machine divides by itself; by constants, which is multiplying.
    fn shortened(self, mut short: i64) -> Self {
        let mut scale = self.scale;
        let mut strip = |power: i64, zeros: u32| {
            while scale >= zeros && short.checked_rem(power) == Some(0) {
                (short, scale) = (short.checked_div(power).unwrap_or(short), scale.wrapping_sub(zeros));
            }
        };
        strip(100_000_000, 8);
        strip(10_000, 4);
        strip(100, 2);
        strip(10, 1);
        Self { mantissa: I256::from(short), scale }
    }

    /// The mantissa without that many zeros at its end, if it has them.
    fn without_zeros(self, zeros: u32) -> Option<I256> {
        let power = power_of_ten(zeros)?;
        if let (Some(mantissa), Ok(power)) = (self.narrow(), u64::try_from(power)) {
            let power = i128::from(power);
            let quotient = mantissa.checked_div(power)?;
            return (quotient.checked_mul(power)? == mantissa).then(|| I256::from(quotient));
        }
        let quotient = self.mantissa.checked_div(power)?;
        (quotient.checked_mul(power)? == self.mantissa).then_some(quotient)
    }

    /// The mantissa as an integer of half the width, which most fit.
    pub(super) fn narrow(self) -> Option<i128> {
        let (high, low) = self.mantissa.into_words();
        (high == low >> 127).then_some(low)
    }

    /// The integer without its dot.
    pub(crate) fn mantissa(self) -> I256 {
        self.mantissa
    }

    /// The integer with so many digits after the dot, if it is a narrow one.
    pub(crate) fn at_scale(self, scale: u32) -> Option<i128> {
        let power = power_of_ten(scale.checked_sub(self.scale)?)?;
        self.narrow()?.checked_mul(i128::try_from(power).ok()?)
    }

    /// Digits after the dot.
    pub fn scale(self) -> u32 {
        self.scale
    }

    /// Whether it is zero.
    pub fn is_zero(self) -> bool {
        self.mantissa == I256::ZERO
    }

    /// Whether it is below zero.
    pub fn is_negative(self) -> bool {
        self.mantissa < I256::ZERO
    }

    /// The sum.
    pub fn checked_add(self, other: Self) -> Result<Self> {
        if self.scale == other.scale
            && let Some(sum) = self.narrow().zip(other.narrow()).and_then(|(a, b)| a.checked_add(b))
        {
            return Ok(Self { mantissa: I256::from(sum), scale: self.scale }.canonical());
        }
        self.aligned(other)
            .and_then(|(a, b, scale)| Self { mantissa: a.checked_add(b)?, scale }.held())
            .ok_or_else(|| Error::too_large(Operation::Sum))
    }

    /// The difference.
    pub fn checked_sub(self, other: Self) -> Result<Self> {
        self.aligned(other)
            .and_then(|(a, b, scale)| Self { mantissa: a.checked_sub(b)?, scale }.held())
            .ok_or_else(|| Error::too_large(Operation::Difference))
    }

    /// The product.
    pub fn checked_mul(self, other: Self) -> Result<Self> {
        if other == Self::ONE {
            return Ok(self);
        }
        let product = || {
            let scale = self.scale.checked_add(other.scale)?;
            if let Some(product) = self.narrow().zip(other.narrow()).and_then(|(a, b)| a.checked_mul(b)) {
                return Self { mantissa: I256::from(product), scale }.held();
            }
            if let Some(mantissa) = self.mantissa.checked_mul(other.mantissa) {
                return Self { mantissa, scale }.held();
            }
            // Zeros at the end of one factor meet the twos and fives of the other: cancel tens before multiplying.
            let (a, b, scale) = cancelled(self.mantissa, other.mantissa, scale)?;
            Self { mantissa: a.checked_mul(b)?, scale }.held()
        };
        product().ok_or_else(|| Error::too_large(Operation::Product))
    }

    /// The number with its dot so many places further left.
    pub(crate) fn lowered(self, places: u32) -> Result<Self> {
        let lowered = self.scale.checked_add(places).and_then(|scale| Self { scale, ..self }.held());
        lowered.ok_or_else(|| Error::too_large(Operation::Product))
    }

    /// The same number below zero, or above it.
    pub fn checked_neg(self) -> Result<Self> {
        let mantissa = self.mantissa.checked_neg().ok_or_else(|| Error::too_large(Operation::Difference))?;
        Ok(Self { mantissa, scale: self.scale })
    }

    /// The sum of all; zero for none. Any order gives the same sum.
    pub fn sum(numbers: impl IntoIterator<Item = Self>) -> Result<Self> {
        numbers.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }

    /// Rounded to `places` digits after the dot, and whether that changed it.
    pub fn round(self, places: u32, rounding: Rounding) -> (Self, bool) {
        let Some(drop) = self.scale.checked_sub(places).filter(|drop| *drop > 0) else { return (self, false) };
        let Some(power) = power_of_ten(drop) else { return (Self::ZERO, !self.is_zero()) };
        let (Some(kept), Some(rest)) = (self.mantissa.checked_div(power), self.mantissa.checked_rem(power)) else {
            return (self, false);
        };
        let up = rounding.away(kept, rest, power);
        let mantissa = if up { kept.wrapping_add(self.mantissa.signum()) } else { kept };
        (Self { mantissa, scale: places }.canonical(), rest != I256::ZERO)
    }

    /// Both at the wider scale.
    fn aligned(self, other: Self) -> Option<(I256, I256, u32)> {
        let scale = self.scale.max(other.scale);
        let raised = |number: Self| match scale.checked_sub(number.scale)? {
            0 => Some(number.mantissa),
            lift => {
                let power = power_of_ten(lift)?;
                // Two factors of half the width, where they are that narrow, and a product that is.
                let narrow = number.narrow().zip(i128::try_from(power).ok()).and_then(|(a, b)| a.checked_mul(b));
                narrow.map(I256::from).or_else(|| number.mantissa.checked_mul(power))
            }
        };
        Some((raised(self)?, raised(other)?, scale))
    }
}

/// Whether the last digit is zero, by its halves: 2^64 ends in 6.
fn ends_in_zero(number: u128) -> bool {
    let low = |bits: u128| u64::try_from(bits & u128::from(u64::MAX)).unwrap_or(0).wrapping_rem(10);
    low(number >> 64).wrapping_mul(6).wrapping_add(low(number)).wrapping_rem(10) == 0
}

/// Takes tens out of a product that is too large as it is: whole ones, or a two of one factor and a five of the other.
fn cancelled(mut a: I256, mut b: I256, mut scale: u32) -> Option<(I256, I256, u32)> {
    let (two, five, ten) = (I256::new(2), I256::new(5), I256::new(10));
    let divides = |n: I256, d: I256| n.checked_rem(d) == Some(I256::ZERO);
    while scale > 0 {
        let (x, y) = if divides(a, ten) {
            (a.checked_div(ten)?, b)
        } else if divides(b, ten) {
            (a, b.checked_div(ten)?)
        } else if divides(a, two) && divides(b, five) {
            (a.checked_div(two)?, b.checked_div(five)?)
        } else if divides(a, five) && divides(b, two) {
            (a.checked_div(five)?, b.checked_div(two)?)
        } else {
            break;
        };
        (a, b, scale) = (x, y, scale.checked_sub(1)?);
    }
    Some((a, b, scale))
}

impl PartialOrd for Exact {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Exact {
    fn cmp(&self, other: &Self) -> Ordering {
        if let Some((a, b, _)) = self.aligned(*other) {
            return a.cmp(&b);
        }
        // One of them is too wide to be raised to the other's scale: the whole parts decide, then the parts behind the dot.
        let (a, b) = (self.round(0, Rounding::Down).0, other.round(0, Rounding::Down).0);
        a.mantissa.cmp(&b.mantissa).then_with(|| match (self.checked_sub(a), other.checked_sub(b)) {
            (Ok(x), Ok(y)) => x.aligned(y).map_or(Ordering::Equal, |(x, y, _)| x.cmp(&y)),
            _ => Ordering::Equal,
        })
    }
}

impl Default for Exact {
    fn default() -> Self {
        Self::ZERO
    }
}

macro_rules! from_integers {
    ($($integer:ty)*) => { $(
        impl From<$integer> for Exact {
            fn from(number: $integer) -> Self {
                Self { mantissa: number.as_i256(), scale: 0 }
            }
        }
    )* };
}
from_integers!(i8 u8 i16 u16 i32 u32 i64 u64 isize usize i128 u128);

/// More characters than any number has: 77 digits, a dot, a minus.
pub(crate) const ROOM: usize = 96;

/// Writes digits from the last to the first.
struct Pen<'a> {
    room: &'a mut [u8; ROOM],
    start: usize,
    /// Digits that still follow the point.
    behind: u32,
}

impl Pen<'_> {
    fn put(&mut self, byte: u8) {
        self.start = self.start.wrapping_sub(1);
        if let Some(slot) = self.room.get_mut(self.start) {
            *slot = byte;
        }
    }

    /// The digits of a part, with zeros before them until they are so many.
    fn digits(&mut self, mut part: u64, least: u32) {
        let mut count = 0_u32;
        while part > 0 || count < least {
            self.put(b'0'.wrapping_add(u8::try_from(part.wrapping_rem(10)).unwrap_or(0)));
            part = part.wrapping_div(10);
            count = count.wrapping_add(1);
            if self.behind == 1 {
                self.put(b'.');
            }
            self.behind = self.behind.saturating_sub(1);
        }
    }
}

impl Exact {
    /// The number as it prints, at the end of a buffer.
    pub(crate) fn written(self, room: &mut [u8; ROOM]) -> &str {
        // Ten to the power of so many digits is the highest that the machine's own integer holds.
        const PART: u64 = 10_000_000_000_000_000_000;
        const PART_DIGITS: u32 = 19;
        let mut pen = Pen { room, start: ROOM, behind: self.scale };
        let mut wide = self.mantissa.unsigned_abs();
        while *wide.high() != 0 {
            let part = wide.checked_rem(U256::from(PART)).and_then(|part| u64::try_from(part).ok());
            pen.digits(part.unwrap_or(0), PART_DIGITS);
            wide = wide.checked_div(U256::from(PART)).unwrap_or(U256::ZERO);
        }
        let mut narrow = *wide.low();
        while narrow > u128::from(u64::MAX) {
            let part = narrow.checked_rem(u128::from(PART)).and_then(|part| u64::try_from(part).ok());
            pen.digits(part.unwrap_or(0), PART_DIGITS);
            narrow = narrow.checked_div(u128::from(PART)).unwrap_or(0);
        }
        pen.digits(u64::try_from(narrow).unwrap_or(0), 1);
        pen.digits(0, pen.behind);
        if pen.room.get(pen.start) == Some(&b'.') {
            pen.put(b'0');
        }
        if self.is_negative() {
            pen.put(b'-');
        }
        let Pen { room, start, .. } = pen;
        room.get(start..).and_then(|text| core::str::from_utf8(text).ok()).unwrap_or_default()
    }
}

impl Exact {
    /// With commas between thousands and exactly `places` digits after the dot, if it has no more.
    pub(crate) fn grouped(self, places: u32) -> String {
        let text = self.to_string();
        let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |digits| ("-", digits));
        let (whole, behind) = digits.split_once('.').unwrap_or((digits, ""));
        let mut grouped = String::from(sign);
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && whole.len().saturating_sub(at).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        if places > 0 || !behind.is_empty() {
            let width = usize::try_from(places).unwrap_or_default();
            grouped.push('.');
            grouped.push_str(behind);
            grouped.extend(std::iter::repeat_n('0', width.saturating_sub(behind.len())));
        }
        grouped
    }
}

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut room = [0; ROOM];
        let text = self.written(&mut room);
        if f.width().is_none() && !f.sign_plus() {
            return f.write_str(text);
        }
        f.pad_integral(!self.is_negative(), "", text.trim_start_matches('-'))
    }
}

impl fmt::Debug for Exact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Exact {
    type Err = Error;

    /// ASCII digits, one dot with digits on both sides, an optional leading minus; nothing else.
    fn from_str(text: &str) -> Result<Self> {
        let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (whole, behind) = digits.split_once('.').unwrap_or((digits, "0"));
        let plain = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        if !plain(whole) || !plain(behind) {
            return Err(Message::NotANumber { value: text.into() }.into());
        }
        let behind = if digits.contains('.') { behind } else { "" };
        let mut mantissa = I256::ZERO;
        for byte in whole.bytes().chain(behind.trim_end_matches('0').bytes()) {
            mantissa = mantissa
                .checked_mul(I256::new(10))
                .and_then(|raised| raised.checked_add(I256::from(byte.wrapping_sub(b'0'))))
                .ok_or_else(|| Error::too_large(Operation::Number))?;
        }
        let scale = u32::try_from(behind.trim_end_matches('0').len()).map_err(|_| Error::too_large(Operation::Number))?;
        let number = Self::from_wide(mantissa, scale)?;
        if negative { number.checked_neg() } else { Ok(number) }
    }
}

as_text!(Exact);
