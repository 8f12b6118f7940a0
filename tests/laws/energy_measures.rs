//! Measures of energy: shares that multiply, grades that telescope, lives that end, groups that add, and nothing from nothing.

use crate::measures::{GRID, adds, amount, decimal, effects, share, sourced, three, year, years};
use citycarbon::activity::Activity;
use citycarbon::gas::GwpSet;
use citycarbon::inventory::Settings;
use citycarbon::measures::building::{Building, IntensityAfter, buildings};
use citycarbon::measures::cooling::{CoolingDemand, CoolingUnits, efficient_cooling};
use citycarbon::measures::energy_saving::{SavingAction, energy_saving};
use citycarbon::measures::equipment::Equipment;
use citycarbon::measures::fuel_switch::{EnergySwitch, fuel_switch};
use citycarbon::measures::grid_factor::grid_factor;
use citycarbon::measures::lighting::{Lamps, lighting};
use citycarbon::measures::participation::participation;
use citycarbon::measures::transformers::{TransformerGroup, TransformerLoss, transformers};
use citycarbon::measures::unit_saving::unit_savings;
use citycarbon::measures::{Change, Service, Uptake};
use citycarbon::plan::{ActivityState, apply};
use citycarbon::quantity::{Exact, Fraction, Ratio};
use citycarbon::taxonomy::Year;
use proptest::prelude::*;

fn whole(number: u32) -> Ratio {
    Ratio::from(Exact::from(i64::from(number)))
}

fn equipment(name: &str) -> Equipment {
    Equipment {
        name: name.to_owned(),
        place: String::new(),
        code: "commercial.electricity".to_owned(),
        service: "2018".parse().unwrap(),
        life: None,
        source: "test".to_owned(),
    }
}

fn lamps(name: &'static str) -> impl Strategy<Value = Lamps> {
    (0..500_u32, 0..400_u32, 0..400_u32, 0..8000_u32).prop_map(move |(count, more, after, hours)| Lamps {
        equipment: equipment(name),
        count,
        before: amount(&format!("{} W", after + more)),
        after: amount(&format!("{after} W")),
        hours: whole(hours),
    })
}

fn transformer(name: &'static str) -> impl Strategy<Value = TransformerGroup> {
    (0..500_u32, 0..400_u32, 0..900_u32, 0..3000_u32, share()).prop_map(move |(count, after, more, load, loading)| {
        let loss = |no_load: u32| TransformerLoss { no_load: amount(&format!("{no_load} W")), load: amount(&format!("{load} W")) };
        TransformerGroup { equipment: equipment(name), count, before: loss(after + more), after: loss(after), loading }
    })
}

/// COPs whose quotients are decimals.
fn chillers(name: &'static str) -> impl Strategy<Value = CoolingUnits> {
    (decimal(), prop_oneof![Just((2, 4)), Just((2, 5)), Just((4, 8))]).prop_map(move |(load, (before, after))| CoolingUnits {
        equipment: equipment(name),
        demand: CoolingDemand::Load(amount(&format!("{load} kWh"))),
        before: whole(before),
        after: whole(after),
        early: None,
        refrigerant_before: None,
        refrigerant_after: None,
    })
}

fn house(name: &'static str) -> impl Strategy<Value = Building> {
    (decimal(), 1..400_u32, share()).prop_map(move |(area, intensity, left)| Building {
        equipment: equipment(name),
        floor_area: amount(&format!("{area} m2")),
        before: sourced(&format!("{intensity} kWh/m2")),
        code_in_force: None,
        after: IntensityAfter::Left(left),
        actions: 1,
        generation: None,
    })
}

/// Measures of equipment with the name of their group, as one change.
fn of(change: impl Fn(&std::collections::BTreeSet<Year>) -> citycarbon::Result<Change>) -> Change {
    change(&years()).unwrap()
}

fn action(name: String, saving: Fraction, uptake: Uptake) -> SavingAction {
    SavingAction { name, place: None, code: "commercial.electricity".to_owned(), saving, uptake, source: "test".to_owned() }
}

fn always(participation: Fraction) -> Uptake {
    Uptake::Ramp { start: year(2018), end: year(2018), participation, persistence: None }
}

/// A city with 1,000 MWh in shops in each year.
fn baseline() -> ActivityState {
    let of_year = |year: &Year| Activity::new("commercial.electricity", *year, "1000 MWh".parse().unwrap());
    let held: Vec<Activity> = years().iter().map(of_year).collect();
    ActivityState::of(&held).unwrap()
}

