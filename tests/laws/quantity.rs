//! Numbers, units, ratios.

use crate::given::{
    amount, big, canonical, cell, exact, fits, is_held, parses_back, plain, reads_back, round_trips, same, share, wide, written,
};
use bigdecimal::num_bigint::BigInt;
use bigdecimal::{BigDecimal, RoundingMode};
use citycarbon::error::{Error, ErrorKind};
use citycarbon::quantity::{
    Amount, Area, CLOSING_PLACES, Closed, Coefficient, DecimalMark, Dimension, Distance, Energy, Exact, Fraction, FreightDistance,
    GasVolume, Heads, Mass, Money, NormalVolume, NumberFormat, PassengerDistance, Power, Quantity, Rate, Ratio, Reading, Rounding,
    Scalar, ThousandsMark, Unit, VehicleDistance, Volume,
};
use proptest::prelude::*;
use proptest::sample::select;
use std::collections::BTreeMap;

fn ten_to(power: u64) -> BigInt {
    BigInt::from(10).pow(u32::try_from(power).unwrap())
}

/// The integers of a sum at the common scale, and of the sum.
fn aligned(a: &BigDecimal, b: &BigDecimal) -> (BigInt, BigInt) {
    let ((a, sa), (b, sb)) = (canonical(a), canonical(b));
    let scale = sa.max(sb);
    (a * ten_to(scale - sa), b * ten_to(scale - sb))
}

/// What an operation must give: the oracle's number if it is held, else the error that says it is too large.
fn agrees(got: Result<Exact, Error>, wanted: &BigDecimal, held: bool) -> Result<(), TestCaseError> {
    match got {
        Ok(number) => {
            prop_assert!(held, "{} is past the bounds", wanted);
            prop_assert_eq!(number.to_string(), plain(wanted));
        }
        Err(error) => {
            prop_assert!(matches!(error, Error::TooLarge { .. }), "{}", error);
            prop_assert!(!held, "{} would be held: {}", plain(wanted), error);
        }
    }
    Ok(())
}

fn rounding() -> impl Strategy<Value = (Rounding, RoundingMode)> {
    select(vec![
        (Rounding::HalfEven, RoundingMode::HalfEven),
        (Rounding::HalfUp, RoundingMode::HalfUp),
        (Rounding::Down, RoundingMode::Down),
    ])
}

/// Whether a division by this ends.
fn ends(mut denominator: BigInt) -> bool {
    for prime in [2, 5] {
        while &denominator % prime == BigInt::from(0) {
            denominator /= prime;
        }
    }
    denominator == BigInt::from(1)
}

/// Numerator and denominator of a quotient in whole numbers without a common divisor; the denominator above zero.
fn reduced(a: &BigDecimal, b: &BigDecimal) -> (BigInt, BigInt) {
    let (mut above, mut below) = aligned(a, b);
    if below < BigInt::from(0) {
        (above, below) = (-above, -below);
    }
    let (mut common, mut rest) = (above.clone(), below.clone());
    while rest != BigInt::from(0) {
        (common, rest) = (rest.clone(), common % rest);
    }
    let common = if common < BigInt::from(0) { -common } else { common };
    (above / &common, below / common)
}

/// The quotient, half-even at so many places.
fn half_even(n: &BigInt, d: &BigInt, places: u64) -> BigDecimal {
    let raised: BigInt = n * ten_to(places);
    let negative = raised < BigInt::from(0);
    let raised = if negative { -raised } else { raised };
    let (mut whole, rest): (BigInt, BigInt) = (&raised / d, &raised % d);
    let twice: BigInt = rest * 2;
    if twice > *d || (twice == *d && &whole % 2 == BigInt::from(1)) {
        whole += 1;
    }
    BigDecimal::new(if negative { -whole } else { whole }, i64::try_from(places).unwrap())
}

/// What closing must give.
fn quotient(a: &BigDecimal, b: &BigDecimal) -> (BigDecimal, bool) {
    let (n, d) = reduced(a, b);
    if ends(d.clone()) {
        // At most 255 twos or fives.
        let whole: BigInt = &n * ten_to(600) / &d;
        return (BigDecimal::new(whole, 600), false);
    }
    (half_even(&n, &d, u64::from(CLOSING_PLACES)), true)
}

fn above_zero(text: &str) -> Exact {
    let number = exact(text);
    if number.is_zero() { Exact::ONE } else { number }
}

