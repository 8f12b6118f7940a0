//! Doubles are found whatever the order of rows, the files, the threads and the parts.

use citycarbon::assess::LedgerVocabulary;
use citycarbon::check::Finding;
use citycarbon::ledger::{Ids, Options, SeriesFinding, Tally};
use citycarbon::methods::{self, Alternatives};
use citycarbon::{Assessor, GwpSet};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const HEADER: &str = "period,activity,amount,unit,place,asset,id,note\n";

/// Rows of few words, so that some are the same.
fn rows() -> impl Strategy<Value = Vec<String>> {
    let (months, amounts) = (1..3_u8, 1..4_u8);
    let words = (prop_oneof!["A", "B"], prop_oneof!["", "hall", "\"a, b\"", "\"say \"\"hi\"\"\""], any::<bool>());
    let row = (months, amounts, words).prop_map(|(month, amount, (place, note, lpg))| {
        let activity = if lpg { "residential.lpg" } else { "commercial.lpg" };
        format!("2022-{month:02},{activity},{amount},t,{place},{note},,x\n")
    });
    proptest::collection::vec(row, 0..30)
}

/// What the rows of files show, by `threads`.
fn found(files: &[Vec<String>], threads: usize) -> Vec<SeriesFinding> {
    let assessor = Assessor::shipped("TH-10".parse().unwrap()).unwrap();
    let words = LedgerVocabulary::new(&assessor);
    let options = Options::default().with_compare_rows(true).with_threads(threads);
    let mut ids = Ids::new();
    for (number, rows) in files.iter().enumerate() {
        let text = format!("{HEADER}{}", rows.concat());
        Tally::read(text.as_bytes(), &format!("{number}.csv"), &words, &options, &mut ids).unwrap();
    }
    ids.findings(&words)
}

/// How many rows of each activity and place are named or counted as doubles.
fn counts(found: &[SeriesFinding]) -> BTreeMap<(String, String), u64> {
    let of = |finding: &Finding| match finding {
        Finding::SameRows { rows, more, .. } => rows.len() as u64 + more.unwrap_or(0),
        other => panic!("{other}"),
    };
    found.iter().map(|found| ((found.activity.clone(), found.place.clone()), of(&found.finding))).collect()
}

/// The same, by comparing every row with every other.
fn doubles(rows: &[String]) -> BTreeMap<(String, String), u64> {
    let mut counts = BTreeMap::new();
    for row in rows.iter().filter(|row| rows.iter().filter(|other| other == row).count() > 1) {
        let cells: Vec<&str> = row.split(',').collect();
        *counts.entry((cells[1].to_owned(), cells[4].to_owned())).or_default() += 1;
    }
    counts
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Every row that another is the same as is found, and no other.
    #[test]
    fn same_rows_are_found_and_no_others(rows in rows(), cut in 0..30_usize, threads in 1..4_usize) {
        let (first, second) = rows.split_at(cut.min(rows.len()));
        let one = counts(&found(std::slice::from_ref(&rows), 1));
        prop_assert_eq!(&one, &doubles(&rows));
        prop_assert_eq!(&counts(&found(&[first.to_vec(), second.to_vec()], threads)), &one);
        prop_assert_eq!(&counts(&found(&[second.to_vec(), first.to_vec()], 1)), &one);
        let backwards: Vec<String> = rows.iter().rev().cloned().collect();
        prop_assert_eq!(counts(&found(&[backwards], 1)), one);
        prop_assert_eq!(found(std::slice::from_ref(&rows), threads), found(&[rows], 1));
    }

    /// A total among the places of an activity is found, whatever their order and the parts that they are recorded in; without it there
    /// is none.
    #[test]
    fn a_total_is_found_and_nothing_else(powers in proptest::collection::btree_set(0..40_u32, 2..8), at in 0..8_usize, cut in 0..9_usize) {
        // Of different powers of two, none is the sum of others.
        let mut rows: Vec<(String, u64)> = powers.iter().map(|power| (format!("district {power}"), 1_u64 << power)).collect();
        prop_assert_eq!(totals(&rows, cut), BTreeSet::new());
        let sum = rows.iter().map(|(_, amount)| amount).sum();
        rows.insert(at.min(rows.len()), ("everywhere".to_owned(), sum));
        prop_assert_eq!(totals(&rows, cut), BTreeSet::from(["total-row:I.1.1:everywhere".to_owned()]));
    }
}

