//! What makes no physical sense is a check: own rows far from shipped ones, empty vehicles, more persons than live there, amounts for each
//! person, years and months far from the others.

use crate::folder::{FACTOR, Folder, PARAMETER};
use citycarbon::City;
use citycarbon::check::CheckKind;
use citycarbon::folder::FolderOptions;
use citycarbon::inventory::Status;
use citycarbon::report::{self, TraceCheck};
use std::collections::BTreeMap;
use std::fmt::Write as _;

/// The checks of a kind, each with its year, its id, and whether it is open.
fn checks(city: &City, kind: CheckKind) -> Vec<String> {
    let mut found = Vec::new();
    for statement in city.close().unwrap() {
        for check in statement.checks.iter().filter(|check| check.id.kind == kind) {
            let state = if check.is_open() { "" } else { " (accepted)" };
            found.push(format!("{} {}{state}: {}", statement.year, check.id, check.finding));
        }
    }
    found
}

fn of(folder: &Folder, kind: CheckKind) -> Vec<String> {
    checks(&folder.open().unwrap(), kind)
}

fn ledger(rows: &[&str]) -> String {
    rows.iter().fold("period,activity,amount,unit\n".to_owned(), |text, row| text + row + "\n")
}

/// A city of 2018 with rows of its own.
fn with_rows(factors: &[&str], parameters: &[&str], rows: &[&str]) -> Vec<String> {
    let mut folder = Folder::new("").with("ledger.csv", &ledger(rows));
    for (file, header, held) in [("factors.csv", FACTOR, factors), ("parameters.csv", PARAMETER, parameters)] {
        if !held.is_empty() {
            folder = folder.with(file, &format!("{header}\n{}\n", held.join("\n")));
        }
    }
    of(&folder, CheckKind::OwnRow)
}

const GRID: &str = "2018,commercial.electricity,1000,MWh";
const DIESEL: &str = "2018,road.gas-diesel-oil,1000,L";

#[test]
fn an_own_grid_factor_a_thousand_times_too_large_is_a_check_and_is_used() {
    let factors = format!("{FACTOR}\ngrid,electricity,grid-electricity,CO2,401,kg/kWh,TH,2018,inventory,excluded,utility,letter\n");
    let folder = |more: &str| Folder::new(more).with("factors.csv", &factors).with("ledger.csv", &ledger(&[GRID]));
    let wanted = "2018 own-row:grid: 401 kg/kWh gives 873 times what the shipped row eppo-grid-2018-co2 gives (0.459 kg/kWh); check its number and unit";
    let open = folder("");
    assert_eq!(of(&open, CheckKind::OwnRow), [wanted]);
    let statement = open.closed();
    assert_eq!(statement.sum(|category| category.reference() == "I.2.2").unwrap().unwrap().to_string(), "401000000");
    assert_eq!(statement.status(), Status::Draft);
    let accepted = folder("[accept]\n\"own-row:grid\" = \"an island on diesel\"\n");
    assert_eq!(of(&accepted, CheckKind::OwnRow), [wanted.replace("own-row:grid", "own-row:grid (accepted)")]);
}

#[test]
fn an_own_row_a_thousand_times_too_small_is_a_check() {
    let row = "grid,electricity,grid-electricity,CO2,0.459,kg/MWh,TH,2018,inventory,excluded,utility,letter";
    let wanted = "2018 own-row:grid: the shipped row eppo-grid-2018-co2 (0.459 kg/kWh) gives 1000 times what 0.459 kg/MWh gives; check its number and unit";
    assert_eq!(with_rows(&[row], &[], &[GRID]), [wanted]);
}

/// A factor for each litre is compared with the shipped one for each TJ, through density and calorific value.
#[test]
fn an_own_factor_in_other_units_is_compared_all_the_same() {
    let row = |value: &str| format!("diesel,road,gas-diesel-oil,CO2,{value},TH,all,inventory,,refinery,sheet");
    assert_eq!(with_rows(&[&row("2.7,kg/L")], &[], &[DIESEL]), Vec::<String>::new());
    let wanted = "2018 own-row:diesel: 2700 kg/L gives 1000 times what the shipped row ipcc2006-road-gas-diesel-oil-co2 gives (74100 kg/TJ); check its number and unit";
    assert_eq!(with_rows(&[&row("2700,kg/L")], &[], &[DIESEL]), [wanted]);
}

