//! Cities as plain values, and their books.

use super::activity::{activity, amount, name};
use super::own_rows::own_factors;
use crate::activity::Activity;
use crate::assess::Assessor;
use crate::city::{City, CityInput};
use crate::error::Result;
use crate::factors::OwnTable;
use crate::forms::FormSection;
use crate::gas::{Gas, GwpSet, Substance};
use crate::inventory::{Contract, CrossCheck, Inventory, NotationEntry, ReportedEmission, Settings, ViewRule};
use crate::quantity::{Exact, Rate, Reading};
use crate::taxonomy::{Category, NotationKey, Region, Year};
use proptest::prelude::*;

/// Something that is known of a city. What differs from case to case is drawn for all kinds, and each takes what it needs.
#[derive(Clone, Debug)]
struct CityPart {
    kind: Kind,
    year: Year,
    amount: Exact,
    words: String,
    of_place: bool,
}

#[derive(Clone, Debug)]
enum Kind {
    Activity(Box<Activity>),
    Reported,
    Key,
    Contract,
    CrossCheck,
    ViewRule,
}

/// Cities in a region and in years from some on, each with up to twelve facts: activities, reported emissions, notation keys,
/// contracts, cross-checks, rules of a view of its own; and a method filled in, two places, and factors of its own.
///
/// Books of such a city close. Without a year, or where no activity has a factor, the strategy rejects every case.
pub fn city(region: &Region, years: &[Year]) -> impl Strategy<Value = CityInput> + use<> {
    let (region, years) = (region.clone(), years.to_vec());
    (name(), prop::collection::vec(part(&region, &years), 0..12), own_factors(&region))
        .prop_filter_map("parts that are taken", move |(place, parts, table)| {
            made(&region, &years, &place, &parts, table).ok().flatten()
        })
}

/// The inventory of such a city, not closed yet.
pub fn inventory(region: &Region, years: &[Year]) -> impl Strategy<Value = Inventory> + use<> {
    city(region, years).prop_filter_map("books without a problem", |input| Some(City::new(input).ok()?.inventory().clone()))
}

fn part(region: &Region, years: &[Year]) -> impl Strategy<Value = CityPart> + use<> {
    let one = Assessor::shipped(region.clone())
        .map(|assessor| activity(&assessor, years).prop_map(|one| Kind::Activity(Box::new(one))).boxed());
    let kind = prop_oneof![
        4 => one.unwrap_or_else(|_| Just(Kind::Reported).boxed()),
        2 => Just(Kind::Reported),
        1 => Just(Kind::Key),
        1 => Just(Kind::Contract),
        1 => Just(Kind::CrossCheck),
        1 => Just(Kind::ViewRule),
    ];
    let years = years.to_vec();
    (kind, any::<prop::sample::Index>(), amount(), name(), any::<bool>()).prop_filter_map(
        "a year",
        move |(kind, at, amount, words, of_place)| {
            let year = *years.get(at.index(years.len().max(1)))?;
            Some(CityPart { kind, year, amount, words, of_place })
        },
    )
}

fn made(region: &Region, years: &[Year], place: &str, parts: &[CityPart], table: OwnTable) -> Result<Option<CityInput>> {
    let Some(first) = years.first() else { return Ok(None) };
    let mut settings = Settings::new("Town \"A\"", region.clone(), years.iter().copied(), GwpSet::Ar5);
    for year in years {
        settings = settings.with_population(*year, "5494932.5".parse()?);
    }
    let mut city = CityInput::new(settings).with_place(place, None).with_place("other", Some("TH-90".parse()?));
    city.tables.push(table);
    let of = |category: &str| category.parse::<Category>();
    let tonnes = |amount: Exact| Ok::<_, crate::Error>(Reading::new(amount, "t".parse()?));
    for (number, CityPart { kind, year, amount, words, of_place }) in parts.iter().enumerate() {
        let (year, amount, place) = (*year, *amount, if *of_place { place } else { "" });
        // No two facts of one name.
        let words = format!("{words} {number}");
        city = match kind {
            Kind::Activity(activity) => city.with_activity(activity.as_ref().clone().with_place(place)),
            Kind::Reported => {
                let methane = Substance::Gas(Gas::CH4);
                city.with_reported(ReportedEmission::new(of("III.1.1")?, year, methane, tonnes(amount)?, &words))
            }
            Kind::Key => city.with_key(year, of("II.3.1")?, place, NotationEntry::new(NotationKey::NE, None, &words)),
            Kind::Contract => {
                let factor = Rate::parse("12.5".parse()?, Exact::ONE, "g/kWh")?;
                let contract = Contract::new(&words, year, of("I.1.2")?, "0 kWh".parse()?, factor, "utility")?;
                let contract = contract.with_vintage(Some(year)).with_market(Some(region.clone())).with_retired(Some(words));
                // A contract is about electricity that was used.
                let used = Activity::new("residential.electricity", year, "1 kWh".parse()?).with_origin("ledger.csv");
                city.with_contract(contract).with_activity(used)
            }
            Kind::CrossCheck => {
                let check = CrossCheck::new(of("I.1.1")?, year, &words, tonnes(amount)?, "a study", "other boundary")?;
                city.with_cross_check(check)
            }
            Kind::ViewRule => {
                // Rules about different references meet no line together.
                let reference = Category::all().nth(number).map_or("", Category::reference);
                let rule = ViewRule::new("own", &words)?.with_reference(reference)?.with_place(place).with_reason(&words);
                city.with_view_rule(rule)
            }
        };
    }
    let factor = FormSection::new().with("value", "4").with("unit", "g/kg").with("source", "a \"study\"\nof the city");
    let inputs = FormSection::new().with("waste", "100 t").with("methane-factor", factor).with("nitrous-oxide-factor", "0.24 g/kg");
    let compost = FormSection::new()
        .with("method", "composting")
        .with("ref", "III.2.1")
        .with("source", "the plant")
        .with("place", place)
        .with("run", vec![FormSection::new().with("year", u32::from(first.number())).with("inputs", inputs)]);
    Ok(Some(city.with_method("compost 1", compost)))
}
