//! `report`: files for people and other systems.

use crate::arguments;
use crate::output::{self, Ended, all_refused, refused};
use crate::progress::reading;
use citycarbon::City;
use citycarbon::error::Errors;
use citycarbon::folder::{FolderOptions, Staged};
use citycarbon::i18n::Language;
use citycarbon::report::Label;
#[cfg(feature = "xlsx")]
use citycarbon::report::{ecrf, workbook};
#[cfg(feature = "xlsx")]
use citycarbon::{Statement, Year};
use clap::{Args, error::ErrorKind};
use std::path::PathBuf;

/// Write the results of a city folder as files for people and other systems
#[derive(Args)]
#[command(after_help = "\
Every file is completed under a temporary name before any has its own.

Examples:
  citycarbon report examples/bangkok --html page.html
  citycarbon report examples/bangkok --xlsx book.xlsx --lang th
  citycarbon report examples/bangkok --ecrf ecrf.xlsx --year 2022")]
pub(crate) struct Asked {
    /// The city folder; it contains a city.toml
    folder: PathBuf,
    /// The inventory as a workbook: GPC table, entries, lines, factors, checks, trace
    #[cfg(feature = "xlsx")]
    #[arg(long, value_name = "FILE")]
    xlsx: Option<PathBuf>,
    /// The eCRF of a year (Common Reporting Framework of the Global Covenant of Mayors)
    #[cfg(feature = "xlsx")]
    #[arg(long, value_name = "FILE")]
    ecrf: Option<PathBuf>,
    /// The year of the eCRF; without it, the last
    #[cfg(feature = "xlsx")]
    #[arg(long, value_name = "YEAR", requires = "ecrf")]
    year: Option<Year>,
}

/// The eCRF of the year that is asked for.
#[cfg(feature = "xlsx")]
fn ecrf_file(asked: &Asked, statements: &[Statement], language: Language) -> citycarbon::Result<Option<(PathBuf, Vec<u8>)>> {
    let Some(path) = &asked.ecrf else { return Ok(None) };
    let is_asked = |statement: &&Statement| asked.year.is_none_or(|year| statement.year == year);
    let Some(statement) = statements.iter().rfind(is_asked) else {
        let years: Vec<String> = statements.iter().map(|statement| statement.year.to_string()).collect();
        arguments::wrong("report", ErrorKind::InvalidValue, &format!("--year: the folder has {}", years.join(", ")));
    };
    Ok(Some((path.clone(), ecrf(statement, language)?.write()?)))
}

pub(crate) fn run(asked: &Asked, language: Language) -> Ended {
    let read = || {
        let city = City::open(&asked.folder, &FolderOptions::default())?;
        let statements = city.close()?;
        Ok::<_, Errors>((city, statements))
    };
    let (city, statements) = reading(&asked.folder, language, read).map_err(all_refused(language))?;
    city.problems().iter().for_each(|problem| output::problem(&problem.render(language)));
    // Each format adds its files here, with the paths asked for.
    let mut files: Vec<(PathBuf, Vec<u8>)> = Vec::new();
    #[cfg(feature = "xlsx")]
    if let Some(path) = &asked.xlsx {
        files.push((path.clone(), workbook(&statements, language).map_err(refused(language))?));
    }
    #[cfg(feature = "xlsx")]
    files.extend(ecrf_file(asked, &statements, language).map_err(refused(language))?);
    if files.is_empty() {
        arguments::wrong("report", ErrorKind::MissingRequiredArgument, "name at least one file to write");
    }
    Staged::at(&files).and_then(Staged::commit).map_err(refused(language))?;
    for (path, _) in &files {
        output::note(&Label::FilesWritten { files: 1, folder: path.display().to_string() }.render(language));
    }
    Ok(())
}
