//! The modules of the source: which imports which, and what belongs to one module only.

mod checks;
mod features;
mod names;
mod order;
mod promises;
mod source;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// A module imports only those before it; `error` is open to all.
const ORDER: [&str; 29] = [
    "error",
    "i18n",
    "records",
    "quantity",
    "gas",
    "taxonomy",
    "factors",
    "notice",
    "check",
    "activity",
    "methods",
    "find",
    "forms",
    "ledger",
    "pollutants",
    "measures",
    "assess",
    "inventory",
    "exchange",
    "audit",
    "plan",
    "indicators",
    "city",
    "organisation",
    "firms",
    "report",
    "strategies",
    "folder",
    "cookbook",
];

/// What happened, what it emits and how it is computed meet in `assess`.
const STRANGERS: [(&str, &str); 2] = [("activity", "factors"), ("methods", "activity")];

struct Source {
    /// Its path under `src/`, with `/`.
    name: String,
    text: String,
}

impl Source {
    /// The module it belongs to; none for `lib.rs` and the macros next to it.
    fn module(&self) -> Option<&str> {
        let first = self.name.split('/').next()?;
        let module = first.strip_suffix(".rs").unwrap_or(first);
        (!["lib", "as_text", "messages"].contains(&module)).then_some(module)
    }

    /// How many modules lie above its items.
    fn depth(&self) -> usize {
        let parts = self.name.split('/').count();
        if self.name.ends_with("/mod.rs") { parts - 1 } else { parts }
    }
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (mut waiting, mut files): (Vec<PathBuf>, Vec<PathBuf>) = (vec![root.clone()], Vec::new());
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    let named = |path: &PathBuf| Source {
        name: path
            .strip_prefix(&root)
            .unwrap()
            .components()
            .map(|part| part.as_os_str().to_str().unwrap())
            .collect::<Vec<_>>()
            .join("/"),
        text: fs::read_to_string(path).unwrap(),
    };
    let found: Vec<Source> = files.iter().map(named).collect();
    assert!(found.len() > 40, "only {} sources found", found.len());
    found
}

fn is_word(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_'
}

/// The line, counted from 1, of a byte.
fn line_of(text: &str, byte: usize) -> usize {
    text[..byte].matches('\n').count() + 1
}

/// Where a word is by itself.
pub(crate) fn words<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    text.match_indices(word).map(|(at, _)| at).filter(move |at| {
        !text[..*at].chars().next_back().is_some_and(is_word) && !text[at + word.len()..].chars().next().is_some_and(is_word)
    })
}

/// The first names after each `crate::`, those of `crate::{a::x, b}` too, each with its line.
fn imports(text: &str) -> Vec<(String, usize)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("crate::") {
        if text[..at].chars().next_back().is_some_and(|before| is_word(before) || before == '$') {
            continue;
        }
        let line = line_of(text, at);
        let rest = &text[at + "crate::".len()..];
        let first = |part: &str| part.trim_start().chars().take_while(|letter| is_word(*letter)).collect::<String>();
        let Some(list) = rest.strip_prefix('{') else {
            found.push((first(rest), line));
            continue;
        };
        let (mut depth, mut from) = (0_usize, 0);
        for (end, letter) in list.char_indices() {
            match letter {
                '{' => depth += 1,
                '}' if depth == 0 => {
                    found.push((first(&list[from..end]), line));
                    break;
                }
                '}' => depth -= 1,
                ',' if depth == 0 => {
                    found.push((first(&list[from..end]), line));
                    from = end + 1;
                }
                _ => {}
            }
        }
    }
    found.retain(|(name, _)| !name.is_empty());
    found
}