proptest! {
    #[test]
    fn a_product_is_whole_or_too_large(a in wide(), b in wide()) {
        let wanted = big(&a) * big(&b);
        agrees(exact(&a).checked_mul(exact(&b)), &wanted, is_held(&wanted))?;
    }

    #[test]
    fn a_product_of_two_halves_of_the_width_is_whole(a in cell(), b in cell()) {
        let wanted = big(&a) * big(&b);
        agrees(exact(&a).checked_mul(exact(&b)), &wanted, true)?;
    }

    /// A sum is made at the wider of the two scales: there the summands and the sum must fit.
    #[test]
    fn a_sum_is_whole_or_too_large(a in wide(), b in wide()) {
        let (x, y) = aligned(&big(&a), &big(&b));
        let wanted = big(&a) + big(&b);
        agrees(exact(&a).checked_add(exact(&b)), &wanted, fits(&x) && fits(&y) && fits(&(&x + &y)))?;
    }

    #[test]
    fn a_difference_is_whole_or_too_large(a in wide(), b in wide()) {
        let (x, y) = aligned(&big(&a), &big(&b));
        let wanted = big(&a) - big(&b);
        agrees(exact(&a).checked_sub(exact(&b)), &wanted, fits(&x) && fits(&y) && fits(&(&x - &y)))?;
    }

    #[test]
    fn any_order_gives_the_same_sum(cells in prop::collection::vec(cell(), 0..30), turn in 0..30_usize) {
        let numbers: Vec<Exact> = cells.iter().map(|cell| exact(cell)).collect();
        let mut other = numbers.clone();
        other.reverse();
        other.rotate_left(turn % numbers.len().max(1));
        let wanted: BigDecimal = cells.iter().map(big).sum();
        agrees(Exact::sum(numbers), &wanted, true)?;
        agrees(Exact::sum(other), &wanted, true)?;
    }

    #[test]
    fn numbers_stand_in_their_order(a in wide(), b in wide()) {
        prop_assert_eq!(exact(&a).cmp(&exact(&b)), big(&a).cmp(&big(&b)));
        prop_assert_eq!(exact(&a) == exact(&b), big(&a) == big(&b));
    }

    /// Numbers that differ in the last digit only.
    #[test]
    fn neighbours_stand_in_their_order(a in wide(), scale in 0..=76_u32) {
        let step = Exact::new(1, scale)?;
        let next = exact(&a).checked_add(step).unwrap_or(exact(&a).checked_sub(exact(&a))?);
        prop_assert_eq!(exact(&a).cmp(&next), big(&a).cmp(&big(next)));
        prop_assert_eq!(next.cmp(&exact(&a)), big(next).cmp(&big(&a)));
    }

    #[test]
    fn a_number_is_written_back_as_it_was_read(a in wide()) {
        prop_assert_eq!(exact(&a).to_string(), plain(&big(&a)));
        round_trips(&exact(&a))?;
    }

    #[test]
    fn zeros_around_a_number_do_not_change_it(a in cell(), before in 0..9_usize, behind in 1..9_usize) {
        let (sign, digits) = a.strip_prefix('-').map_or(("", a.as_str()), |digits| ("-", digits));
        let dot = if digits.contains('.') { "" } else { "." };
        let padded = format!("{sign}{}{digits}{dot}{}", "0".repeat(before), "0".repeat(behind));
        prop_assert_eq!(exact(&padded), exact(&a));
    }

    #[test]
    fn rounding_is_that_of_the_oracle_and_says_so(a in wide(), places in 0..80_u32, (own, theirs) in rounding()) {
        let (number, changed) = exact(&a).round(places, own);
        let wanted = big(&a).with_scale_round(i64::from(places), theirs);
        prop_assert_eq!(number.to_string(), plain(&wanted));
        prop_assert_eq!(changed, wanted != big(&a));
    }

    /// As many places as 96 bits hold, at most 28; and it says whether digits were lost.
    #[test]
    fn a_decimal_says_when_it_rounded(a in wide(), (own, theirs) in rounding()) {
        let nearest = (0..=28).rev().map(|places| big(&a).with_scale_round(places, theirs)).find(|near| canonical(near).0.bits() <= 96);
        match (exact(&a).to_decimal(own), nearest) {
            (Ok((decimal, rounded)), Some(wanted)) => {
                prop_assert_eq!(big(decimal).normalized(), wanted.normalized());
                prop_assert_eq!(rounded, wanted != big(&a));
                prop_assert_eq!(Exact::from(decimal).to_string(), plain(&wanted));
            }
            (got, wanted) => prop_assert!(got.is_err() && wanted.is_none(), "{:?} for {:?}", got, wanted),
        }
    }

    #[test]
    fn a_negative_is_the_same_below_zero(a in wide()) {
        let number = exact(&a);
        prop_assert_eq!(big(number.checked_neg()?), -big(&a));
        prop_assert!(number.checked_add(number.checked_neg()?)?.is_zero());
        prop_assert_eq!(number.is_negative(), big(&a) < 0);
        prop_assert_eq!(number.is_zero(), big(&a) == 0);
    }

    /// Whole where the division ends, half-even at 10^-12 where it does not.
    #[test]
    fn a_ratio_of_cells_closes_as_the_oracle_divides(a in cell(), b in cell()) {
        let (a, b) = (exact(&a), above_zero(&b));
        let (wanted, rounded) = quotient(&big(a), &big(b));
        match Ratio::new(a, b)?.evaluate() {
            Ok(closed) => {
                prop_assert_eq!(closed.value().to_string(), plain(&wanted));
                prop_assert_eq!(closed.rounded(), rounded);
            }
            Err(error) => prop_assert!(!is_held(&wanted), "{}: {} would be held", error, wanted),
        }
    }

    #[test]
    fn a_wide_ratio_closes_right_or_not_at_all(a in wide(), b in wide()) {
        let (a, b) = (exact(&a), above_zero(&b));
        let (wanted, rounded) = quotient(&big(a), &big(b));
        match Ratio::new(a, b)?.evaluate() {
            Ok(closed) => prop_assert_eq!((closed.value().to_string(), closed.rounded()), (plain(&wanted), rounded)),
            Err(error) => prop_assert!(matches!(error, Error::TooLarge { .. }), "{}", error),
        }
    }

    /// Halves at the thirteenth digit, where even and odd part.
    #[test]
    fn halves_go_to_the_even_digit(whole in 0..1_000_000_i128, odd in select(vec![3_i128, 7, 9, 11, 13])) {
        // (whole + 1/2) 10^-12 plus or minus a third, a seventh ... of its last digit.
        for nudge in [-1, 1] {
            let top = (2 * whole + 1) * odd * 1000 + nudge;
            let ratio = Ratio::new(Exact::new(top, 0)?, Exact::new(2 * odd * 1000, 0)?.checked_mul(exact("1000000000000"))?)?;
            let wanted = Exact::new(if nudge < 0 { whole } else { whole + 1 }, 12)?;
            prop_assert_eq!((ratio.evaluate()?.value(), ratio.evaluate()?.rounded()), (wanted, true));
        }
        let third = Ratio::new(Exact::new((2 * whole + 1) * 3, 0)?, exact("6"))?;
        prop_assert_eq!(third.divided(0, Rounding::HalfEven)?, Exact::new(whole + whole % 2, 0)?);
        prop_assert_eq!(third.divided(0, Rounding::HalfUp)?, Exact::new(whole + 1, 0)?);
        prop_assert_eq!(third.divided(0, Rounding::Down)?, Exact::new(whole, 0)?);
    }

    #[test]
    fn shares_add_in_any_order_and_grouping(parts in prop::collection::vec((-99_999_i64..99_999, 1_i64..999), 3)) {
        let ratios: Vec<Ratio> = parts.iter().map(|(n, d)| Ratio::new(*n, *d)).collect::<Result<_, _>>()?;
        let [a, b, c] = ratios.as_slice() else { return Ok(()) };
        prop_assert!(same(a.checked_add(*b)?, b.checked_add(*a)?));
        prop_assert!(same(a.checked_add(*b)?.checked_add(*c)?, a.checked_add(b.checked_add(*c)?)?));
        prop_assert_eq!(a.checked_add(*b)?.checked_add(*c)?.evaluate()?, a.checked_add(b.checked_add(*c)?)?.evaluate()?);
        prop_assert!(same(a.checked_add(Ratio::from(Exact::ZERO))?, *a));
        prop_assert!(same(a.checked_mul(*b)?, b.checked_mul(*a)?));
        prop_assert!(same(a.complement()?.checked_add(*a)?, Ratio::ONE));
        prop_assert!(same(a.reduced(), *a));
    }

    /// A share is made from 0 to 1 only, in both numbers.
    #[test]
    fn a_fraction_is_made_from_none_to_all(part in -999_i64..1999, whole in 1_i64..999) {
        let (ratio, right) = (Ratio::new(part, whole)?, (0..=whole).contains(&part));
        prop_assert_eq!(Fraction::new(ratio).is_ok(), right);
        prop_assert_eq!(Fraction::new(f64::from_ratio(ratio)?).is_ok(), right);
        prop_assert_eq!(ratio.to_string().parse::<Fraction>().is_ok(), right);
    }

    /// What a share leaves, and a part of it, are shares again.
    #[test]
    fn a_fraction_and_what_it_leaves_are_the_whole(part in share(), other in share()) {
        round_trips(&part)?;
        prop_assert!(same(Fraction::sum([part, part.complement()?])?, Ratio::ONE));
        prop_assert!(Fraction::new(part.checked_mul(other)?.number()).is_ok());
        prop_assert_eq!(part.complement()?.is_zero(), part.is_one());
    }

    #[test]
    fn dividing_by_a_ratio_undoes_multiplying(a in (-99_999_i64..99_999, 1_i64..999), b in (1_i64..99_999, 1_i64..999), sign in any::<bool>()) {
        let (a, b) = (Ratio::new(a.0, a.1)?, Ratio::new(if sign { -b.0 } else { b.0 }, b.1)?);
        prop_assert!(same(a.checked_mul(b)?.checked_div(b)?, a));
        prop_assert!(!a.checked_div(b)?.denominator().is_negative());
    }

    #[test]
    fn a_ratio_is_written_back_as_it_was_read(a in wide(), b in wide()) {
        let ratio = Ratio::new(exact(&a), above_zero(&b))?;
        round_trips(&ratio)?;
    }

    #[test]
    fn every_unit_goes_to_its_base_and_back(value in cell()) {
        for unit in Unit::all() {
            let base = Reading::new(exact(&value), unit).in_base()?;
            let back = Ratio::new(base, unit.multiplier())?.evaluate()?;
            prop_assert_eq!((back.value(), back.rounded()), (exact(&value), false), "{}", unit);
        }
    }

    #[test]
    fn a_reading_is_written_back_as_it_was_read(value in wide()) {
        for unit in Unit::all() {
            let reading = Reading::new(exact(&value), unit);
            prop_assert_eq!(serde_json::to_value(reading)?, serde_json::Value::String(reading.to_string()));
            round_trips(&reading)?;
        }
    }

    #[test]
    fn every_quantity_is_written_back_as_it_was_read(value in wide()) {
        let value = exact(&value);
        macro_rules! kinds {
            ($($kind:ident)*) => { $(
                let quantity = $kind::from_base(value);
                round_trips(&quantity)?;
                reads_back(&Amount::<$kind>::from(quantity))?;
                prop_assert_eq!(Unit::base($kind::DIMENSION).dimension(), $kind::DIMENSION);
                prop_assert!(Coefficient::<Mass, $kind>::from_parts(Mass::ZERO, $kind::ZERO).is_err());
            )* };
        }
        kinds!(Mass Energy Volume NormalVolume GasVolume Area Distance VehicleDistance PassengerDistance FreightDistance Heads Power);
    }

    #[test]
    fn a_factor_multiplies_first_and_divides_last(mass in amount(), per in amount(), used in amount()) {
        let per = if per.is_zero() { Exact::ONE } else { per };
        let factor = Coefficient::from_parts(Mass::from_base(mass), Energy::from_base(per))?;
        let share = factor.of(Energy::from_base(used).into())?;
        prop_assert!(same(share.number(), Ratio::new(mass.checked_mul(used)?, per)?));
        prop_assert_eq!(share.quantity()?.base(), Ratio::new(mass.checked_mul(used)?, per)?.evaluate()?.value());
        prop_assert_eq!(Mass::sum([share, share])?, share.checked_add(share)?.quantity()?);
    }

    #[test]
    fn money_is_written_back_as_it_was_read(value in wide(), currency in "[A-Z]{3}", year in any::<u16>()) {
        round_trips(&Money::new(exact(&value), &currency, year)?)?;
    }

    #[test]
    fn money_of_two_kinds_does_not_add(a in amount(), b in amount(), year in 1900..2100_u16) {
        let baht = Money::new(a, "THB", year)?;
        prop_assert_eq!(baht.checked_add(&Money::new(b, "THB", year)?)?.amount(), a.checked_add(b)?);
        prop_assert!(baht.checked_add(&Money::new(b, "JPY", year)?).is_err());
        prop_assert!(baht.checked_add(&Money::new(b, "THB", year + 1)?).is_err());
    }

    #[test]
    fn a_currency_is_three_capitals(currency in "\\PC{0,5}") {
        let right = currency.len() == 3 && currency.bytes().all(|letter| letter.is_ascii_uppercase());
        prop_assert_eq!(Money::new(1, &currency, 2024).is_ok(), right);
    }

    #[test]
    fn a_closed_figure_reads_back(a in cell(), b in 1_i64..999) {
        reads_back::<Closed>(&Ratio::new(exact(&a), b)?.evaluate()?)?;
    }

    /// Nothing below zero comes out of a difference of quantities.
    #[test]
    fn what_is_left_is_not_below_zero(a in amount(), b in amount()) {
        let left = Mass::from_base(a).checked_sub(Mass::from_base(b))?;
        prop_assert_eq!(left.map(Quantity::base), (a >= b).then(|| a.checked_sub(b)).transpose()?);
    }
}

