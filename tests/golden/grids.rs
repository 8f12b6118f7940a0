//! Grid electricity of the world: what a city finds without a choice is an average of its own country, and of no other.

use citycarbon::factors::{FactorQuery, Fallback, FallbackPolicy, Purpose, Registry};
use citycarbon::taxonomy::{Region, Regions, Year};
use std::collections::BTreeSet;

fn grid(region: &str, year: u16) -> FactorQuery {
    FactorQuery::new("electricity", "grid-electricity", &region.parse().unwrap(), Year::new(year).unwrap())
}

fn country(region: &Region) -> Option<Region> {
    Regions::bundled().country(region)
}

/// Every gas of the nearest series, as printed.
fn printed(region: &str, year: u16) -> Vec<String> {
    let wanted = grid(region, year);
    let found = Registry::bundled().unwrap().find_all(&wanted, &FallbackPolicy::default()).unwrap();
    for found in &found {
        assert_eq!(found.item.purpose, Purpose::Inventory, "{}", found.item.id);
        assert_eq!(country(&found.item.region), country(&wanted.region), "{}", found.item.id);
    }
    found.iter().map(|found| format!("{} {}", found.item.substance, found.item.rate)).collect()
}

#[test]
fn cities_on_six_continents_find_a_factor_of_their_own_country() {
    let cities: [(&str, &str, u16, &[&str]); 34] = [
        ("Asia", "TH-10", 2022, &["CO2 0.412 kg/kWh"]),
        ("Asia", "JP-13", 2024, &["CO2 0.000423 t/kWh"]),
        ("Asia", "KR-11", 2021, &["CO2 0.4517 t/MWh", "CH4 0.0048 kg/MWh", "N2O 0.0084 kg/MWh"]),
        ("Asia", "CN-GD", 2023, &["CO2 0.4419 kg/kWh"]),
        ("Asia", "CN-XZ", 2022, &["CO2 0.5366 kg/kWh"]),
        ("Asia", "IN-MH", 2023, &["CO2 0.729 t/MWh"]),
        ("Asia", "SG", 2024, &["CO2 0.402 kg/kWh"]),
        ("Asia", "ID-JK", 2021, &["CO2 0.7848 kg/kWh"]),
        ("Africa", "ZA-GP", 2022, &["CO2 0.8665 kg/kWh"]),
        ("Asia", "IL-TA", 2020, &["CO2 0.554208098416798 t/MWh"]),
        ("Asia", "UZ-TK", 2020, &["CO2 0.59441032666241 t/MWh"]),
        ("Europe", "DE-BE", 2021, &["CO2 0.381632607455824 t/MWh"]),
        ("Europe", "FR-75", 2021, &["CO2 0.0678287533757846 t/MWh"]),
        ("Europe", "IT-25", 2021, &["CO2 0.283854716426818 t/MWh"]),
        ("Europe", "ES-MD", 2021, &["CO2 0.174321570566705 t/MWh"]),
        ("Europe", "PL-14", 2021, &["CO2 0.776295209725803 t/MWh"]),
        ("Europe", "SE-AB", 2021, &["CO2 0.0141308171366306 t/MWh"]),
        ("Europe", "GR-I", 2021, &["CO2 0.411227708829454 t/MWh"]),
        ("Europe", "GB-LND", 2024, &["CO2e (AR5) 0.20705 kg/kWh"]),
        ("Europe", "GB-LND", 2015, &["CO2 0.387258108253549 t/MWh"]),
        ("Europe", "TR-34", 2020, &["CO2 0.485040479056836 t/MWh"]),
        ("Europe", "UA-30", 2020, &["CO2 0.430147961765762 t/MWh"]),
        ("Africa", "EG-C", 2020, &["CO2 0.479831414830521 t/MWh"]),
        ("Africa", "MA-CAS", 2020, &["CO2 0.86240050281915 t/MWh"]),
        ("Africa", "TN-11", 2020, &["CO2 0.556721110617641 t/MWh"]),
        ("North America", "US-CAMX", 2022, &["CO2 497.443 lb/MWh", "CH4 30 lb/GWh", "N2O 4 lb/GWh"]),
        ("North America", "US-NYCW", 2021, &["CO2 816.756 lb/MWh", "CH4 19 lb/GWh", "N2O 2 lb/GWh"]),
        ("North America", "CA-ON", 2024, &["CO2e (AR5) 73 g/kWh"]),
        ("South America", "BR-SP", 2021, &["CO2 0.1264 t/MWh"]),
        ("South America", "CL-RM", 2023, &["CO2e (AR5) 0.255873741774226 kg/kWh"]),
        ("South America", "PE-LMA", 2023, &["CO2 0.213031882 t/MWh", "CH4 0.0000104 t/MWh", "N2O 0.000001298 t/MWh"]),
        ("Oceania", "AU-VIC", 2024, &["CO2e (AR5) 0.77 kg/kWh"]),
        ("Oceania", "AU-ACT", 2026, &["CO2e (AR5) 0.6 kg/kWh"]),
        ("Oceania", "AU", 2024, &["CO2e (AR5) 0.63 kg/kWh"]),
    ];
    for (_, region, year, expected) in cities {
        assert_eq!(printed(region, year), expected, "{region} {year}");
    }
    let continents: BTreeSet<&str> = cities.iter().map(|(continent, ..)| *continent).collect();
    let countries: BTreeSet<&str> = cities.iter().map(|(_, region, ..)| region.split('-').next().unwrap()).collect();
    assert_eq!((continents.len(), countries.len()), (6, 29), "{countries:?}");
}

