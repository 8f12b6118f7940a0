//! What people call things is found, and nothing else is.

use citycarbon::quantity::Unit;
use citycarbon::taxonomy::Catalogue;
use std::collections::BTreeMap;

/// Phrases: when they were written, language, phrase, the code or the beginning of it, the base unit.
fn phrases() -> Vec<[&'static str; 5]> {
    let lines = include_str!("everyday_words.tsv").lines().skip(1);
    lines.map(|line| line.split('\t').collect::<Vec<_>>().try_into().unwrap()).collect()
}

fn is_or_begins(code: &str, beginning: &str) -> bool {
    code.strip_prefix(beginning).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

#[test]
fn everyday_phrases_find_their_code_first() {
    let catalogue = Catalogue::bundled();
    let mut rates: BTreeMap<(&str, &str), (u32, u32)> = BTreeMap::new();
    let mut missed = Vec::new();
    for [written, language, phrase, code, unit] in phrases() {
        let found = catalogue.search(phrase);
        let first = found.first().copied().unwrap_or("nothing");
        let rate = rates.entry((written, language)).or_default();
        rate.1 += 1;
        if is_or_begins(first, code) {
            rate.0 += 1;
            let dimension = catalogue.find(first).unwrap()[0].dimension;
            assert_eq!(Unit::base(dimension).dimension(), unit.parse::<Unit>().unwrap().dimension(), "{phrase}");
        } else {
            missed.push(format!("{language} {phrase}: {first}, not {code}"));
        }
    }
    println!("{rates:?}\n{}", missed.join("\n"));
    assert!(missed.is_empty());
}
