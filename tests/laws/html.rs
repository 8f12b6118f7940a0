//! Laws of the page for browsers: its figures are those of `inventory.json`, its markup holds together, and no text of a city is markup.

use crate::examples::folders_of;
use citycarbon::folder::{FolderKind, FolderOptions};
use citycarbon::gas::GwpSet;
use citycarbon::i18n::Language;
use citycarbon::inventory::{Inventory, NotationEntry, Settings, Statement};
use citycarbon::plan::{AbatementCost, ComputedPlan, CostView};
use citycarbon::quantity::{Exact, Rounding};
use citycarbon::report::{self, ChartMarks, html_charts, html_page};
use citycarbon::taxonomy::Category;
use citycarbon::{Activity, Assessor, City};
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn opened(name: &str) -> (Vec<Statement>, Option<ComputedPlan>) {
    let (_, path) = folders_of(|kind| kind == FolderKind::City).into_iter().find(|(found, _)| found == name).unwrap();
    let city = City::open(&path, &FolderOptions::default()).unwrap();
    (city.close().unwrap(), city.plan().unwrap())
}

/// What is between the quotes of each attribute of this name, with what follows its element up to the next tag.
pub(crate) fn attributes<'a>(page: &'a str, name: &str) -> Vec<&'a str> {
    let mark = format!(" {name}=\"");
    page.split(mark.as_str()).skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

/// The member of `inventory.json` that a path such as `2018/sectors/I/basic` names.
fn member<'a>(years: &'a [Value], path: &str) -> &'a Value {
    let mut parts = path.split('/');
    let year = parts.next().unwrap();
    let mut at = years.iter().find(|one| one["year"] == year).unwrap_or_else(|| panic!("{path}: no such year"));
    for part in parts {
        at = match at {
            Value::Array(list) => {
                list.iter().find(|one| one["ref"] == part || one["sector"] == part).unwrap_or_else(|| panic!("{path}: no {part}"))
            }
            _ => &at[part],
        };
    }
    at
}

#[test]
fn every_figure_that_the_page_places_in_the_inventory_is_the_figure_there() {
    for name in ["bangkok", "yokohama", "minimal", "contracts", "cities-tokyo"] {
        let (statements, plan) = opened(name);
        let inventory: Value = serde_json::from_slice(&report::json(&statements).unwrap()).unwrap();
        let years = inventory["years"].as_array().unwrap();
        for language in Language::ALL {
            let page = html_page(&statements, plan.as_ref(), language).unwrap();
            let mut found = 0;
            for cell in page.split(" data-value=\"").skip(1) {
                let (value, rest) = cell.split_once('"').unwrap();
                let element = rest.split_once('>').unwrap();
                let Some(path) = attributes(element.0, "data-figure").pop() else { continue };
                assert_eq!(member(years, path), value, "{name}: {path}");
                found += 1;
                // Other languages have other marks.
                if !matches!(language, Language::English | Language::Thai) {
                    continue;
                }
                let printed = element.1.split('<').next().unwrap().replace(',', "");
                let (printed, exact): (Exact, Exact) = (printed.parse().unwrap(), value.parse().unwrap());
                // GDP is printed for a million of it.
                if !path.contains("per_gdp") {
                    let off = printed.checked_sub(exact).unwrap();
                    assert!(off < Exact::ONE && off.checked_neg().unwrap() < Exact::ONE, "{name}: {path}: {printed} {exact}");
                }
            }
            assert!(found > 5, "{name}: {found} figures");
        }
    }
}

/// Elements that have no end tag.
const EMPTY: [&str; 2] = ["meta", "br"];

/// The tags in order; refuses what is neither text nor a tag of this page, and tags that are not closed in order.
pub(crate) fn tags(page: &str) -> Vec<&'static str> {
    let (mut open, mut all) = (Vec::new(), Vec::new());
    let (head, rest) = page.split_once("<style>").unwrap();
    let (_, rest) = rest.split_once("</style>").unwrap();
    let markup = format!("{head}{}", rest.split("<script>").next().unwrap());
    let markup: &'static str = markup.leak();
    for piece in markup.split('<').skip(2) {
        let (tag, text) = piece.split_once('>').unwrap_or_else(|| panic!("an open tag: {piece}"));
        assert!(!text.contains('>'), "a loose mark in {text}");
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap();
        if let Some(closed) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(closed), "{piece}");
        } else {
            all.push(tag);
            if !tag.ends_with('/') && !EMPTY.contains(&name) {
                open.push(name);
            }
        }
    }
    assert_eq!(open, ["html", "body"], "what the script follows");
    all
}

#[test]
fn every_page_holds_together() {
    for (name, _) in folders_of(|kind| kind == FolderKind::City) {
        let (statements, plan) = opened(&name);
        let page = html_page(&statements, plan.as_ref(), Language::Thai).unwrap();
        assert_eq!(page, html_page(&statements, plan.as_ref(), Language::Thai).unwrap(), "{name}: the same bytes");
        assert!(page.len() < 1_000_000, "{name}: {} bytes", page.len());
        let tags = tags(&page);
        let of = |name: &str| tags.iter().copied().filter(move |tag| tag.split(' ').next() == Some(name)).collect::<Vec<_>>();
        let ids = attributes(&page, "id");
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "{name}: an id twice");
        for link in attributes(&page, "href").into_iter().filter_map(|link| link.strip_prefix('#')) {
            assert!(ids.contains(&link), "{name}: #{link} leads nowhere");
        }
        assert!(attributes(&page, "src").is_empty(), "{name}: nothing is loaded");
        assert_eq!(of("h1").len(), 1);
        // Every chart has a text of its own, a sentence, and a table next to it.
        let charts = page.matches("class=\"chart\" role=\"img\" aria-label=\"").count();
        assert_eq!([of("figure").len(), of("figcaption").len()], [charts; 2], "{name}");
        let drawn: BTreeSet<String> =
            html_charts(&statements, plan.as_ref(), Language::Thai).unwrap().iter().map(|chart| chart.id.clone()).collect();
        assert_eq!(drawn.len(), charts, "{name}: {drawn:?}");
        // A heading is at most one step below the one before it.
        let mut level = 0;
        for tag in tags.iter().filter(|tag| matches!(tag.split(' ').next(), Some("h1" | "h2" | "h3"))) {
            let next = tag[1..2].parse::<u8>().unwrap();
            assert!(next <= level + 1, "{name}: h{level} before {tag}");
            level = next;
        }
        for column in of("th") {
            assert!(column.contains("scope=\""), "{name}: {column}");
        }
    }
}

