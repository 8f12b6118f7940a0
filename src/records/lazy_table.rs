//! Bundled tables: one index for all of them. One pass over a table finds the lines of each key; they are read when their key is
//! first wanted, so that a program that asks for three factors reads three keys and not two thousand rows.

use super::line::cells;
use super::{Header, Row, sha256};
use crate::error::Result;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::sync::OnceLock;

/// What a row of a bundled table is read into.
pub(crate) trait BundledRow: Sized {
    /// Reads a row.
    fn of_row(row: &Row<'_>) -> Result<Self>;
}

/// Bundled tables of one kind, indexed by `N` columns.
#[derive(Debug)]
pub(crate) struct LazyTable<T, const N: usize> {
    files: Vec<BundledFile>,
    /// In order of their keys.
    groups: Vec<KeyedLines<T, N>>,
}

/// One bundled table as it is in the repository.
#[derive(Debug)]
pub(crate) struct BundledFile {
    /// Its name.
    pub(crate) name: &'static str,
    text: &'static str,
    header: Header,
    hash: OnceLock<String>,
}

/// The lines of one key, and their rows once they were read.
#[derive(Debug)]
struct KeyedLines<T, const N: usize> {
    key: [Cow<'static, str>; N],
    lines: Vec<BundledLine>,
    rows: OnceLock<Result<Vec<T>>>,
}

/// A line of a bundled table.
#[derive(Clone, Copy, Debug)]
struct BundledLine {
    /// The place of its table in the list.
    file: usize,
    number: u64,
    text: &'static str,
}

impl BundledFile {
    fn new((name, text): (&'static str, &'static str)) -> Self {
        let columns = text.lines().next().map_or_else(Vec::new, |line| cells(line).map(Cow::into_owned).collect());
        Self { name, text, header: Header::of(name, columns), hash: OnceLock::new() }
    }

    /// The SHA-256 of its bytes, taken when it is asked for.
    pub(crate) fn hash(&self) -> &str {
        self.hash.get_or_init(|| sha256(self.text.as_bytes()))
    }

    /// The lines below the header. A row of a bundled table is on a line of its own.
    fn lines(&self) -> impl Iterator<Item = (u64, &'static str)> + use<> {
        (1..).zip(self.text.lines()).skip(1).filter(|(_, line)| !line.is_empty())
    }

    fn read<T: BundledRow>(&self, number: u64, text: &'static str) -> Result<T> {
        let cells: Vec<String> = cells(text).map(Cow::into_owned).collect();
        if cells.len() != self.header.len() {
            return Err(self.header.problem(self.header.wrong_cells(cells.len())));
        }
        T::of_row(&Row::of(&self.header, number, &cells))
    }
}

/// A small bundled table that is read completely, in its order. A row that cannot be read is left out: tests hold that there is none.
pub(crate) fn bundled_rows<T: BundledRow>(name: &'static str, text: &'static str) -> Vec<T> {
    let file = BundledFile::new((name, text));
    file.lines().filter_map(|(number, line)| file.read(number, line).ok()).collect()
}

/// The cells of one column of a bundled table, in its order.
pub(crate) fn bundled_column(name: &'static str, text: &'static str, column: &str) -> impl Iterator<Item = Cow<'static, str>> {
    let file = BundledFile::new((name, text));
    let at = file.header.find(column).unwrap_or(usize::MAX);
    file.lines().filter_map(move |(_, line)| cells(line).nth(at))
}

impl<T: BundledRow, const N: usize> LazyTable<T, N> {
    /// Tables, each a name and its text, indexed by these columns.
    pub(crate) fn new(files: impl IntoIterator<Item = (&'static str, &'static str)>, columns: [&str; N]) -> Self {
        let files: Vec<BundledFile> = files.into_iter().map(BundledFile::new).collect();
        let mut lines: Vec<([Cow<'static, str>; N], BundledLine)> = Vec::new();
        for (at, file) in files.iter().enumerate() {
            let wanted = columns.map(|column| file.header.find(column).unwrap_or(usize::MAX));
            lines.extend(file.lines().map(|(number, text)| (picked(text, wanted), BundledLine { file: at, number, text })));
        }
        // The lines of one key keep the order of their tables.
        lines.sort_by(|(a, _), (b, _)| a.cmp(b));
        let mut groups: Vec<KeyedLines<T, N>> = Vec::new();
        for (key, line) in lines {
            match groups.last_mut().filter(|group| group.key == key) {
                Some(group) => group.lines.push(line),
                None => groups.push(KeyedLines { key, lines: vec![line], rows: OnceLock::new() }),
            }
        }
        Self { files, groups }
    }

    /// The rows of a key, in the order of their tables; none where there is no such key. An error only if the crate itself was built
    /// from a broken table.
    pub(crate) fn find(&self, key: [&str; N]) -> Result<&[T]> {
        let order = |group: &KeyedLines<T, N>| {
            for (part, wanted) in group.key.iter().zip(key) {
                let order = part.as_ref().cmp(wanted);
                if order.is_ne() {
                    return order;
                }
            }
            Ordering::Equal
        };
        let found = self.groups.binary_search_by(order).ok().and_then(|at| self.groups.get(at));
        found.map_or(Ok(&[]), |group| self.rows(group))
    }

    /// The rows of every key that begins with this, in the order of the keys.
    pub(crate) fn beginning(&self, first: &str) -> Result<Vec<&T>> {
        let of = |group: &KeyedLines<T, N>| group.key.first().is_some_and(|part| part == first);
        let begin = self.groups.partition_point(|group| group.key.first().is_some_and(|part| part.as_ref() < first));
        let mut rows = Vec::new();
        for group in self.groups.iter().skip(begin).take_while(|group| of(group)) {
            rows.extend(self.rows(group)?);
        }
        Ok(rows)
    }

    fn rows<'t>(&'t self, group: &'t KeyedLines<T, N>) -> Result<&'t [T]> {
        let read = |line: &BundledLine| self.files.get(line.file).map(|file| file.read(line.number, line.text));
        let rows = group.rows.get_or_init(|| group.lines.iter().filter_map(read).collect());
        rows.as_ref().map(Vec::as_slice).map_err(Clone::clone)
    }

    /// Every key, in order.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &[Cow<'static, str>; N]> {
        self.groups.iter().map(|group| &group.key)
    }

    /// Every row, in the order of the tables.
    pub(crate) fn all(&self) -> Vec<&T> {
        let read = |group| self.rows(group).unwrap_or_default().iter();
        let mut all: Vec<(&BundledLine, &T)> = self.groups.iter().flat_map(|group| group.lines.iter().zip(read(group))).collect();
        all.sort_by_key(|(line, _)| (line.file, line.number));
        all.into_iter().map(|(_, row)| row).collect()
    }

    /// The cells of one column, without reading the rows; in no order to rely on.
    pub(crate) fn column(&self, name: &str) -> impl Iterator<Item = Cow<'static, str>> {
        let at: Vec<usize> = self.files.iter().map(|file| file.header.find(name).unwrap_or(usize::MAX)).collect();
        let lines = self.groups.iter().flat_map(|group| &group.lines);
        lines.filter_map(move |line| cells(line.text).nth(*at.get(line.file)?))
    }