/// The policy for numbers, read by hand: what the cell represents, or none.
fn by_the_policy(cell: &str, format: NumberFormat) -> Option<BigDecimal> {
    let thai = |letter: char| {
        "๐๑๒๓๔๕๖๗๘๙".chars().position(|digit| digit == letter).and_then(|digit| char::from_digit(u32::try_from(digit).ok()?, 10))
    };
    let text: String = cell.chars().map(|letter| thai(letter).filter(|_| format.thai_digits).unwrap_or(letter)).collect();
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let (body, exponent) = match text.split_once(['e', 'E']).filter(|_| format.exponent) {
        Some((body, exponent)) => {
            all_digits(exponent.strip_prefix(['-', '+']).unwrap_or(exponent)).then_some(())?;
            (body, exponent.strip_prefix('+').unwrap_or(exponent).parse::<i64>().ok()?)
        }
        None => (text.as_str(), 0),
    };
    let (sign, digits) = body.strip_prefix('-').map_or(("", body), |digits| ("-", digits));
    let mark = if format.decimal == Some(DecimalMark::Comma) { ',' } else { '.' };
    let (whole, behind) = digits.split_once(mark).map_or((digits, None), |(whole, behind)| (whole, Some(behind)));
    let between: &[char] = match format.thousands {
        Some(ThousandsMark::OtherMark) => {
            if mark == ',' {
                &['.']
            } else {
                &[',']
            }
        }
        Some(ThousandsMark::Space) => &[' ', '\u{a0}', '\u{202f}'],
        Some(ThousandsMark::Apostrophe) => &['\'', '’'],
        _ => &[],
    };
    let whole = if whole.contains(between) {
        let groups: Vec<&str> = whole.split(between).collect();
        (groups[0].len() <= 3 && groups[1..].iter().all(|group| group.len() == 3)).then_some(())?;
        groups.iter().all(|group| all_digits(group)).then(|| groups.concat())?
    } else {
        whole.to_owned()
    };
    (all_digits(&whole) && behind.is_none_or(all_digits)).then_some(())?;
    let behind = behind.unwrap_or_default();
    (whole.len() + behind.len() <= 28).then_some(())?;
    let places = i64::try_from(behind.len()).unwrap() - exponent;
    (-28..=28).contains(&places).then_some(())?;
    let number = BigDecimal::new(format!("{sign}{whole}{behind}").parse().unwrap(), places);
    (plain(&number).bytes().filter(u8::is_ascii_digit).count() <= 28).then_some(number)
}

