//! What the laws are tried on, and the arithmetic they are held against.

use bigdecimal::BigDecimal;
use bigdecimal::num_bigint::BigInt;
use citycarbon::quantity::{Exact, Fraction, Ratio};
use core::fmt::{Debug, Display};
use core::str::FromStr;
use proptest::prelude::*;
use proptest::sample::select;
use serde::Serialize;
use serde::de::DeserializeOwned;

/// An integer without a sign and the number of its digits behind the dot, as text.
pub(crate) fn written(negative: bool, digits: &str, scale: usize) -> String {
    let padded = format!("{digits:0>width$}", width = scale + 1);
    let (whole, behind) = padded.split_at(padded.len() - scale);
    let sign = if negative { "-" } else { "" };
    if scale == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{behind}") }
}

/// Integers of up to so many digits: short, long, with zeros at the end, powers of two and five.
fn digits(most: usize) -> impl Strategy<Value = String> {
    let of = |count| prop::collection::vec(select("0123456789".chars().collect::<Vec<_>>()), count).prop_map(String::from_iter);
    let powers = move |base: u32| {
        let last = (1..400).take_while(|power| BigInt::from(base).pow(*power).to_string().len() <= most).last().unwrap_or(1);
        (0..=last).prop_map(move |power| BigInt::from(base).pow(power).to_string())
    };
    prop_oneof![
        3 => of(1..=most),
        3 => of(most - most / 9..=most),
        2 => of(1..=most.min(6)),
        2 => (1..=most).prop_flat_map(move |zeros| of(1..=(most + 1 - zeros)).prop_map(move |head| head + &"0".repeat(zeros - 1))),
        1 => powers(2),
        1 => powers(5),
    ]
}

/// Numbers of up to 76 digits, up to 76 of them behind the dot.
pub(crate) fn wide() -> impl Strategy<Value = String> {
    let scale = prop_oneof![Just(0), Just(28), Just(76), 0..=28_usize, 0..=76_usize];
    (any::<bool>(), digits(76), scale).prop_map(|(negative, digits, scale)| written(negative, &digits, scale))
}

/// Numbers as a cell may hold them: up to 28 digits in all.
pub(crate) fn cell() -> impl Strategy<Value = String> {
    digits(28).prop_flat_map(|digits| {
        let most = digits.len() - 1;
        let scale = prop_oneof![Just(0), Just(most), 0..=most];
        (any::<bool>(), Just(digits), scale).prop_map(|(negative, digits, scale)| written(negative, &digits, scale))
    })
}

/// Amounts of everyday: not below zero, up to 15 digits.
pub(crate) fn amount() -> impl Strategy<Value = Exact> {
    (digits(15), 0..=9_usize).prop_map(|(digits, scale)| exact(&written(false, &digits, scale)))
}

pub(crate) fn exact(text: &str) -> Exact {
    text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// The same number in arithmetic of any precision.
pub(crate) fn big(number: impl Display) -> BigDecimal {
    number.to_string().parse().unwrap()
}

/// An integer and the digits of it behind the dot, without zeros at their end.
pub(crate) fn canonical(number: &BigDecimal) -> (BigInt, u64) {
    let (integer, scale) = number.normalized().into_bigint_and_exponent();
    match u64::try_from(scale) {
        Ok(scale) => (integer, scale),
        Err(_) => (integer * BigInt::from(10).pow(u32::try_from(-scale).unwrap()), 0),
    }
}

/// Whether an integer is in 255 bits and a sign (and so has a negative).
pub(crate) fn fits(integer: &BigInt) -> bool {
    integer.bits() <= 255
}

/// Whether a number can be held: its integer in 255 bits, at most 76 digits behind the dot.
pub(crate) fn is_held(number: &BigDecimal) -> bool {
    let (integer, scale) = canonical(number);
    fits(&integer) && scale <= 76
}

/// A number as `Exact` prints it.
pub(crate) fn plain(number: &BigDecimal) -> String {
    let (integer, scale) = canonical(number);
    written(
        integer.sign() == bigdecimal::num_bigint::Sign::Minus,
        integer.magnitude().to_string().as_str(),
        usize::try_from(scale).unwrap(),
    )
}

/// Whether two ratios are one number.
pub(crate) fn same(a: Ratio, b: Ratio) -> bool {
    big(a.numerator()) * big(b.denominator()) == big(b.numerator()) * big(a.denominator())
}

/// A value written as JSON and read back is the same value.
pub(crate) fn reads_back<T: Serialize + DeserializeOwned + PartialEq + Debug>(value: &T) -> Result<(), TestCaseError> {
    let text = serde_json::to_string(value)?;
    let back: T = serde_json::from_str(&text).map_err(|error| TestCaseError::fail(format!("{error}: {text}")))?;
    prop_assert_eq!(&back, value, "{}", text);
    prop_assert_eq!(serde_json::to_string(&back)?, text);
    Ok(())
}

/// A value printed and parsed is the same value.
pub(crate) fn parses_back<T: Display + FromStr + PartialEq + Debug>(value: &T) -> Result<(), TestCaseError> {
    let text = value.to_string();
    let back: T = text.parse().map_err(|_| TestCaseError::fail(format!("{text} does not parse")))?;
    prop_assert_eq!(&back, value, "{}", text);
    prop_assert_eq!(back.to_string(), text);
    Ok(())
}

/// Both ways of writing a value down.
pub(crate) fn round_trips<T>(value: &T) -> Result<(), TestCaseError>
where
    T: Serialize + DeserializeOwned + Display + FromStr + PartialEq + Debug,
{
    reads_back(value)?;
    parses_back(value)
}

/// So many hundredths of a whole.
pub(crate) fn hundredths(number: i64) -> Fraction {
    Fraction::from_parts(number, 100).unwrap()
}

/// A share in hundredths, none and all included.
pub(crate) fn share() -> impl Strategy<Value = Fraction> {
    (0_i64..=100).prop_map(hundredths)
}
