//! Activity of models: dimensions that fit, days that add up, text that reads back.

use crate::given::{exact, round_trips};
use citycarbon::activity::{Activity, By, Conversion};
use citycarbon::measures::Service;
use citycarbon::quantity::{Dimension, Exact, Rate, Ratio, Reading};
use citycarbon::taxonomy::{Period, Year};
use citycarbon::{Assessor, GwpSet, Inventory, Settings};
use proptest::prelude::*;

/// A day that exists.
fn day() -> impl Strategy<Value = Period> {
    (1990_u16..2060, 1_u8..=12, 1_u8..=28).prop_map(|(year, month, day)| {
        let year = Year::new(year).unwrap();
        Period::Day { year, month, day }
    })
}

/// From the earlier of two days, to the later or without an end.
fn service() -> impl Strategy<Value = Service> {
    (day(), day(), any::<bool>()).prop_map(|(a, b, ends)| Service::new(a.min(b), ends.then_some(a.max(b))).unwrap())
}

proptest! {
    #[test]
    fn a_service_reads_back(service in service()) {
        round_trips(&service)?;
    }

    /// The parts of all years are the days from the first to the last.
    #[test]
    fn a_year_is_shared_by_what_ends_in_it_and_what_starts(day in day(), next in 1990_u16..2060) {
        // What runs up to a day and what runs from that day count it twice.
        let until = Service::new("1980".parse().unwrap(), Some(day)).unwrap();
        let from = Service::new(day, None).unwrap();
        for year in [day.year(), Year::new(next).unwrap()] {
            let days: Exact = if year.is_leap() { 366_i64.into() } else { 365_i64.into() };
            let sum = until.share_of(year).unwrap().numerator().checked_add(from.share_of(year).unwrap().numerator()).unwrap();
            let twice = if year == day.year() { Exact::ONE } else { Exact::ZERO };
            prop_assert_eq!(sum, days.checked_add(twice).unwrap());
        }
    }

    /// Through a rate and back is where it started.
    #[test]
    fn a_rate_leads_there_and_back(amount in 0_i64..1_000_000_000, value in 1_i64..1_000_000) {
        let rate: Rate = format!("{value} vkm/L").parse().unwrap();
        let there = Activity::new("x", Year::new(2024).unwrap(), format!("{amount} vkm").parse().unwrap()).with_rate("there", rate, "");
        prop_assert_eq!(there.dimension().unwrap(), Dimension::Volume);
        let back = there.with_rate("back", rate, "");
        prop_assert_eq!(back.dimension().unwrap(), Dimension::VehicleDistance);
        prop_assert_eq!(back.base_amount().unwrap().evaluate().unwrap().value(), Exact::from(amount));
    }

    #[test]
    fn a_rate_reads_back(value in 0_i64..1_000_000_000, per in 1_i64..1_000_000, unit in prop::sample::select(vec!["kg/TJ", "vkm/L", "kWh/kW", "%/yr"])) {
        let rate = Rate::parse(exact(&value.to_string()), exact(&per.to_string()), unit).unwrap();
        prop_assert_eq!(rate.to_string().parse::<Rate>().unwrap(), rate);
    }

    /// A converted activity emits what the amount it leads to emits.
    #[test]
    fn conversions_lead_to_the_same_emissions(vehicles in 0_i64..5_000, km in 0_i64..200_000) {
        let year = Year::new(2020).unwrap();
        let assessor = Assessor::shipped("TH-10".parse().unwrap()).unwrap();
        let co2e = |activity: &Activity| {
            let mut books = Inventory::new(Settings::new("x", "TH-10".parse().unwrap(), [year], GwpSet::Ar5));
            books.record(&assessor, activity).unwrap();
            books.close().unwrap()[0].totals().unwrap().basic
        };
        let by_way = Activity::new("road.diesel-b7", year, format!("{km} vkm").parse().unwrap())
            .with_rate("fuel-economy", "0.5 vkm/L".parse().unwrap(), "law")
            .with_multiplier("vehicles", Ratio::new(vehicles, 1).unwrap(), "law");
        let amount = format!("{} litre", vehicles * km * 2).parse::<Reading>().unwrap();
        prop_assert_eq!(co2e(&by_way), co2e(&Activity::new("road.diesel-b7", year, amount)));
    }
}

#[test]
fn a_rate_of_other_units_is_refused() {
    let activity = Activity::new("road.diesel-b7", Year::new(2024).unwrap(), "10 kWh".parse().unwrap());
    let error = activity.with_rate("fuel-economy", "2.55 vkm/L".parse().unwrap(), "").dimension().unwrap_err().to_string();
    assert_eq!(error, "\"2.55 vkm/L\": it converts between vkm and L, not energy; use a rate of matching units");
}

#[test]
fn amounts_of_one_origin_by_different_ways_do_not_add() {
    let year = Year::new(2020).unwrap();
    let assessor = Assessor::shipped("TH-10".parse().unwrap()).unwrap();
    let mut books = Inventory::new(Settings::new("x", "TH-10".parse().unwrap(), [year], GwpSet::Ar5));
    let of = |rate: &str| {
        Activity::new("road.diesel-b7", year, "100 vkm".parse().unwrap())
            .with_rate("fuel-economy", rate.parse().unwrap(), "")
            .with_origin("bus")
    };
    books.record(&assessor, &of("2 vkm/L")).unwrap();
    let error = books.record(&assessor, &of("3 vkm/L")).unwrap_err().to_string();
    assert!(error.starts_with("\"bus\": two amounts of line 2020/II.1.1/road.diesel-b7//"), "{error}");
    assert!(error.ends_with(" converted differently; give each its own origin"), "{error}");
}

#[test]
fn an_activity_reads_back() {
    let activity = Activity::new("road.diesel-b7", Year::new(2024).unwrap(), "40000 vkm".parse().unwrap())
        .with_rate("fuel-economy", "2.55 vkm/L".parse().unwrap(), "study")
        .with_multiplier("vehicles", Ratio::new(12, 1).unwrap(), "list")
        .with_place("TH-1001")
        .with_origin("brt.toml");
    let text = serde_json::to_string(&activity).unwrap();
    assert_eq!(serde_json::from_str::<Activity>(&text).unwrap(), activity);
    let conversion: &Conversion = &activity.conversions[0];
    assert!(matches!(conversion.by, By::Rate(_)));
}

#[test]
fn days_in_service_are_whole_and_in_order() {
    let error_text = |text: &str| text.parse::<Service>().unwrap_err().to_string();
    assert_eq!(error_text("FY2024"), "\"FY2024\": a fiscal year, but days of service are counted; write a year, month or day");
    assert_eq!(
        error_text("2024-05 to 2024-04-30"),
        "\"2024-04-30\": the end of service is before its start, 2024-05; correct the dates"
    );
}
