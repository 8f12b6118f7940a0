//! The page of checks has every kind as the code declares it.

use citycarbon::check::{CheckKind, CheckScope, QcProcedure};
use std::fs;
use std::path::Path;

fn scope(kind: CheckKind) -> &'static str {
    match kind.scope() {
        CheckScope::Row => "rows",
        CheckScope::Series => "a series",
        CheckScope::Reference => "a reference",
        CheckScope::Factor => "a factor or parameter",
        CheckScope::File => "a file or setting",
        other => panic!("{other:?} needs a word in docs/checks.md"),
    }
}

fn procedure(kind: CheckKind) -> &'static str {
    match kind.procedure() {
        QcProcedure::Transcription => "transcription",
        QcProcedure::Units => "units",
        QcProcedure::Integrity => "integrity",
        QcProcedure::Consistency => "consistency",
        QcProcedure::TimeSeries => "time series",
        QcProcedure::Completeness => "completeness",
        QcProcedure::Trend => "trend",
        QcProcedure::Assumptions => "assumptions",
        other => panic!("{other:?} needs a word in docs/checks.md"),
    }
}

#[test]
fn the_page_of_checks_has_every_kind_in_order_with_its_procedure() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/checks.md")).unwrap();
    let (_, table) = page.split_once("| kind | found |").unwrap();
    let rows = table.lines().skip(2).take_while(|line| line.starts_with('|'));
    let of_page: Vec<Vec<&str>> = rows.map(|line| line.trim_matches('|').split('|').map(str::trim).collect()).collect();
    let words: Vec<String> = CheckKind::ALL.iter().map(|kind| format!("`{kind}`")).collect();
    assert_eq!(of_page.iter().map(|row| row[0]).collect::<Vec<_>>(), words);
    for (row, kind) in of_page.iter().zip(CheckKind::ALL) {
        let accepted = if kind.is_acceptable() { "yes" } else { "no" };
        assert_eq!(row[2..], [scope(*kind), procedure(*kind), accepted], "{kind}");
        assert!(row[1].len() > 10, "{kind}");
    }
}