fn against(change: &Change) -> citycarbon::plan::Effects {
    let settings = Settings::new("Bangkok", GRID.region().clone(), years(), GwpSet::Ar5);
    apply(&GRID, &settings, change, &baseline()).unwrap_or_else(|error| panic!("{error}"))
}

proptest! {
    #[test]
    fn groups_of_equipment_add(
        lights in (lamps("a"), lamps("b")),
        cores in (transformer("a"), transformer("b")),
        cold in (chillers("a"), chillers("b")),
        houses in (house("a"), house("b")),
    ) {
        let one = |groups: &[Lamps]| of(|years| lighting("m", years, groups));
        adds(&one(std::slice::from_ref(&lights.0)), &one(std::slice::from_ref(&lights.1)), &one(&[lights.0, lights.1]))?;
        let one = |groups: &[TransformerGroup]| of(|years| transformers("m", years, groups));
        adds(&one(std::slice::from_ref(&cores.0)), &one(std::slice::from_ref(&cores.1)), &one(&[cores.0, cores.1]))?;
        let one = |groups: &[CoolingUnits]| of(|years| efficient_cooling("m", years, groups));
        adds(&one(std::slice::from_ref(&cold.0)), &one(std::slice::from_ref(&cold.1)), &one(&[cold.0, cold.1]))?;
        let one = |groups: &[Building]| of(|years| buildings("m", years, groups));
        adds(&one(std::slice::from_ref(&houses.0)), &one(std::slice::from_ref(&houses.1)), &one(&[houses.0, houses.1]))?;
    }

    /// What is no worse never adds emissions.
    #[test]
    fn better_equipment_saves(lights in lamps("a"), cores in transformer("a"), cold in chillers("a"), house in house("a")) {
        for change in [
            of(|years| lighting("m", years, std::slice::from_ref(&lights))),
            of(|years| transformers("m", years, std::slice::from_ref(&cores))),
            of(|years| efficient_cooling("m", years, std::slice::from_ref(&cold))),
            of(|years| buildings("m", years, std::slice::from_ref(&house))),
        ] {
            for effect in effects(&GRID, &change).years.values() {
                prop_assert!(!effect.reduction().unwrap().is_negative());
            }
        }
    }

    /// From grade 5 to 1 is from 5 to 3 and from 3 to 1: what one leaves is what the next starts from, exactly.
    #[test]
    fn savings_of_grades_telescope(load in decimal(), cops in [1..50_u32, 0..50, 0..50]) {
        let [lowest, more, most] = cops;
        let (middle, highest) = (lowest + more, lowest + more + most);
        let taken = |before: u32, after: u32| {
            let units = CoolingUnits {
                equipment: equipment("units"),
                demand: CoolingDemand::Load(amount(&format!("{load} kWh"))),
                before: Ratio::new(i64::from(before), 10_i64).unwrap(),
                after: Ratio::new(i64::from(after), 10_i64).unwrap(),
                early: None,
                refrigerant_before: None,
                refrigerant_after: None,
            };
            let change = of(|years| efficient_cooling("m", years, std::slice::from_ref(&units)));
            let base = |activities: &[Activity]| activities[0].base_amount().unwrap().reduced();
            (base(&change.without), base(&change.with))
        };
        let (first, second, whole) = (taken(lowest, middle), taken(middle, highest), taken(lowest, highest));
        prop_assert_eq!(first.1, second.0);
        prop_assert_eq!((first.0, second.1), whole);
    }

    /// The order of actions changes nothing; what is left is the product of what each leaves; no more than all is saved.
    #[test]
    fn shares_of_one_activity_multiply(parts in prop::collection::vec((share(), share()), 1..4)) {
        let actions: Vec<SavingAction> =
            parts.iter().enumerate().map(|(at, (part, saving))| action(at.to_string(), *saving, always(*part))).collect();
        let reversed: Vec<SavingAction> = actions.iter().rev().cloned().collect();
        let (one, other) = (against(&of(|years| energy_saving("m", years, &actions))), against(&of(|years| energy_saving("m", years, &reversed))));
        let left = parts.iter().fold(Ratio::ONE, |left, (part, saving)| {
            left.checked_mul(part.checked_mul(*saving).unwrap().complement().unwrap().number()).unwrap()
        });
        let all = Ratio::from(Exact::from(500_000)); // 1,000 MWh at 0.5 kg
        let saved = all.checked_mul(left.complement().unwrap()).unwrap().evaluate().unwrap().value();
        for of in years() {
            prop_assert_eq!(three(&one, of), three(&other, of));
            prop_assert_eq!(one.years[&of].reduction().unwrap(), saved);
            prop_assert!(!saved.is_negative() && saved <= Exact::from(500_000));
        }
    }

    /// Joining takes its years, leaving only ever takes away, and a persistence of 1 is none.
    #[test]
    fn uptake_rises_to_what_is_stated_and_fades_below_it(part in share(), kept in share(), span in 0..6_u16) {
        let (start, end) = (year(2018), year(2018 + span));
        let of = |persistence| Uptake::Ramp { start, end, participation: part, persistence };
        let number = |uptake: &Uptake, of: u16| uptake.share_of(year(of)).unwrap().number().evaluate().unwrap().value();
        prop_assert!(number(&of(None), 2017).is_zero());
        prop_assert_eq!(number(&of(None), 2018 + span), part.number().evaluate().unwrap().value());
        for of_year in 2018..2030 {
            let (stays, fades) = (number(&of(None), of_year), number(&of(Some(kept)), of_year));
            prop_assert!(fades <= stays && number(&of(None), of_year - 1) <= stays);
            prop_assert_eq!(number(&of(Some(Fraction::ONE)), of_year), stays);
        }
    }

    /// Over all years together equipment serves for its life.
    #[test]
    fn a_life_is_used_up_to_its_last_day(quarters in 0..80_i64, day in 1..=28_u8, month in 1..=12_u8) {
        let service: Service = format!("2018-{month:02}-{day:02}").parse().unwrap();
        let life = Ratio::new(quarters, 4_i64).unwrap();
        let shares = (2018..2045).map(|number| service.share_within(Some(life), year(number)).unwrap());
        let sum = shares.fold(Ratio::ZERO, |sum, share| sum.checked_add(share).unwrap().reduced());
        prop_assert_eq!(sum, life.reduced());
    }

    /// A switch of nothing changes nothing; of all, nothing of the first is left.
    #[test]
    fn a_switch_takes_its_share(part in share()) {
        let switch = EnergySwitch {
            name: "s".to_owned(),
            place: None,
            from: "commercial.electricity".to_owned(),
            to: "residential.electricity".to_owned(),
            gives: sourced("0.5 kWh/kWh"),
            uptake: always(part),
        };
        let effects = against(&of(|years| fuel_switch("m", years, std::slice::from_ref(&switch))));
        for effect in effects.years.values() {
            let all = Ratio::from(Exact::from(250_000)); // half of what is switched is saved
            prop_assert_eq!(effect.reduction().unwrap(), all.checked_mul(part.number()).unwrap().evaluate().unwrap().value());
        }
    }
}