fn format() -> impl Strategy<Value = NumberFormat> {
    let decimal = prop::sample::select(vec![None, Some(DecimalMark::Point), Some(DecimalMark::Comma)]);
    let thousands = [ThousandsMark::OtherMark, ThousandsMark::Space, ThousandsMark::Apostrophe].map(Some);
    let thousands = prop::sample::select([&thousands[..], &[None]].concat());
    (decimal, thousands, any::<(bool, bool)>()).prop_map(|(decimal, thousands, (thai_digits, exponent))| {
        let format = NumberFormat::default().with_thai_digits(thai_digits).with_exponent(exponent);
        format.with_decimal(decimal).with_thousands(thousands)
    })
}

/// Cells that nearly are numbers, or are.
fn odd_cell() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => cell(),
        2 => "-?[0-9]{1,4}(,[0-9]{3}){1,3}(\\.[0-9]{1,3})?",
        2 => "-?[0-9]{1,4}(\\.[0-9]{3}){1,3}(,[0-9]{1,3})?",
        2 => "-?[0-9]{1,4}([ '\u{202f}][0-9]{3}){1,2}([.,][0-9]{1,3})?",
        2 => "-?[0-9]{1,12}(\\.[0-9]{1,12})?[eE][-+]?[0-9]{1,2}",
        2 => "-?[๐-๙]{1,9}(\\.[๐-๙0-9]{1,3})?",
        2 => "[-+]?[0-9]{0,20}\\.?[0-9]{0,20}",
        2 => "[-+0-9.,eE_ %๑๒/x]{0,12}",
        1 => "[0-9]{26,31}(\\.[0-9]{1,3})?",
        1 => "\\PC{0,12}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn a_cell_is_a_number_exactly_when_the_policy_says_so(cell in odd_cell(), format in format()) {
        match (format.parse(&cell), by_the_policy(&cell, format)) {
            (Ok(number), Some(wanted)) => prop_assert_eq!(number.to_string(), plain(&wanted), "{}", cell),
            (Err(problem), None) => {
                prop_assert!([ErrorKind::Number, ErrorKind::Digits].contains(&problem.kind()), "{}: {}", cell, problem);
                prop_assert!(problem.to_string().len() <= 500 && !problem.to_string().contains(char::is_control));
            }
            (got, wanted) => prop_assert!(false, "{:?}: {:?}, by hand {:?}", cell, got, wanted),
        }
    }

    #[test]
    fn parsers_take_any_text(text in "\\PC{0,40}") {
        let _ = text.parse::<Exact>();
        let _ = text.parse::<Ratio>();
        let _ = text.parse::<Reading>();
        let _ = text.parse::<Unit>();
        let _ = text.parse::<Mass>();
        let _ = text.parse::<Rate>();
        let _ = text.parse::<Money>();
        let _ = text.parse::<Dimension>();
        let _ = NumberFormat::default().parse(&text);
    }
}

