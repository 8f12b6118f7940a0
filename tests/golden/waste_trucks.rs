//! Electric waste trucks: cases worked by hand, what is refused, and the notes for the reader.

use crate::folder::Folder;
use crate::measure::{self, check, figures, notes, served};

/// A form of one group, with keys changed or left out (an empty value).
fn sheet(changes: &[(&str, &str)]) -> String {
    let keys = [
        ("name", "\"compactors\""),
        ("count", "10"),
        ("in_service", "\"2018\""),
        ("work", "\"2000 t\""),
        ("fuel", "\"road.diesel-b7\""),
        ("fuel_use", "\"5 L/t\""),
        ("electricity", "\"road.electricity\""),
        ("electric_use", "\"8 kWh/t\""),
        ("metered", "\"charger\""),
        ("source", "\"fleet list\""),
    ];
    let group = measure::group(&keys, changes);
    format!(
        "measure = \"waste-trucks\"\nname = \"Trucks\"\nfirst_year = 2018\nlast_year = 2020\ngrid_series = \"th-tgo-cfo\"\n\n[[trucks]]\n{group}"
    )
}

fn folder(text: &str) -> Folder {
    Folder::new("").with("measures/waste_trucks.toml", text)
}

fn error_text(changes: &[(&str, &str)]) -> String {
    folder(&sheet(changes)).error_text()
}

/// 10 trucks collect 2,000 t each in 2018 at 5 L of B7 a tonne: 100,000 L.
///
/// ```text
/// fossil     93,000 L x 36.42 MJ/L = 3.38706 TJ       CO2 3.38706 TJ x 74,100 kg/TJ = 250,981.146 kg
/// biodiesel   7,000 L x 23.22 MJ/L = 0.16254 TJ       CO2 0.16254 TJ x 70,800 kg/TJ = 11,507.832 kg, biogenic
/// CH4 and N2O of both: 3.5496 TJ x 3.9 kg/TJ = 13.84344 kg each;  x (28 + 265) = 4,056.12792 kg CO2e (AR5)
/// without the measure  250,981.146 + 4,056.12792 = 255,037.27392 kg
/// with it              20,000 t x 8 kWh/t = 160,000 kWh x 0.4999 kg/kWh (TGO, losses inside) = 79,984 kg
/// ```
///
/// Calorific value of diesel: DEDE; of biodiesel, and shares: list of TGO; factors: IPCC 2006, vol. 2, tables 3.2.1 and 3.2.2.
#[test]
fn diesel_by_the_tonne_and_electricity_at_the_charger_come_to_what_is_worked_by_hand() {
    let city = folder(&sheet(&[]));
    let year = &figures(&city, 2018);
    check(year, "baseline_t", "255.03727392");
    check(year, "project_t", "79.984");
    check(year, "leakage_t", "0");
    check(year, "reduction_t", "175.05327392");
    check(year, "by_scope/scope1", "255.03727392");
    check(year, "by_scope/scope2", "-79.984");
    check(year, "by_scope/scope3", "0");
    check(year, "by_gas_kg/CO2", "250981.146");
    check(year, "by_gas_kg/CO2_biogenic", "11507.832");
    check(year, "by_gas_kg/CH4", "13.84344");
    check(year, "by_gas_kg/N2O", "13.84344");
    // 255,037.27392 kg over 20,000 t, and 79,984 kg over them.
    assert_eq!(served(year), [("t collected".into(), "20000".into(), "12.751863696".into(), "3.9992".into())]);
}

/// 4 trucks of 12,000 km, 73 of the 365 days of 2018 (from 20 October), 4 km/L: 4 x 12,000 / 5 / 4 = 2,400 L.
///
/// ```text
/// a litre of B7  255,037.27392 kg / 100,000 L = 2.5503727392 kg CO2e (the case above)
/// without        2,400 L x 2.5503727392 = 6,120.89457408 kg
/// with           9,600 km x 1.05 = 10,080 km x 0.8 kWh/km = 8,064 kWh at the battery / 0.9 = 8,960 kWh
///                x 0.4999 kg/kWh = 4,479.104 kg
/// leakage        a quarter of the 2,400 L runs on in the city: 1,530.22364352 kg
/// 2020           age 2, improvement of 1 % a year: 12,000 L x 0.99^2 = 11,761.2 L -> 29,995.44386027904 kg
///                leakage of the trucks as they are: 3,000 L -> 7,651.1182176 kg
/// ```
#[test]
fn part_years_charging_losses_further_distance_leakage_and_improvement_come_to_what_is_worked_by_hand() {
    let city = folder(&sheet(&[
        ("count", "4"),
        ("in_service", "\"2018-10-20\""),
        ("work", "\"12000 vkm\""),
        ("fuel_use", "\"4 vkm/L\""),
        ("electric_use", "\"0.8 kWh/vkm\""),
        ("metered", "\"battery\""),
        ("charger_efficiency", "\"0.9\""),
        ("extra_distance", "\"0.05\""),
        ("kept_running", "\"1/4\""),
        ("improvement", "\"1 %/yr\""),
    ]));
    let year = &figures(&city, 2018);
    check(year, "baseline_t", "6.12089457408");
    check(year, "project_t", "4.479104");
    check(year, "leakage_t", "1.53022364352");
    check(year, "reduction_t", "0.11156693056");
    let year = &figures(&city, 2020);
    check(year, "baseline_t", "29.99544386027904");
    check(year, "leakage_t", "7.6511182176");
    // A full year: five times the electricity of 73 days.
    check(year, "project_t", "22.39552");
    assert_eq!(served(year)[0].1, "48000");
}