#[test]
fn nothing_changes_where_nothing_is_done() {
    let changes = [
        of(|years| lighting("m", years, &[])),
        of(|years| transformers("m", years, &[])),
        of(|years| efficient_cooling("m", years, &[])),
        of(|years| buildings("m", years, &[])),
        of(|years| energy_saving("m", years, &[action("a".to_owned(), Fraction::ONE, always(Fraction::ZERO))])),
        of(|years| fuel_switch("m", years, &[])),
        of(|years| unit_savings("m", years, &[])),
        of(|years| participation("m", years, &[])),
    ];
    for change in changes {
        let effects = against(&change);
        assert_eq!(effects.years.len(), years().len());
        for effect in effects.years.values() {
            assert!(effect.reduction().unwrap().is_zero() && effect.claimed.is_none());
        }
    }
}

/// The series that the city counts with is no measure.
#[test]
fn a_grid_that_stays_as_it_is_changes_nothing() {
    let shipped = citycarbon::assess::Assessor::shipped("TH-10".parse().unwrap()).unwrap();
    let settings = Settings::new("Bangkok", shipped.region().clone(), years(), GwpSet::Ar5);
    let series = |name: &str| apply(&shipped, &settings, &grid_factor("m", &years(), name), &baseline()).unwrap();
    let reduction = |effects: &citycarbon::plan::Effects| effects.years[&year(2018)].reduction().unwrap();
    assert!(!reduction(&series("th-tgo-cfo")).is_zero());
    let by_default = shipped.registry().factors().iter().find(|row| {
        row.subject == "grid-electricity"
            && row.region.to_string() == "TH"
            && row.purpose == citycarbon::factors::Purpose::Inventory
    });
    assert!(reduction(&series(&by_default.unwrap().series)).is_zero());
}
