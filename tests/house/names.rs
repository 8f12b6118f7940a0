//! One name, one type; one method, one place; files of a size that one reads.

use crate::source::files;
use citycarbon::methods;
use std::collections::BTreeMap;

#[test]
fn no_type_is_named_twice() {
    let mut places: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in files().values() {
        for line in file.code.lines() {
            let words: Vec<&str> = line.trim_start().split(|letter: char| !(letter.is_alphanumeric() || letter == '_')).collect();
            let words: Vec<&str> =
                words.into_iter().filter(|word| !matches!(*word, "" | "pub" | "crate" | "super" | "in")).collect();
            if let [kind, name, ..] = words.as_slice()
                && matches!(*kind, "struct" | "enum" | "trait" | "union" | "type")
                && !is_associated(line)
            {
                places.entry((*name).to_owned()).or_default().push(file.name.clone());
            }
        }
    }
    let twice: Vec<String> =
        places.iter().filter(|(_, places)| places.len() > 1).map(|(name, at)| format!("{name}: {at:?}")).collect();
    assert!(twice.is_empty(), "\n{}", twice.join("\n"));
}

/// A type of a trait or of its implementation stands indented.
fn is_associated(line: &str) -> bool {
    line.starts_with(' ') && line.trim_start().trim_start_matches("pub ").starts_with("type ")
}

#[test]
fn files_have_the_size_of_one_idea() {
    let mut sizes: Vec<(usize, String)> = files().values().map(|file| (file.code.lines().count(), file.name.clone())).collect();
    sizes.sort();
    let long: Vec<String> =
        sizes.iter().filter(|(lines, _)| *lines >= 400).map(|(lines, name)| format!("src/{name}: {lines}")).collect();
    assert!(long.is_empty(), "400 lines of code or more\n{}", long.join("\n"));
    let median = sizes[sizes.len() / 2].0;
    assert!((50..=140).contains(&median), "the median file has {median} lines of code");
}

/// A method is described in its own file: no other file of the source holds its name as text.
#[test]
fn a_method_is_named_in_one_file() {
    let files = files();
    let mut elsewhere = Vec::new();
    for method in methods::all() {
        let name = format!("\"{}\"", method.name);
        let holding: Vec<&str> = files.values().filter(|file| file.code.contains(&name)).map(|file| file.name.as_str()).collect();
        if holding.len() != 1 {
            elsewhere.push(format!("{}: {holding:?}", method.name));
        }
    }
    assert!(elsewhere.is_empty(), "\n{}", elsewhere.join("\n"));
}
