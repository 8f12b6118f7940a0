//! Cities next to one another: the order of folders orders rows only, equal cities are their own median, different totals never meet.

use citycarbon::gas::Substance;
use citycarbon::i18n::Language;
use citycarbon::inventory::{Inventory, Level, NotationEntry, ReportedEmission, Settings, Status};
use citycarbon::quantity::Exact;
use citycarbon::report::{ComparedCity, ComparisonReport, NotRanked, comparison_json, comparison_text};
use citycarbon::{Category, GwpSet, NotationKey, Statement, Year};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// A city: tonnes or a key of each reference, its level, GWP set, people, area, GDP, and whether it is complete.
pub(crate) type Drawn = (Vec<Option<u32>>, bool, bool, Option<u32>, Option<u32>, Option<u32>, bool);

pub(crate) fn drawn() -> impl Strategy<Value = Drawn> {
    let references = Category::all().count();
    let thing = || prop::option::weighted(0.8, 1_u32..5_000_000);
    let cells = prop::collection::vec(prop::option::weighted(0.7, 0_u32..4), references);
    (cells, any::<bool>(), any::<bool>(), thing(), thing(), thing(), prop::bool::weighted(0.8))
}

pub(crate) fn closed((cells, basic_plus, ar6, people, area, gdp, complete): &Drawn) -> Vec<Statement> {
    let year = Year::new(2018).unwrap();
    let gwp = if *ar6 { GwpSet::Ar6 } else { GwpSet::Ar5 };
    let mut settings = Settings::new("Town", "TH-10".parse().unwrap(), [year], gwp);
    if *basic_plus {
        settings = settings.with_level(Level::BasicPlus);
    }
    if let Some(people) = people {
        settings = settings.with_population(year, (*people).into());
    }
    if let Some(area) = area {
        settings = settings.with_area_km2((*area).into());
    }
    if let Some(gdp) = gdp {
        settings = settings.with_gdp(year, (*gdp).into());
    }
    let mut books = Inventory::new(settings);
    for (at, (category, cell)) in Category::all().zip(cells).enumerate() {
        match cell {
            // A cell with neither makes a draft.
            _ if at == 0 && !complete => {}
            Some(tonnes) => {
                let amount = format!("{tonnes} t").parse().unwrap();
                let stated = ReportedEmission::new(category, year, Substance::Stated(gwp), amount, "report");
                books.add_direct(stated).unwrap();
            }
            None => {
                let key = NotationEntry::new(NotationKey::NE, None, "no data");
                books.add_key(year, category, "", key).unwrap();
            }
        }
    }
    books.close().unwrap()
}

pub(crate) fn compared(cities: &[(String, Vec<Statement>)]) -> ComparisonReport {
    let cities: Vec<_> = cities.iter().map(|(name, statements)| (name.as_str(), statements.as_slice())).collect();
    ComparisonReport::of(&cities).unwrap()
}

