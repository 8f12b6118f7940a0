//! The examples of `docs/checks.md`: each is a folder that raises what the page prints.

use crate::folder::{Folder, city};
use citycarbon::check::{CheckKind, Finding, PUBLISHED_RANGES};
use citycarbon::folder::{FolderKind, FolderOptions};
use citycarbon::inventory::RaisedCheck;
use citycarbon::organisation::Organisation;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

const PAGE: &str = include_str!("../../docs/checks.md");

/// An example: files by name, and what is printed.
#[derive(Default)]
struct Example {
    files: Vec<(String, String)>,
    printed: String,
}

/// The examples by kind.
fn examples() -> BTreeMap<CheckKind, Example> {
    let (_, sections) = PAGE.split_once("## Examples\n").unwrap();
    let (sections, _) = sections.split_once("\n## ").unwrap();
    let mut examples = BTreeMap::new();
    for section in sections.split("\n### `").skip(1) {
        let (kind, text) = section.split_once("`\n").unwrap();
        let mut example = Example::default();
        for block in text.split("```").skip(1).step_by(2) {
            let (info, content) = block.split_once('\n').unwrap();
            match info.split_once(' ') {
                Some((_, file)) => example.files.push((file.to_owned(), content.to_owned())),
                None => content.clone_into(&mut example.printed),
            }
        }
        assert!(examples.insert(kind.parse().unwrap(), example).is_none(), "{kind} twice");
    }
    examples
}

#[test]
fn every_example_of_the_page_raises_what_the_page_prints() {
    let mut wrong = String::new();
    for (kind, Example { files, printed }) in examples() {
        let mut folder = Folder::new("");
        for (file, text) in &files {
            let whole = if file == "city.toml" && !text.starts_with("name") && !text.starts_with("kind") {
                city("", None) + text
            } else {
                text.clone()
            };
            folder = folder.with(file, &whole);
        }
        let checks: Vec<RaisedCheck> = match citycarbon::folder::kind(&folder.0).unwrap() {
            FolderKind::City => folder.open().unwrap().close().unwrap().into_iter().flat_map(|of| of.checks).collect(),
            _ => {
                let organisation = Organisation::open(&folder.0, &FolderOptions::default()).unwrap();
                organisation.close().unwrap().into_iter().flat_map(|of| of.checks).collect()
            }
        };
        let raised = checks.iter().filter(|check| check.id.kind == kind);
        let raised = raised.fold(String::new(), |text, check| text + &format!("{}: {}\n", check.id, check.finding));
        if raised != printed {
            let _ = write!(wrong, "{kind} raises\n{raised}");
        }
    }
    assert_eq!(wrong, "");
}

#[test]
fn every_kind_that_is_raised_has_an_example() {
    let has: BTreeSet<CheckKind> = examples().into_keys().collect();
    let raised: BTreeSet<CheckKind> = Finding::KINDS.iter().copied().filter(|kind| *kind != CheckKind::Own).collect();
    let without: Vec<CheckKind> = raised.difference(&has).copied().collect();
    assert!(without.is_empty(), "{without:?}");
}

#[test]
fn the_page_has_every_published_range() {
    let mut table = String::new();
    for range in PUBLISHED_RANGES {
        let limit = |limit: Option<&str>| limit.map_or_else(|| "-".to_owned(), |limit| format!("{limit} {}", range.unit));
        let (least, most) = (limit(range.least), limit(range.most));
        let (what, references) = (&range.what, range.references.join(", "));
        let (widened, because, source, locator) = (range.widened, range.because, range.source, range.locator);
        let _ = writeln!(table, "| {what} | {references} | {least} | {most} | {widened} times | {because} | {source}; {locator} |");
    }
    let (_, held) = PAGE
        .split_once("| amount | references | low | high | widened | because | source |\n|---|---|---|---|---|---|---|\n")
        .unwrap();
    let held: String = held.split_inclusive('\n').take_while(|line| line.starts_with('|')).collect();
    assert_eq!(held, table);
}