/// The checks of places with these tonnes, recorded in two parts and merged.
fn totals(rows: &[(String, u64)], cut: usize) -> BTreeSet<String> {
    let assessor = Assessor::shipped("TH-10".parse().unwrap()).unwrap();
    let year = "2022".parse().unwrap();
    let part = |rows: &[(String, u64)]| {
        let mut part = assessor.inventory("Town", [year], GwpSet::Ar5);
        for (place, amount) in rows {
            let activity = citycarbon::Activity::new("residential.lpg", year, format!("{amount} t").parse().unwrap());
            part.record(&assessor, &activity.with_place(place)).unwrap();
        }
        part
    };
    let whole = part(rows).close().unwrap().remove(0).checks;
    let (first, second) = rows.split_at(cut.min(rows.len()));
    let mut merged = part(second);
    merged.merge(&part(first)).unwrap();
    assert_eq!(merged.close().unwrap().remove(0).checks, whole);
    whole.iter().map(|check| check.id.to_string()).collect()
}

#[test]
fn the_fast_reader_compares_rows_as_the_reference_reader_does() {
    let assessor = Assessor::shipped("TH-10".parse().unwrap()).unwrap();
    let words = LedgerVocabulary::new(&assessor);
    // Past several blocks, with a double every thousand rows, a quoted cell and an id now and then.
    let row = |n: u32| {
        let (note, id) =
            (if n.is_multiple_of(7) { "\"a, b\"" } else { "" }, if n.is_multiple_of(11) { n.to_string() } else { String::new() });
        format!(
            "2022-{:02},residential.lpg,{}.5,t,district {},,{id},{note}\n",
            n % 12 + 1,
            n - u32::from(n % 1000 == 999) * 12 * 40,
            n % 40
        )
    };
    let text = format!("{HEADER}{}", (480..60_000).map(row).collect::<String>());
    let options = |threads: usize| Options::default().with_compare_rows(true).with_threads(threads);
    let (mut one, mut many, mut slow) = (Ids::new(), Ids::new(), Ids::new());
    Tally::read(text.as_bytes(), "l.csv", &words, &options(1), &mut one).unwrap();
    Tally::read(text.as_bytes(), "l.csv", &words, &options(4), &mut many).unwrap();
    Tally::read_by_reference(text.as_bytes(), "l.csv", &words, &options(1), &mut slow).unwrap();
    assert!(!one.findings(&words).is_empty());
    assert_eq!(one.findings(&words), many.findings(&words));
    assert_eq!(one.findings(&words), slow.findings(&words));
    // A tally by itself looks at no row.
    let mut none = Ids::new();
    Tally::read(text.as_bytes(), "l.csv", &words, &Options::default(), &mut none).unwrap();
    assert_eq!(none.findings(&words), []);
}

#[test]
fn pairs_of_activities_have_a_publication() {
    for pair in citycarbon::taxonomy::Overlap::all() {
        assert!(citycarbon::factors::Source::find(&pair.source).is_some() && !pair.locator.is_empty(), "{pair:?}");
    }
}

#[test]
fn every_way_to_a_source_declares_it() {
    let of = |source: Alternatives| -> Vec<&str> {
        methods::all().filter(|spec| spec.alternatives == Some(source)).map(|spec| spec.name).collect()
    };
    assert_eq!(of(Alternatives::Landfills), ["landfill-decay", "landfill-commitment"]);
    let road = ["transport-fuel-sales", "transport-resident", "transport-induced", "transport-territorial", "asif"];
    assert_eq!(of(Alternatives::RoadTransport), road);
    assert_eq!(of(Alternatives::DomesticWastewater), ["wastewater-2006", "wastewater-2019"]);
    assert_eq!(of(Alternatives::WastewaterNitrogen), ["wastewater-nitrogen-2006", "wastewater-nitrogen-2019"]);
    assert_eq!(of(Alternatives::UrbanTrees), ["tree-crown-cover", "urban-trees"]);
    for (name, source) in [
        ("landfill-commitment", Alternatives::Landfills),
        ("wastewater-organic", Alternatives::DomesticWastewater),
        ("wastewater-nitrogen", Alternatives::WastewaterNitrogen),
    ] {
        assert_eq!(methods::find_for_ledger(name).and_then(|method| method.alternatives), Some(source), "{name}");
    }
}

#[test]
fn a_whole_is_over_a_label_of_its_input_and_a_history_has_rates() {
    let mut declared = 0;
    for spec in methods::all() {
        for input in spec.inputs {
            if !input.whole_over.is_empty() {
                assert!(input.by.contains(&input.whole_over), "{}: {}", spec.name, input.name);
                declared += 1;
            }
            if !input.decays_at.is_empty() {
                let rates = spec.inputs.iter().find(|rates| rates.name == input.decays_at).unwrap();
                assert!(input.by.contains(&"year") && rates.by.iter().all(|label| input.by.contains(label)), "{}", spec.name);
                declared += 1;
            }
        }
    }
    assert!(declared >= 10, "{declared}");
}
