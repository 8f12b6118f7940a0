//! The page of promises names tests that exist, in the programs that it says.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The names of functions in the files of a test program; none where there is no such program.
fn functions(program: &str) -> BTreeSet<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests").join(program);
    let Ok(files) = fs::read_dir(root) else { return BTreeSet::new() };
    let files = files.map(|entry| entry.unwrap().path());
    let texts = files.filter(|path: &PathBuf| path.extension().is_some_and(|ending| ending == "rs"));
    let texts: Vec<String> = texts.map(|path| fs::read_to_string(path).unwrap()).collect();
    let named = texts.iter().flat_map(|text| text.split("fn ").skip(1).filter_map(|rest| rest.split_once('(')));
    named.map(|(name, _)| name.to_owned()).collect()
}

/// What is quoted as code in a cell.
fn quoted(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

#[test]
fn every_test_named_in_the_promises_exists() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/promises.md")).unwrap();
    let (mut named, mut wrong) = (0, Vec::new());
    for line in page.lines() {
        let (programs, tests) = match line.trim_matches('|').split(" | ").collect::<Vec<_>>().as_slice() {
            [.., programs, tests] if line.starts_with('|') => ((*programs).to_owned(), (*tests).to_owned()),
            // In running text: (`program`: `test`, `test`).
            _ => match line.split_once("(`").and_then(|(_, rest)| rest.split_once("`: ")) {
                Some((program, tests)) => (format!("`{program}`"), tests.to_owned()),
                None => continue,
            },
        };
        let known: BTreeSet<String> = quoted(&programs).flat_map(functions).collect();
        for test in quoted(&tests).filter(|name| name.contains('_')) {
            named += 1;
            if !known.contains(test) {
                wrong.push(format!("{test}: not in {programs}"));
            }
        }
    }
    assert!(named > 60, "only {named} tests are named");
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
