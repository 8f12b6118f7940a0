//! Electric buses and bus lines: cases worked by hand, passengers drawn from other modes, what is refused.

use crate::folder::Folder;
use crate::measure::{self, check, figures, notes, served};
use citycarbon::activity::Activity;
use citycarbon::assess::Assessor;
use citycarbon::gas::{Gas, Substance};
use citycarbon::inventory::{Inventory, Settings};
use citycarbon::quantity::Rounding;

/// A form of one line, with keys changed or left out (an empty value), and what is below it.
fn sheet(changes: &[(&str, &str)], below: &str) -> String {
    let keys = [
        ("name", "\"line 1\""),
        ("in_service", "\"2018\""),
        ("route", "\"10 km\""),
        ("trips", "\"100\""),
        ("running_days", "\"1\""),
        ("fuel", "\"road.cng\""),
        ("fuel_use", "\"1.6 vkm/kg\""),
        ("electricity", "\"road.electricity\""),
        ("electric_use", "\"1.25 kWh/vkm\""),
        ("metered", "\"charger\""),
    ];
    let group = measure::group(&keys, changes);
    format!(
        "measure = \"brt\"\nname = \"Buses\"\nfirst_year = 2018\nlast_year = 2020\ngrid_series = \"th-tgo-cfo\"\nsource = \"timetable\"\n[[line]]\n{group}{below}"
    )
}

fn folder(changes: &[(&str, &str)], below: &str) -> Folder {
    Folder::new("").with("measures/brt.toml", &sheet(changes, below))
}

fn error_text(changes: &[(&str, &str)], below: &str) -> String {
    folder(changes, below).error_text()
}

/// A new line that draws 1,000 passengers a day.
const NEW: [(&str, &str); 4] = [("new_line", "true"), ("fuel", ""), ("fuel_use", ""), ("drawn_passengers", "\"1000\"")];

const MODES: &str = r#"
[[line.mode]]
name = "car"
share = "0.6"
trip_length = "12 km"
occupancy = "1.5 pkm/vkm"
takes = "road.diesel-b7"
use = "12 vkm/L"

[[line.mode]]
name = "on foot"
share = "0.4"
none = "a walk takes no fuel"
"#;

const LEG: &str = r#"
[[line.leg]]
name = "train"
share = "0.5"
trip_length = "8 km"
takes = "rail.electricity"
use = "0.1 kWh/pkm"
"#;

/// 10 km, 100 trips a day, 365 days: 365,000 km. On CNG at 1.6 km/kg 228,125 kg; electric 1.25 kWh/km 456,250 kWh.
///
/// ```text
/// CNG       228,125 kg x 48.0 MJ/kg = 10.95 TJ   (IPCC 2006, vol. 2, table 1.2, natural gas)
/// CO2       10.95 TJ x 56,100 kg/TJ = 614,295 kg (table 3.2.1)
/// CH4       10.95 TJ x 92 kg/TJ = 1,007.4 kg;  N2O 10.95 TJ x 3 kg/TJ = 32.85 kg (table 3.2.2)
/// without   614,295 + 1,007.4 x 28 + 32.85 x 265 = 614,295 + 28,207.2 + 8,705.25 = 651,207.45 kg CO2e (AR5)
/// with      456,250 kWh x 0.4999 kg/kWh = 228,079.375 kg
/// a bus-km  651,207.45 / 365,000 = 1.78413 kg and 228,079.375 / 365,000 = 0.624875 kg
/// 5,000 passengers a day over 4 km: 1,825,000 passengers, 7,300,000 passenger-km
/// ```
#[test]
fn buses_on_gas_and_on_electricity_come_to_what_is_worked_by_hand() {
    let year = &figures(&folder(&[("passengers", "\"5000\""), ("trip_length", "\"4 km\"")], ""), 2018);
    check(year, "by_gas_kg/CO2", "614295");
    check(year, "by_gas_kg/CH4", "1007.4");
    check(year, "by_gas_kg/N2O", "32.85");
    check(year, "baseline_t", "651.20745");
    check(year, "project_t", "228.079375");
    check(year, "reduction_t", "423.128075");
    check(year, "by_scope/scope1", "651.20745");
    check(year, "by_scope/scope2", "-228.079375");
    let each = |what: &str, amount: &str, without: &str, with: &str| {
        (what.to_owned(), amount.to_owned(), without.to_owned(), with.to_owned())
    };
    let wanted = [
        each("bus-km", "365000", "1.78413", "0.624875"),
        each("passengers", "1825000", "0.356826", "0.124975"),
        each("passenger-km", "7300000", "0.0892065", "0.03124375"),
    ];
    assert_eq!(served(year), wanted);
}

