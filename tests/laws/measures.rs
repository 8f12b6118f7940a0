//! Sector models of vehicles and roofs: linear, additive, monotone; whatever the measure, its parts add up to the reduction.

use crate::given::exact;
use citycarbon::assess::Assessor;
use citycarbon::factors::{FallbackPolicy, OwnTable, Registry};
use citycarbon::forms::{SourcedAmount, SourcedRate};
use citycarbon::gas::{GwpSet, Stated};
use citycarbon::inventory::Settings;
use citycarbon::measures::brt::{Drawn, Ride, RideMeans, RideTrip, Ridership, TransitLine, VehicleRun, brt};
use citycarbon::measures::drive::{Metered, Motor, Takes};
use citycarbon::measures::rooftop_solar::{Roof, rooftop_solar};
use citycarbon::measures::waste_trucks::{Trucks, waste_trucks};
use citycarbon::measures::{Change, Service, SolarModules};
use citycarbon::plan::{ActivityState, EffectKey, Effects, apply};
use citycarbon::quantity::{Exact, Fraction, Mass, NumberFormat, Quantity, Ratio};
use citycarbon::records::Delimiter;
use citycarbon::taxonomy::{Catalogue, Region, Year};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

pub(crate) fn year(number: u16) -> Year {
    Year::new(number).unwrap()
}

fn bangkok() -> Region {
    "TH-10".parse().unwrap()
}

/// Bangkok with a grid of so many grams for each kWh, losses inside: every product ends, so that equality needs no tolerance.
fn with_grid(grams: u32) -> Assessor {
    let table = format!(
        "id,process,subject,gas,value,unit,region,years,losses,source,locator\n\
         own,electricity,grid-electricity,CO2,{grams},g/kWh,TH-10,all,inside,test,row\n"
    );
    let read = OwnTable::read(table.as_bytes(), "factors.csv", Delimiter::Comma, NumberFormat::default());
    let made = Registry::bundled().unwrap().with_own([&read.unwrap().0]).unwrap();
    Assessor::new(Catalogue::bundled().clone(), made, bangkok(), FallbackPolicy::default())
}

pub(crate) static GRID: LazyLock<Assessor> = LazyLock::new(|| with_grid(500));
static CLEANER: LazyLock<Assessor> = LazyLock::new(|| with_grid(125));
static SHIPPED: LazyLock<Assessor> = LazyLock::new(|| Assessor::shipped(bangkok()).unwrap());

pub(crate) const YEARS: [u16; 3] = [2018, 2019, 2020];

pub(crate) fn years() -> BTreeSet<Year> {
    YEARS.map(year).into()
}

pub(crate) fn effects(assessor: &Assessor, change: &Change) -> Effects {
    let settings = Settings::new("Bangkok", bangkok(), years(), GwpSet::Ar5);
    apply(assessor, &settings, change, &ActivityState::default()).unwrap_or_else(|error| panic!("{error}"))
}

pub(crate) fn sourced(rate: &str) -> SourcedRate {
    SourcedRate::new(rate.parse().unwrap(), "test")
}

pub(crate) fn amount(text: &str) -> SourcedAmount {
    SourcedAmount::new(text.parse().unwrap(), "test")
}

/// A number above zero with up to three digits after the dot.
pub(crate) fn decimal() -> impl Strategy<Value = String> {
    (1..100_000_u32).prop_map(|number| format!("{}.{:03}", number / 1000, number % 1000))
}

pub(crate) fn share() -> impl Strategy<Value = Fraction> {
    (0..=20_i64).prop_map(|parts| Fraction::from_parts(parts * 5, 100).unwrap())
}

fn motor() -> impl Strategy<Value = (String, Metered)> {
    let efficiency = prop_oneof![Just("0.8"), Just("1"), Just("0.5"), Just("0.64")];
    let metered =
        prop_oneof![Just(Metered::Charger), efficiency.prop_map(|share| Metered::Battery { efficiency: share.parse().unwrap() })];
    (decimal(), metered)
}

/// Trucks whose figures are all decimals, in service for whole years.
fn trucks() -> impl Strategy<Value = Trucks> {
    let options = (prop::option::of(share()), prop::option::of(share()), any::<bool>());
    (0..500_u32, decimal(), decimal(), motor(), options, 2018..=2020_u16).prop_map(
        |(count, work, litres, (kilowatt_hours, metered), (extra, kept, improves), first)| Trucks {
            name: "trucks".to_owned(),
            place: String::new(),
            count,
            source: "test".to_owned(),
            service: first
                .to_string()
                .parse::<citycarbon::taxonomy::Period>()
                .map(|from| Service::new(from, None))
                .unwrap()
                .unwrap(),
            work: amount(&format!("{work} t")),
            collected: None,
            fuel: Takes { code: "road.diesel-b7".to_owned(), rate: sourced(&format!("{litres} L/t")) },
            motor: Motor {
                takes: Takes { code: "road.electricity".to_owned(), rate: sourced(&format!("{kilowatt_hours} kWh/t")) },
                metered,
            },
            improvement: improves.then(|| sourced("1 %/yr")),
            extra_distance: extra,
            kept_running: kept,
            prices: None,
            exhaust: None,
        },
    )
}

