//! Methods: linear, bounded by what goes in, and whole over all years.

use crate::given::{exact, hundredths, same, share};
use citycarbon::methods::basis::WasteMass;
use citycarbon::methods::incineration::BurntWaste;
use citycarbon::methods::landfill::{Commitment, decayed};
use citycarbon::methods::wastewater::domestic::DomesticWastewater;
use citycarbon::methods::wastewater::nitrogen::{EffluentNitrogen, Protein};
use citycarbon::methods::{ChainTerm, TermKind};
use citycarbon::quantity::{Coefficient, Exact, Fraction, Heads, Mass, Quantity, Ratio, Rounding, Scalar, exp_of_minus, power};
use proptest::prelude::*;

fn commitment() -> impl Strategy<Value = Commitment> {
    (share(), share(), share(), share(), share(), share()).prop_map(|(doc, docf, mcf, f, recovered, oxidised)| Commitment {
        degradable_organic_carbon: doc,
        decomposable_fraction: docf,
        methane_correction_factor: mcf,
        methane_fraction: f,
        methane_recovery: recovered,
        oxidation_factor: oxidised,
    })
}

fn burnt() -> impl Strategy<Value = BurntWaste> {
    (share(), share(), share(), share()).prop_map(|(dry, carbon, fossil, oxidised)| BurntWaste {
        dry_matter_content: dry,
        total_carbon_content: carbon,
        fossil_carbon_fraction: fossil,
        oxidation_factor: oxidised,
    })
}

/// The share of a deposit that decomposes in a year.
fn decayed_share(k: Exact, month: u8, year: u16) -> Exact {
    decayed(Ratio::from(k), month, year).unwrap().evaluate().unwrap().value()
}

/// Tonnes of waste, up to what a large country makes in a year.
fn waste() -> impl Strategy<Value = Mass> {
    (0_u32..1_000_000_000).prop_map(Mass::tonnes)
}

fn product(chain: &[ChainTerm]) -> Ratio {
    chain.iter().fold(Ratio::ONE, |product, term| product.checked_mul(term.number).unwrap())
}