/// The check of a parameter of diesel in the region of all regions, whose litres have their energy by density and calorific value.
fn with_parameter(row: &str) -> Vec<String> {
    let city = "name = \"Town\"\nregion = \"world\"\nyear = 2018\ngwp = \"AR5\"\n";
    let folder = Folder::new("").with("city.toml", city).with("parameters.csv", &format!("{PARAMETER}\nown,{row}\n"));
    of(&folder.with("ledger.csv", &ledger(&["2018,residential.gas-diesel-oil,1000,L"])), CheckKind::OwnRow)
}

#[test]
fn an_own_density_of_another_unit_or_phase_and_a_calorific_value_of_another_prefix_are_checks() {
    let density = |value: &str| with_parameter(&format!("density,gas-diesel-oil,{value},world,all,own,refinery,sheet"));
    assert_eq!(density("0.83,kg/L"), Vec::<String>::new());
    assert_eq!(
        density("830,kg/L"),
        [
            "2018 own-row:own: 830 kg/L gives 954 times what the shipped row unsd2009-gas-diesel-oil-density gives (0.87 kg/L); check its number and unit"
        ]
    );
    // The density of a vapour in the place of that of a liquid.
    assert_eq!(
        density("0.005,kg/L"),
        [
            "2018 own-row:own: the shipped row unsd2009-gas-diesel-oil-density (0.87 kg/L) gives 174 times what 0.005 kg/L gives; check its number and unit"
        ]
    );
    assert_eq!(
        with_parameter("net-calorific-value,gas-diesel-oil,43000,TJ/Gg,world,all,own,refinery,sheet"),
        [
            "2018 own-row:own: 43000 TJ/Gg gives 1000 times what the shipped row ipcc2006-gas-diesel-oil-net-calorific-value gives (43 TJ/Gg); check its number and unit"
        ]
    );
}

/// No row is shipped for the grid of this country: the shipped grids of all other regions are what there is to compare with.
#[test]
fn an_own_row_that_displaces_nothing_is_compared_with_all_of_its_kind() {
    let city = "name = \"Town\"\nregion = \"US\"\nyear = 2018\ngwp = \"AR5\"\n";
    let row = |value: &str| {
        format!("{FACTOR}\ngrid,electricity,grid-electricity,CO2,{value},kg/kWh,US,2018,inventory,excluded,utility,letter\n")
    };
    let folder =
        |value: &str| Folder::new("").with("city.toml", city).with("factors.csv", &row(value)).with("ledger.csv", &ledger(&[GRID]));
    assert_eq!(of(&folder("0.9"), CheckKind::OwnRow), Vec::<String>::new());
    let found = of(&folder("401"), CheckKind::OwnRow);
    assert_eq!(found.len(), 1);
    assert!(found[0].starts_with("2018 own-row:grid: 401 kg/kWh gives "), "{found:?}");
}

/// Nothing is a statement, not a slip: landfills without oxidation, electricity without fossil fuel.
#[test]
fn an_own_row_of_zero_raises_none() {
    let row = "grid,electricity,grid-electricity,CO2,0,kg/kWh,TH,2018,inventory,excluded,utility,letter";
    assert_eq!(with_rows(&[row], &[], &[GRID]), Vec::<String>::new());
}

/// A row that nothing uses changes no figure, whatever it is; that nothing uses it is another check.
#[test]
fn an_own_row_that_no_line_uses_is_not_compared() {
    let row = "grid,electricity,grid-electricity,CO2,401,kg/kWh,TH,2018,inventory,excluded,utility,letter";
    let unused = "2018 own-row:factors.csv: no line is computed with grid; correct process, subject, gas, region or years, or delete the rows";
    assert_eq!(with_rows(&[row], &[], &[DIESEL]), [unused]);
}