/// A gap is filled by the nearest earlier year of the country, and says so; a supplier's factor is never the default over the average.
#[test]
fn japan_has_its_national_average_in_every_prefecture_and_no_other_year_in_silence() {
    let registry = Registry::bundled().unwrap();
    for (region, year, id, steps) in [
        ("JP-27", 2018, "moe-fy2018-average-co2", "broader region JP; fiscal year 2018 instead of the calendar year"),
        ("JP-14100", 2016, "elcs-fy2016-unadjusted-co2", "broader region JP; fiscal year 2016 instead of the calendar year"),
        ("JP", 2022, "moe-fy2018-average-co2", "4 years earlier; fiscal year 2018 instead of the calendar year"),
        ("JP-KANSAI", 2024, "moe-fy2024-average-co2", "broader region JP; fiscal year 2024 instead of the calendar year"),
        ("JP", 2025, "moe-fy2024-average-co2", "1 year earlier; fiscal year 2024 instead of the calendar year"),
    ] {
        let found = registry.find_all(&grid(region, year), &FallbackPolicy::default()).unwrap();
        let [found] = found.as_slice() else { panic!("{region} {year}: {found:?}") };
        let told: Vec<String> = found.steps.iter().map(ToString::to_string).collect();
        assert_eq!((found.item.id.as_str(), told.join("; ").as_str()), (id, steps), "{region} {year}");
    }
}

/// Where no average is known, a margin is not taken instead: the error names the series that could be chosen knowingly.
#[test]
fn a_country_without_an_average_is_told_what_it_may_choose() {
    let registry = Registry::bundled().unwrap();
    let refused = |region: &str, year| registry.find_all(&grid(region, year), &FallbackPolicy::default()).unwrap_err().to_string();
    assert_eq!(
        refused("VN-SG", 2022),
        "no emission factor for electricity of grid-electricity in VN-SG 2022; looked in VN-SG, VN, world, up to 10 years earlier; \
         add it to factors.csv or parameters.csv, or choose in city.toml a series that has it: ifi-om"
    );
    assert!(refused("PH-LUZON-VISAYAS", 2022).ends_with("choose in city.toml a series that has it: ifi-om, ph-ccc"));
    assert!(refused("ID-JAMALI", 2019).ends_with("choose in city.toml a series that has it: id-esdm-om"));
    assert!(refused("ID-BATAM", 2019).ends_with("up to 10 years earlier; add it to factors.csv or parameters.csv"));
    let choose = |series: &str| FallbackPolicy::default().with_choose([("grid-electricity".to_owned(), series.to_owned())].into());
    let chosen = registry.find_all(&grid("VN-SG", 2022), &choose("ifi-om")).unwrap();
    assert_eq!(chosen.iter().map(|found| found.item.id.as_str()).collect::<Vec<_>>(), ["ifi-2021-vn-operating-margin-co2"]);
    assert_eq!(chosen[0].steps[0], Fallback::Chosen("ifi-om".to_owned()));
    for margin in ["vn-monre", "ifi-cm"] {
        let refused = registry.find_all(&grid("VN", 2022), &choose(margin)).unwrap_err().to_string();
        assert!(refused.contains("project"), "{refused}");
    }
}

/// In every country and part of the table, in every year: a factor of that country, or an error.
#[test]
fn no_country_takes_the_grid_of_another() {
    let registry = Registry::bundled().unwrap();
    let codes = include_str!("../../src/taxonomy/regions.csv").lines().skip(1).filter_map(|line| line.split(',').next());
    let mut with_one = BTreeSet::new();
    for code in codes {
        let wanted: Region = code.parse().unwrap();
        for year in [2012, 2018, 2022, 2025] {
            let found = registry.find_all(&grid(code, year), &FallbackPolicy::default()).unwrap_or_default();
            for found in found {
                assert_eq!(country(&found.item.region), country(&wanted), "{code} {year}: {}", found.item.id);
                with_one.extend(country(&wanted).map(|country| country.to_string()));
            }
        }
    }
    assert!(with_one.len() >= 68, "{}: {with_one:?}", with_one.len());
}