proptest! {
    /// Twice the waste, twice the gas; two loads separately, the same gas as together.
    #[test]
    fn commitment_is_linear_in_waste(method in commitment(), a in waste(), b in waste()) {
        let together = method.methane(a.checked_add(b).unwrap().into()).unwrap().number();
        let apart = method.methane(a.into()).unwrap().checked_add(method.methane(b.into()).unwrap()).unwrap().number();
        prop_assert!(same(together, apart));
    }

    /// Carbon that leaves as CH4 is never more than the degradable carbon that came in.
    #[test]
    fn no_more_carbon_leaves_a_landfill_than_comes_in(method in commitment(), waste in waste()) {
        let methane = method.methane(waste.into()).unwrap().number();
        let carbon = methane.checked_mul(Ratio::new(12, 16).unwrap()).unwrap();
        let came = method.degradable_organic_carbon.number().checked_mul(waste.base()).unwrap();
        prop_assert!(carbon.numerator().checked_mul(came.denominator()).unwrap() <= came.numerator().checked_mul(carbon.denominator()).unwrap());
    }

    /// More recovered or oxidised, less emitted; all of it, none.
    #[test]
    fn recovery_and_oxidation_take_away(method in commitment(), more in share(), waste in waste()) {
        let before = method.methane(waste.into()).unwrap().number();
        for changed in [
            Commitment { methane_recovery: larger(method.methane_recovery, more), ..method },
            Commitment { oxidation_factor: larger(method.oxidation_factor, more), ..method },
        ] {
            let after = changed.methane(waste.into()).unwrap().number();
            prop_assert!(after.numerator().checked_mul(before.denominator()).unwrap() <= before.numerator().checked_mul(after.denominator()).unwrap());
        }
        let none = Commitment { methane_recovery: Fraction::ONE, ..method }.methane(waste.into()).unwrap().quantity().unwrap();
        prop_assert_eq!(none, Mass::ZERO);
    }

    /// Fossil and biogenic CO2 are together the carbon that oxidises, as CO2.
    #[test]
    fn carbon_burnt_is_fossil_or_biogenic(method in burnt(), waste in waste()) {
        let fossil = product(&method.fossil_chain().unwrap()).checked_mul(waste.base()).unwrap();
        let biogenic = product(&method.biogenic_chain().unwrap()).checked_mul(waste.base()).unwrap();
        let carbon = [method.dry_matter_content, method.total_carbon_content, method.oxidation_factor].map(Fraction::number);
        let as_co2 = Ratio::new(44, 12).unwrap().checked_mul(waste.base()).unwrap();
        let all = carbon.into_iter().fold(as_co2, |all, part| all.checked_mul(part).unwrap());
        prop_assert!(same(fossil.checked_add(biogenic).unwrap(), all));
        prop_assert!(same(fossil, method.fossil_co2(WasteMass::new(waste)).unwrap().number()));
    }

    /// Terms that are one less a parameter say so in their name, and are it.
    #[test]
    fn what_is_left_by_a_share_is_named_so(method in commitment()) {
        let terms = method.chain().unwrap();
        let one_less: Vec<_> = terms.iter().filter(|term| term.kind == TermKind::OneLess).collect();
        prop_assert_eq!(one_less.len(), 2);
        for (term, (name, share)) in one_less.iter().zip([
            ("1 - methane-recovery", method.methane_recovery),
            ("1 - oxidation-factor", method.oxidation_factor),
        ]) {
            prop_assert_eq!(term.to_string(), name);
            prop_assert!(same(term.number.checked_add(share.number()).unwrap(), Ratio::ONE));
        }
    }

    /// Persons of two districts emit what they emit together.
    #[test]
    fn wastewater_is_linear_in_persons(a in 0_u32..20_000_000, b in 0_u32..20_000_000, mcf in share(), protein in share()) {
        let organic = DomesticWastewater {
            bod_per_person: Coefficient::new(Ratio::new(4, 100).unwrap()),
            bod_correction_factor: Ratio::new(125, 100).unwrap(),
            methane_producing_capacity: Ratio::new(6, 10).unwrap(),
            methane_correction_factor: mcf,
        };
        let nitrogen = EffluentNitrogen {
            protein: Protein {
                protein_supply: Coefficient::new(protein.number()),
                protein_consumed_fraction: None,
                nitrogen_in_protein: hundredths(16),
                household_nitrogen_factor: None,
                non_consumed_protein_factor: Ratio::new(11, 10).unwrap(),
            },
            industrial_codischarge_factor: Ratio::new(125, 100).unwrap(),
            effluent_nitrogen_fraction: Fraction::from_parts(5, 1000).unwrap(),
        };
        for of in [&|persons: Heads| organic.methane(persons.into()), &|persons: Heads| nitrogen.nitrous_oxide(persons.into())] as [&dyn Fn(Heads) -> citycarbon::Result<_>; 2] {
            let apart = of(Heads::count(a)).unwrap().checked_add(of(Heads::count(b)).unwrap()).unwrap().number();
            prop_assert!(same(of(Heads::count(u64::from(a) + u64::from(b))).unwrap().number(), apart));
        }
    }

    /// What decomposes over the first years and what is left are one, to the last digit; a delay shifts it and takes nothing.
    #[test]
    fn decay_over_all_years_is_the_deposit(k in 1_i64..=100, month in 7_u8..=13, years in 0_u16..80) {
        let k = Exact::from(k).checked_mul(exact("0.01")).unwrap();
        let gone = (0..=years).fold(Exact::ZERO, |sum, year| sum.checked_add(decayed_share(k, month, year)).unwrap());
        let months = i64::from(years) * 12 + i64::from(13 - month);
        let left = exp_of_minus(Ratio::new(k.checked_mul(Exact::from(months)).unwrap(), 12).unwrap(), 18).unwrap();
        prop_assert_eq!(gone.checked_add(left).unwrap(), Exact::ONE);
        let parts: Vec<Exact> = (0..=years).map(|year| decayed_share(k, month, year)).collect();
        prop_assert!(parts.iter().all(|part| !part.is_negative()));
    }

    /// e^-(a+b) is e^-a times e^-b, to the accuracy that is stated.
    #[test]
    fn the_exponential_turns_sums_into_products(a in 0_i64..20_000, b in 0_i64..20_000) {
        let e = |thousandths: i64| exp_of_minus(Ratio::new(thousandths, 1000).unwrap(), 28).unwrap();
        let off = e(a + b).checked_sub(e(a).checked_mul(e(b)).unwrap()).unwrap();
        let most = exact("0.000000000000000000000000001"); // 10^-27: three numbers, each within 10^-28
        prop_assert!(off <= most && off.checked_neg().unwrap() <= most, "{off}");
    }

    /// Powers add their exponents, to the accuracy that is stated.
    #[test]
    fn powers_of_a_share_fall(thousandths in 0_i64..=1000, exponent in 0_u32..60) {
        let base = Exact::from(thousandths).checked_mul(exact("0.001")).unwrap();
        let (now, next) = (power(base, exponent, 18).unwrap(), power(base, exponent + 1, 18).unwrap());
        prop_assert!(next <= now);
        prop_assert_eq!(now.checked_mul(base).unwrap().round(18, Rounding::HalfEven).0, next);
    }
}

fn larger(a: Fraction, b: Fraction) -> Fraction {
    if a.number().compare(b.number()).unwrap().is_ge() { a } else { b }
}

#[test]
fn decay_starts_in_a_month_from_july_on() {
    let error_text = |month| decayed(Ratio::from(exact("0.1")), month, 1).unwrap_err().to_string();
    assert_eq!(
        error_text(6),
        "\"6\": not a month in which decay starts; use 7 (no delay) to 13 (six months, the default of the IPCC)"
    );
    assert_eq!(
        error_text(14),
        "\"14\": not a month in which decay starts; use 7 (no delay) to 13 (six months, the default of the IPCC)"
    );
    let below = decayed(Ratio::from(exact("-0.1")), 13, 1).unwrap_err().to_string();
    assert_eq!(below, "\"-0.1\": the decay rate is below zero; enter a rate above zero, such as 0.4");
}

/// IPCC 2006, vol. 5, ch. 3, table 3A1.1: k = 0.1, 100 deposited each year, decay from January of the year after: methane carbon
/// decomposed in each year is printed as 0, 9.5, 18.1, 25.9, 33.0, 39.3, 45.1.
#[test]
fn the_printed_table_of_decay_comes_out() {
    let printed = ["0", "9.5", "18.1", "25.9", "33", "39.3", "45.1"];
    for (year, printed) in (0_u16..).zip(printed) {
        let sum = (0..=year).fold(Exact::ZERO, |sum, age| sum.checked_add(decayed_share(exact("0.1"), 13, age)).unwrap());
        let of_hundred = sum.checked_mul(Exact::from(100_i64)).unwrap();
        assert_eq!(of_hundred.round(1, Rounding::HalfEven).0.to_string(), printed, "year {year}");
    }
}
