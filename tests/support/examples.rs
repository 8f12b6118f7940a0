//! The folders of `examples/`, and those that stand in a folder of folders.

use citycarbon::folder::{FolderKind, kind};
use std::path::{Path, PathBuf};

/// Every folder of these kinds by its name, `korea-seoul` for `examples/korea/seoul`, in order.
pub(crate) fn folders_of(is_wanted: impl Fn(FolderKind) -> bool) -> Vec<(String, PathBuf)> {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples");
    let inside = |path: &Path| -> Vec<PathBuf> {
        std::fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir()).collect()
    };
    let mut found = Vec::new();
    for path in inside(&examples) {
        let candidates = if path.join("city.toml").is_file() { vec![path] } else { inside(&path) };
        for path in candidates.into_iter().filter(|path| path.join("city.toml").is_file() && is_wanted(kind(path).unwrap())) {
            let name = path.strip_prefix(&examples).unwrap().to_str().unwrap().replace(['/', '\\'], "-");
            found.push((name, path));
        }
    }
    found.sort();
    found
}
