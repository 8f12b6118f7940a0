//! Random landfills against an independent computation: every deposit followed by itself through all years, in numbers of sixty
//! digits, with powers of e from their own series.

use bigdecimal::num_bigint::BigInt;
use bigdecimal::{BigDecimal, RoundingMode};
use citycarbon::methods::landfill::{FirstOrderDecay, Landfills, Recovery, Since, Site, Stream};
use citycarbon::quantity::{Fraction, Mass, Quantity};
use citycarbon::taxonomy::Year;
use std::collections::BTreeMap;

const DIGITS: i64 = 60;

fn number(text: &str) -> BigDecimal {
    text.parse().unwrap()
}

/// e^-x for x of 0 to 100, by the series of e^(x/1024) and ten squarings, turned over.
fn power(x: &BigDecimal) -> BigDecimal {
    let cut = |number: BigDecimal| number.with_scale_round(DIGITS + 60, RoundingMode::HalfEven);
    let small = cut(x / BigDecimal::from(1024));
    let (mut sum, mut term) = (BigDecimal::from(1), BigDecimal::from(1));
    for n in 1..60 {
        term = cut(&term * &small / BigDecimal::from(n));
        sum += &term;
    }
    for _ in 0..10 {
        sum = cut(&sum * &sum);
    }
    cut(BigDecimal::from(1) / sum)
}

/// The library's own source of chance is none: a small one here.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }

    /// A share in thousandths.
    fn share(&mut self) -> String {
        format!("0.{:03}", self.below(1000))
    }
}

/// One random city, compared year by year.
fn agrees(chance: &mut Chance) {
    let (streams, sites, years) = (1 + chance.below(3), 1 + chance.below(3), 1 + chance.below(50));
    let (first, month) = (1960_u64, 7 + chance.below(7));
    let year = |at: u64| Year::new(u16::try_from(first + at).unwrap()).unwrap();
    let fraction = chance.share();
    let mut city: Landfills = Landfills::new(fraction.parse().unwrap());
    let mut kinds = Vec::new();
    for at in 0..streams {
        let (doc, part, rate) = (chance.share(), chance.share(), format!("0.{:03}", 1 + chance.below(999)));
        let decay = FirstOrderDecay::new(rate.parse().unwrap(), u8::try_from(month).unwrap()).unwrap();
        let stream =
            Stream { degradable_organic_carbon: doc.parse().unwrap(), decomposable_fraction: part.parse().unwrap(), decay };
        city.stream(&at.to_string(), stream);
        // What is left of a deposit at the end of each year after it, its own year first.
        let early = number(&rate) * BigDecimal::from(13 - month) / BigDecimal::from(12);
        let left: Vec<BigDecimal> = (0..years).map(|age| power(&(&early + number(&rate) * BigDecimal::from(age)))).collect();
        kinds.push((number(&doc) * number(&part), left));
    }
    let mut expected: BTreeMap<(u64, u64), BigDecimal> = BTreeMap::new();
    let mut most = BTreeMap::new();
    for place in 0..sites {
        let turn = chance.below(years);
        let (before, after, oxidation, captured) = (chance.share(), chance.share(), chance.share(), chance.share());
        let captured_from = chance.below(years);
        let share = |text: &str| text.parse::<Fraction>().unwrap();
        city.site(
            &place.to_string(),
            Site {
                methane_correction_factor: Since::new([(year(0), share(&before)), (year(turn.max(1)), share(&after))]),
                oxidation_factor: Since::always(share(&oxidation)),
                recovery: Recovery::Shares((captured_from..years).map(|at| (year(at), share(&captured))).collect()),
            },
        );
        let mut decomposed = vec![BigDecimal::from(0); usize::try_from(years).unwrap()];
        let mut total = BigDecimal::from(0);
        for (at, (carbon, left)) in kinds.iter().enumerate() {
            for then in 0..years {
                let tonnes = format!("{}.{:03}", chance.below(1_000_000), chance.below(1000));
                city.deposit(
                    &place.to_string(),
                    &at.to_string(),
                    year(then),
                    format!("{tonnes} t").parse::<Mass>().unwrap().into(),
                )
                .unwrap();
                let factor = if then < turn.max(1) { &before } else { &after };
                let deposit = number(&tonnes) * BigDecimal::from(1000) * carbon * number(factor);
                total += &deposit;
                let mut there = BigDecimal::from(1);
                for (now, left) in decomposed.iter_mut().skip(usize::try_from(then).unwrap()).zip(left) {
                    *now += &deposit * (&there - left);
                    there = left.clone();
                }
            }
        }
        let methane = number(&fraction) * BigDecimal::from(16) / BigDecimal::from(12);
        let passed = BigDecimal::from(1) - number(&oxidation);
        for (at, carbon) in (0..years).zip(decomposed) {
            let kept = if at >= captured_from { BigDecimal::from(1) - number(&captured) } else { BigDecimal::from(1) };
            expected.insert((place, at), carbon * &methane * kept * &passed);
        }
        // What the page of `FirstOrderDecay` states: in each year 10^-12 kg and 2^-64 of what was deposited, by stream, of the stock before and
        // after; 4/3 of it as CH4; and a handful of closings.
        let two_to_64 = BigDecimal::from(BigInt::from(1) << 64);
        let off = BigDecimal::from(2 * years) * (BigDecimal::from(streams) * number("0.000000000001") + total / two_to_64);
        most.insert(place, off * BigDecimal::from(4) / BigDecimal::from(3) + number("0.00000000001"));
    }
    let account = city.account(year(years - 1)).unwrap();
    let mut compared = 0;
    for (place, when, methane) in account.sites() {
        let key = (place.parse::<u64>().unwrap(), u64::from(when.number()) - first);
        let off = number(&methane.emitted.quantity().unwrap().base().to_string()) - &expected[&key];
        assert!(
            off.abs() <= most[&key.0],
            "site {place}, {when}: {} off by {off}, at most {}",
            methane.emitted.shown(),
            most[&key.0]
        );
        compared += 1;
    }
    assert_eq!(compared, sites * years);
}

#[test]
fn landfills_agree_with_every_deposit_followed_by_itself() {
    let mut chance = Chance(7);
    for _ in 0..60 {
        agrees(&mut chance);
    }
}