/// 25 buses of 146 km a day are the same 3,650 km a day as 100 trips over 36.5 km.
#[test]
fn buses_with_a_distance_are_trips_over_a_route() {
    let buses = [("route", ""), ("trips", ""), ("buses", "25"), ("distance", "\"146 vkm\"")];
    let by_buses = figures(&folder(&buses, ""), 2018);
    let by_trips = figures(&folder(&[("route", "\"36.5 km\"")], ""), 2018);
    for figure in ["baseline_t", "project_t", "reduction_t"] {
        check(&by_buses, figure, &measure::figure(&by_trips, figure));
    }
}

/// From 1 September to 31 December 2018 there are 122 days; on 5 days of 7 that is 122 x 5/7 of a day's 1,000 km, and 2020 has 366.
#[test]
fn a_line_drives_on_the_days_it_is_in_service_and_runs() {
    let city = folder(&[("in_service", "\"2018-09-01\"")], "");
    assert_eq!(served(&figures(&city, 2018))[0].1, "122000");
    assert_eq!(served(&figures(&city, 2020))[0].1, "366000");
    let weekdays = folder(&[("in_service", "\"2018-09-01 to 2018-12-31\""), ("running_days", "\"5/7\"")], "");
    assert_eq!(served(&figures(&weekdays, 2018))[0].1, "87142.857142857143");
    assert_eq!(served(&figures(&weekdays, 2019))[0].1, "0");
}

/// 1,000 passengers a day, 365 days: 365,000 trips.
///
/// ```text
/// car      365,000 x 0.6 = 219,000 trips x 12 km = 2,628,000 pkm / 1.5 = 1,752,000 km / 12 = 146,000 L of B7
///          146,000 L x 2.5503727392 kg CO2e = 372,354.4199232 kg   (a litre as worked for waste trucks)
/// on foot  nothing
/// line     365,000 km x 1.25 kWh x 0.4999 = 228,079.375 kg
/// train    365,000 x 0.5 x 8 km = 1,460,000 pkm x 0.1 kWh = 146,000 kWh x 0.4999 = 72,985.4 kg, in II.2.2
/// ```
#[test]
fn passengers_drawn_from_other_modes_come_to_what_is_worked_by_hand() {
    let city = folder(&NEW, &format!("{MODES}{LEG}"));
    let year = &figures(&city, 2018);
    check(year, "baseline_t", "372.3544199232");
    check(year, "project_t", "301.064775");
    check(year, "leakage_t", "0");
    check(year, "reduction_t", "71.2896449232");
    check(year, "by_ref/II.1.1", "372.3544199232");
    check(year, "by_ref/II.1.2", "-228.079375");
    check(year, "by_ref/II.2.2", "-72.9854");
    let notes = notes(&city);
    let has = |words: &str| notes.iter().any(|note| note.contains(words));
    assert!(has("line 1, on foot, share 0.4: no fuel or electricity without the measure (a walk takes no fuel)"), "{notes:?}");
    assert!(has("not estimated: congestion and the speed of other traffic, rebound"), "{notes:?}");
    assert!(has("they do not describe the buses only"), "{notes:?}");
}

