//! Countries reach the rows that are printed for their zones, and say which.

use citycarbon::Activity;
use citycarbon::assess::Assessor;
use citycarbon::factors::{FactorQuery, Fallback, FallbackPolicy, Registry};
use citycarbon::gas::Gas;
use citycarbon::quantity::{Exact, Reading};
use citycarbon::taxonomy::{Region, Regions, Year};
use std::collections::BTreeSet;

/// Cities and countries on six continents.
const TWENTY: [&str; 20] = [
    "IN-DL", "CN-SH", "ID-JK", "PK", "JP-14100", "TR-34", "KZ", "NG-LA", "EG", "KE-30", "ZA-WC", "DE-BE", "PL", "GB-LND", "US-NY",
    "MX-CMX", "BR-SP", "CO-DC", "AU-NSW", "FJ",
];

fn region(code: &str) -> Region {
    code.parse().unwrap()
}

fn year() -> Year {
    Year::new(2022).unwrap()
}

/// The id of the row that answers, and the zone it is printed for where it is not of the country.
fn found(
    process: &str,
    subject: &str,
    region: &Region,
    gas: Option<Gas>,
    policy: &FallbackPolicy,
) -> Result<(String, Option<String>), String> {
    let registry = Registry::bundled().unwrap();
    let wanted = FactorQuery::new(process, subject, region, year());
    let zone = |steps: &[Fallback]| {
        steps.iter().find_map(|step| if let Fallback::RegionUp(zone) = step { Some(zone.to_string()) } else { None })
    };
    let answer = match gas {
        Some(gas) => registry.find(&wanted, gas, policy).map(|found| Some((found.item.id.clone(), zone(&found.steps)))),
        None => registry
            .find_parameter(&wanted, policy, |_| true)
            .map(|found| found.map(|found| (found.item.id.clone(), zone(&found.steps)))),
    };
    answer.map_err(|error| error.to_string())?.ok_or_else(|| "none".to_owned())
}

fn parameter(name: &str, subject: &str, region: &Region) -> Result<(String, Option<String>), String> {
    found(name, subject, region, None, &FallbackPolicy::default())
}

fn methane(process: &str, subject: &str, region: &Region) -> Result<(String, Option<String>), String> {
    found(process, subject, region, Some(Gas::CH4), &FallbackPolicy::default())
}

/// Dairy cattle, other cattle, swine and poultry, their digestion and manure; BOD; protein; the composition of waste.
#[test]
fn twenty_countries_on_six_continents_find_their_animals_wastewater_and_waste() {
    for code in TWENTY {
        let (region, assessor) = (region(code), Assessor::shipped(region(code)).unwrap());
        let kinds = if parameter_of_swine(&region) { &["swine"][..] } else { &["market-swine", "breeding-swine"] };
        let manure = kinds.iter().map(|kind| format!("livestock.manure.16c.{kind}"));
        let codes = [
            "livestock.enteric.dairy-cattle",
            "livestock.enteric.other-cattle",
            "livestock.enteric.swine",
            "livestock.manure.16c.dairy-cattle",
            "livestock.manure.16c.other-cattle",
            "livestock.manure.temperate.poultry",
            "livestock.manure.temperate.broilers",
            "wastewater.septic-system",
            "wastewater.nitrogen",
        ];
        for activity in codes.into_iter().map(str::to_owned).chain(manure) {
            let unit = if activity.starts_with("livestock") { "head" } else { "persons" };
            let amount = Reading::new(Exact::from(1000), unit.parse().unwrap());
            let assessed = assessor.assess_activity(&Activity::new(&activity, year(), amount));
            assert!(assessed.is_ok_and(|assessed| !assessed.lines.is_empty()), "{activity} in {code}");
        }
        for (name, subject) in [
            ("bod-per-person", "domestic-wastewater"),
            ("protein-supply", "protein"),
            ("mass-share", "msw:food"),
            ("mass-share", "msw:paper"),
            ("mass-share", "msw:wood"),
            ("waste-per-person", "msw"),
        ] {
            let found = parameter(name, subject, &region);
            assert!(found.is_ok(), "{name} of {subject} in {code}: {found:?}");
        }
        let refined =
            FallbackPolicy::default().with_choose([("protein-consumed-fraction".to_owned(), "ipcc2019".to_owned())].into());
        let fraction = self::found("protein-consumed-fraction", "protein", &region, None, &refined).unwrap();
        assert!(fraction.1.is_some_and(|zone| zone.starts_with("protein-")), "{code}");
    }
}

/// Whether the table of manure prints swine as one kind.
fn parameter_of_swine(region: &Region) -> bool {
    methane("livestock.manure.16c", "swine", region).is_ok()
}

