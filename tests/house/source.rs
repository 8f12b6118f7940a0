//! The files of `src/`, as the tests of the house read them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A file of the source: what the library is built from, without tests and comments.
pub(crate) struct File {
    /// Its path under `src/`, with `/`.
    pub(crate) name: String,
    /// Its lines of code.
    pub(crate) code: String,
}

/// Every file under `src/`, by its module path: `["assess", "line"]`.
pub(crate) fn files() -> BTreeMap<Vec<String>, File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut waiting, mut files): (Vec<PathBuf>, BTreeMap<Vec<String>, File>) = (vec![root.clone()], BTreeMap::new());
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let parts = path.strip_prefix(&root).unwrap().components();
                let name = parts.map(|part| part.as_os_str().to_str().unwrap()).collect::<Vec<_>>().join("/");
                let mut module: Vec<String> = name.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
                if module.last().is_some_and(|last| last == "mod" || last == "lib") {
                    module.pop();
                }
                files.insert(module, File { name, code: code(&fs::read_to_string(path).unwrap()) });
            }
        }
    }
    assert!(files.len() > 100, "only {} files found", files.len());
    files
}

/// The lines that are neither blank nor comments, up to the tests at the end of a file.
fn code(text: &str) -> String {
    // A module of tests in a file of its own is a declaration in the middle, not the end.
    let tests = text
        .match_indices("\n#[cfg(test)]\nmod ")
        .find(|(at, gate)| text[at + gate.len()..].lines().next().is_some_and(|declared| declared.ends_with('{')));
    let built = &text[..tests.map_or(text.len(), |(at, _)| at)];
    let lines = built.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with("//"));
    lines.flat_map(|line| [line, "\n"]).collect()
}

/// The names that a file defines: types, functions, constants, macros.
pub(crate) fn defined(code: &str) -> BTreeSet<&str> {
    let keywords = ["struct", "enum", "trait", "type", "union", "fn", "const", "static", "macro_rules!"];
    let words: Vec<&str> = code.split(|letter: char| !(letter.is_alphanumeric() || letter == '_' || letter == '!')).collect();
    let words: Vec<&str> = words.into_iter().filter(|word| !word.is_empty()).collect();
    words.windows(2).filter(|pair| keywords.contains(&pair[0])).map(|pair| pair[1]).collect()
}

/// Every path that begins with `crate`, `super` or `self`, the branches of a `use` each as a path.
pub(crate) fn paths(code: &str) -> Vec<Vec<String>> {
    let is_word = |letter: char| letter.is_alphanumeric() || letter == '_';
    let mut found = Vec::new();
    for root in ["crate", "super", "self"] {
        for (at, _) in code.match_indices(root) {
            let before = code[..at].chars().next_back();
            if before.is_some_and(|letter| is_word(letter) || letter == ':' || letter == '$') {
                continue;
            }
            branches(Vec::new(), &code[at..], &mut found);
        }
    }
    found.retain(|path| path.len() > 1);
    found
}

/// The paths of a tree: `a::{b, c::d}` is `a::b` and `a::c::d`.
fn branches(mut prefix: Vec<String>, mut tree: &str, found: &mut Vec<Vec<String>>) {
    loop {
        let end = tree.find(|letter: char| !(letter.is_alphanumeric() || letter == '_')).unwrap_or(tree.len());
        if end > 0 {
            prefix.push(tree[..end].to_owned());
        }
        let Some(rest) = tree[end..].strip_prefix("::") else { break };
        if let Some(list) = rest.strip_prefix('{') {
            let (mut depth, mut from) = (0_usize, 0);
            for (at, letter) in list.char_indices() {
                match letter {
                    '{' => depth += 1,
                    ',' | '}' if depth == 0 => {
                        branches(prefix.clone(), list[from..at].trim(), found);
                        from = at + 1;
                        if letter == '}' {
                            return;
                        }
                    }
                    '}' => depth -= 1,
                    _ => {}
                }
            }
            return;
        }
        tree = rest;
    }
    found.push(prefix);
}

#[cfg(test)]
mod tests {
    use super::{defined, paths};

    #[test]
    fn paths_and_definitions_are_found() {
        let code = "use crate::a::{b::C, d::{E, f}};\nuse super::g;\nfn h() { self::i::j() }\nstruct K<T>(T);\n";
        let found: Vec<String> = paths(code).iter().map(|path| path.join("::")).collect();
        assert_eq!(found, ["crate::a::b::C", "crate::a::d::E", "crate::a::d::f", "super::g", "self::i::j"]);
        assert_eq!(defined(code).into_iter().collect::<Vec<_>>(), ["K", "h"]);
    }
}
