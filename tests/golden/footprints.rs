//! The example organisations and the event: frozen pages and files, figures worked out by hand, and the city's view of the same rows.

use crate::example_folders::folders_of;
use crate::golden;
use citycarbon::City;
use citycarbon::folder::{FolderKind, FolderOptions};
use citycarbon::i18n::Language;
use citycarbon::inventory::{FoundIn, Reconciliation, Status};
use citycarbon::organisation::{Footprint, Organisation};
use citycarbon::quantity::Exact;
use citycarbon::report::{self, FootprintFiles, FootprintReport};
use std::path::{Path, PathBuf};

const MEANS: &str = "The figures or notices of an example organisation moved.";

fn folders() -> Vec<(String, PathBuf)> {
    let found = folders_of(|kind| kind != FolderKind::City);
    assert!(found.len() >= 3, "{found:?}");
    found
}

fn closed(name: &str) -> Vec<Footprint> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples").join(name);
    let ask = FolderOptions::default().with_hash(true);
    Organisation::open(&path, &ask).unwrap_or_else(|refusal| panic!("{name}: {refusal}")).close().unwrap()
}

fn exact(text: &str) -> Exact {
    text.parse().unwrap()
}

#[test]
fn each_footprint_is_as_it_was_and_holds_against_its_trace() {
    for (name, _) in folders() {
        let (once, again) = (closed(&name), closed(&name));
        for language in Language::ALL {
            let page = report::footprint_page(&once, true, language).unwrap();
            assert_eq!(page, report::footprint_page(&again, true, language).unwrap(), "{name}");
            golden::hold(&format!("{name}.footprint.{language}.txt"), &page, MEANS);
        }
        let files = report::footprint_files(&once).unwrap();
        assert_eq!(files, report::footprint_files(&again).unwrap(), "{name}");
        let [(_, rows), (_, factors), (_, trace), (_, index)] = files;
        let (trace, index) = (String::from_utf8(trace).unwrap(), String::from_utf8(index).unwrap());
        golden::hold(&format!("{name}.footprint.json"), &index, MEANS);
        let read: FootprintReport = serde_json::from_str(&index).unwrap();
        assert_eq!(read, FootprintReport::of(&once).unwrap(), "{name}");
        let recomputed = report::recompute_footprint(&FootprintFiles::new(&trace, &rows, &factors, &index));
        assert_eq!(recomputed.findings.map(|found| found.to_string()), None, "{name}");
        assert_eq!(usize::try_from(recomputed.lines).unwrap(), once.iter().map(|of| of.lines.len()).sum::<usize>(), "{name}");
    }
}

/// A figure of the index, of a line and of a share: each change is found where it is.
#[test]
fn a_changed_figure_of_a_footprint_is_found() {
    let files = report::footprint_files(&closed("event")).unwrap();
    let [(_, rows), (_, factors), (_, trace), (_, index)] = files;
    let (trace, index) = (String::from_utf8(trace).unwrap(), String::from_utf8(index).unwrap());
    let findings = |trace: &str, rows: &[u8], index: &str| {
        let found = report::recompute_footprint(&FootprintFiles::new(trace, rows, &factors, index)).findings;
        found.map_or_else(String::new, |found| found.to_string())
    };
    assert_eq!(findings(&trace, &rows, &index), "");
    let of_scope = index.replacen("\"scope2_location\": \"2.08\"", "\"scope2_location\": \"2.09\"", 1);
    assert_ne!(of_scope, index);
    assert_eq!(
        findings(&trace, &rows, &of_scope),
        "footprint.json: \"2.09\": 2023.totals.scope2_location of line footprint.json: recomputed 2.08; use the trace of one run, unchanged"
    );
    // What follows from the lines and keys, each by itself.
    for (from, to, member) in [
        ("\"status\": \"complete\"", "\"status\": \"draft\"", "2023.status"),
        ("\"final\": true", "\"final\": false", "2023.final"),
        ("\"valued\": 2", "\"valued\": 3", "2023.required.valued"),
        ("\"CO2\": \"", "\"CO2\": \"9", "2023.categories[0].gases_kg.CO2"),
        ("\"cfo_item\": \"1 ", "\"cfo_item\": \"9 ", "2023.categories[0].cfo_item"),
    ] {
        let changed = index.replacen(from, to, 1);
        assert_ne!(changed, index, "{from}");
        assert!(findings(&trace, &rows, &changed).contains(member), "{member}: {}", findings(&trace, &rows, &changed));
    }
    let half = trace.replacen("\"share\":\"1\"", "\"share\":\"1/2\"", 1);
    assert!(findings(&half, &rows, &index).starts_with("trace.jsonl:1: "), "{}", findings(&half, &rows, &index));
    assert!(findings(&trace, b"line\n", &index).starts_with("footprint.json: "), "a file of another run");
}

