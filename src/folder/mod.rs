//! A city on disk: the only room that opens files.
//!
//! In: a folder with `city.toml`, a ledger, stated emissions, the city's own factors. Out: a [`City`], whose books close to a
//! statement for each year; and whole files: [`write_set`] writes each under a temporary name and renames the index last.
//!
//! The files, their columns and what a bad value gets are described for people in `examples/README.md`.

mod city;
mod city_tables;
mod direct;
mod files;
mod keys;
mod models;
mod settings;
mod worksheets;
mod write;

pub use city::{Ask, City};
pub use models::{Model, Modelled};
pub use settings::CityFile;
pub use write::{Staged, write_set};

use crate::error::{Error, ErrorKind, Location, Problem, Result};
use crate::ledger::plain_tables::PlainTables;
use crate::taxonomy::Calendar;
use core::fmt;
use std::fs::File;
use std::path::Path;

/// The five plain tables of a folder. Fiscal years are refused unless a `calendar` gives their span.
pub fn plain_tables(folder: &Path, calendar: Option<Calendar>) -> Result<PlainTables> {
    let open = |name: &'static str| {
        let path = folder.join(name);
        let shown = path.display().to_string();
        let file = File::open(&path).map_err(|error| {
            let problem = Problem::bare(ErrorKind::Io, format!("cannot be opened: {error}"), "the folder needs all five tables");
            Error::File { at: Location::file(shown.as_str()), problem }
        })?;
        Ok((shown, file))
    };
    PlainTables::read(open, calendar)
}

/// Why a city was refused: every problem found, up to a cap, and how many there were.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    problems: Vec<Error>,
    counted: u64,
}

impl Refusal {
    /// With so many more that are not listed.
    pub(crate) fn new(problems: Vec<Error>, unlisted: u64) -> Self {
        let shown = u64::try_from(problems.len()).unwrap_or(u64::MAX);
        Self { counted: shown.saturating_add(unlisted), problems }
    }

    /// With the first of the problems; the others are counted.
    pub(crate) fn capped(mut problems: Vec<Error>, cap: usize) -> Self {
        let more = problems.len().saturating_sub(cap);
        problems.truncate(cap);
        Self::new(problems, u64::try_from(more).unwrap_or(u64::MAX))
    }

    /// The problems, in the order of files and lines.
    pub fn problems(&self) -> &[Error] {
        &self.problems
    }

    /// How many there were, those past the cap among them.
    pub fn counted(&self) -> u64 {
        self.counted
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::new(vec![error], 0)
    }
}

impl fmt::Display for Refusal {
    /// One problem a line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, problem) in self.problems.iter().enumerate() {
            if at > 0 {
                writeln!(f)?;
            }
            write!(f, "{problem}")?;
        }
        let shown = u64::try_from(self.problems.len()).unwrap_or(u64::MAX);
        match self.counted.checked_sub(shown) {
            Some(more) if more > 0 => write!(f, "\n{more} more bad rows, not listed"),
            _ => Ok(()),
        }
    }
}

impl core::error::Error for Refusal {}
