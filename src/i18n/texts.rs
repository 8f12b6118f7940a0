//! The texts of one language, by key.

/// One language file. An entry is a line `key = text`; a line that starts with `#` is a comment.
pub(super) struct Texts {
    /// Sorted by key.
    entries: Vec<(&'static str, &'static str)>,
}

impl Texts {
    /// Cuts the lines of a file; no text is looked into before it is printed.
    pub(super) fn read(file: &'static str) -> Self {
        let lines = file.lines().filter(|line| !line.starts_with('#'));
        let mut entries: Vec<_> = lines.filter_map(|line| line.split_once(" = ")).collect();
        entries.sort_unstable();
        Self { entries }
    }

    /// The text of a key.
    pub(super) fn find(&self, key: &str) -> Option<&'static str> {
        let at = self.entries.binary_search_by(|(other, _)| (*other).cmp(key)).ok()?;
        self.entries.get(at).map(|(_, text)| *text)
    }

    pub(super) fn entries(&self) -> &[(&'static str, &'static str)] {
        &self.entries
    }
}
