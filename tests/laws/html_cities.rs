//! Laws of the page of several cities: all figures of `compare --format json` are on it and no others, only what is alike is drawn
//! together, and no text of a city is markup.

use crate::comparison::{compared, drawn, named};
use crate::html::{attributes, hostile, is_only_text, tags};
use citycarbon::gas::GwpSet;
use citycarbon::i18n::Language;
use citycarbon::inventory::Level;
use citycarbon::quantity::Exact;
use citycarbon::report::{ChartInk, ChartMarks, ComparisonReport, comparison_charts, comparison_html, comparison_json};
use citycarbon::{Activity, Assessor};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// The figures that the page must have, by their places in the JSON.
fn expected(json: &Value) -> BTreeMap<String, String> {
    let mut figures = BTreeMap::new();
    let mut take = |path: String, value: &Value| match value {
        Value::String(text) => assert!(figures.insert(path, text.clone()).is_none()),
        Value::Number(number) => assert!(figures.insert(path, number.to_string()).is_none()),
        _ => {}
    };
    for (at, city) in json["cities"].as_array().unwrap().iter().enumerate() {
        for member in ["total_t", "per_head_t", "per_km2_t", "per_gdp_t", "population"] {
            take(format!("cities/{at}/{member}"), &city[member]);
        }
        // BASIC of a city of BASIC is its total.
        if city["level"] == "BASIC+" {
            take(format!("cities/{at}/basic_t"), &city["basic_t"]);
        }
        for (name, rank) in city["ranks"].as_object().unwrap() {
            take(format!("cities/{at}/ranks/{name}"), rank);
        }
        for (sector, tonnes) in city["sectors_t"].as_object().unwrap() {
            take(format!("cities/{at}/sectors_t/{sector}"), tonnes);
        }
    }
    for (at, group) in json["groups"].as_array().unwrap().iter().enumerate() {
        for member in ["median_total_t", "median_per_head_t", "median_per_km2_t"] {
            take(format!("groups/{at}/{member}"), &group[member]);
        }
    }
    figures
}

/// The figures that the page has, each with the same value wherever it is.
fn figures_of(page: &str, english: bool) -> BTreeMap<String, String> {
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    for cell in page.split(" data-value=\"").skip(1) {
        let (value, rest) = cell.split_once('"').unwrap();
        let (tag, text) = rest.split_once('>').unwrap();
        let path = attributes(tag, "data-figure").pop().expect("a figure without its place");
        let before = found.insert(path.to_owned(), value.to_owned());
        assert!(before.is_none_or(|before| before == value), "{path}");
        // GDP is printed for a million of it.
        if english && !path.ends_with("per_gdp_t") {
            let printed = text.split(['<', ' ']).next().unwrap().replace(',', "");
            let (printed, exact): (Exact, Exact) = (printed.parse().unwrap(), value.parse().unwrap());
            let off = printed.checked_sub(exact).unwrap();
            // Both parts of BASIC+ are rounded.
            assert!(off <= Exact::ONE && off.checked_neg().unwrap() <= Exact::ONE, "{path}: {printed} {exact}");
        }
    }
    found
}

fn as_value(report: &ComparisonReport) -> Value {
    serde_json::from_slice(&comparison_json(report).unwrap()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn all_figures_of_the_json_are_on_the_page_and_no_others(all in prop::collection::vec(drawn(), 1..7), at in 0_usize..6) {
        let report = compared(&named(&all));
        let language = Language::ALL[at];
        let page = comparison_html(&report, language).unwrap();
        prop_assert_eq!(&page, &comparison_html(&report, language).unwrap());
        prop_assert_eq!(figures_of(&page, language == Language::English), expected(&as_value(&report)));
        tags(&page);
        let ids = attributes(&page, "id");
        prop_assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len());
        for link in attributes(&page, "href").into_iter().filter_map(|link| link.strip_prefix('#')) {
            prop_assert!(ids.contains(&link), "#{} leads nowhere", link);
        }
        let charts = comparison_charts(&report, language).unwrap();
        prop_assert_eq!(page.matches("class=\"chart\" role=\"img\" aria-label=\"").count(), charts.len());
    }

    /// The bars of a chart are the cities of one level and GWP set; a city that is not ranked is hatched, and the median is of those
    /// that are ranked.
    #[test]
    fn only_cities_that_are_alike_are_drawn_together(all in prop::collection::vec(drawn(), 1..7)) {
        let report = compared(&named(&all));
        let charts = comparison_charts(&report, Language::English).unwrap();
        for (at, group) in report.groups.iter().enumerate() {
            let alike = || report.cities.iter().filter(|city| (city.level, city.gwp) == (group.level, group.gwp));
            let drawn = |id: &str| charts.iter().find(|chart| chart.id == format!("{id}-{}", at + 1)).map(|chart| match &chart.marks {
                ChartMarks::Bars(rows) => rows.clone(),
                other => panic!("{other:?}"),
            });
            let with_total = alike().filter(|city| city.total_t.is_some_and(|total| !total.is_zero())).count();
            prop_assert_eq!(drawn("sectors").is_some(), with_total > 0);
            if let Some(rows) = drawn("sectors") {
                prop_assert_eq!(rows.len(), alike().filter(|city| city.total_t.is_some()).count());
            }
            let known: Vec<_> = alike().filter(|city| city.per_head_t.is_some()).collect();
            let rows = drawn("per-head");
            prop_assert_eq!(rows.is_some(), known.len() > 1);
            let of_ink = |ink: ChartInk| rows.iter().flatten().filter(|row| row.bars.iter().all(|bar| bar.ink == ink)).count();
            if rows.is_some() {
                let ranked = known.iter().filter(|city| city.ranks.per_head.is_some()).count();
                prop_assert_eq!(of_ink(ChartInk::First), ranked);
                prop_assert_eq!(of_ink(ChartInk::Hatched), known.len() - ranked);
                prop_assert_eq!(of_ink(ChartInk::Second), usize::from(group.median_per_head_t.is_some()));
            }
        }
    }
}

#[test]
fn hostile_names_are_texts() {
    for name in hostile() {
        let closed = |name: &str| {
            let assessor = Assessor::shipped("TH-10".parse().unwrap()).unwrap();
            let mut books = assessor.inventory(name, ["2022".parse().unwrap()], GwpSet::Ar5);
            let lpg = Activity::new("residential.lpg", "2022".parse().unwrap(), "1200 t".parse().unwrap());
            books.record(&assessor, &lpg).unwrap();
            books.close().unwrap()
        };
        let (one, other) = (closed(&name), closed("Town"));
        let report = ComparisonReport::of(&[(&name, &one), ("town", &other)]).unwrap();
        let page = comparison_html(&report, Language::English).unwrap();
        // In its card, in the table, in the reason why it is not ranked.
        is_only_text(&page, &name, 3);
    }
}

#[test]
fn a_city_of_basic_plus_has_both_totals() {
    let city = || (0..60).map(|_| Some(3)).collect::<Vec<_>>();
    let report =
        compared(&named(&[(city(), true, false, Some(7), None, None, true), (city(), false, false, Some(7), None, None, true)]));
    assert_eq!(report.groups.len(), 2);
    let page = comparison_html(&report, Language::English).unwrap();
    let plus = report.cities.iter().position(|city| city.level == Level::BasicPlus).unwrap();
    assert!(page.contains(&format!("data-figure=\"cities/{plus}/basic_t\"")));
    assert!(page.contains("there are fewer than two complete inventories"), "{page}");
}