#[test]
fn an_own_row_that_a_form_names_is_compared_too() {
    let form = "method = \"composting\"\nref = \"III.2.1\"\nsource = \"s\"\nyear = 2018\n[inputs]
waste = { value = \"1000\", unit = \"t\" }
methane-factor = \"@own-compost\"
nitrous-oxide-factor = \"@ipcc2006-composting-wet-n2o\"
";
    let row = "own-compost,biological.composting.wet,msw-organic,CH4,4,kg/kg,TH,all,inventory,,plant,sheet";
    let folder = Folder::new("").with("factors.csv", &format!("{FACTOR}\n{row}\n")).with("methods/compost.toml", form);
    let found = of(&folder, CheckKind::OwnRow);
    let wanted = "2018 own-row:own-compost: 4 kg/kg gives 1000 times what the shipped row ipcc2006-composting-wet-ch4 gives (4 g/kg); check its number and unit";
    assert_eq!(found, [wanted]);
}

#[test]
fn a_density_that_no_gas_has_is_refused() {
    let row = |value: &str| format!("{PARAMETER}\nown,density,natural-gas,{value},TH,all,own,utility,sheet\n");
    let refused_with = |value: &str| Folder::new("").with("parameters.csv", &row(value)).error_text();
    assert_eq!(refused_with("0.72,kg/Nm3"), "it was read");
    assert_eq!(
        refused_with("430,kg/Nm3"),
        "parameters.csv:2: value (id own): \"430\": no gas is so dense; enter kg/L for a liquid, or the density of the gas, such as 0.72 kg/Nm3"
    );
}

#[test]
fn efficiencies_above_one_are_refused() {
    let refused_with = |form: &str| Folder::new("").with("methods/form.toml", form).error_text();
    let head =
        |method: &str, place: &str| format!("method = \"{method}\"\nref = \"{place}\"\nsource = \"s\"\nyear = 2018\n[inputs]\n");
    let cars = "distance = [{ vehicle = \"car\", value = \"1000000\", unit = \"vkm\" }]
energy-use = [{ vehicle = \"car\", value = \"0.2\", unit = \"kWh/vkm\" }]
charging-efficiency = [{ vehicle = \"car\", value = \"120\", unit = \"%\" }]
grid-factor = [{ gas = \"CO2\", value = \"0.5\", unit = \"kg/kWh\" }]
td-loss = { value = \"0.2\", unit = \"kWh/kWh\" }
";
    let refused = "\"1.2\": a share outside 0 to 1; write 0.8 for 80 %";
    assert_eq!(
        refused_with(&(head("electric-vehicles", "II.1") + cars)),
        format!("methods/form.toml: charging-efficiency: {refused}")
    );
    let plant = "heat = \"50 MWh\"\npower = \"30 MWh\"\nheat-efficiency = \"120 %\"\npower-efficiency = \"40 %\"\nco2 = \"8 t\"\n";
    assert_eq!(
        refused_with(&(head("cogeneration-efficiency", "I.4") + plant)),
        format!("methods/form.toml: heat-efficiency: {refused}")
    );
}

/// A bus line that draws its passengers from buses with so many in each.
fn bus_lane(occupancy: &str) -> String {
    let mut form =
        "measure = \"brt\"\nname = \"Bus lane\"\nfirst_year = 2018\nlast_year = 2018\nsource = \"invented\"\n".to_owned();
    form += "[[line]]\nname = \"new line\"\nin_service = \"2018\"\nnew_line = true\nroute = \"2 km\"\ntrips = \"100\"\nrunning_days = \"1\"\n";
    form +=
        "electricity = \"road.electricity\"\nelectric_use = \"1.3 kWh/vkm\"\nmetered = \"charger\"\ndrawn_passengers = \"800\"\n";
    let _ = write!(
        form,
        "[[line.mode]]\nname = \"old bus\"\nshare = \"1\"\ntrip_length = \"12 km\"\noccupancy = \"{occupancy} pkm/vkm\"\n"
    );
    form + "takes = \"road.diesel-b7\"\nuse = \"2.5 vkm/L\"\n"
}

#[test]
fn a_measure_notes_a_vehicle_with_fewer_passengers_than_one() {
    let notes = |occupancy: &str| {
        let folder = Folder::new("").with("measures/bus.toml", &bus_lane(occupancy));
        let effects = folder.open().unwrap().effects("bus").unwrap().unwrap();
        effects.notes.iter().map(ToString::to_string).filter(|note| note.contains("passengers in a vehicle")).collect::<Vec<_>>()
    };
    let wanted = "check new line, old bus: 0.5 passengers in a vehicle, fewer than one; enter passengers, not the share of seats";
    assert_eq!(notes("0.5"), [wanted]);
    assert_eq!(notes("25"), Vec::<String>::new());
    assert_eq!(notes("1"), Vec::<String>::new());
}

#[test]
fn a_method_with_fewer_passengers_than_one_in_a_vehicle_is_a_check() {
    let form = |occupancy: &str| {
        format!(
            "method = \"asif\"\nref = \"II.1.1\"\nsource = \"s\"\nyear = 2018\n[inputs]
passenger-distance = {{ value = \"1000\", unit = \"pkm\" }}
mode-share = [{{ mode = \"bus\", value = \"100\", unit = \"%\" }}]
occupancy = [{{ mode = \"bus\", value = \"{occupancy}\", unit = \"pkm/vkm\" }}]
emission-factor-by-distance = [{{ mode = \"bus\", gas = \"CO2\", value = \"2\", unit = \"kg/vkm\" }}]
"
        )
    };
    let found = |occupancy: &str| of(&Folder::new("").with("methods/bus.toml", &form(occupancy)), CheckKind::Plausible);
    let wanted =
        "2018 plausible:II.1.1: bus: 0.5 passengers in a vehicle, fewer than one; enter passengers, not the share of seats";
    assert_eq!(found("0.5"), [wanted]);
    assert_eq!(found("25"), Vec::<String>::new());
}

#[test]
fn more_persons_than_the_population_have_wastewater() {
    let found = |rows: &[&str]| of(&Folder::new("population = 1000\n").with("ledger.csv", &ledger(rows)), CheckKind::Plausible);
    let none = Vec::<String>::new();
    // CH4 of two ways and N2O of all persons are the same persons.
    let septic = "2018,wastewater.septic-system,600,persons";
    assert_eq!(found(&[septic, "2018,wastewater.latrine-wet,400,persons", "2018,wastewater.nitrogen,1000,persons"]), none);
    let wanted = "2018 plausible:III.4.1: 1001 persons, more than the population of the city (1000); use one number of persons";
    assert_eq!(found(&[septic, "2018,wastewater.latrine-wet,401,persons"]), [wanted]);
    // A row for each month is the mean of the months.
    let monthly = |persons: u32| -> Vec<String> {
        (1..=12).map(|month| format!("2018-{month:02},wastewater.septic-system,{persons},persons")).collect()
    };
    let found_by_month = |persons| found(&monthly(persons).iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(found_by_month(900), none);
    assert_eq!(found_by_month(1001), [wanted]);
}

#[test]
fn more_persons_than_the_population_in_a_form() {
    let form = |persons: &str| {
        format!(
            "method = \"wastewater-nitrogen-2006\"\nref = \"III.4.1\"\nsource = \"s\"\nyear = 2018\n[inputs]
persons = {{ value = \"{persons}\", unit = \"persons\" }}
protein-supply = \"22 kg/person/yr\"
nitrogen-in-protein = \"0.16 kg/kg\"
non-consumed-protein-factor = \"1.1 kg/kg\"
industrial-codischarge-factor = \"1.25 kg/kg\"
effluent-nitrogen-fraction = \"0.005 kg/kg\"
"
        )
    };
    let city = |persons: &str| Folder::new("population = 1000\n").with("methods/w.toml", &form(persons));
    assert_eq!(of(&city("1000"), CheckKind::Plausible), Vec::<String>::new());
    let wanted = "2018 plausible:III.4.1: 2000 persons, more than the population of the city (1000); use one number of persons";
    assert_eq!(of(&city("2000"), CheckKind::Plausible), [wanted]);
}

/// A city of 1,000 persons.
fn per_head(rows: &[&str]) -> Vec<String> {
    of(&Folder::new("population = 1000\n").with("ledger.csv", &ledger(rows)), CheckKind::PerHead)
}

/// The text of an amount above a range, at a reference.
fn above(place: &str, (what, amount): (&str, &str), times: u8, most: &str) -> String {
    format!(
        "2018 per-head:{place}: {what}: {amount} for each person, more than {times} times the value of a country of high use ({most}); check units and population"
    )
}

/// The same below one.
fn below(place: &str, (what, amount): (&str, &str), times: u8, least: &str) -> String {
    format!(
        "2018 per-head:{place}: {what}: {amount} for each person, less than the value of a country of low use ({least}) divided by {times}; check units and population"
    )
}

#[test]
fn amounts_for_each_person_far_from_every_country_are_checks() {
    let none = Vec::<String>::new();
    let homes = "2018,residential.electricity,1000,MWh";
    assert_eq!(per_head(&[homes, "2018,commercial.electricity,2000,MWh"]), none);
    assert_eq!(
        per_head(&[homes, "2018,commercial.electricity,2000000,MWh"]),
        [
            above("I.2.2", ("electricity", "2001000 kWh"), 3, "54799.18"),
            above("I.2.2", ("energy of services and farms", "7200 GJ"), 3, "29"),
        ]
    );
    assert_eq!(
        per_head(&["2018,residential.electricity,1000,kWh", "2018,commercial.electricity,2000,MWh"]),
        [below("I.1.2", ("electricity of homes", "1 kWh"), 10, "48.51")]
    );
    assert_eq!(per_head(&["2018,commercial.electricity,2000,kWh"]), [below("I.2.2", ("electricity", "2 kWh"), 3, "48.51")]);
    assert_eq!(per_head(&["2018,residential.lpg,20000,t"]), [above("I.1.1", ("fuel and electricity of homes", "946 GJ"), 5, "31")]);
    assert_eq!(per_head(&["2018,manufacturing.lpg,20000,t"]), [above("I.3.1", ("energy of industry", "946 GJ"), 10, "47")]);
    assert_eq!(
        per_head(&["2018,rail.electricity,20000,MWh", homes]),
        [above("II.2.2", ("electricity of transport", "20000 kWh"), 10, "293")]
    );
    assert_eq!(
        per_head(&["2018,road.diesel-b7,400000,kL"]),
        [above("II.1.1", ("fuel on the road", "14198 GJ"), 10, "48"), above("II.1.1", ("fuel", "14198 GJ"), 3, "817")]
    );
    assert_eq!(
        per_head(&["2018,water.gas-diesel-oil,10000,kL"]),
        [above("II.3.1", ("fuel on rails, on water and in the air", "364 GJ"), 3, "35")]
    );
    let food = |tonnes: &str| format!("2018,landfill.managed-anaerobic.food,{tonnes},t");
    assert_eq!(per_head(&[&food("300"), "2018,composting.msw-organic,50,t"]), none);
    assert_eq!(per_head(&[&food("300000")]), [above("III.1.1", ("waste", "300000 kg"), 3, "1657.1")]);
    assert_eq!(per_head(&[&food("0.3")]), [below("III.1.1", ("waste", "0.3 kg"), 3, "40.15")]);
}

/// The limits are the published values times the factor: at a limit there is no check.
#[test]
fn at_its_limit_an_amount_is_no_check() {
    // 54,799.18 kWh · 3 · 1,000 persons
    assert_eq!(per_head(&["2018,energy-industries.electricity,164397540,kWh"]), Vec::<String>::new());
    assert_eq!(per_head(&["2018,energy-industries.electricity,164397541,kWh"]).len(), 1);
    // 48.51 kWh / 3 · 1,000 persons
    assert_eq!(per_head(&["2018,commercial.electricity,16170,kWh"]), Vec::<String>::new());
    assert_eq!(per_head(&["2018,commercial.electricity,16169,kWh"]).len(), 1);
}

/// Power plants serve a grid, and waste from elsewhere is not of the persons of the city.
#[test]
fn fuel_for_the_grid_and_waste_from_elsewhere_are_not_compared_with_persons() {
    assert_eq!(per_head(&["2018,grid-supply.natural-gas,1000000,t"]), Vec::<String>::new());
    assert_eq!(per_head(&["2018,landfill.managed-anaerobic.food.brought-in,300000,t"]), Vec::<String>::new());
}

#[test]
fn without_a_population_nothing_is_compared_with_persons() {
    let folder = Folder::new("").with("ledger.csv", &ledger(&["2018,commercial.electricity,2000,TWh"]));
    assert_eq!(of(&folder, CheckKind::PerHead), Vec::<String>::new());
}

/// A city of three years or more, with places.
fn years(rows: &[&str]) -> Vec<String> {
    let city = "name = \"Town\"\nregion = \"TH\"\nyears = [2018, 2019, 2020, 2021]\ngwp = \"AR5\"\n";
    let text = rows.iter().fold("period,activity,amount,unit,place\n".to_owned(), |text, row| text + row + "\n");
    of(&Folder::new("").with("city.toml", city).with("ledger.csv", &text), CheckKind::Outlier)
}

#[test]
fn a_year_far_from_the_median_of_its_series_is_a_check() {
    let row = |year: u16, amount: &str| format!("{year},residential.lpg,{amount},t,");
    let of = |amounts: [&str; 4]| {
        let rows: Vec<String> = (2018..).zip(amounts).map(|(year, amount)| row(year, amount)).collect();
        years(&rows.iter().map(String::as_str).collect::<Vec<_>>())
    };
    assert_eq!(of(["100", "120", "90", "110"]), Vec::<String>::new());
    assert_eq!(
        of(["100", "1200", "90", "110"]),
        ["2019 outlier:I.1.1: residential.lpg: 2019 is 10 times the median of 4 years; check units and the decimal point"]
    );
    assert_eq!(
        of(["100", "110", "90", "0.11"]),
        [
            "2021 outlier:I.1.1: residential.lpg: the median of 4 years is 818 times the value of 2021; check units and the decimal point"
        ]
    );
    // A use that begins, and one that ends.
    assert_eq!(of(["0", "110", "90", "110"]), Vec::<String>::new());
    assert_eq!(of(["100", "110", "90", "0"]), Vec::<String>::new());
}

#[test]
fn two_years_say_nothing_of_each_other() {
    let rows = ["2018,residential.lpg,100,t,", "2019,residential.lpg,100,kg,"];
    assert_eq!(years(&rows), Vec::<String>::new());
}

/// Litres of one year and kilograms of another are the same energy: units do not matter, only amounts.
#[test]
fn years_in_other_units_are_compared_as_amounts() {
    let rows = ["2018,residential.lpg,100,t,", "2019,residential.lpg,100000,kg,", "2020,residential.lpg,185000,L,"];
    assert_eq!(years(&rows), Vec::<String>::new());
}

#[test]
fn places_of_one_slip_are_one_check() {
    let mut rows = Vec::new();
    for year in 2018..2022 {
        for place in ["A", "B", "C", "D", "E", "F", "G"] {
            rows.push(format!("{year},residential.electricity,{},kWh,{place}", if year == 2020 { 5_000_000 } else { 5_000 }));
        }
    }
    let found = years(&rows.iter().map(String::as_str).collect::<Vec<_>>());
    assert_eq!(
        found,
        [
            "2020 outlier:I.1.2: residential.electricity in A, B, C, D, E and 2 more: 2020 is 1000 times the median of 4 years; check units and the decimal point"
        ]
    );
}

#[test]
fn stated_masses_far_from_their_median_are_checks() {
    let city = "name = \"Town\"\nregion = \"TH\"\nyears = [2018, 2019, 2020]\ngwp = \"AR5\"\n";
    let direct =
        "ref,year,gas,amount,unit,source\nIV.1,2018,CO2,500,t,plant\nIV.1,2019,CO2,500,kt,plant\nIV.1,2020,CO2,510,t,plant\n";
    let folder = Folder::new("").with("city.toml", city).with("direct.csv", direct);
    assert_eq!(
        of(&folder, CheckKind::Outlier),
        ["2019 outlier:IV.1: direct: 2019 is 980 times the median of 3 years; check units and the decimal point"]
    );
}

/// Twelve months, some of them changed.
fn months(changed: &[(usize, &str)]) -> Vec<String> {
    let amount =
        |month: usize| changed.iter().find(|(at, _)| *at == month).map_or("100 200", |(_, amount)| amount).replace(' ', "");
    let rows: Vec<String> =
        (1..=12).map(|month| format!("2018-{month:02},residential.electricity,{},kWh", amount(month))).collect();
    let folder = Folder::new("").with("ledger.csv", &ledger(&rows.iter().map(String::as_str).collect::<Vec<_>>()));
    of(&folder, CheckKind::Outlier)
}

#[test]
fn a_month_far_from_the_median_of_its_year_is_a_check() {
    assert_eq!(months(&[]), Vec::<String>::new());
    assert_eq!(months(&[(3, "900000"), (4, "11000")]), Vec::<String>::new());
    assert_eq!(
        months(&[(3, "100200000")]),
        [
            "2018 outlier:I.1.2: residential.electricity: 2018-03, 1000 times the median of 12 months; check units and the decimal point"
        ]
    );
    assert_eq!(
        months(&[(3, "100.2"), (11, "100.2")]),
        [
            "2018 outlier:I.1.2: residential.electricity: the median of 12 months is 1000 times 2018-03, 2018-11; check units and the decimal point"
        ]
    );
}

/// Months may be in several ledgers; rows of customers in one month are added up first.
#[test]
fn months_are_compared_over_all_ledgers_and_rows() {
    let half = |months: core::ops::RangeInclusive<u8>, amount: u32| {
        let rows: Vec<String> = months.map(|month| format!("2018-{month:02},residential.electricity,{amount},kWh")).collect();
        let twice: Vec<&str> = rows.iter().chain(&rows).map(String::as_str).collect();
        ledger(&twice)
    };
    let folder = |amount| Folder::new("").with("ledger/a.csv", &half(1..=10, 500)).with("ledger/b.csv", &half(11..=12, amount));
    assert_eq!(of(&folder(500), CheckKind::Outlier), Vec::<String>::new());
    assert_eq!(
        of(&folder(500_000), CheckKind::Outlier),
        [
            "2018 outlier:I.1.2: residential.electricity: 2018-11, 2018-12, 1000 times the median of 12 months; check units and the decimal point"
        ]
    );
}

/// What follows from lines and settings is computed again from a written result, and no more.
#[test]
fn a_written_result_with_checks_is_verified() {
    let city = "name = \"Town\"\nregion = \"TH\"\nyears = [2018, 2019, 2020]\ngwp = \"AR5\"\n[population]\n2018 = 1000\n2019 = 1000\n2020 = 1000\n";
    let rows =
        ["2018,commercial.electricity,2000,MWh", "2019,commercial.electricity,2000,GWh", "2020,commercial.electricity,2000,MWh"];
    let factors = format!("{FACTOR}\ngrid,electricity,grid-electricity,CO2,401,kg/kWh,TH,2018,inventory,excluded,utility,letter\n");
    let folder = Folder::new("").with("city.toml", city).with("ledger.csv", &ledger(&rows)).with("factors.csv", &factors);
    let city = City::open(&folder.0, &FolderOptions::default().with_hash(true)).unwrap();
    let statements = city.close().unwrap();
    let kinds = |kind| statements.iter().flat_map(|statement| &statement.checks).filter(|check| check.id.kind == kind).count();
    assert_eq!([CheckKind::OwnRow, CheckKind::PerHead, CheckKind::Outlier].map(kinds), [3, 2, 1]);
    let files: BTreeMap<&str, Vec<u8>> = report::files(&statements).unwrap().into_iter().collect();
    let mut check = TraceCheck::default();
    String::from_utf8_lossy(&files["trace.jsonl"]).split_inclusive('\n').for_each(|line| check.line(line));
    check.files(&files["inventory.csv"], &files["factors_used.csv"], &files["inventory.json"]);
    assert_eq!(check.found().findings.map(|findings| findings.to_string()), None);
}

/// Forms of `methods/` are compared like rows of ledgers, alone and together with them.
#[test]
fn amounts_of_forms_for_each_person_are_compared_too() {
    let head = |method: &str, reference: &str| {
        format!("method = \"{method}\"\nref = \"{reference}\"\nsource = \"s\"\nyear = 2018\n[inputs]\n")
    };
    let found = |form: &str, rows: &[&str]| {
        let folder = Folder::new("population = 1000\n").with("methods/f.toml", form);
        of(&if rows.is_empty() { folder } else { folder.with("ledger.csv", &ledger(rows)) }, CheckKind::PerHead)
    };
    let none = Vec::<String>::new();
    let grid = |amount: &str| {
        let factor = "{ supply = \"a\", value = \"0.5\", unit = \"kg/kWh\" }";
        let used = format!("consumption = [{{ supply = \"a\", value = \"{amount}\", unit = \"MWh\" }}]\nco2-factor = [{factor}]\n");
        format!(
            "{}{used}ch4-factor = [{}]\nn2o-factor = [{}]\n",
            head("grid-electricity", "I.3.2"),
            factor.replace("0.5", "0"),
            factor.replace("0.5", "0")
        )
    };
    assert_eq!(found(&grid("2000"), &[]), none);
    // Three gases of one form are one amount, to which a row of a ledger is added.
    assert_eq!(found(&grid("100000"), &["2018,commercial.electricity,60000,MWh"]).len(), 1, "services alone");
    let all = found(&grid("100000"), &["2018,energy-industries.electricity,70000,MWh"]);
    assert_eq!(all, [above("I.3.2", ("electricity", "170000 kWh"), 3, "54799.18")]);
    assert_eq!(found(&grid("16"), &[]), [below("I.3.2", ("electricity", "16 kWh"), 3, "48.51")]);
    let compost = |waste: &str| {
        let factors = "methane-factor = \"4 g/kg\"\nnitrous-oxide-factor = \"0.24 g/kg\"\n";
        format!("{}waste = \"{waste}\"\n{factors}", head("composting", "III.2.1"))
    };
    assert_eq!(found(&compost("500 t"), &[]), none);
    assert_eq!(found(&compost("500 Gg"), &[]), [above("III.2.1", ("waste", "500000 kg"), 3, "1657.1")]);
    // Of a history only the waste of the year is compared, and that of a site at its own reference.
    let decay = |old: &str, new: &str| {
        let waste = [("2017", old), ("2018", new)].map(|(year, tonnes)| {
            format!("{{ site = \"s\", stream = \"food\", year = {year}, value = \"{tonnes}\", unit = \"t\" }}")
        });
        let of = |name: &str, value: &str, unit: &str| {
            format!("{name} = [{{ stream = \"food\", value = \"{value}\", unit = \"{unit}\" }}]\n")
        };
        let site = |name: &str, value: &str| {
            format!("{name} = [{{ site = \"s\", year = 1990, value = \"{value}\", unit = \"kg/kg\" }}]\n")
        };
        format!(
            "{}waste = [{}]\n{}{}{}{}{}methane-fraction = \"0.5 m3/m3\"\nstart-month = \"13\"\n",
            head("landfill-decay", "III.1.1").replace("year = 2018\n", ""),
            waste.join(", "),
            of("degradable-organic-carbon", "0.15", "kg/kg"),
            of("decomposable-fraction", "0.5", "kg/kg"),
            of("decay-rate", "0.4", "1/yr"),
            site("methane-correction-factor", "1"),
            site("oxidation-factor", "0")
        )
    };
    assert_eq!(found(&decay("300000", "300"), &[]), none);
    assert_eq!(found(&decay("300", "300000"), &[]), [above("III.1.1", ("waste", "300000 kg"), 3, "1657.1")]);
    // Fuel by the CO2 of it: 3,000 t at 112 kg/GJ are 27 GJ for each person, a hundred times as much are 2,679 GJ.
    let boiler = |tonnes: &str| {
        let co2 = "co2-factor-by-mass = \"3 kg/kg\"\nch4-factor-by-mass = \"0 kg/kg\"\nn2o-factor-by-mass = \"0 kg/kg\"\noxidation-factor = \"1 kg/kg\"\n";
        format!("{}fuel = \"{tonnes} t\"\n{co2}", head("combustion", "I.3.1"))
    };
    assert_eq!(found(&boiler("1000"), &[]), none);
    assert_eq!(
        found(&boiler("100000"), &[]),
        [above("I.3.1", ("energy of industry", "2679 GJ"), 10, "47"), above("I.3.1", ("fuel", "2679 GJ"), 3, "817")]
    );
}
