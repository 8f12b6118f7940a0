//! What a build without a feature cannot reach: files behind the feature name it, no other does.

use crate::source::{File, files};
use crate::words;
use std::collections::{BTreeMap, BTreeSet};

/// A feature, and what only files behind it may name.
const BEHIND: [(&str, &[&str]); 9] = [
    ("folder", &["std::fs", "fs::", "File::open", "File::create", "OpenOptions", "toml::"]),
    ("parallel", &["std::thread", "thread::"]),
    ("fast", &["wide::"]),
    ("decimal", &["rust_decimal"]),
    ("encodings", &["encoding_rs"]),
    ("xlsx", &["miniz_oxide::deflate"]),
    ("xlsx-read", &["miniz_oxide::inflate", "quick_xml"]),
    ("proptest", &["proptest"]),
    // No figure of an inventory is a floating-point number.
    ("sampling", &["f32", "f64", "to_f64", "as_f64", "from_f64"]),
];

fn gate(feature: &str) -> String {
    format!("#[cfg(feature = \"{feature}\")]")
}

/// The modules that are declared behind the gate, and all in them.
fn behind(files: &BTreeMap<Vec<String>, File>, gate: &str) -> BTreeSet<Vec<String>> {
    let mut roots = Vec::new();
    for (module, file) in files {
        let mut lines = file.code.lines().map(str::trim).peekable();
        while let Some(line) = lines.next() {
            let declared = lines.peek().and_then(|next| next.strip_suffix(';')?.split("mod ").nth(1));
            if let Some(name) = declared.filter(|_| line == gate) {
                roots.push([module.clone(), vec![name.to_owned()]].concat());
            }
        }
    }
    files.keys().filter(|module| roots.iter().any(|root| module.starts_with(root))).cloned().collect()
}

/// The places where code names a word, apart from items that are behind the feature by themselves.
fn named(code: &str, feature: &str, word: &str) -> bool {
    let gate = gate(feature);
    let mut code_without = String::new();
    let mut gated = false;
    for line in code.lines() {
        if line.trim() == gate {
            gated = true;
            continue;
        }
        // One line: a use, a variant, an arm. An item of several lines belongs in a file of its own.
        if !std::mem::take(&mut gated) {
            code_without.push_str(line);
            code_without.push('\n');
        }
    }
    words(&code_without, word.trim_end_matches(':')).any(|at| !word.ends_with(':') || code_without[at..].starts_with(word))
}

#[test]
fn a_build_without_a_feature_names_nothing_of_it() {
    let files = files();
    let tests = behind(&files, "#[cfg(test)]");
    let mut complaints = Vec::new();
    for (feature, list) in BEHIND {
        let behind = behind(&files, &gate(feature));
        assert!(!behind.is_empty(), "no module is behind the feature {feature}");
        for (module, file) in files.iter().filter(|(module, _)| !behind.contains(*module) && !tests.contains(*module)) {
            for word in list.iter().filter(|word| named(&file.code, feature, word)) {
                complaints.push(format!("src/{}: {word} without the feature {feature} ({})", file.name, module.join("::")));
            }
            // `use std::{fs, thread}` names them too.
            let braced = file.code.split("std::{").skip(1).filter_map(|rest| rest.split(';').next());
            for list in braced {
                for (name, of) in [("fs", "folder"), ("thread", "parallel")] {
                    if of == feature && words(list, name).next().is_some() {
                        complaints.push(format!("src/{}: std::{{{name}}} without the feature {feature}", file.name));
                    }
                }
            }
        }
    }
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn a_name_outside_its_feature_is_found() {
    let code = "#[cfg(feature = \"folder\")]\nuse std::fs;\nfn f() { g() }\n";
    assert!(!named(code, "folder", "std::fs"));
    assert!(named(code, "parallel", "std::fs"));
    assert!(named("fn f() { fs::read(x) }\n", "folder", "fs::"));
    assert!(!named("fn f(o: Offs) { offs::read(x) }\n", "folder", "fs::"));
}
