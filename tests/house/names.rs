//! One name, one type; one method, one place; files of a size that one reads.

use crate::source::{File, files};
use citycarbon::measures::{Destination, MeasureRegistry};
use citycarbon::{Registry, methods};
use std::collections::{BTreeMap, BTreeSet};

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
                && name.starts_with(char::is_uppercase)
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

/// A type of a trait or of its implementation is indented.
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

/// A method is described in its own file: its name is no text anywhere else but in its family, unless the tables or a
/// measure use the word too.
#[test]
fn a_method_is_named_in_one_place() {
    let files = files();
    let registry = Registry::bundled().unwrap();
    let mut words: BTreeSet<&str> =
        registry.parameters().iter().flat_map(|row| [row.name.as_str(), row.subject.as_str()]).collect();
    words.extend(registry.factors().iter().flat_map(|row| row.process.split('.').chain([row.subject.as_str()])));
    let measures = MeasureRegistry::shipped();
    words.extend(measures.iter().map(|measure| measure.spec().name));
    let mut wrong = Vec::new();
    for method in methods::all() {
        let described: Vec<&str> = holding(&files, &format!("name: \"{}\"", method.name), "methods/");
        let [own] = described.as_slice() else {
            wrong.push(format!("{}: described in {described:?}", method.name));
            continue;
        };
        let family = own.rsplit_once('/').map_or("", |(family, _)| family);
        let elsewhere = holding(&files, &format!("\"{}\"", method.name), "");
        let strangers: Vec<&&str> = elsewhere.iter().filter(|file| !file.starts_with(family)).collect();
        if !strangers.is_empty() && !words.contains(method.name) {
            wrong.push(format!("{}: named in {strangers:?}", method.name));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The same of measures; some have the name of what they are about: of a method or one of its inputs, of a process, of where waste is taken.
#[test]
fn a_measure_is_named_in_one_file() {
    let files = files();
    let registry = Registry::bundled().unwrap();
    let mut words: BTreeSet<&str> = Destination::ALL.iter().map(|destination| destination.name()).collect();
    words.extend(methods::all().flat_map(|method| method.inputs.iter().map(|input| input.name).chain([method.name])));
    words.extend(registry.factors().iter().flat_map(|row| row.process.split('.').chain([row.subject.as_str()])));
    words.extend(registry.parameters().iter().map(|row| row.subject.as_str()));
    let shipped = MeasureRegistry::shipped();
    let names = shipped.iter().map(|measure| measure.spec().name);
    let texts = |name| {
        let title = format!("\"measure.{name}\"");
        if words.contains(name) { vec![title] } else { vec![title, format!("\"{name}\"")] }
    };
    let wrong: Vec<String> = names
        .flat_map(texts)
        .map(|text| (holding(&files, &text, ""), text))
        .filter(|(holding, _)| holding.len() != 1)
        .map(|(holding, text)| format!("{text}: {holding:?}"))
        .collect();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The files under a folder that hold a text.
fn holding<'a>(files: &'a BTreeMap<Vec<String>, File>, text: &str, under: &str) -> Vec<&'a str> {
    let held = files.values().filter(|file| file.name.starts_with(under) && file.code.contains(text));
    held.map(|file| file.name.as_str()).collect()
}
