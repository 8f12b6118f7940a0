//! Texts frozen under `tests/golden/frozen/`.

use std::path::Path;

/// Holds a fresh text against a frozen one. With `RENEW_GOLDEN=1` in the environment the frozen one is written anew instead.
pub(crate) fn hold(name: &str, fresh: &str, what_a_change_means: &str) {
    hold_file(&format!("tests/golden/frozen/{name}"), fresh, what_a_change_means);
}

/// The same of a file anywhere in the repository.
#[allow(dead_code)] // Each test program uses its own part.
pub(crate) fn hold_file(name: &str, fresh: &str, what_a_change_means: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    if std::env::var_os("RENEW_GOLDEN").is_some_and(|wish| wish == "1") {
        std::fs::write(&path, fresh).unwrap();
        return;
    }
    let frozen = std::fs::read_to_string(&path).unwrap_or_default();
    if frozen == fresh {
        return;
    }
    let (mut old, mut new) = (frozen.lines(), fresh.lines());
    let first = (1..).find_map(|line| match (old.next(), new.next()) {
        (None, None) => Some(format!("line {line}: only the ends of lines differ")),
        (a, b) if a != b => Some(format!("line {line}\n  frozen: {}\n  now:    {}", a.unwrap_or("(end)"), b.unwrap_or("(end)"))),
        _ => None,
    });
    panic!(
        "{name} differs, first at {}\n{what_a_change_means}\nIf it is meant: RENEW_GOLDEN=1 cargo test --test golden, \
         look at the difference, and write it into CHANGELOG.md under \"Figures\".",
        first.unwrap_or_default()
    );
}