/// A truck burns 60 L a day on 300 days: 18,000 L; the electric one takes 90 kWh a day: 27,000 kWh. Prices of 30 THB for a litre
/// and 4 THB for a kWh: 540,000 - 108,000 = 432,000 THB.
#[test]
fn work_by_the_day_and_the_money_of_energy_come_to_what_is_worked_by_hand() {
    let text = sheet(&[
        ("count", "1"),
        ("work", "\"300 vehicle-day\""),
        ("collected", "\"1500 t\""),
        ("fuel_use", "\"60 L/vehicle-day\""),
        ("electric_use", "\"90 kWh/vehicle-day\""),
        ("fuel_price", "\"30 THB/L\""),
        ("electricity_price", "\"4000 THB/MWh\""),
    ]);
    let city = folder(&format!("price_year = 2018\n{text}"));
    let year = &figures(&city, 2018);
    check(year, "by_gas_kg/CO2_biogenic", "2071.40976"); // 11,507.832 kg x 18,000 / 100,000
    check(year, "project_t", "13.4973"); // 27,000 kWh x 0.4999
    let names: Vec<String> = served(year).into_iter().map(|(what, ..)| what).collect();
    assert_eq!(names, ["t collected", "vehicle-days"]);
    check(year, "saved/0/money/amount", "432000");
    check(year, "saved/0/money/currency", "THB");
    check(year, "saved/0/what", "energy: fuel less electricity");
}

/// The yearly factor of the grid leaves losses out. What reaches the charger is what is left of what enters the network: of 100 kWh
/// 98.06 after transmission (1.94 %, the row before 2018), of 52,881 GWh 51,219 after distribution (1,662 GWh lost, MEA 2017).
///
/// ```text
/// 160,000 kWh x 0.459 kg/kWh (generation, 2018) = 73,440 kg
/// 73,440 kg x (1 / (0.9806 x 51,219 / 52,881) - 1) = 3,883.115354052057... kg in II.1.3
/// ```
#[test]
fn losses_of_the_network_stand_in_scope_three_where_the_factor_leaves_them_out() {
    let text = sheet(&[]).replace("grid_series = \"th-tgo-cfo\"\n", "");
    let year = &figures(&folder(&text), 2018);
    check(year, "by_ref/II.1.2", "-73.44");
    check(year, "by_ref/II.1.3", "-3.883115354052057");
    check(year, "by_scope/scope3", "-3.883115354052057");
    // 255.03727392 - 73.44 - 3.883115354052057
    check(year, "reduction_t", "177.714158565947943");
}

#[test]
fn no_trucks_change_nothing() {
    let year = &figures(&folder(&sheet(&[("count", "0"), ("kept_running", "\"0.5\"")])), 2018);
    for figure in ["baseline_t", "project_t", "leakage_t", "reduction_t", "by_scope/scope1", "by_scope/scope2", "by_gas_kg/CO2"] {
        check(year, figure, "0");
    }
    // The lease that has ended by 2020 changes nothing there.
    let year = &figures(&folder(&sheet(&[("in_service", "\"2018 to 2019\"")])), 2020);
    for figure in ["baseline_t", "project_t", "reduction_t"] {
        check(year, figure, "0");
    }
}

#[test]
fn the_notes_state_what_the_method_leaves_out() {
    let plain = notes(&folder(&sheet(&[])));
    let has = |words: &str, notes: &[String]| notes.iter().any(|note| note.contains(words));
    assert!(has("leakage is 0: no share of replaced trucks", &plain), "{plain:?}");
    assert!(has("(extra_distance)", &plain) && has("no improvement is stated", &plain), "{plain:?}");
    let stated = [("kept_running", "\"0.1\""), ("extra_distance", "\"0\""), ("improvement", "\"0 %/yr\"")];
    let note_texts = notes(&folder(&sheet(&stated)));
    assert!(has("leakage is the fuel of replaced trucks", &note_texts), "{note_texts:?}");
    assert!(!has("(extra_distance)", &note_texts) && !has("no improvement is stated", &note_texts), "{note_texts:?}");
}

#[test]
fn a_figure_for_each_tonne_needs_tonnes_of_every_group() {
    let other = sheet(&[
        ("name", "\"by the km\""),
        ("work", "\"9000 vkm\""),
        ("fuel_use", "\"3 vkm/L\""),
        ("electric_use", "\"1 kWh/vkm\""),
    ]);
    let group = other.split("[[trucks]]").nth(1).unwrap();
    let city = folder(&format!("{}\n[[trucks]]{group}", sheet(&[])));
    assert!(served(&figures(&city, 2018)).is_empty());
    assert!(notes(&city).iter().any(|note| note == "no figure for each tonne collected: some groups state no tonnes"));
}

