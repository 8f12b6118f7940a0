//! Gases and their weights.

use crate::given::{amount, big, cell, exact, parses_back, reads_back, round_trips};
use bigdecimal::BigDecimal;
use citycarbon::error::{Error, Message};
use citycarbon::gas::{Co2e, Emissions, Gas, GwpSet, Stated, Substance};
use citycarbon::quantity::{Exact, Mass, Quantity};
use proptest::prelude::*;
use proptest::sample::select;

fn set() -> impl Strategy<Value = GwpSet> {
    select(GwpSet::ALL.to_vec())
}

/// Gases that every set of today weighs.
fn gas() -> impl Strategy<Value = Gas> {
    select(Gas::all().collect::<Vec<_>>())
}

fn substance() -> impl Strategy<Value = Substance> {
    prop_oneof![4 => gas().prop_map(Substance::Gas), 1 => set().prop_map(Substance::Stated)]
}

fn emissions_of(what: impl Strategy<Value = Substance>) -> impl Strategy<Value = Emissions> {
    prop::collection::vec((what, amount()), 0..9).prop_map(|parts| {
        let mut emissions = Emissions::default();
        for (substance, mass) in parts {
            emissions.add(substance, Mass::from_base(mass)).unwrap();
        }
        emissions
    })
}

fn emissions() -> impl Strategy<Value = Emissions> {
    emissions_of(substance())
}

proptest! {
    #[test]
    fn more_of_a_gas_never_weighs_less(emissions in emissions_of(gas().prop_map(Substance::Gas)), gas in gas(), more in amount()) {
        for set in [GwpSet::Ar5, GwpSet::Ar6] {
            let mut grown = emissions.clone();
            grown.add(Substance::Gas(gas), Mass::from_base(more))?;
            let (before, after) = (emissions.co2e(set, Stated::Refuse)?.mass(), grown.co2e(set, Stated::Refuse)?.mass());
            prop_assert_eq!(after > before, gas != Gas::CO2_BIOGENIC && !more.is_zero());
            prop_assert!(after >= before);
        }
    }

    #[test]
    fn co2e_is_the_sum_of_masses_by_weights(emissions in emissions_of(gas().prop_map(Substance::Gas))) {
        for set in [GwpSet::Ar5, GwpSet::Ar6] {
            let wanted: BigDecimal = emissions
                .iter()
                .filter_map(|(substance, mass)| match substance {
                    Substance::Gas(gas) => set.weight(gas).unwrap().map(|weight| big(weight) * big(mass.base())),
                    Substance::Stated(_) => None,
                })
                .sum();
            prop_assert_eq!(big(emissions.co2e(set, Stated::Refuse)?.mass().base()), wanted);
        }
    }

    #[test]
    fn biogenic_co2_is_in_no_co2e(emissions in emissions(), more in amount(), set in set()) {
        let mut with = emissions.clone();
        with.add(Substance::Gas(Gas::CO2_BIOGENIC), Mass::from_base(more))?;
        prop_assert_eq!(with.co2e(set, Stated::AsStated).ok(), emissions.co2e(set, Stated::AsStated).ok());
        prop_assert_eq!(Substance::Gas(Gas::CO2_BIOGENIC).co2e(Mass::from_base(more), set, Stated::Refuse)?, None);
    }

    #[test]
    fn a_stated_figure_is_weighed_in_its_own_set_only(mass in amount(), own in set(), asked in set()) {
        let mass = Mass::from_base(mass);
        let got = Substance::Stated(own).co2e(mass, asked, Stated::Refuse);
        if own == asked {
            prop_assert_eq!(got?, Some(mass));
        } else {
            let refused = Error::OtherGwpSet(Message::StatedInOtherSet { stated: (&own).into(), asked: (&asked).into(), entries: vec![(&mass).into()] }.into());
            prop_assert_eq!(got.unwrap_err(), refused);
        }
        prop_assert_eq!(Substance::Stated(own).co2e(mass, asked, Stated::AsStated)?, Some(mass));
    }

    #[test]
    fn emissions_merge_in_any_order_and_grouping(a in emissions(), b in emissions(), c in emissions()) {
        let merged = |parts: &[&Emissions]| -> Result<Emissions, Error> {
            let mut all = Emissions::default();
            parts.iter().try_for_each(|part| all.merge(part))?;
            Ok(all)
        };
        let (ab, bc) = (merged(&[&a, &b])?, merged(&[&b, &c])?);
        prop_assert_eq!(&ab, &merged(&[&b, &a])?);
        prop_assert_eq!(merged(&[&ab, &c])?, merged(&[&a, &bc])?);
        prop_assert_eq!(merged(&[&a, &Emissions::default()])?, a.clone());
        for (substance, mass) in ab.iter() {
            let part = |of: &Emissions| of.of(substance).unwrap_or(Mass::ZERO);
            prop_assert_eq!(mass, part(&a).checked_add(part(&b))?);
        }
    }

    #[test]
    fn co2e_of_two_sets_does_not_add(a in amount(), b in amount(), one in set(), other in set()) {
        let sum = Co2e::new(Mass::from_base(a), one).checked_add(Co2e::new(Mass::from_base(b), other));
        prop_assert_eq!(sum.is_ok(), one == other);
    }

    #[test]
    fn emissions_are_read_back(emissions in emissions(), mass in cell(), set in set()) {
        reads_back(&emissions)?;
        round_trips(&Co2e::new(Mass::from_base(exact(&mass)), set))?;
    }

    #[test]
    fn words_of_this_module_take_any_text(text in "\\PC{0,30}") {
        let _ = (text.parse::<Gas>(), text.parse::<GwpSet>(), text.parse::<Substance>(), text.parse::<Co2e>());
    }
}