#[test]
fn every_spelling_of_a_unit_is_one_unit() {
    let mut spellings: BTreeMap<String, String> = BTreeMap::new();
    let table = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/quantity/units.csv")).unwrap();
    for line in table.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let [dimension, symbol, multiplier, aliases, source] = cells.as_slice() else { panic!("{line}") };
        assert!(!source.is_empty(), "{symbol} has no source");
        for spelling in std::iter::once(*symbol).chain(aliases.split('|')).filter(|spelling| !spelling.is_empty()) {
            assert_eq!(spellings.insert(spelling.to_owned(), (*symbol).to_owned()), None, "{spelling} occurs twice");
            let unit: Unit = spelling.parse().unwrap_or_else(|error| panic!("{spelling}: {error}"));
            assert_eq!((unit.symbol(), unit.dimension().name(), unit.multiplier()), (*symbol, *dimension, exact(multiplier)));
            assert_eq!(serde_json::from_value::<Unit>(serde_json::to_value(unit).unwrap()).unwrap(), unit);
        }
    }
    assert_eq!(Unit::all().count(), table.lines().count() - 1);
    // Each dimension has a base unit, and it is in the table.
    for unit in Unit::all() {
        let base = Unit::base(unit.dimension());
        assert_eq!((base.multiplier(), base.dimension()), (Exact::ONE, unit.dimension()));
        assert!(unit.multiplier() > Exact::ZERO);
        assert_eq!(unit.dimension().to_string().parse::<Dimension>().unwrap(), unit.dimension());
    }
}