#[test]
fn what_is_not_stated_is_asked_for_by_name() {
    for key in ["name", "count", "in_service", "work", "fuel", "fuel_use", "electricity", "electric_use", "metered"] {
        let message = error_text(&[(key, "")]);
        assert!(message.starts_with(&format!("measures/waste_trucks.toml:7: trucks.{key}: missing: ")), "{message}");
    }
    let message = error_text(&[("source", "")]);
    let wanted = [(11, "work"), (13, "fuel_use"), (15, "electric_use")].map(|(line, key)| {
        format!(
            "measures/waste_trucks.toml:{line}: trucks.{key}: no source; add source = \"...\" to the section or above all sections"
        )
    });
    assert_eq!(message, wanted.join("\n"));
}

#[test]
fn each_refusal_says_what_to_write_instead() {
    let cases: [(&[(&str, &str)], &str); 17] = [
        (
            &[("work", "\"2000 km\"")],
            "measures/waste_trucks.toml:11: trucks.work: compactors: \"2000 km\": not the work of a truck in a year; write it like 2000 t",
        ),
        (
            &[("collected", "\"1 t\"")],
            "measures/waste_trucks.toml:18: trucks.collected: compactors: \"1 t\": the work is stated in tonnes too; leave collected out",
        ),
        (
            &[("work", "\"9 vkm\""), ("fuel_use", "\"2.5 km/L\""), ("electric_use", "\"1 kWh/vkm\"")],
            "measures/waste_trucks.toml:13: trucks.fuel_use: compactors: \"2.5 km/L\": not for each unit of vehicle distance, the unit of the work; use the same unit in both: vkm for vehicles, pkm for passengers, t, vehicle-day",
        ),
        (
            &[("fuel_use", "\"0 L/t\"")],
            "measures/waste_trucks.toml:13: trucks.fuel_use: compactors: \"0 L/t\": not above zero; enter the value that the source prints",
        ),
        (
            &[("fuel_use", "\"2 vkm/t\"")],
            "measures/waste_trucks.toml:13: trucks.fuel_use: compactors: \"2 vkm/t\": not fuel or electricity for the work; write it like 2.55 vkm/L",
        ),
        (
            &[("electric_use", "\"2 L/t\"")],
            "measures/waste_trucks.toml:15: trucks.electric_use: compactors: \"2 L/t\": not electricity for the work; write it like 1.31 kWh/vkm",
        ),
        (
            &[("metered", "\"plug\"")],
            "measures/waste_trucks.toml:16: trucks.metered: \"plug\": not an allowed value; use one of charger, battery",
        ),
        (
            &[("metered", "\"battery\"")],
            "measures/waste_trucks.toml:7: trucks.charger_efficiency: missing: share of the electricity of the charger that reaches the battery; state it",
        ),
        (
            &[("charger_efficiency", "\"0.9\"")],
            "measures/waste_trucks.toml:18: trucks.charger_efficiency: the charger is metered, so its losses are included; leave the efficiency out",
        ),
        (
            &[("metered", "\"battery\""), ("charger_efficiency", "\"0\"")],
            "measures/waste_trucks.toml:18: trucks.charger_efficiency: compactors: \"0\": not the efficiency of a charger; write it like 0.9",
        ),
        (
            &[("kept_running", "\"1.2\"")],
            "measures/waste_trucks.toml:18: trucks.kept_running: \"1.2\": a share outside 0 to 1; write 0.8 for 80 %",
        ),
        (
            &[("improvement", "\"1.5 %\"")],
            "measures/waste_trucks.toml:18: trucks.improvement: \"%\": not an amount for each unit; write it like kg/TJ",
        ),
        (
            &[("improvement", "\"101 %/yr\"")],
            "measures/waste_trucks.toml:18: trucks.improvement: compactors: \"101 %/yr\": not a part saved each year; write it like 1 %/yr",
        ),
        (
            &[("count", "2.5")],
            "measures/waste_trucks.toml:9: trucks.count: \"2.5\": not a whole number from 0; write it without a decimal point",
        ),
        (
            &[("fuel_price", "\"30 THB/L\"")],
            "measures/waste_trucks.toml:18: trucks.fuel_price: a price without its year; write price_year = 2024 above the groups",
        ),
        (
            &[("fuel", "\"road.diesel-b8\"")],
            "measures/waste_trucks.toml:12: trucks.fuel: \"road.diesel-b8\": not an activity code of the catalogue; see the catalogue, or add it to activities.csv",
        ),
        (
            &[("fuel_use", "{ value = \"@pembina-refuse-truck-diesel\", source = \"me\" }")],
            "measures/waste_trucks.toml:13: trucks.fuel_use.value: \"@pembina-refuse-truck-diesel\": the id of a row in value; write row = \"...\", without the @",
        ),
    ];
    for (changes, message) in cases {
        assert_eq!(error_text(changes), message, "{changes:?}");
    }
}