/// Complaints, one a line; none is what is wanted.
fn none(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn every_folder_of_the_source_is_a_module_of_the_list() {
    let modules: BTreeSet<String> = sources().iter().filter_map(|source| source.module().map(str::to_owned)).collect();
    let strangers: Vec<&String> = modules.iter().filter(|module| !ORDER.contains(&module.as_str())).collect();
    assert!(strangers.is_empty(), "no place in the order: {strangers:?}");
}

#[test]
fn a_module_imports_only_earlier_modules() {
    let place = |module: &str| ORDER.iter().position(|known| *known == module);
    let mut complaints = Vec::new();
    for source in sources() {
        let Some(module) = source.module() else { continue };
        for (name, line) in imports(&source.text) {
            let at = format!("src/{}:{line}: crate::{name}", source.name);
            match place(&name) {
                Some(_) if name == module || name == "error" => {}
                Some(other) => {
                    if place(module).is_none_or(|own| other >= own) {
                        complaints.push(format!("{at}: a later module than {module}"));
                    }
                    if STRANGERS.contains(&(module, name.as_str())) {
                        complaints.push(format!("{at}: {module} and {name} meet in assess"));
                    }
                }
                // The crate's root re-exports names of every module: only those of `error` may be used from below.
                None if ["Error", "Result"].contains(&name.as_str()) => {}
                None => complaints.push(format!("{at}: neither a module nor Error or Result; write the module's path")),
            }
        }
    }
    none(&complaints);
}

#[test]
fn no_file_leaves_its_module_by_super() {
    let mut complaints = Vec::new();
    for source in sources().iter().filter(|source| source.module().is_some()) {
        // A module inside the file, such as `mod tests`, is one storey more.
        let inner = source.text.lines().any(|line| line.trim_start().starts_with("mod ") && line.trim_end().ends_with('{'));
        let most = source.depth() - 1 + usize::from(inner);
        for (at, _) in source.text.match_indices("super::") {
            let up = source.text[at..].split("super::").take_while(|between| between.is_empty()).count();
            if up > most {
                complaints.push(format!("src/{}:{}: {up} times super", source.name, line_of(&source.text, at)));
            }
        }
    }
    none(&complaints);
}

#[test]
fn threads_live_in_the_tally_only() {
    // The programs of the cookbook are for readers to copy.
    let outside = |source: &Source| !source.name.starts_with("ledger/") && source.name != "cookbook.rs";
    none(&with_words(&["std::thread", "thread::spawn", "thread::scope"], outside));
}

#[test]
fn files_are_opened_in_the_folder_module_only() {
    let outside = |source: &Source| !source.name.starts_with("folder/");
    none(&with_words(&["std::fs", "File::open", "File::create", "OpenOptions", "std::env", "std::net", "std::process"], outside));
}

/// So that a folder in memory is read as one on disk is.
#[test]
fn files_of_a_folder_are_read_in_one_place() {
    // Those that write look at the folder that they write to.
    let others = ["files.rs", "new_folder.rs", "write_city.rs", "write_set.rs"].map(|name| format!("folder/{name}"));
    let readers = |source: &Source| !others.contains(&source.name);
    let words = ["fs::read", "File::open", "fs::metadata", "symlink_metadata", "read_dir", "exists()", "is_dir()", "is_file()"];
    none(&with_words(&words, readers));
}

#[test]
fn there_is_no_clock_and_no_chance() {
    none(&with_words(&["SystemTime", "Instant", "std::time", "RandomState", "thread_rng", "rand"], |_| true));
}

/// What a reference of the GPC means is asked of `Category`: no other module parses its text.
#[test]
fn a_reference_is_parsed_in_taxonomy_only() {
    let looked_at = |source: &Source| !source.name.starts_with("taxonomy/");
    let calls =
        ["starts_with", "ends_with", "strip_prefix", "strip_suffix", "split", "rsplit", "contains", "find", "chars", "bytes"];
    let parts = ["reference()", "sector().code()", "sub_sector().code()"];
    let mut complaints = Vec::new();
    for source in sources().iter().filter(|source| looked_at(source)) {
        let text: String = source.text.chars().filter(|letter| !letter.is_whitespace()).collect();
        for (at, part) in parts.iter().flat_map(|part| text.match_indices(part)) {
            let after = &text[at + part.len()..];
            let apart = after.strip_prefix('.').is_some_and(|call| calls.iter().any(|name| call.starts_with(name)));
            if apart || after.starts_with("==\"") || after.starts_with("!=\"") {
                complaints.push(format!("src/{}: {part}{}", source.name, after.chars().take(24).collect::<String>()));
            }
        }
        for sector in ["I", "II", "III", "IV", "V", "VI"] {
            if text.contains(&format!("\"{sector}.\"")) {
                complaints.push(format!("src/{}: \"{sector}.\", the beginning of references", source.name));
            }
        }
    }
    none(&complaints);
}

/// A message is a variant with parts; words of one's own are for callers.
#[test]
fn no_message_is_prose() {
    none(&with_words(&["Problem::new", "Problem::bare", "Message::Own"], |source| !source.name.starts_with("error/")));
}

#[test]
fn nothing_is_unsafe_and_nothing_is_documented_to_panic() {
    none(&with_words(&["unsafe"], |_| true));
    none(&with_words(&["# Panics", "unreachable!", "todo!", "unimplemented!"], |_| true));
}

/// Where one of the words is in the sources that `looked_at` takes.
fn with_words(list: &[&str], looked_at: impl Fn(&Source) -> bool) -> Vec<String> {
    let mut complaints = Vec::new();
    for source in sources().iter().filter(|source| looked_at(source)) {
        for word in list {
            complaints
                .extend(words(&source.text, word).map(|at| format!("src/{}:{}: {word}", source.name, line_of(&source.text, at))));
        }
    }
    complaints
}

#[test]
fn no_file_is_longer_than_600_lines_of_code() {
    let code = |text: &str| text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with("//")).count();
    let long = |source: &Source| {
        Some(code(&source.text)).filter(|lines| *lines > 600).map(|lines| format!("src/{}: {lines} lines", source.name))
    };
    none(&sources().iter().filter_map(long).collect::<Vec<_>>());
}

#[test]
fn the_map_of_the_modules_lists_them_in_order() {
    let lib = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    let listed: Vec<&str> = lib.lines().filter_map(|line| line.strip_prefix("//! | [`")?.split('`').next()).collect();
    let built: BTreeSet<String> = sources().iter().filter_map(|source| source.module().map(str::to_owned)).collect();
    let expected: Vec<&str> = ORDER.into_iter().filter(|module| built.contains(*module)).collect();
    assert_eq!(listed, expected, "the table of the crate's page against the folders of src/");
}

#[test]
fn imports_are_seen_in_every_form() {
    let text = "use crate::gas::Gas;\nuse crate::{quantity::{Exact, Mass}, Error};\n/// [`x`](crate::report::x)\nfn f() -> crate::Result<()>";
    let names: Vec<String> = imports(text).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["gas", "quantity", "Error", "report", "Result"]);
}