/// Thousands and millions in words are exactly so many of the unit, or refused with how many of which unit to write: never one of it.
#[test]
fn words_of_thousands_before_a_unit_are_never_one_of_it() {
    let table = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/src/quantity/multiples.csv")).unwrap();
    let mut read = 0;
    for line in table.lines().skip(1) {
        let (word, power) = line.rsplit_once(',').and_then(|(rest, _)| rest.rsplit_once(',')).unwrap();
        let word = word.trim_matches('"');
        let times = Exact::new(10_i128.pow(power.parse().unwrap()), 0).unwrap();
        for unit in Unit::all() {
            let wanted = unit.multiplier().checked_mul(times).unwrap();
            for between in ["", " "] {
                let text = format!("{word}{between}{}", unit.symbol());
                if between.is_empty() && unit.symbol().starts_with(|first: char| first.is_ascii_digit()) {
                    continue;
                }
                // A Latin word ends at a space, and of two words of multiples none is read: 천백만 is 11 million.
                let is_latin = word
                    .ends_with(|last: char| last.is_alphabetic() && last < '\u{2000}' && !('\u{e00}'..'\u{e80}').contains(&last));
                let goes_on = between.is_empty() && is_latin && unit.symbol().starts_with(char::is_alphabetic);
                if goes_on || unit.symbol().starts_with("million ") || unit.symbol().starts_with("1000 ") {
                    assert!(text.parse::<Unit>().is_err(), "{text}");
                    continue;
                }
                match text.parse::<Unit>() {
                    Ok(found) => {
                        read += 1;
                        assert_eq!((found.dimension(), found.multiplier()), (unit.dimension(), wanted), "{text}: {found}");
                    }
                    Err(error) => {
                        let clear = if unit.symbol() == "ton" { "t" } else { unit.symbol() };
                        let wanted =
                            format!("\"{text}\": no unit of this size; write the amount in {clear}, multiplied by {times}");
                        assert_eq!(error.to_string(), wanted);
                    }
                }
            }
        }
    }
    assert!(read > 1000, "{read}");
}