#[test]
fn charts_by_themselves_are_whole() {
    let (statements, plan) = opened("bangkok");
    for chart in html_charts(&statements, plan.as_ref(), Language::English).unwrap() {
        let svg = chart.svg().unwrap();
        assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\"") && svg.ends_with("</svg>\n"), "{}", chart.id);
        assert!(svg.contains("prefers-color-scheme:dark") && !chart.takeaway.is_empty(), "{}", chart.id);
        let opened = svg.matches("<svg").count() + svg.matches("<text").count() + svg.matches("<rect").count();
        assert!(opened > 4, "{}", chart.id);
    }
}

/// The chart of costs has a block for each measure whose cost is stated: as wide as its tonnes, as high as what one costs; what saves money
/// is flat and comes first.
#[test]
fn a_block_of_costs_is_as_wide_as_its_tonnes_and_as_high_as_the_cost_of_one() {
    let (statements, plan) = opened("measures_template");
    let plan = plan.unwrap();
    let charts = html_charts(&statements, Some(&plan), Language::English).unwrap();
    let chart = charts.iter().find(|chart| chart.id == "costs").unwrap();
    let ChartMarks::Blocks(blocks) = &chart.marks else { panic!("{:?}", chart.marks) };
    let mut wanted: Vec<(Option<Exact>, Exact)> = Vec::new();
    for cost in &plan.costs {
        let each = match cost.cost.abatement(cost.tonnes, CostView::Public).unwrap() {
            AbatementCost::PerTonne { each, .. } => Some(each.divided(2, Rounding::HalfEven).unwrap()),
            _ => None,
        };
        wanted.push((each, cost.tonnes));
    }
    wanted.sort();
    assert_eq!(blocks.iter().map(|block| (block.height, block.width)).collect::<Vec<_>>(), wanted);
    assert!(wanted[0].0.is_none() && wanted[1].0.is_some());
    let page = html_page(&statements, Some(&plan), Language::English).unwrap();
    assert!(page.contains("A tonne costs 1,131 THB."));
    // A city whose plan states no cost has none.
    let (statements, plan) = opened("bangkok");
    assert!(html_charts(&statements, plan.as_ref(), Language::English).unwrap().iter().all(|chart| chart.id != "costs"));
}

/// What a browser would show of a text.
pub(crate) fn shown(page: &str) -> String {
    page.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'").replace("&amp;", "&")
}

/// Texts that a reader must see as they are.
pub(crate) fn hostile() -> Vec<String> {
    let short =
        ["=cmd|' /C calc'!A0", "<script>alert(1)</script>", "\" onload=\"alert(1)", "\u{202e}gnp.exe\u{2066}", "</title></svg>"];
    short.into_iter().map(str::to_owned).chain(["x".repeat(10_000)]).collect()
}

/// A hostile text is in a page at least so many times, and only as text.
pub(crate) fn is_only_text(page: &str, text: &str, times: usize) {
    tags(page);
    assert_eq!(page.matches("<script").count(), 1, "{text}");
    assert!(!page.contains(" onload=\"") && !page.contains('\u{202e}') && !page.contains('\u{2066}'), "{text}");
    let spelled = text.replace('\u{202e}', "\\u{202e}").replace('\u{2066}', "\\u{2066}");
    assert!(shown(page).matches(&spelled).count() >= times, "{text}");
}

#[test]
fn hostile_texts_are_texts() {
    for text in hostile() {
        let text = text.as_str();
        let assessor = Assessor::shipped("TH-10".parse().unwrap()).unwrap();
        let settings = Settings::new(text, "TH-10".parse().unwrap(), ["2022".parse().unwrap()], GwpSet::Ar5);
        let mut books = Inventory::new(settings);
        let lpg = Activity::new("residential.lpg", "2022".parse().unwrap(), "1200 t".parse().unwrap());
        for place in [text, "b"] {
            books.record(&assessor, &lpg.clone().with_place(place)).unwrap();
        }
        let key: NotationEntry =
            serde_json::from_value(json!({"key": "NE", "included_in": null, "reason": text, "clean": true})).unwrap();
        let category: Category = "II.1.1".parse().unwrap();
        books.add_key("2022".parse().unwrap(), category, "", key).unwrap();
        let page = html_page(&books.close().unwrap(), None, Language::English).unwrap();
        // In the headline, in the summary, in the place, in the reason.
        is_only_text(&page, text, 4);
    }
}

#[test]
fn no_year_is_a_page_too() {
    let page = html_page(&[], None, Language::English).unwrap();
    tags(&page);
    assert!(html_charts(&[], None, Language::English).unwrap().is_empty());
}
