//! Arrows between files never run back: no circle between modules, nor between the files of one.

use crate::source::{File, defined, files, paths};
use std::collections::{BTreeMap, BTreeSet};

/// Which files a file reads from: by the paths it names, where the file at the end of the path defines what is named. What a parent
/// only passes on from a child counts for the child.
fn arrows(files: &BTreeMap<Vec<String>, File>) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut arrows = BTreeMap::new();
    for (module, file) in files {
        let mut to = BTreeSet::new();
        for path in paths(&file.code) {
            if let Some(target) = target(files, module, &path)
                && target != file.name
            {
                to.insert(target);
            }
        }
        // A parent that uses what its children define, and does not only pass it on.
        let own = without_re_exports(&file.code);
        for (child, inner) in files {
            if child.split_last().is_some_and(|(_, parent)| parent == module.as_slice())
                && names_module(&own, child.last().unwrap())
            {
                to.insert(inner.name.as_str());
            }
        }
        arrows.insert(file.name.as_str(), to);
    }
    arrows
}

fn target<'a>(files: &'a BTreeMap<Vec<String>, File>, module: &[String], path: &[String]) -> Option<&'a str> {
    let mut at: Vec<String> = if path[0] == "crate" { Vec::new() } else { module.to_vec() };
    let mut rest = if path[0] == "super" { path } else { &path[1..] };
    while let Some((first, after)) = rest.split_first().filter(|(first, _)| *first == "super") {
        debug_assert_eq!(first, "super");
        at.pop();
        rest = after;
    }
    while let Some((first, after)) = rest.split_first() {
        at.push(first.clone());
        if !files.contains_key(&at) {
            at.pop();
            break;
        }
        rest = after;
    }
    let file = files.get(&at)?;
    rest.first().filter(|name| defined(&file.code).contains(name.as_str())).map(|_| file.name.as_str())
}

fn without_re_exports(code: &str) -> String {
    let mut own = String::new();
    let mut passing_on = false;
    for line in code.lines() {
        passing_on |= line.trim_start().starts_with("pub") && line.contains(" use ");
        if !passing_on {
            own.push_str(line);
            own.push('\n');
        }
        passing_on &= !line.trim_end().ends_with(';');
    }
    own
}

/// Whether code names a path that begins with a module.
fn names_module(code: &str, module: &str) -> bool {
    code.match_indices(&format!("{module}::")).any(|(at, _)| {
        !code[..at].chars().next_back().is_some_and(|letter| letter.is_alphanumeric() || letter == '_' || letter == ':')
    })
}

/// The files that reach themselves, each with one it reaches on the way.
fn circles<'a>(arrows: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> Vec<String> {
    let reached = |from: &'a str| {
        let (mut seen, mut waiting) = (BTreeSet::new(), vec![from]);
        while let Some(at) = waiting.pop() {
            for next in arrows.get(at).into_iter().flatten() {
                if seen.insert(*next) {
                    waiting.push(next);
                }
            }
        }
        seen
    };
    let all: BTreeMap<&str, BTreeSet<&str>> = arrows.keys().map(|from| (*from, reached(from))).collect();
    let back = |(from, to): (&&'a str, &BTreeSet<&'a str>)| {
        let over = to.iter().filter(|next| arrows[*from].contains(*next) && all[*next].contains(*from));
        over.map(|next| format!("src/{from} -> src/{next} -> ... -> src/{from}")).collect::<Vec<_>>()
    };
    all.iter().flat_map(back).collect()
}

#[test]
fn no_circle_runs_through_the_files() {
    let files = files();
    let found = circles(&arrows(&files));
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

#[test]
fn a_circle_is_found() {
    let arrows = BTreeMap::from([("a", BTreeSet::from(["b"])), ("b", BTreeSet::from(["a", "c"])), ("c", BTreeSet::new())]);
    assert_eq!(circles(&arrows), ["src/a -> src/b -> ... -> src/a", "src/b -> src/a -> ... -> src/b"]);
}
