//! A filled-in input workbook as the files of a city folder.

use super::CityFile;
use super::files::opened;
use super::ledger_texts::bytes_of_workbook;
use super::new_folder::{NamedFile, commented_city_file};
use crate::city::CityInput;
use crate::error::{Error, Location, Message, Problem, Result, WorkbookFault, did_you_mean};
use crate::exchange::{InputBook, SheetRows};
use crate::gas::GwpSet;
use crate::inventory::{Level, Settings};
use crate::ledger::OnBad;
use crate::quantity::{Exact, NumberFormat};
use crate::records::{Limits, Placed};
use crate::taxonomy::Year;
use std::fmt::Write as _;
use std::path::Path;

/// The keys of the sheet about the city; `population` has one for each year.
pub(super) const KEYS: [&str; 6] = ["name", "region", "years", "gwp", "level", "area_km2"];

/// Keys of `[input]` that a row of the same sheet may have: how the numbers and years of the workbook are written.
const WAYS: [&str; 4] = ["decimal", "era", "thai_digits", "thousands"];

/// The key of the people of a year.
pub(super) fn population_key(year: Year) -> String {
    format!("population {year}")
}

/// An input workbook that was filled in, as the files of its city: those that [`new_files`](super::new_files) makes, with what was entered.
///
/// What is wrong in the rows is found when these files are read; [`located`](Self::located) gives the cell of the workbook that such an
/// error is about.
#[derive(Clone, Debug)]
pub struct FilledIn {
    files: Vec<NamedFile>,
    rows: [(&'static str, SheetRows); 2],
}

impl FilledIn {
    /// Of the bytes of a workbook. `name` is what errors call it; it has at most `limit` bytes, unpacked too.
    ///
    /// # Errors
    /// A workbook that cannot be read or lacks a sheet; a setting of the city that cannot be used, with its cell.
    pub fn read(name: &str, bytes: Vec<u8>, limit: usize) -> Result<Self> {
        let book = InputBook::read(name, bytes, limit)?;
        let mut input = CityInput::new(settings(name, &book)?);
        // As in a new folder: what is not filled in yet is listed and left out.
        input.on_bad = OnBad::Collect;
        let city = with_ways(&commented_city_file(&input)?, &book)?;
        let files = vec![("ledger.csv", book.ledger), ("direct.csv", book.direct), ("city.toml", city)];
        Ok(Self { files, rows: [("ledger.csv", book.ledger_rows), ("direct.csv", book.direct_rows)] })
    }

    /// The files.
    pub fn files(&self) -> &[NamedFile] {
        &self.files
    }

    /// The files, taken out.
    pub fn into_files(self) -> Vec<NamedFile> {
        self.files
    }

    /// The same error, at the sheet and row of the workbook where it is at a line of one of the files.
    #[must_use]
    pub fn located(&self, error: Error) -> Error {
        let in_book = |at: Location| {
            let rows = self.rows.iter().find(|(file, _)| *file == at.file_name());
            rows.and_then(|(_, rows)| rows.place(&at)).unwrap_or(at)
        };
        match error {
            Error::Cell { at, problem } => Error::Cell { at: in_book(at), problem },
            Error::File { at, problem } => Error::File { at: in_book(at), problem },
            other => other,
        }
    }
}

/// The files of an input workbook that was filled in, as [`FilledIn::read`] has them.
///
/// # Errors
/// As [`FilledIn::read`].
pub fn files_of_workbook(name: &str, bytes: Vec<u8>, limit: usize) -> Result<Vec<NamedFile>> {
    FilledIn::read(name, bytes, limit).map(FilledIn::into_files)
}

/// The same of a workbook on disk, of at most the bytes that a workbook may have by default.
///
/// # Errors
/// A file that cannot be read, and as [`files_of_workbook`].
pub fn read_filled_in(path: &Path) -> Result<Vec<NamedFile>> {
    let (name, limit) = (path.display().to_string(), Limits::default().workbook);
    files_of_workbook(&name, bytes_of_workbook(&name, opened(&name, path)?, limit)?, limit)
}

fn settings(file: &str, book: &InputBook) -> Result<Settings> {
    let required = |key: &str| {
        let missing =
            || Error::File { at: Location::file(file), problem: WorkbookFault::SettingMissing { key: key.into() }.alone().into() };
        book.city.get(key).ok_or_else(missing)
    };
    let years: Vec<Year> = parsed(required("years")?, years)?;
    let region = parsed(required("region")?, |text| text.parse().map_err(Error::into_problem))?;
    let gwp: GwpSet = parsed(required("gwp")?, |text| text.parse().map_err(Error::into_problem))?;
    let mut settings = Settings::new(&required("name")?.value, region, years.iter().copied(), gwp);
    for (key, held) in &book.city {
        let number = |text: &str| NumberFormat::default().parse(text);
        match key.as_str() {
            "name" | "region" | "years" | "gwp" => {}
            way if WAYS.contains(&way) => {}
            "level" => settings.level = parsed(held, level)?,
            "area_km2" => settings.area_km2 = Some(parsed(held, number)?),
            other => match years.iter().find(|year| population_key(**year) == other) {
                Some(year) => _ = settings.population.insert(*year, parsed::<Exact>(held, number)?),
                None => return Err(unknown(held, other, &years)),
            },
        }
    }
    Ok(settings)
}

/// The file of a city with `[input]`, where the workbook has a way to write numbers or years; a wrong one is refused at its cell.
fn with_ways(city: &[u8], book: &InputBook) -> Result<Vec<u8>> {
    let mut city = String::from_utf8_lossy(city).into_owned();
    for (at, (key, held)) in book.city.iter().filter(|(key, _)| WAYS.contains(&key.as_str())).enumerate() {
        let value = held.value.trim();
        // A spreadsheet writes a truth value in capitals.
        let value = if key == "thai_digits" { value.to_lowercase() } else { format!("{value:?}") };
        city += if at == 0 { "\n[input]\n" } else { "" };
        let _ = writeln!(city, "{key} = {value}");
        CityFile::parse(&city, "city.toml").map_err(|error| Error::Cell { at: place(held), problem: error.into_problem() })?;
    }
    Ok(city.into_bytes())
}

fn level(text: &str) -> Result<Level, Problem> {
    let known = [Level::Basic, Level::BasicPlus];
    known.into_iter().find(|level| level.to_string() == text).ok_or_else(|| {
        let known = known.iter().map(|level| level.to_string().into()).collect();
        Message::NotOneOf { value: text.into(), nearest: None, known }.into()
    })
}

fn unknown(held: &Placed<String>, key: &str, years: &[Year]) -> Error {
    let keys = KEYS.iter().chain(&WAYS).map(|key| (*key).to_owned());
    let known: Vec<String> = keys.chain(years.iter().map(|year| population_key(*year))).collect();
    let nearest = did_you_mean(key, known.iter().map(String::as_str)).map(Into::into);
    let known = known.iter().map(|key| key.as_str().into()).collect();
    let problem = Message::UnknownKey { value: key.into(), nearest, known }.into();
    Error::Cell { at: place(held).with_column("setting"), problem }
}

fn place(held: &Placed<String>) -> Location {
    held.at.clone().unwrap_or_default()
}

fn parsed<T>(held: &Placed<String>, parse: impl Fn(&str) -> Result<T, Problem>) -> Result<T> {
    parse(held.value.trim()).map_err(|problem| Error::Cell { at: place(held), problem })
}

/// Years as they are entered: `2022`, `2020-2023`, `2020, 2022`.
fn years(text: &str) -> Result<Vec<Year>, Problem> {
    let mut years = Vec::new();
    let refused = |error: Error| error.into_problem();
    for part in text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()) {
        match part.split_once('-') {
            Some((first, last)) => {
                let [first, last] = [first, last].map(|year| year.trim().parse::<Year>());
                let (first, last) = (first.map_err(refused)?, last.map_err(refused)?);
                years.extend((first.number()..=last.number()).filter_map(|number| Year::new(number).ok()));
            }
            None => years.push(part.parse().map_err(refused)?),
        }
    }
    Ok(years)
}