    /// The tables.
    pub(crate) fn files(&self) -> &[BundledFile] {
        &self.files
    }
}

/// Cells of a line by their numbers; nothing past the last of them is looked at.
fn picked<const N: usize>(line: &'static str, wanted: [usize; N]) -> [Cow<'static, str>; N] {
    let mut found: [Cow<'static, str>; N] = std::array::from_fn(|_| Cow::Borrowed(""));
    let last = wanted.iter().copied().max().unwrap_or_default();
    for (at, cell) in cells(line).enumerate().take(last.saturating_add(1)) {
        for (place, number) in found.iter_mut().zip(wanted) {
            if number == at {
                place.clone_from(&cell);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq)]
    struct Pair(String, String);

    impl BundledRow for Pair {
        fn of_row(row: &Row<'_>) -> Result<Self> {
            Ok(Self(row.require("fuel")?.to_owned(), row.require("value")?.to_owned()))
        }
    }

    fn table() -> LazyTable<Pair, 1> {
        LazyTable::new(
            [("a.csv", "fuel,value\nlpg,1\ncoal,2\n"), ("b.csv", "value,fuel\n\"3,5\",lpg\n4,\"wood, dry\"\n")],
            ["fuel"],
        )
    }

    fn values(rows: &[Pair]) -> Vec<&str> {
        rows.iter().map(|pair| pair.1.as_str()).collect()
    }

    #[test]
    fn rows_are_found_by_their_key_in_the_order_of_the_tables() {
        let table = table();
        assert_eq!(values(table.find(["lpg"]).unwrap()), ["1", "3,5"]);
        assert_eq!(values(table.find(["wood, dry"]).unwrap()), ["4"]);
        assert!(table.find(["gas"]).unwrap().is_empty());
        assert_eq!(table.keys().map(|[key]| key.as_ref()).collect::<Vec<_>>(), ["coal", "lpg", "wood, dry"]);
        assert_eq!(table.all().iter().map(|pair| pair.1.as_str()).collect::<Vec<_>>(), ["1", "2", "3,5", "4"]);
        let mut column: Vec<_> = table.column("value").collect();
        column.sort();
        assert_eq!(column, ["1", "2", "3,5", "4"]);
    }

    #[test]
    fn rows_are_found_by_the_first_part_of_their_key() {
        let text = "fuel,value\nlpg,2\ncoal,1\nlp,3\nlpg,1\nlpgas,1\n";
        let table = LazyTable::<Pair, 2>::new([("a.csv", text)], ["fuel", "value"]);
        let of =
            |first| table.beginning(first).unwrap().into_iter().map(|pair| (pair.0.as_str(), pair.1.as_str())).collect::<Vec<_>>();
        assert_eq!(of("lpg"), [("lpg", "1"), ("lpg", "2")]);
        assert_eq!(of("lpgas"), [("lpgas", "1")]);
        assert!(of("gas").is_empty());
    }

    #[test]
    fn a_broken_row_is_an_error_of_its_key_alone() {
        let table = LazyTable::<Pair, 1>::new([("a.csv", "fuel,value\nlpg,\ncoal,2\nwood\n")], ["fuel"]);
        assert_eq!(table.find(["lpg"]).unwrap_err().to_string(), "a.csv:2: value: the cell is empty; enter a value");
        assert_eq!(values(table.find(["coal"]).unwrap()), ["2"]);
        assert!(table.find(["wood"]).is_err());
        assert_eq!(bundled_rows::<Pair>("a.csv", "fuel,value\nlpg,\ncoal,2\n").len(), 1);
    }
}