/// The row that a reader of the tables would take, by hand.
#[test]
fn the_zone_of_each_table_is_the_one_that_is_printed() {
    let zone = |id: &str, zone: &str| Ok((id.to_owned(), Some(zone.to_owned())));
    let own = |id: &str| Ok((id.to_owned(), None));
    let cattle = |code| methane("livestock.enteric", "dairy-cattle", &region(code));
    assert_eq!(cattle("IN"), zone("ipcc2006-livestock-enteric-indian-subcontinent-dairy-cattle-ch4", "indian-subcontinent"));
    assert_eq!(cattle("AF"), zone("ipcc2006-livestock-enteric-dairy-cattle-ch4", "asia"));
    assert_eq!(cattle("IR"), zone("ipcc2006-livestock-enteric-middle-east-dairy-cattle-ch4", "middle-east"));
    assert_eq!(cattle("MX"), zone("ipcc2006-livestock-enteric-latin-america-dairy-cattle-ch4", "latin-america"));
    assert_eq!(cattle("GE"), zone("ipcc2006-livestock-enteric-eastern-europe-dairy-cattle-ch4", "livestock-eastern-europe"));
    assert_eq!(cattle("GR"), zone("ipcc2006-livestock-enteric-western-europe-dairy-cattle-ch4", "livestock-western-europe"));
    assert_eq!(cattle("FJ"), zone("ipcc2006-livestock-enteric-oceania-dairy-cattle-ch4", "oceania"));
    let swine = |code| methane("livestock.enteric", "swine", &region(code));
    assert_eq!(swine("JP-14"), zone("ipcc2006-livestock-enteric-developed-swine-ch4", "developed"));
    assert_eq!(swine("TH-10"), zone("ipcc2006-livestock-enteric-swine-ch4", "developing"));
    let bod = |code| parameter("bod-per-person", "domestic-wastewater", &region(code));
    assert_eq!(bod("US-CA"), zone("ipcc2006-bod-us-domestic-wastewater", "US"));
    assert_eq!(bod("TR"), own("ipcc2006-bod-tr-domestic-wastewater"));
    assert_eq!(bod("IQ"), zone("ipcc2006-bod-domestic-wastewater", "asia"));
    assert_eq!(bod("RU"), zone("ipcc2006-bod-europe-domestic-wastewater", "europe"));
    assert_eq!(bod("PE"), zone("ipcc2006-bod-latin-america-domestic-wastewater", "latin-america"));
    let food = |code| parameter("mass-share", "msw:food", &region(code));
    assert_eq!(food("TH"), own("ipcc2019-share-th-msw-food"));
    assert_eq!(food("PH"), zone("ipcc2019-share-south-eastern-asia-msw-food", "south-eastern-asia"));
    assert_eq!(food("JM"), zone("ipcc2006-share-caribbean-msw-food", "caribbean"));
    assert_eq!(food("PG"), zone("ipcc2006-share-rest-of-oceania-msw-food", "rest-of-oceania"));
    let older = FallbackPolicy::default().with_choose([("mass-share".to_owned(), "ipcc2006".to_owned())].into());
    assert_eq!(
        found("mass-share", "msw:food", &region("BD"), None, &older),
        zone("ipcc2006-share-south-central-asia-msw-food", "south-central-asia")
    );
    let share = |code| parameter("pathway-share", "wastewater:rural:latrine", &region(code));
    assert_eq!(share("KE"), own("ipcc2006-t-ke-wastewater-rural-latrine"));
    assert_eq!(share("NZ"), zone("ipcc2006-t-anz-wastewater-rural-latrine", "australia-and-new-zealand"));
    // Pathways are of single countries: no neighbour answers.
    assert_eq!(share("PE"), Err("none".to_owned()));
}

/// Of every country the table of regions names the zones; a country without a printed value is refused, not answered by a neighbour.
#[test]
fn every_country_has_its_zones() {
    let countries: BTreeSet<&str> = include_str!("../../src/taxonomy/regions.csv")
        .lines()
        .filter_map(|line| line.split_once(",country,").and_then(|(start, _)| start.split(',').next()))
        .collect();
    assert_eq!(countries.len(), 249, "ISO 3166-1");
    let without = |answer: &dyn Fn(&Region) -> bool| -> Vec<&str> {
        countries.iter().copied().filter(|code| !answer(&region(code))).collect()
    };
    assert_eq!(without(&|of| Regions::bundled().lineage(of).len() > 4), ["AQ"], "Antarctica is in no zone");
    assert_eq!(without(&|of| methane("livestock.enteric", "dairy-cattle", of).is_ok()), ["AQ"]);
    assert_eq!(without(&|of| methane("livestock.enteric", "sheep", of).is_ok()), ["AQ"]);
    // The table has the United States and Canada by name, and no other part of Northern America.
    assert_eq!(without(&|of| parameter("bod-per-person", "domestic-wastewater", of).is_ok()), ["AQ", "BM", "GL", "PM"]);
    assert_eq!(without(&|of| parameter("mass-share", "msw:food", of).is_ok()), ["AQ"]);
    assert_eq!(without(&|of| parameter("mass-share", "msw:glass", of).is_ok()).len(), 24, "blank for 23 Pacific islands");
    assert_eq!(without(&|of| parameter("protein-supply", "protein", of).is_ok()).len(), 64, "not in the food balances");
}

#[test]
fn a_part_of_a_country_is_taken_where_no_parts_are_listed() {
    for code in ["IN-DL", "BR-SP", "southern-asia", "FR"] {
        assert_eq!(region(code).code(), code);
    }
    for code in ["TH-99", "JP-1", "XX", "XX-1", "FR-", "southern-asia-1", "FR-île"] {
        assert!(code.parse::<Region>().is_err(), "{code}");
    }
}