/// A city bus of 12 m on diesel drives 2.55 km on a litre of 2.70 kg CO2 in a bus study of Bangkok (Energies 13(22) 5963, 2020,
/// table of parameters). Diesel without biodiesel gives that litre to its printed digits: 36.42 MJ x 74.1 g = 2.698722 kg.
#[test]
fn a_litre_of_diesel_is_the_one_of_the_bus_study_of_bangkok() {
    let (region, year) = ("TH-10".parse::<citycarbon::Region>().unwrap(), "2018".parse().unwrap());
    let assessor = Assessor::shipped(region.clone()).unwrap();
    let litre = Activity::new("road.gas-diesel-oil", year, "2.55 vkm".parse().unwrap()).with_rate(
        "fuel economy",
        "2.55 vkm/L".parse().unwrap(),
        "Energies 13(22) 5963",
    );
    let mut books = Inventory::new(Settings::new("Bangkok", region, [year], citycarbon::GwpSet::Ar5));
    books.record(&assessor, &litre).unwrap();
    let carbon = books.lines().find(|line| line.substance == Substance::Gas(Gas::CO2)).unwrap();
    let kilograms = carbon.open_mass().unwrap().evaluate().unwrap().value();
    assert_eq!(kilograms.to_string(), "2.698722");
    assert_eq!(kilograms.round(2, Rounding::HalfEven).0.to_string(), "2.7");
}

#[test]
fn no_trips_change_nothing() {
    let changes = [("trips", "\"0\""), ("drawn_passengers", "\"0\""), ("kept_running", "\"0.5\"")];
    let year = &figures(&folder(&changes, &format!("{MODES}{LEG}")), 2018);
    for figure in ["baseline_t", "project_t", "leakage_t", "reduction_t", "by_scope/scope1", "by_scope/scope2", "by_scope/scope3"] {
        check(year, figure, "0");
    }
}

#[test]
fn what_is_not_stated_is_asked_for_by_name() {
    let asked =
        ["name", "in_service", "route", "trips", "running_days", "fuel", "fuel_use", "electricity", "electric_use", "metered"];
    for key in asked {
        let message = error_text(&[(key, "")], "");
        assert!(message.starts_with(&format!("measures/brt.toml:7: line.{key}: missing: ")), "{message}");
    }
    let wanted = "measures/brt.toml:7: line.trip_length: missing: length of one trip (km); state it";
    assert_eq!(error_text(&[("passengers", "\"9\"")], ""), wanted);
    let wanted = "measures/brt.toml:7: line.drawn_passengers: missing: passengers a day who would have used another mode; state it";
    assert_eq!(error_text(&[], MODES), wanted);
}

/// All at once, each with its unit and with the rows of the tables that could serve.
#[test]
fn everything_that_is_missing_is_named_at_once() {
    assert_eq!(
        error_text(&[("running_days", ""), ("electric_use", ""), ("metered", "")], ""),
        "measures/brt.toml:7: line.electric_use: missing: electricity used for the work (kWh/vkm, kWh/t, kWh/vehicle-day); state it, \
         or use a row such as @viriciti-city-bus-12m-electricity, @byd-refuse-truck-electricity (1 more)\n\
         measures/brt.toml:7: line.metered: missing: where the electricity is metered: charger or battery; state it\n\
         measures/brt.toml:7: line.running_days: missing: share of the days in service on which the line runs; state it"
    );
}

/// Two keys have the same text, and the second one is wrong; a value that is a table is wrong at its own line.
#[test]
fn an_error_is_at_the_key_it_is_about() {
    let same = error_text(&[("fuel_use", "\"2.55 vkm/L\""), ("electric_use", "\"2.55 vkm/L\"")], "");
    let wanted =
        "measures/brt.toml:16: line.electric_use: line 1: \"2.55 vkm/L\": not electricity for the work; write it like 1.31 kWh/vkm";
    assert_eq!(same, wanted);
    let table = error_text(&[("electric_use", "{ value = \"2.55 vkm/L\", source = \"a test\" }")], "");
    assert_eq!(table, wanted);
    let inside = error_text(&[("electric_use", "{ value = \"2.55\", unit = \"vkm/L\", surce = \"a test\" }")], "");
    let wanted = "measures/brt.toml:16: line.electric_use.surce: \"surce\": unknown key; did you mean source?";
    assert_eq!(inside, wanted);
}

/// Changed keys, what is below them, and the error.
type Refused<'a> = (&'a [(&'a str, &'a str)], &'a str, &'a str);