/// Published: 1129.92, 255.24 and 15535.13 t. The parts that are named lack 93.40 t of scope 1 and 11.13 t of scope 3.
#[test]
fn songkhla_comes_to_the_parts_that_are_published() {
    let footprint = closed("songkhla_operations").remove(0);
    let totals = footprint.totals().unwrap();
    let tonnes = |text: &str| Some(exact(text).checked_mul(Exact::THOUSAND).unwrap());
    let less = |published: &str, lacks: &str| {
        Some(exact(published).checked_sub(exact(lacks)).unwrap().checked_mul(Exact::THOUSAND).unwrap())
    };
    assert_eq!(totals.scope1, less("1129.92", "93.40"));
    assert_eq!(totals.scope2_location, tonnes("255.24"));
    assert_eq!(totals.scope3, less("15535.13", "11.13"));
    assert_eq!(footprint.status(), Status::CompleteWithExclusions);
}

/// By hand: 6000 · 2 · 9 pkm on the metro, 2500 · 2 · 7 pkm by bus, 1200 · 2 · 15 / 2.5 vkm by car, 40 · 2 · 700 pkm by plane.
#[test]
fn the_visitors_of_the_event_are_counted_by_hand() {
    let footprint = closed("event").remove(0);
    let amount = |code: &str| -> Vec<String> {
        let lines = footprint.lines.iter().filter(|line| line.activity == code);
        let mut amounts: Vec<String> = lines.map(|line| line.amount().unwrap().evaluate().unwrap().value().to_string()).collect();
        amounts.dedup();
        amounts
    };
    assert_eq!(amount("travel.metro"), ["108000"]);
    assert_eq!(amount("travel.bus"), ["35000"]);
    assert_eq!(amount("travel.car"), ["14400"]);
    assert_eq!(amount("travel.plane-domestic"), ["56000"]);
    // 5200 kWh at 0.4 kg/kWh.
    assert_eq!(footprint.totals().unwrap().scope2_location, Some(exact("2080")));
}

/// The city's view of its municipality's work and the footprint of the municipality: the same rows are the same figures, once.
#[test]
fn the_operations_of_bangkok_are_in_both_books_and_added_in_none() {
    let city = City::open(Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/bangkok"), &FolderOptions::default()).unwrap();
    let statements = city.close().unwrap();
    let before = statements.iter().map(|statement| statement.totals().unwrap().basic).collect::<Vec<_>>();
    let at = statements.iter().position(|statement| statement.year.to_string() == "2023").unwrap();
    let operations = city.views().totals(&statements, "operations").unwrap().remove(at);
    let footprint = closed("bangkok_organisation").remove(0);
    let all = footprint.total("all").unwrap();
    assert_eq!(all.co2e().unwrap(), footprint.totals().unwrap().all);
    let reconciled = Reconciliation::between(&operations, &all).unwrap();
    let sums = &reconciled.all;
    assert!(sums.differences.is_zero() && sums.only_first.is_zero(), "{sums:?}");
    assert_eq!(sums.same, operations.co2e().unwrap().unwrap());
    assert_eq!(sums.first.checked_add(sums.only_second).unwrap(), sums.second);
    assert_eq!(Some(sums.second), footprint.totals().unwrap().all);
    // Lighting, its losses on two networks' way, and the gases of the trucks.
    let only: Vec<String> = reconciled
        .lines
        .iter()
        .filter(|lines| lines.found() == FoundIn::Second)
        .flat_map(|lines| lines.second.lines.iter().map(|id| id.activity.to_string()))
        .collect();
    assert!(only.iter().all(|activity| ["commercial.electricity", "road.diesel-b7"].contains(&activity.as_str())), "{only:?}");
    // The footprint leaves the totals of the city as they are.
    let after = city.close().unwrap().iter().map(|statement| statement.totals().unwrap().basic).collect::<Vec<_>>();
    assert_eq!(before, after);
    // Its parts are totals too, and add up.
    let scopes =
        ["scope:1", "scope:2", "scope:3"].map(|part| footprint.total(part).unwrap().co2e().unwrap().unwrap_or(Exact::ZERO));
    assert_eq!(Some(Exact::sum(scopes).unwrap()), footprint.totals().unwrap().all);
    assert_eq!(footprint.total("scope:4").unwrap_err().to_string(), "\"4\": not a scope; use 1, 2 or 3");
}
