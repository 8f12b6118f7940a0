//! `report`: files for people and other systems.

use crate::arguments;
use crate::output::{self, Ended, all_refused, refused};
use crate::progress::reading;
use citycarbon::City;
use citycarbon::error::Errors;
use citycarbon::folder::{FolderOptions, Staged};
use citycarbon::i18n::Language;
use citycarbon::report::{self, Label};
use citycarbon::{Result, Statement};
use clap::{Args, error::ErrorKind};
use std::path::PathBuf;

/// Write the results of a city folder as files for people and other systems
#[derive(Args)]
#[command(after_help = "\
Every file is completed under a temporary name before any has its own.

Examples:
  citycarbon report examples/bangkok --html page.html
  citycarbon report examples/bangkok --xlsx book.xlsx --lang th
  citycarbon report examples/bangkok --ecrf ecrf.xlsx --year 2018")]
pub(crate) struct Asked {
    /// The city folder; it contains a city.toml
    folder: PathBuf,
    /// Write the inventory and its plan with charts as one page for a browser
    #[cfg(feature = "html")]
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// Write the inventory as a workbook: GPC table, entries, lines, factors, checks, trace
    #[cfg(feature = "xlsx")]
    #[arg(long, value_name = "FILE")]
    xlsx: Option<PathBuf>,
    /// Write the eCRF of a year (Common Reporting Framework of the Global Covenant of Mayors)
    #[cfg(feature = "xlsx")]
    #[arg(long, value_name = "FILE")]
    ecrf: Option<PathBuf>,
    /// The year of the eCRF; without it, the last
    #[cfg(feature = "xlsx")]
    #[arg(long, value_name = "YEAR", requires = "ecrf")]
    year: Option<citycarbon::Year>,
}

pub(crate) fn run(asked: &Asked, language: Language) -> Ended {
    let read = || {
        let city = City::open(&asked.folder, &FolderOptions::default())?;
        let statements = city.close()?;
        Ok::<_, Errors>((city, statements))
    };
    let (city, statements) = reading(&asked.folder, language, read).map_err(all_refused(language))?;
    city.problems().iter().for_each(|problem| output::problem(&problem.render(language)));
    let files = files(asked, &city, &statements, language).map_err(refused(language))?;
    if files.is_empty() {
        arguments::wrong("report", ErrorKind::MissingRequiredArgument, "name at least one file to write");
    }
    Staged::at(&files).and_then(Staged::commit).map_err(refused(language))?;
    for (path, _) in &files {
        output::note(&Label::FilesWritten { files: 1, folder: path.display().to_string() }.render(language));
    }
    Ok(())
}

/// The files of every format that is asked for, with their paths.
fn files(asked: &Asked, city: &City, statements: &[Statement], language: Language) -> Result<Vec<(PathBuf, Vec<u8>)>> {
    let mut files = Vec::new();
    #[cfg(feature = "html")]
    if let Some(path) = &asked.html {
        let page = report::html_page(statements, city.plan()?.as_ref(), language)?;
        files.push((path.clone(), page.into_bytes()));
    }
    #[cfg(feature = "xlsx")]
    if let Some(path) = &asked.xlsx {
        files.push((path.clone(), report::workbook(statements, language)?));
    }
    #[cfg(feature = "xlsx")]
    if let Some(path) = &asked.ecrf {
        files.push((path.clone(), report::ecrf(of_year(asked.year, statements), language)?.write()?));
    }
    Ok(files)
}

/// The statement of a year, or the last.
#[cfg(feature = "xlsx")]
fn of_year(year: Option<citycarbon::Year>, statements: &[Statement]) -> &Statement {
    statements.iter().rfind(|statement| year.is_none_or(|year| statement.year == year)).unwrap_or_else(|| {
        let years: Vec<String> = statements.iter().map(|statement| statement.year.to_string()).collect();
        arguments::wrong("report", ErrorKind::InvalidValue, &format!("--year: the folder has {}", years.join(", ")))
    })
}
