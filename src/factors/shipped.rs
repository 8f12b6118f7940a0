//! The shipped tables as they stand: one pass finds what each row is of; a row is read when it is first wanted.

use super::bundled;
use super::table::{self, OfTable};
use super::{EmissionFactor, Parameter};
use crate::error::Result;
use crate::records::{Header, cells, sha256};
use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

/// All shipped tables.
#[derive(Debug, Default)]
pub(super) struct ShippedTables {
    pub(super) tables: Vec<ShippedTable>,
    pub(super) factors: Vec<Lazy<EmissionFactor>>,
    pub(super) parameters: Vec<Lazy<Parameter>>,
    pub(super) by_subject: HashMap<Cow<'static, str>, Vec<usize>>,
    /// By name and subject.
    pub(super) by_property: HashMap<(Cow<'static, str>, Cow<'static, str>), Vec<usize>>,
}

/// One table.
#[derive(Debug)]
pub(super) struct ShippedTable {
    pub(super) file: &'static str,
    text: &'static str,
    header: Header,
    hash: OnceLock<String>,
}

impl ShippedTable {
    /// The SHA-256 of its bytes, taken when it is asked for.
    pub(super) fn hash(&self) -> &str {
        self.hash.get_or_init(|| sha256(self.text.as_bytes()))
    }
}

/// A row that is read when it is first wanted.
#[derive(Debug)]
pub(super) struct Lazy<T> {
    pub(super) id: Cow<'static, str>,
    table: usize,
    line: u64,
    text: &'static str,
    row: OnceLock<Result<T>>,
}

static TABLES: LazyLock<ShippedTables> = LazyLock::new(ShippedTables::indexed);

impl ShippedTables {
    /// The tables of the crate.
    pub(super) fn shipped() -> &'static Self {
        &TABLES
    }

    fn indexed() -> Self {
        let mut shipped = Self::default();
        for (file, text) in bundled::TABLES {
            // A shipped row stands on a line of its own, as the first one with the names does.
            let mut lines = (1..).zip(text.lines());
            let Some((_, names)) = lines.next() else { continue };
            let header = Header::of(file, cells(names).map(Cow::into_owned).collect());
            let at = |name: &str| header.find(name).unwrap_or(usize::MAX);
            let of_factors = header.find("gas").is_some();
            let wanted = [at("id"), at("subject"), at(if of_factors { "process" } else { "parameter" })];
            let table = shipped.tables.len();
            for (line, text) in lines.filter(|(_, text)| !text.is_empty()) {
                let [id, subject, name] = picked(text, wanted);
                if of_factors {
                    shipped.by_subject.entry(subject).or_default().push(shipped.factors.len());
                    shipped.factors.push(Lazy { id, table, line, text, row: OnceLock::new() });
                } else {
                    shipped.by_property.entry((name, subject)).or_default().push(shipped.parameters.len());
                    shipped.parameters.push(Lazy { id, table, line, text, row: OnceLock::new() });
                }
            }
            shipped.tables.push(ShippedTable { file, text, header, hash: OnceLock::new() });
        }
        shipped
    }

    /// A row; an error only if the crate itself was built from a broken table.
    pub(super) fn read<T: OfTable>(&self, lazy: &'static Lazy<T>) -> Result<&'static T> {
        let read = lazy.row.get_or_init(|| match self.tables.get(lazy.table) {
            Some(table) => {
                let cells: Vec<String> = cells(lazy.text).map(Cow::into_owned).collect();
                table::row(&table.header, lazy.line, &cells)
            }
            None => Err(table::no_table(&lazy.id)),
        });
        read.as_ref().map_err(Clone::clone)
    }
}

/// Three cells of a line by their numbers; nothing past the last of them is looked at.
fn picked(line: &'static str, wanted: [usize; 3]) -> [Cow<'static, str>; 3] {
    let mut found: [Cow<'static, str>; 3] = Default::default();
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
    use crate::quantity::NumberFormat;
    use crate::records::Delimiter;
    use std::collections::HashSet;

    #[test]
    fn every_shipped_row_reads_alone_as_it_does_in_its_table() {
        let shipped = ShippedTables::shipped();
        let (mut factors, mut parameters) = (Vec::new(), Vec::new());
        for (file, text) in bundled::TABLES {
            let table = table::read(text.as_bytes(), file, false, Delimiter::Comma, NumberFormat::default()).unwrap();
            factors.extend(table.factors);
            parameters.extend(table.parameters);
        }
        let alone: Vec<_> = shipped.factors.iter().map(|lazy| shipped.read(lazy).unwrap().clone()).collect();
        assert_eq!(alone, factors);
        let alone: Vec<_> = shipped.parameters.iter().map(|lazy| shipped.read(lazy).unwrap().clone()).collect();
        assert_eq!(alone, parameters);
    }

    #[test]
    fn every_shipped_row_is_found_by_its_own_words_and_has_an_id_and_a_source_of_its_own() {
        let shipped = ShippedTables::shipped();
        let sources = crate::factors::registry::sources();
        let mut ids = HashSet::new();
        for (at, lazy) in shipped.factors.iter().enumerate() {
            let row = shipped.read(lazy).unwrap();
            assert!(shipped.by_subject[row.subject.as_str()].contains(&at), "{}", row.id);
            assert_eq!(row.id, lazy.id);
            assert!(sources.contains_key(&row.provenance.source), "{}", row.id);
            assert!(ids.insert(row.id.as_str()), "{} stands twice", row.id);
        }
        for (at, lazy) in shipped.parameters.iter().enumerate() {
            let row = shipped.read(lazy).unwrap();
            let key = (Cow::Borrowed(row.name.as_str()), Cow::Borrowed(row.subject.as_str()));
            assert!(shipped.by_property[&key].contains(&at), "{}", row.id);
            assert_eq!(row.id, lazy.id);
            assert!(sources.contains_key(&row.provenance.source), "{}", row.id);
            assert!(ids.insert(row.id.as_str()), "{} stands twice", row.id);
        }
    }
}