#[test]
fn each_refusal_says_what_to_write_instead() {
    let long = MODES.replace("12 km", "12 pkm");
    let short = MODES.replace("0.4", "0.3");
    let twice = MODES.replace("on foot", "car");
    let empty = MODES.replace("1.5 pkm/vkm", "0 pkm/vkm");
    let both = MODES.replace("none =", "use = \"1 vkm/L\"\nnone =");
    let kilometres = MODES.replace("\"12 vkm/L\"", "\"12 pkm/L\"");
    let cases: [Refused<'_>; 15] = [
        (
            &[("route", "\"10 vkm\"")],
            "",
            "measures/brt.toml:10: line.route: line 1: \"10 vkm\": a unit of vehicle distance, but a unit of distance is needed; use a unit such as km",
        ),
        (
            &[("buses", "5")],
            "",
            "measures/brt.toml:18: line.buses: a route with trips, and buses with a distance; state one of the two",
        ),
        (
            &[("running_days", "\"7/5\"")],
            "",
            "measures/brt.toml:12: line.running_days: \"7/5\": a share outside 0 to 1; write 0.8 for 80 %",
        ),
        (
            &[("new_line", "true")],
            "",
            "measures/brt.toml:18: line.new_line: a new line has no earlier fuel; leave fuel and fuel_use out, or new_line",
        ),
        (
            &[("new_line", "true"), ("fuel", ""), ("fuel_use", ""), ("kept_running", "\"0.5\"")],
            "",
            "measures/brt.toml:17: line.kept_running: line 1: a new line has no earlier buses that improve or keep running; leave improvement and kept_running out",
        ),
        (
            &[("fuel_use", "\"1.6 km/kg\"")],
            "",
            "measures/brt.toml:14: line.fuel_use: line 1: \"1.6 km/kg\": not for each unit of vehicle distance, the unit of the work; use the same unit in both: vkm for vehicles, pkm for passengers, t, vehicle-day",
        ),
        (
            &[("passengers", "\"900\""), ("trip_length", "\"4 km\""), ("drawn_passengers", "\"1000\"")],
            MODES,
            "measures/brt.toml:20: line.drawn_passengers: line 1: \"1000\": more passengers from other modes than the 900 carried; passengers must include them",
        ),
        (
            &[("drawn_passengers", "\"1000\"")],
            "",
            "measures/brt.toml:18: line.drawn_passengers: line 1: \"0\": the shares of the modes do not add up to 1; add the missing modes; for people who walked or would not have travelled, add a mode with none = \"reason\"",
        ),
        (
            &[("drawn_passengers", "\"1000\"")],
            &long,
            "measures/brt.toml:23: line.mode.trip_length: line 1, car: \"12 pkm\": a unit of passenger distance, but a unit of distance is needed; use a unit such as km",
        ),
        (
            &[("drawn_passengers", "\"1000\"")],
            &short,
            "measures/brt.toml:18: line.drawn_passengers: line 1: \"0.9\": the shares of the modes do not add up to 1; add the missing modes; for people who walked or would not have travelled, add a mode with none = \"reason\"",
        ),
        (
            &[("drawn_passengers", "\"1000\"")],
            &twice,
            "measures/brt.toml:29: line.mode.name: \"car\": this name is used twice; give each its own name",
        ),
        (
            &[("drawn_passengers", "\"1000\"")],
            &empty,
            "measures/brt.toml:24: line.mode.occupancy: line 1, car: \"0 pkm/vkm\": not a number of passengers in a vehicle; write it like 1.5 pkm/vkm",
        ),
        (
            &[("drawn_passengers", "\"1000\"")],
            &both,
            "measures/brt.toml:31: line.mode.use: none states that no energy is used; delete this key or none",
        ),
        (
            &[("drawn_passengers", "\"1000\"")],
            &kilometres,
            "measures/brt.toml:26: line.mode.use: line 1, car: \"12 pkm/L\": not for each unit of vehicle distance, the unit of the work; use the same unit in both: vkm for vehicles, pkm for passengers, t, vehicle-day",
        ),
        (
            &[("stops", "14")],
            "",
            "measures/brt.toml:18: line.stops: \"stops\": unknown key; use one of name, place, in_service, route, trips, buses, distance, running_days, fuel, fuel_use, new_line, electricity, electric_use, metered, charger_efficiency, improvement, kept_running, euro_class, speed, nox, pm25, power_plant_nox, power_plant_pm25, passengers, trip_length, drawn_passengers, mode, leg, source, note",
        ),
    ];
    for (changes, below, message) in cases {
        assert_eq!(error_text(changes, below), message, "{changes:?}");
    }
}
