//! Air pollutants of vehicles that are replaced: the shipped rows, cases worked by hand, what is refused, and the notes.

use crate::folder::Folder;
use crate::measure::{self, figures, notes};
use citycarbon::City;
use citycarbon::factors::Registry;
use citycarbon::folder::FolderOptions;
use citycarbon::i18n::Language;
use citycarbon::pollutants::{ExhaustClass, ExhaustRow, Pollutant};
use citycarbon::report;
use serde_json::{Value, json};

const TRUCKS: [(&str, &str); 10] = [
    ("name", "\"compactors\""),
    ("count", "10"),
    ("in_service", "\"2018\""),
    ("work", "\"20000 vkm\""),
    ("fuel", "\"road.diesel-b7\""),
    ("fuel_use", "\"2 vkm/L\""),
    ("electricity", "\"road.electricity\""),
    ("electric_use", "\"1.5 kWh/vkm\""),
    ("metered", "\"charger\""),
    ("source", "\"fleet list\""),
];

const LINE: [(&str, &str); 10] = [
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

fn trucks(changes: &[(&str, &str)]) -> Folder {
    let group = measure::group(&TRUCKS, changes);
    let head = "measure = \"waste-trucks\"\nname = \"Trucks\"\nfirst_year = 2018\nlast_year = 2019\n";
    Folder::new("").with("measures/waste_trucks.toml", &format!("{head}[[trucks]]\n{group}"))
}

fn buses(changes: &[(&str, &str)], below: &str) -> Folder {
    let group = measure::group(&LINE, changes);
    let head = "measure = \"brt\"\nname = \"Buses\"\nfirst_year = 2018\nlast_year = 2019\nsource = \"timetable\"\n";
    Folder::new("").with("measures/brt.toml", &format!("{head}[[line]]\n{group}{below}"))
}

fn pollutants(folder: &Folder) -> Value {
    figures(folder, 2018)["pollutants"].clone()
}

fn one(pollutant: &str, place: &str, avoided_kg: &str) -> Value {
    json!({"pollutant": pollutant, "where": place, "avoided_kg": avoided_kg})
}

/// The curves of the guidebook at two speeds, as rounded in print: NOx and PM in g, energy in MJ, each for a km at 15 and at 20 km/h.
#[test]
fn the_rows_of_exhaust_are_those_of_the_published_curves() {
    let printed = [
        (ExhaustClass::Conventional, [("21.35", "18.40"), ("1.213", "0.934"), ("21.9", "18.3")]),
        (ExhaustClass::One, [("13.34", "11.37"), ("0.590", "0.485"), ("18.0", "15.3")]),
        (ExhaustClass::Two, [("14.73", "12.45"), ("0.270", "0.225"), ("17.2", "14.7")]),
        (ExhaustClass::Three, [("14.21", "11.28"), ("0.275", "0.225"), ("18.0", "15.4")]),
        (ExhaustClass::Four, [("7.94", "6.77"), ("0.064", "0.055"), ("15.8", "14.1")]),
        (ExhaustClass::Five, [("11.18", "8.67"), ("0.079", "0.065"), ("15.3", "13.5")]),
        (ExhaustClass::Six, [("0.677", "0.552"), ("0.008", "0.007"), ("15.8", "14.0")]),
        (ExhaustClass::GasEev, [("4.84", "4.09"), ("0.013", "0.011"), ("23.3", "19.9")]),
    ];
    let whats = [Some(Pollutant::NitrogenOxides), Some(Pollutant::FineParticles), None];
    for (class, values) in printed {
        for (what, (slow, fast)) in whats.into_iter().zip(values) {
            for (speed, wanted) in [("15 km/h", slow), ("20 km/h", fast)] {
                let rows = ExhaustRow::find(class, speed.parse().unwrap()).unwrap();
                let row = rows.iter().find(|row| row.pollutant == what).unwrap();
                let wanted = wanted.parse::<citycarbon::Exact>().unwrap();
                let places = wanted_places(class, what);
                assert_eq!(row.rate.value.round(places, citycarbon::quantity::Rounding::HalfUp).0, wanted, "{}", row.id);
                let unit = if what.is_some() { "g/vkm" } else { "MJ/vkm" };
                assert_eq!((row.rate.units().as_str(), row.source.as_str()), (unit, "emep2019"), "{}", row.id);
            }
        }
    }
    assert_eq!(ExhaustRow::all().len(), printed.len() * whats.len() * 2);
    assert!(
        Registry::bundled().unwrap().tables().all(|(file, _)| file != "emep2019_bus_exhaust.csv"),
        "a table of pollutants weighs gases"
    );
}

/// How many digits the publication of the values prints.
fn wanted_places(class: ExhaustClass, what: Option<Pollutant>) -> u32 {
    match (what, class) {
        (None, _) => 1,
        (Some(Pollutant::NitrogenOxides), ExhaustClass::Six) | (Some(Pollutant::FineParticles), _) => 3,
        (Some(Pollutant::NitrogenOxides), _) => 2,
    }
}

/// 10 trucks of 20,000 km are 200,000 km: NOx x 14.2075 g = 2,841.5 kg, PM2.5 x 0.2745 g = 54.9 kg. A tenth of the trucks keeps
/// running. Power plants: 300,000 kWh x 1.26 g = 378 kg more.
#[test]
fn what_trucks_of_a_class_no_longer_emit_is_worked_by_hand() {
    let class = [("euro_class", "\"III\""), ("speed", "\"15 km/h\"")];
    assert_eq!(pollutants(&trucks(&class)), json!([one("NOx", "streets", "2841.5"), one("PM2.5", "streets", "54.9")]));
    let all = [class.as_slice(), &[("kept_running", "\"0.1\""), ("power_plant_nox", "\"1.26 g/kWh\"")]].concat();
    let wanted = json!([
        one("NOx", "streets", "2841.5"),
        one("NOx", "kept-running", "-284.15"),
        one("NOx", "power-plants", "-378"),
        one("PM2.5", "streets", "54.9"),
        one("PM2.5", "kept-running", "-5.49"),
    ]);
    assert_eq!(pollutants(&trucks(&all)), wanted);
    // CO2e is what it is without them.
    let mut with = figures(&trucks(&all), 2018);
    with.as_object_mut().unwrap().remove("pollutants");
    assert_eq!(with, figures(&trucks(&[("kept_running", "\"0.1\"")]), 2018));
}

/// Own factors: for each litre of 100,000 L; for each km; next to a class in place of its row. Trucks that improve burn less fuel, and
/// emit for each km what they did.
#[test]
fn own_factors_are_for_the_fuel_or_the_distance() {
    let by_fuel = [("work", "\"2000 t\""), ("fuel_use", "\"5 L/t\""), ("electric_use", "\"8 kWh/t\""), ("nox", "\"30 g/L\"")];
    assert_eq!(pollutants(&trucks(&by_fuel)), json!([one("NOx", "streets", "3000")]));
    let own = [("euro_class", "\"III\""), ("speed", "\"15 km/h\""), ("nox", "\"10 g/vkm\""), ("improvement", "\"1 %/yr\"")];
    assert_eq!(pollutants(&trucks(&own)), json!([one("NOx", "streets", "2000"), one("PM2.5", "streets", "54.9")]));
    assert_eq!(figures(&trucks(&own), 2019)["pollutants"], pollutants(&trucks(&own)));
    let none = [("nox", "\"0 g/vkm\"")];
    assert_eq!(pollutants(&trucks(&none)), json!([one("NOx", "streets", "0")]));
}

/// 365,000 km of gas buses: NOx x 4.0874 g, PM2.5 x 0.0113 g; 228,125 kg of gas x 13 g/kg.
#[test]
fn what_buses_on_gas_no_longer_emit_is_worked_by_hand() {
    let class = [("euro_class", "\"CNG-EEV\""), ("speed", "\"20 km/h\"")];
    assert_eq!(pollutants(&buses(&class, "")), json!([one("NOx", "streets", "1491.901"), one("PM2.5", "streets", "4.1245")]));
    assert_eq!(pollutants(&buses(&[("nox", "\"13 g/kg\"")], "")), json!([one("NOx", "streets", "2965.625")]));
    assert_eq!(figures(&buses(&[], ""), 2018).get("pollutants"), None);
}

#[test]
fn what_no_exhaust_can_be_counted_with_is_refused() {
    let class = |class: &'static str, speed: &'static str| [("euro_class", class), ("speed", speed)];
    let cases: [(Vec<(&str, &str)>, &str); 11] = [
        (
            class("\"III\"", "\"18 km/h\"").to_vec(),
            "measures/waste_trucks.toml:17: trucks.speed: \"18 km/h\": no exhaust factors at this speed; use 15 km/h, 20 km/h, the speeds of the table, or state nox and pm25 with a source; nothing is read between two speeds",
        ),
        (
            class("\"III\"", "\"15 mph\"").to_vec(),
            "measures/waste_trucks.toml:17: trucks.speed: \"15 mph\": not a mean speed; write it like \"15 km/h\", a whole number",
        ),
        (
            class("\"III\"", "\"015 km/h\"").to_vec(),
            "measures/waste_trucks.toml:17: trucks.speed: \"015 km/h\": not a mean speed; write it like \"15 km/h\", a whole number",
        ),
        (
            class("\"3\"", "\"15 km/h\"").to_vec(),
            "measures/waste_trucks.toml:16: trucks.euro_class: \"3\": not an allowed value; use one of conventional, I, II, III, IV, V, VI, CNG-EEV",
        ),
        (
            vec![("euro_class", "\"III\"")],
            "measures/waste_trucks.toml:5: trucks.speed: missing: their mean speed, 15 km/h or 20 km/h; state it",
        ),
        (
            vec![("speed", "\"15 km/h\"")],
            "measures/waste_trucks.toml:5: trucks.euro_class: missing: class of the exhaust of the vehicles before; state it",
        ),
        (
            class("\"CNG-EEV\"", "\"15 km/h\"").to_vec(),
            "measures/waste_trucks.toml:16: trucks.euro_class: \"CNG-EEV\": the class is of vehicles that do not burn road.diesel-b7; state the class of those replaced, or nox and pm25 with a source",
        ),
        (
            vec![("nox", "\"14 g/kg\"")],
            "measures/waste_trucks.toml:16: trucks.nox: compactors: \"14 g/kg\": the factor is not given for what is stated here, vehicle distance, volume; state one in g/vkm for vehicle-km, or for the unit of the fuel",
        ),
        (
            vec![("pm25", "\"14 kWh/vkm\"")],
            "measures/waste_trucks.toml:16: trucks.pm25: \"14 kWh/vkm\": not a mass of a pollutant for each vehicle-km, unit of fuel or energy; write it like 9.2 g/vkm",
        ),
        (vec![("nox", "\"-1 g/vkm\"")], "measures/waste_trucks.toml:16: trucks.nox: \"-1 g/vkm\": below zero; enter zero or more"),
        (
            vec![("power_plant_nox", "\"1.26 g/vkm\"")],
            "measures/waste_trucks.toml:16: trucks.power_plant_nox: compactors: \"1.26 g/vkm\": not a mass of a pollutant for each unit of electricity; write it like 1.26 g/kWh",
        ),
    ];
    for (changes, message) in cases {
        assert_eq!(trucks(&changes).error_text(), message, "{changes:?}");
    }
    // Tonnes of waste are not those of a fuel: 2,000 t of waste x 33 g/kg would be 66 t of NOx.
    let by_tonnes = [("work", "\"2000 t\""), ("fuel_use", "\"5 L/t\""), ("electric_use", "\"8 kWh/t\"")];
    let waste = [by_tonnes.as_slice(), &[("nox", "\"33.37 g/kg\"")]].concat();
    assert_eq!(
        trucks(&waste).error_text(),
        "measures/waste_trucks.toml:16: trucks.nox: compactors: \"33.37 g/kg\": the factor is not given for what is stated here, volume; state one in g/vkm for vehicle-km, or for the unit of the fuel"
    );
    let of_class = [by_tonnes.as_slice(), &class("\"III\"", "\"15 km/h\"")].concat();
    assert_eq!(
        trucks(&of_class).error_text(),
        "measures/waste_trucks.toml:16: trucks.euro_class: compactors: \"14.2075 g/vkm\": the factor is not given for what is stated here, volume; state one in g/vkm for vehicle-km, or for the unit of the fuel"
    );
    let new_line = [("new_line", "true"), ("fuel", ""), ("fuel_use", ""), ("power_plant_nox", "\"1 g/kWh\"")];
    assert_eq!(
        buses(&new_line, "").error_text(),
        "measures/brt.toml:16: line.power_plant_nox: a new line has no earlier buses whose exhaust is avoided; leave it out"
    );
}

#[test]
fn only_open_data_has_no_rows_of_exhaust() {
    let folder = buses(&[("euro_class", "\"CNG-EEV\""), ("speed", "\"20 km/h\"")], "");
    let refused = City::open(&folder.0, &FolderOptions::default().with_open_data(true)).unwrap_err().to_string();
    let wanted = "line.speed: \"emep2019\": a value of emep2019, whose redistribution is \"attribution\", and only open data is used here; give your own row with its source, or use all data";
    assert!(refused.contains(wanted), "{refused}");
}

#[test]
fn a_reader_is_told_what_pollutants_are_of() {
    let has = |notes: &[String], part: &str| notes.iter().any(|note| note.contains(part));
    let class = [("euro_class", "\"III\""), ("speed", "\"15 km/h\"")];
    let of_trucks = notes(&trucks(&class));
    for part in ["hot exhaust", "surrogate: no exhaust factor of waste trucks", "power plants are not estimated", "by Euro class"] {
        assert!(has(&of_trucks, part), "{part}: {of_trucks:?}");
    }
    assert!(!has(&notes(&trucks(&[("nox", "\"10 g/vkm\"")])), "surrogate"));
    assert!(!has(&notes(&trucks(&[])), "pollutants"));
    let second = format!("[[line]]\n{}", measure::group(&LINE, &[("name", "\"line 2\"")]));
    let of_buses = notes(&buses(&[("nox", "\"10 g/vkm\"")], &second));
    assert!(has(&of_buses, "no air pollutants are counted for line 2: neither"), "{of_buses:?}");
}

#[test]
fn pollutants_are_a_table_of_their_own() {
    let class = [("euro_class", "\"III\""), ("speed", "\"15 km/h\""), ("power_plant_nox", "\"1.26 g/kWh\"")];
    let city = trucks(&class).open().unwrap();
    let effects = city.effects("waste_trucks").unwrap().unwrap();
    let printed = report::measure_text(&effects, Language::English).unwrap();
    let wanted = "
Air pollutants avoided, kg  NOx, streets  NOx, power plants  PM2.5, streets
---------------------------------------------------------------------------
  2018                         2,841.500           -378.000          54.900
  2019                         2,841.500           -378.000          54.900
Air pollutants are in no total: not with CO2e, not with one another, not of two places. Below 0: more is emitted.

Factors and assumptions:
";
    assert!(printed.contains(wanted), "{printed}");
}
