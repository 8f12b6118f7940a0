//! Air pollutants: linear in the distance, none where nothing changes, all of the exhaust where vehicles become electric.

use citycarbon::factors::Registry;
use citycarbon::forms::SourcedRate;
use citycarbon::pollutants::{
    Exhaust, ExhaustActivity, ExhaustClass, ExhaustRow, ExhaustSpeed, Pollutant, PollutantFactor, avoided,
};
use citycarbon::quantity::{Exact, Ratio};
use proptest::prelude::*;
use std::collections::BTreeMap;

fn of(class: ExhaustClass, speed: u16) -> Exhaust {
    Exhaust::of_class(class, ExhaustSpeed::new(speed), Registry::bundled().unwrap()).unwrap()
}

fn exhaust() -> impl Strategy<Value = Exhaust> {
    (prop::sample::select(ExhaustClass::ALL), prop::sample::select(vec![15_u16, 20])).prop_map(|(class, speed)| of(class, speed))
}

fn driven(vehicle_kilometres: i64) -> ExhaustActivity {
    ExhaustActivity::default().with_distance(Ratio::from(Exact::from(vehicle_kilometres)))
}

fn avoids(before: &Exhaust, after: &Exhaust, kilometres: i64) -> BTreeMap<Pollutant, Exact> {
    let done = driven(kilometres);
    let parts = avoided(&before.masses(&done).unwrap(), &after.masses(&done).unwrap()).unwrap();
    parts.into_iter().map(|(pollutant, kg)| (pollutant, kg.evaluate().unwrap().value())).collect()
}

proptest! {
    #[test]
    fn what_is_avoided_grows_with_the_distance(before in exhaust(), after in exhaust(), km in 0..1_000_000_i64, times in 0..50_i64) {
        let (one, many) = (avoids(&before, &after, km), avoids(&before, &after, km * times));
        for (pollutant, kg) in one {
            prop_assert_eq!(kg.checked_mul(Exact::from(times)).unwrap(), many[&pollutant]);
        }
    }

    #[test]
    fn the_same_class_before_and_after_avoids_nothing(exhaust in exhaust(), km in 0..1_000_000_i64) {
        let nothing = avoids(&exhaust, &exhaust, km);
        prop_assert_eq!(nothing.len(), Pollutant::ALL.len());
        prop_assert!(nothing.values().all(|kg| kg.is_zero()));
    }

    /// Both ways: what one change avoids, the other adds; and two changes one after the other avoid what one change to the last does.
    #[test]
    fn changes_follow_one_another(first in exhaust(), second in exhaust(), third in exhaust(), km in 0..1_000_000_i64) {
        let (there, back) = (avoids(&first, &second, km), avoids(&second, &first, km));
        let (next, whole) = (avoids(&second, &third, km), avoids(&first, &third, km));
        for pollutant in Pollutant::ALL {
            prop_assert!(there[pollutant].checked_add(back[pollutant]).unwrap().is_zero());
            prop_assert_eq!(there[pollutant].checked_add(next[pollutant]).unwrap(), whole[pollutant]);
        }
    }

    #[test]
    fn electric_vehicles_avoid_all_of_the_exhaust(exhaust in exhaust(), km in 0..1_000_000_i64) {
        let all = exhaust.masses(&driven(km)).unwrap();
        let avoided = avoids(&exhaust, &Exhaust::Electric, km);
        prop_assert_eq!(all.len(), avoided.len());
        for (pollutant, kg) in all {
            prop_assert_eq!(kg.evaluate().unwrap().value(), avoided[&pollutant]);
        }
    }

    /// No factor at any other speed, be it between two of the table.
    #[test]
    fn no_other_speed_has_factors(class in prop::sample::select(ExhaustClass::ALL), speed in 1..=200_u16) {
        let found = Exhaust::of_class(class, ExhaustSpeed::new(speed), Registry::bundled().unwrap());
        prop_assert_eq!(found.is_ok(), [15, 20].contains(&speed));
    }

    /// What one pollutant is stated for says nothing of the other.
    #[test]
    fn what_is_not_stated_is_not_counted(grams in 0..1000_i64, km in 0..1_000_000_i64) {
        let rate = format!("{grams} g/vkm").parse().unwrap();
        let factor = PollutantFactor::stated("nox", &SourcedRate::new(rate, "test")).unwrap();
        let exhaust = Exhaust::Fuel([(Pollutant::NitrogenOxides, factor)].into());
        let avoided = avoids(&exhaust, &Exhaust::Electric, km);
        prop_assert_eq!(avoided.keys().copied().collect::<Vec<_>>(), [Pollutant::NitrogenOxides]);
        let by_fuel = ExhaustActivity::default().with(citycarbon::quantity::Dimension::Mass, Ratio::from(Exact::from(km)));
        prop_assert!(exhaust.masses(&by_fuel).unwrap().is_empty());
    }
}

/// What a file would be refused for is not read back either.
#[test]
fn a_factor_that_is_none_is_not_read_back() {
    let json = |value: &str, unit: &str| {
        format!(
            r#"{{"id":"a","rate":{{"value":"{value}","unit":"{unit}","per":"1","per_unit":"vkm"}},"source":"b","in_table":false}}"#
        )
    };
    assert!(serde_json::from_str::<PollutantFactor>(&json("1", "g")).is_ok());
    for (value, unit) in [("-1", "g"), ("1", "kWh")] {
        assert!(serde_json::from_str::<PollutantFactor>(&json(value, unit)).is_err(), "{value} {unit}");
    }
}

/// A newer class is not always a cleaner one: what the table says is not smoothed.
#[test]
fn euro_two_emits_more_nox_than_euro_one() {
    let nox = |class| {
        let rows = ExhaustRow::find(class, ExhaustSpeed::new(15)).unwrap();
        rows.iter().find(|row| row.pollutant == Some(Pollutant::NitrogenOxides)).unwrap().rate.value
    };
    assert!(nox(ExhaustClass::Two) > nox(ExhaustClass::One) && nox(ExhaustClass::Five) > nox(ExhaustClass::Four));
}