pub(crate) fn named(all: &[Drawn]) -> Vec<(String, Vec<Statement>)> {
    all.iter().enumerate().map(|(at, city)| (format!("town-{at}"), closed(city))).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Another order of the folders gives the same cities, groups, medians and lines of text.
    #[test]
    fn the_order_of_folders_orders_rows_only(all in prop::collection::vec(drawn(), 1..7), by in 0_usize..7) {
        let one = named(&all);
        let mut other = one.clone();
        other.rotate_left(by % one.len());
        let (one, other) = (compared(&one), compared(&other));
        let by_name = |report: &ComparisonReport| -> BTreeMap<String, ComparedCity> {
            report.cities.iter().map(|city| (city.folder.clone(), city.clone())).collect()
        };
        prop_assert_eq!(&one.groups, &other.groups);
        prop_assert_eq!(by_name(&one), by_name(&other));
        let lines = |report: &ComparisonReport| {
            let text = comparison_text(report, Language::English).unwrap();
            let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
            lines.sort();
            lines
        };
        prop_assert_eq!(lines(&one), lines(&other));
        let bytes = comparison_json(&one).unwrap();
        prop_assert_eq!(serde_json::from_slice::<ComparisonReport>(&bytes).unwrap(), one);
    }

    /// Several times the same city: each figure is its own median, all have rank 1, none lacks what another has.
    #[test]
    fn the_median_of_equal_cities_is_the_city(city in drawn(), times in 2_usize..6) {
        let report = compared(&named(&vec![city; times]));
        let [group] = report.groups.as_slice() else { panic!("one group") };
        for city in &report.cities {
            prop_assert!(city.without_value.is_empty());
            let ranked = city.not_ranked.is_none();
            prop_assert_eq!(ranked, city.status != Status::Draft && city.total_t.is_some());
            let medians = [group.median_total_t, group.median_per_head_t, group.median_per_km2_t];
            let own = [city.total_t, city.per_head_t, city.per_km2_t].map(|figure| figure.filter(|_| ranked));
            prop_assert_eq!(medians, own);
            let ranks = [city.ranks.total, city.ranks.per_head, city.ranks.per_km2];
            prop_assert_eq!(ranks, own.map(|figure| figure.map(|_| 1)));
        }
    }

    /// Ranks and medians counted again: only among complete cities with the same level and GWP set, each by the total of its level;
    /// what is not known is none.
    #[test]
    fn totals_of_other_levels_or_weights_never_meet(all in prop::collection::vec(drawn(), 1..7)) {
        let cities = named(&all);
        let report = compared(&cities);
        for (city, (_, statements)) in report.cities.iter().zip(&cities) {
            let statement = &statements[0];
            let totals = statement.totals().unwrap();
            let tonnes = |kg: Option<Exact>| kg.map(|kg| kg.checked_mul("0.001".parse().unwrap()).unwrap());
            let own = match city.level { Level::BasicPlus => totals.basic_plus, _ => totals.basic };
            prop_assert_eq!(city.total_t, tonnes(own));
            let sectors = Exact::sum(city.sectors_t.values().copied()).unwrap();
            prop_assert_eq!(city.total_t, Some(sectors).filter(|_| !city.sectors_t.is_empty()));
            prop_assert_eq!(city.basic_plus_t, tonnes(totals.basic_plus).filter(|_| city.level == Level::BasicPlus));
            prop_assert_eq!(city.per_head_t.is_some(), own.is_some() && city.population.is_some());
            prop_assert_eq!(city.per_gdp_t.is_some(), own.is_some() && city.gdp.is_some());
            let peers: Vec<Exact> = report.cities.iter()
                .filter(|other| (other.level, other.gwp) == (city.level, city.gwp) && other.status != Status::Draft)
                .filter_map(|other| other.total_t)
                .collect();
            let candidate = city.status != Status::Draft && city.total_t.is_some();
            let expected = (candidate && peers.len() > 1)
                .then(|| 1 + peers.iter().filter(|other| Some(**other) < city.total_t).count() as u64);
            prop_assert_eq!(city.ranks.total, expected);
            prop_assert_eq!(city.not_ranked.is_none(), expected.is_some());
            prop_assert_eq!(city.not_ranked == Some(NotRanked::OnlyOne), candidate && peers.len() == 1);
            let group = report.groups.iter().find(|group| (group.level, group.gwp) == (city.level, city.gwp)).unwrap();
            let below = |median: Exact| peers.iter().filter(|figure| **figure < median).count();
            let above = |median: Exact| peers.iter().filter(|figure| **figure > median).count();
            prop_assert_eq!(group.median_total_t.is_some(), peers.len() > 1);
            prop_assert!(group.median_total_t.is_none_or(|median| below(median) * 2 <= peers.len() && above(median) * 2 <= peers.len()));
        }
    }
}

/// A city whose years are not closed has nothing to compare.
#[test]
fn a_city_without_a_year_is_refused() {
    let refused = ComparisonReport::of(&[("empty", &[])]).unwrap_err();
    assert_eq!(refused.to_string(), "a report without a year; give at least one year");
}