/// A mode or leg that takes fuel or electricity for each passenger-km.
fn ride(name: &str, share: Fraction, trip: &str, code: &str, rate: &str) -> Ride {
    let takes = Takes { code: code.to_owned(), rate: sourced(rate) };
    let trip = RideTrip { length: amount(&format!("{trip} km")), occupancy: None, takes };
    Ride { name: name.to_owned(), share, by: RideMeans::Vehicle(Box::new(trip)) }
}

/// A line whose figures are all decimals, with passengers from a car and on foot who go on by rail.
fn line() -> impl Strategy<Value = TransitLine> {
    let drawn = (0..2000_u32, share(), decimal(), decimal());
    (0..500_u32, decimal(), decimal(), motor(), prop::option::of(drawn), share()).prop_map(
        |(trips, route, litres, (kilowatt_hours, metered), drawn, running)| TransitLine {
            name: "line".to_owned(),
            place: String::new(),
            service: "2018".parse().unwrap(),
            driven: VehicleRun::Route { length: amount(&format!("{route} km")), trips: Ratio::from(Exact::from(i64::from(trips))) },
            running,
            fuel: Some(Takes { code: "road.gas-diesel-oil".to_owned(), rate: sourced(&format!("{litres} L/vkm")) }),
            motor: Motor {
                takes: Takes { code: "road.electricity".to_owned(), rate: sourced(&format!("{kilowatt_hours} kWh/vkm")) },
                metered,
            },
            improvement: None,
            kept_running: None,
            exhaust: None,
            ridership: drawn.as_ref().map(|_| Ridership { passengers: Ratio::from(Exact::from(2000)), trip: amount("4 km") }),
            drawn: drawn.map(|(passengers, car, trip, leg)| Drawn {
                passengers: Ratio::from(Exact::from(i64::from(passengers))),
                modes: vec![
                    ride("car", car, &trip, "road.diesel-b7", "0.05 L/pkm"),
                    Ride { name: "foot".to_owned(), share: car.complement().unwrap(), by: RideMeans::Nothing("a walk".to_owned()) },
                ],
                legs: vec![ride("train", Fraction::ONE, &leg, "rail.electricity", "0.1 kWh/pkm")],
            }),
            source: "test".to_owned(),
        },
    )
}

fn roof() -> impl Strategy<Value = Roof> {
    (decimal(), decimal(), share(), share(), prop::option::of(decimal())).prop_map(
        |(capacity, specific_yield, self_use, availability, auxiliary)| Roof {
            name: "roof".to_owned(),
            place: String::new(),
            displaces: "commercial.electricity".to_owned(),
            export_displaces: Some("residential.electricity".to_owned()),
            self_use,
            capacity: amount(&format!("{capacity} kW")),
            service: "2018".parse().unwrap(),
            specific_yield: sourced(&format!("{specific_yield} kWh/kW")),
            degradation: sourced("0.5 %/yr"),
            availability,
            auxiliary: auxiliary.map(|use_of_roof| sourced(&format!("{use_of_roof} kWh/kW"))),
            modules: SolarModules::default(),
        },
    )
}

fn of_trucks(groups: &[Trucks]) -> Change {
    waste_trucks("trucks", &years(), groups).unwrap()
}

fn of_lines(lines: &[TransitLine]) -> Change {
    brt("lines", &years(), lines).unwrap()
}

fn of_roofs(roofs: &[Roof]) -> Change {
    rooftop_solar("roofs", &years(), roofs).unwrap()
}

/// Any of the three.
fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        trucks().prop_map(|trucks| of_trucks(&[trucks])),
        line().prop_map(|line| of_lines(&[line])),
        roof().prop_map(|roof| of_roofs(&[roof])),
    ]
}

/// What a year changes in each cell, zeros left out.
fn cells(effects: &Effects, of: Year) -> BTreeMap<EffectKey, (Exact, Exact)> {
    let cells = effects.years[&of].cells.iter().map(|(cell, amount)| (cell.clone(), (amount.mass, amount.co2e)));
    cells.filter(|(_, (mass, _))| !mass.is_zero()).collect()
}

fn sum(parts: impl IntoIterator<Item = Exact>) -> Exact {
    parts.into_iter().fold(Exact::ZERO, |sum, part| sum.checked_add(part).unwrap())
}

/// Baseline, project and leakage.
pub(crate) fn three(effects: &Effects, of: Year) -> [Exact; 3] {
    let effect = &effects.years[&of];
    [effect.baseline, effect.project, effect.leakage]
}