#[test]
fn every_weight_is_above_zero_and_co2_weighs_one() {
    for set in GwpSet::ALL {
        for gas in Gas::all().filter(|gas| *gas != Gas::CO2_BIOGENIC) {
            if let Ok(weight) = set.weight(gas) {
                assert!(weight.is_some_and(|weight| weight > Exact::ZERO), "{gas} in {set}");
            }
        }
        assert_eq!(set.weight(Gas::CO2).unwrap(), Some(Exact::ONE));
        assert_eq!(set.weight(Gas::CO2_BIOGENIC).unwrap(), None);
        // Fossil methane weighs at least as much: its carbon becomes CO2.
        assert!(set.weight(Gas::CH4_FOSSIL).unwrap() >= set.weight(Gas::CH4).unwrap());
    }
}

/// IPCC AR5 table 8.A.1, AR6 table 7.15, AR4 table 2.14, SAR table 4 (working group I).
#[test]
fn the_weights_of_the_three_gases_are_those_of_the_reports() {
    for (set, methane, nitrous) in [
        (GwpSet::Sar, "21", "310"),
        (GwpSet::Ar4, "25", "298"),
        (GwpSet::Ar5, "28", "265"),
        (GwpSet::Ar5Split, "28", "265"),
        (GwpSet::Ar5F, "34", "298"),
        (GwpSet::Ar6, "27", "273"),
    ] {
        assert_eq!(set.weight(Gas::CH4).unwrap(), Some(exact(methane)), "{set}");
        assert_eq!(set.weight(Gas::N2O).unwrap(), Some(exact(nitrous)), "{set}");
    }
}

/// Decision 18/CMA.1, annex, paragraph 37, and 5/CMA.3 leave the value for fossil methane out; table 8.A.1 of AR5 has it.
#[test]
fn ar5_of_inventories_differs_from_its_split_by_fossil_methane_only() {
    for gas in Gas::all() {
        let (one, split) = (GwpSet::Ar5.weight(gas), GwpSet::Ar5Split.weight(gas));
        match gas {
            Gas::CH4_FOSSIL => assert_eq!((one.unwrap(), split.unwrap()), (Some(exact("28")), Some(exact("30")))),
            _ => assert_eq!(one.ok(), split.ok(), "{gas}"),
        }
    }
}

#[test]
fn every_word_of_this_module_is_read_back() {
    for gas in Gas::all() {
        round_trips(&gas).unwrap();
        round_trips(&Substance::Gas(gas)).unwrap();
    }
    for set in GwpSet::ALL {
        round_trips(&set).unwrap();
        round_trips(&Substance::Stated(set)).unwrap();
    }
    for stated in [Stated::Refuse, Stated::AsStated] {
        reads_back(&stated).unwrap();
    }
    parses_back(&Co2e::new(Mass::ZERO, GwpSet::Ar5)).unwrap();
}
