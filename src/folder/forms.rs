//! Forms on disk: TOML files with their tables next to them, as plain values with their places.

use super::keys::{Item, Page, Section};
use super::settings::FileInputs;
use super::{FolderFiles, direct, listing};
use crate::city::CityForm;
use crate::error::{Error, Location, Message, Result};
use crate::forms::{FormSection, FormTable, FormValue};
use crate::ledger::InputPolicy;
use crate::records::{Placed, Row, Rows, sha256};
use std::collections::BTreeSet;
use std::path::Path;
use toml::de::DeTable;

/// The forms of one folder, `measures` or `methods`, or of the city's own where it has no name.
pub(super) struct FormFolder<'a> {
    pub(super) files: &'a FolderFiles,
    /// Its name.
    pub(super) name: &'static str,
    /// How its tables are read.
    pub(super) input: &'a FileInputs,
    /// Whether the SHA-256 of each file is taken.
    pub(super) hash: bool,
}

/// What reading forms finds next to their keys.
#[derive(Default)]
struct FoundTables {
    /// Tables that a form names.
    used: BTreeSet<String>,
    problems: Vec<Error>,
}

impl FormFolder<'_> {
    /// Every form, in the order of names, or what is wrong with its file; and the other files that no form names.
    pub(super) fn read(&self) -> Result<(Vec<Result<CityForm>>, Vec<String>)> {
        let (sheets, tables) = listing::forms(self.files, self.name)?;
        let mut found = FoundTables::default();
        let forms = sheets.into_iter().map(|file| self.form(&file, &mut found)).collect();
        let unused = tables.into_iter().filter(|file| !found.used.contains(file)).collect();
        Ok((forms, unused))
    }

    fn form(&self, file: &str, found: &mut FoundTables) -> Result<CityForm> {
        let text = self.files.optional_text(file)?.unwrap_or_default();
        let page = Page::new(&text, file);
        let table = DeTable::parse(&text).map_err(|error| page.broken(&error))?;
        let keys = self.section(&page.whole(table.get_ref()), found)?;
        let name = Path::new(file).file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
        // The keys hold such cells as they are written.
        let hash = self.hash.then(|| sha256(text.as_bytes()));
        Ok(CityForm::new(&name, keys).with_sha256(hash).with_unread(std::mem::take(&mut found.problems)))
    }

    /// A form with the tables next to it that it names; none where there is no such file.
    pub(super) fn one(&self, file: &str) -> Result<Option<(CityForm, BTreeSet<String>)>> {
        if !self.files.stands(file) {
            return Ok(None);
        }
        let mut found = FoundTables::default();
        let form = self.form(file, &mut found)?;
        Ok(Some((form, found.used)))
    }

    /// The keys of a form that has no table of its own.
    pub(super) fn keys(&self, file: &str) -> Result<FormSection> {
        let missing = || Error::File { at: Location::file(file), problem: Message::NoSuchFile.into() };
        let text = self.files.optional_text(file)?.ok_or_else(missing)?;
        let page = Page::new(&text, file);
        let table = DeTable::parse(&text).map_err(|error| page.broken(&error))?;
        self.section(&page.whole(table.get_ref()), &mut FoundTables::default())
    }

    fn section(&self, section: &Section<'_>, found: &mut FoundTables) -> Result<FormSection> {
        let mut keys = FormSection::new();
        for item in section.items() {
            let value = self.value(&item, found)?;
            keys.set(item.key, Placed::at(value, item.place()));
        }
        Ok(keys)
    }

    fn value(&self, item: &Item<'_>, found: &mut FoundTables) -> Result<FormValue> {
        if let Some(list) = item.list() {
            let placed = list.iter().map(|item| Ok(Placed::at(self.value(item, found)?, item.place())));
            return placed.collect::<Result<_>>().map(FormValue::List);
        }
        if !item.is_section() {
            return item.scalar();
        }
        let section = item.section()?;
        match section.get("file") {
            Some(file) => self.table(&section, &file, found).map(FormValue::Rows),
            None => self.section(&section, found).map(FormValue::Section),
        }
    }

    /// The rows of `{ file = "NAME.csv", unit = "t" }`; the unit is that of rows without one.
    fn table(&self, section: &Section<'_>, item: &Item<'_>, found: &mut FoundTables) -> Result<FormTable> {
        section.only(&["file", "unit"])?;
        let unit = section.get("unit").map(|item| Ok::<_, Error>(Placed::at(item.text()?.into(), item.place()))).transpose()?;
        let file = if self.name.is_empty() { item.text()?.to_owned() } else { format!("{}/{}", self.name, item.text()?) };
        let input = self.input.of(&file);
        let Some(bytes) = self.files.table(&file, input)? else { return Err(item.problem(Message::NoSuchFile.into())) };
        let table = Rows::read_as(bytes.text(), &file, &input.format(&[]))?;
        found.used.insert(file.clone());
        let rows = table.iter().map(|row| form_row(&table, &row, input, unit.as_ref(), found)).collect();
        Ok(FormTable { file, sha256: self.hash.then(|| bytes.sha256()), rows })
    }
}

/// A row as keys: numbers and periods in the plain way, whatever way the files of the city write them.
fn form_row(
    table: &Rows,
    row: &Row<'_>,
    input: &InputPolicy,
    unit: Option<&Placed<FormValue>>,
    found: &mut FoundTables,
) -> FormSection {
    let mut keys = FormSection::new();
    if let Some(unit) = unit {
        keys.set("unit", unit.clone());
    }
    for column in table.header().names().iter().map(String::as_str) {
        let cell = direct::text(row, column);
        if cell.is_empty() && column == "unit" && unit.is_some() {
            continue;
        }
        let plain = match column {
            _ if cell.is_empty() => Ok(String::new()),
            // A minus is kept, as -0 is not below zero.
            "value" | "amount" if !cell.starts_with('-') => direct::number(row, column, input).map(|number| number.to_string()),
            "year" => direct::year(row, input).map(|year| year.to_string()),
            "period" => direct::parsed(row, column, |cell| Ok(input.period(cell)?)).map(|period| period.to_string()),
            _ => Ok(cell.to_owned()),
        };
        let text = plain.unwrap_or_else(|error| {
            found.problems.push(error);
            cell.to_owned()
        });
        keys.set(column, Placed::at(FormValue::Text(text), row.location(column)));
    }
    keys
}