#[test]
fn slips_of_units_lead_to_their_symbol_and_never_to_another_size() {
    for (text, wanted) in [
        ("kWhh", "unknown unit; did you mean \"kWh\"?"),
        ("tấn ", "spaces before or after the unit; write \"tấn\""),
        (" kWh", "spaces before or after the unit; write \"kWh\""),
        ("tr kWh", "unknown unit; see the table of units"),
        ("拾リットル", "unknown unit; see the table of units"),
        ("thousand kilogrm", "unknown unit; did you mean \"thousand kilogram\"?"),
        ("millelitre", "unknown unit; did you mean \"millilitre\"?"),
        ("millegram", "unknown unit; did you mean \"milligram\"?"),
        ("천백만kWh", "unknown unit; see the table of units"),
        ("1000 1000 m3", "unknown unit; see the table of units"),
        ("mm3", "unknown unit; see the table of units"),
        ("billion litres", "unknown unit; see the table of units"),
        ("gigatonne", "unknown unit; see the table of units"),
        ("thousandth kWh", "unknown unit; see the table of units"),
        ("milijoule", "unknown unit; see the table of units"),
        ("thousand tons", "no unit of this size; write the amount in t, multiplied by 1000"),
    ] {
        assert_eq!(text.parse::<Unit>().unwrap_err().to_string(), format!("\"{text}\": {wanted}"));
    }
}

/// Capitals that change the meaning are distinguished: no spelling in other letters gives another size.
#[test]
fn letters_that_change_the_meaning_are_distinguished() {
    for (right, wrong) in
        [("mWh", "MWh"), ("mg", "Mg"), ("mL", "ML"), ("m", "M"), ("kt", "Kt"), ("mt", "Mt"), ("g", "G"), ("MW", "mW")]
    {
        let (right, wrong) = (right.parse::<Unit>().ok(), wrong.parse::<Unit>().ok());
        assert!(right.is_none() || right.map(Unit::multiplier) != wrong.map(Unit::multiplier), "{right:?} {wrong:?}");
    }
    assert!("mwh".parse::<Unit>().is_err() && "MWH".parse::<Unit>().is_err());
}

#[test]
fn the_largest_numbers_are_held_and_one_more_is_not() {
    let nines = "9".repeat(76);
    for text in [nines.clone(), format!("-{nines}"), written(false, &nines, 76), written(true, &nines, 28)] {
        parses_back(&exact(&text)).unwrap();
    }
    assert!(matches!(exact(&nines).checked_mul(exact("10")), Err(Error::TooLarge { .. })));
    assert!(matches!(written(false, "1", 77).parse::<Exact>(), Err(Error::TooLarge { .. })));
    assert_eq!(written(false, "10", 77).parse::<Exact>().unwrap(), Exact::new(1, 76).unwrap());
    let least = exact("57896044618658097711785492504343953926634992332820282019728792003956564819967").checked_neg().unwrap();
    assert!(least.checked_sub(Exact::ONE).is_err());
}