/// What two of them together do, when each does what it does on its own.
pub(crate) fn adds(a: &Change, b: &Change, both: &Change) -> Result<(), TestCaseError> {
    let (a, b, both) = (effects(&GRID, a), effects(&GRID, b), effects(&GRID, both));
    for of in years() {
        for ((a, b), both) in three(&a, of).into_iter().zip(three(&b, of)).zip(three(&both, of)) {
            prop_assert_eq!(a.checked_add(b).unwrap(), both);
        }
        let mut parts = cells(&a, of);
        for (cell, (mass, co2e)) in cells(&b, of) {
            let held = parts.entry(cell).or_insert((Exact::ZERO, Exact::ZERO));
            *held = (held.0.checked_add(mass).unwrap(), held.1.checked_add(co2e).unwrap());
        }
        parts.retain(|_, (mass, _)| !mass.is_zero());
        prop_assert_eq!(parts, cells(&both, of));
    }
    Ok(())
}

proptest! {
    /// Reduction, scopes, references, places and gases tell one story; also where losses and ratios do not end.
    #[test]
    fn the_parts_of_a_measure_add_up_to_its_reduction(change in change()) {
        for assessor in [&*GRID, &*SHIPPED] {
            let effects = effects(assessor, &change);
            for effect in effects.years.values() {
                let reduction = effect.reduction().unwrap();
                prop_assert_eq!(effect.baseline.checked_sub(effect.project).unwrap().checked_sub(effect.leakage).unwrap(), reduction);
                prop_assert_eq!(sum(effect.by_scope().unwrap().into_values()), reduction);
                prop_assert_eq!(sum(effect.by(|cell| cell.category).unwrap().into_values()), reduction);
                prop_assert_eq!(sum(effect.by(|cell| cell.place.clone()).unwrap().into_values()), reduction);
                let weighed = effect.by_gas().unwrap().into_iter().filter_map(|(gas, mass)| {
                    gas.co2e(Mass::from_base(mass), GwpSet::Ar5, Stated::Refuse).unwrap().map(Quantity::base)
                });
                prop_assert_eq!(sum(weighed), reduction);
            }
        }
    }

    #[test]
    fn twice_the_trucks_do_twice_as_much(one in trucks(), times in 0..9_u32) {
        let many = Trucks { count: one.count * times, ..one.clone() };
        let (one, many) = (effects(&GRID, &of_trucks(&[one])), effects(&GRID, &of_trucks(&[many])));
        for of in years() {
            for (one, many) in three(&one, of).into_iter().zip(three(&many, of)) {
                prop_assert_eq!(one.checked_mul(Exact::from(i64::from(times))).unwrap(), many);
            }
        }
    }

    #[test]
    fn twice_the_trips_and_passengers_do_twice_as_much(one in line(), times in 0..9_i64) {
        let more = |ratio: Ratio| ratio.checked_mul(Exact::from(times)).unwrap();
        let VehicleRun::Route { length, trips } = one.driven.clone() else { unreachable!() };
        let many = TransitLine {
            driven: VehicleRun::Route { length, trips: more(trips) },
            ridership: None,
            drawn: one.drawn.clone().map(|drawn| Drawn { passengers: more(drawn.passengers), ..drawn }),
            ..one.clone()
        };
        let (one, many) = (effects(&GRID, &of_lines(&[one])), effects(&GRID, &of_lines(&[many])));
        for of in years() {
            for (one, many) in three(&one, of).into_iter().zip(three(&many, of)) {
                prop_assert_eq!(one.checked_mul(Exact::from(times)).unwrap(), many);
            }
        }
    }

    #[test]
    fn groups_of_trucks_add(a in trucks(), b in trucks()) {
        let b = Trucks { name: "others".to_owned(), ..b };
        adds(&of_trucks(std::slice::from_ref(&a)), &of_trucks(std::slice::from_ref(&b)), &of_trucks(&[a, b]))?;
    }

    #[test]
    fn lines_add(a in line(), b in line()) {
        let b = TransitLine { name: "other".to_owned(), ..b };
        adds(&of_lines(std::slice::from_ref(&a)), &of_lines(std::slice::from_ref(&b)), &of_lines(&[a, b]))?;
    }

    #[test]
    fn roofs_add(a in roof(), b in roof()) {
        let b = Roof { name: "other".to_owned(), ..b };
        adds(&of_roofs(std::slice::from_ref(&a)), &of_roofs(std::slice::from_ref(&b)), &of_roofs(&[a, b]))?;
    }

    /// A year in two parts, whose days are no decimal part of it, is the year.
    #[test]
    fn the_parts_of_a_year_are_the_year(whole in trucks(), roof in roof(), day in 1..=30_u8, month in 1..=11_u8) {
        prop_assume!(month != 2 || day <= 27);
        let last = if day == 30 && month != 1 { 29 } else { day };
        let spans = [format!("2018 to 2018-{month:02}-{last:02}"), format!("2018-{month:02}-{:02} to 2018", last + 1)];
        prop_assume!(spans.iter().all(|span| span.parse::<Service>().is_ok()));
        let span = |text: &str| text.parse::<Service>().unwrap();
        let whole = Trucks { service: span("2018 to 2018"), ..whole };
        let part = |text: &str| Trucks { name: text.to_owned(), service: span(text), ..whole.clone() };
        let (one, parts) = (of_trucks(std::slice::from_ref(&whole)), of_trucks(&[part(&spans[0]), part(&spans[1])]));
        let (one, parts) = (effects(&GRID, &one), effects(&GRID, &parts));
        prop_assert_eq!(three(&one, year(2018)), three(&parts, year(2018)));
        let whole = Roof { service: span("2018 to 2018"), ..roof };
        let part = |text: &str| Roof { name: text.to_owned(), service: span(text), ..whole.clone() };
        let (one, parts) = (of_roofs(std::slice::from_ref(&whole)), of_roofs(&[part(&spans[0]), part(&spans[1])]));
        let (one, parts) = (effects(&GRID, &one), effects(&GRID, &parts));
        prop_assert_eq!(three(&one, year(2018)), three(&parts, year(2018)));
    }

    /// A cleaner grid never makes electric trucks worse, nor roofs better.
    #[test]
    fn a_cleaner_grid_helps_what_draws_from_it_and_takes_from_what_displaces_it(trucks in trucks(), line in line(), roof in roof()) {
        let reductions = |assessor: &Assessor, change: &Change| -> Vec<Exact> {
            effects(assessor, change).years.values().map(|effect| effect.reduction().unwrap()).collect()
        };
        for change in [of_trucks(&[trucks]), of_lines(&[line])] {
            let pairs: Vec<_> = reductions(&GRID, &change).into_iter().zip(reductions(&CLEANER, &change)).collect();
            prop_assert!(pairs.iter().all(|(dirty, clean)| clean >= dirty), "{:?}", pairs);
        }
        let roof = Roof { auxiliary: None, ..roof };
        let change = of_roofs(&[roof]);
        let pairs: Vec<_> = reductions(&GRID, &change).into_iter().zip(reductions(&CLEANER, &change)).collect();
        prop_assert!(pairs.iter().all(|(dirty, clean)| clean <= dirty), "{:?}", pairs);
    }

    /// What runs on in the city is its share of the fuel that is no longer burnt, as long as nothing improves.
    #[test]
    fn trucks_that_run_on_take_their_share_of_the_baseline(trucks in trucks(), kept in share()) {
        let trucks = Trucks { kept_running: Some(kept), improvement: None, ..trucks };
        for effect in effects(&GRID, &of_trucks(&[trucks])).years.values() {
            prop_assert_eq!(Ratio::from(effect.baseline).checked_mul(kept).unwrap().evaluate().unwrap().value(), effect.leakage);
        }
    }

    /// Metered at the battery, the charger takes as much more as its efficiency says; at 1 nothing is lost.
    #[test]
    fn what_the_charger_loses_is_drawn_from_the_grid(trucks in trucks(), share in prop_oneof![Just("0.5"), Just("0.8"), Just("1")]) {
        let efficiency = share.parse().unwrap();
        let of = |metered: Metered| {
            let motor = Motor { metered, ..trucks.motor.clone() };
            effects(&GRID, &of_trucks(&[Trucks { motor, ..trucks.clone() }]))
        };
        let (charger, battery) = (of(Metered::Charger), of(Metered::Battery { efficiency }));
        for of in years() {
            let lost = battery.years[&of].project.checked_mul(exact(share)).unwrap();
            prop_assert_eq!(charger.years[&of].project, lost);
            prop_assert_eq!(charger.years[&of].baseline, battery.years[&of].baseline);
        }
    }

    /// Every amount of a change says how it came about, and leads to what its code is counted in.
    #[test]
    fn every_amount_leads_to_its_activity(change in change()) {
        for activity in change.without.iter().chain(&change.with).chain(&change.leakage) {
            prop_assert!(SHIPPED.assess_activity(activity).is_ok(), "{:?}", activity);
            prop_assert!(!activity.conversions.is_empty() && !activity.origin.is_empty());
        }
    }
}

#[test]
fn a_measure_of_no_size_changes_nothing() {
    for change in [of_trucks(&[]), of_lines(&[]), of_roofs(&[])] {
        let effects = effects(&SHIPPED, &change);
        assert_eq!(effects.years.len(), YEARS.len());
        for effect in effects.years.values() {
            assert!(effect.cells.is_empty() && effect.reduction().unwrap().is_zero());
        }
    }
}
