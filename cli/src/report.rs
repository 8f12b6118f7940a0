//! `report`: files for people and other systems.

use crate::arguments;
#[cfg(feature = "xlsx")]
use crate::inventory::printed;
use crate::output::{self, Ended, refused};
use crate::progress::closed_city;
use citycarbon::City;
#[cfg(feature = "xlsx")]
use citycarbon::Year;
use citycarbon::exchange::primap2;
use citycarbon::folder::{FolderOptions, Staged, refuse_inputs};
use citycarbon::i18n::Language;
use citycarbon::report::{self, Label};
use citycarbon::{Result, Statement};
use clap::{Args, error::ErrorKind};
use std::path::{Path, PathBuf};

/// Write the results of a city folder as files for people and other systems
#[derive(Args)]
#[command(after_help = "\
Every file is completed under a temporary name before any has its own.

Examples:
  citycarbon report examples/bangkok --html page.html
  citycarbon report examples/bangkok --xlsx book.xlsx --lang th
  citycarbon report examples/bangkok --ecrf ecrf.xlsx --year 2023
  citycarbon report examples/bangkok --primap2 out --datapackage out")]
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
    /// The year of the eCRF; without it, the last that has a figure
    #[cfg(feature = "xlsx")]
    #[arg(long, value_name = "YEAR", requires = "ecrf")]
    year: Option<Year>,
    /// Write the interchange format of PRIMAP2: a .csv and a .yaml of this name, or primap2.csv and primap2.yaml in this folder
    #[arg(long, value_name = "DIR_OR_FILE")]
    primap2: Option<PathBuf>,
    // As an attribute, because the help would print the backticks that a comment needs.
    #[arg(
        long,
        value_name = "DIR",
        help = "Write the tables of the result into this folder, with a datapackage.json, the tables of OpenClimate and a summary for C40 and CDP"
    )]
    datapackage: Option<PathBuf>,
}

pub(crate) fn run(asked: &Asked, language: Language) -> Ended {
    // With the hash of each ledger, so that the trace in a workbook or a data package is that of `inventory --out`.
    let options = FolderOptions::default().with_hash(true);
    let (city, statements) = closed_city(&asked.folder, &options, language)?;
    let files = files(asked, &city, &statements, language).map_err(refused(language))?;
    if files.is_empty() {
        arguments::wrong("report", ErrorKind::MissingRequiredArgument, "name at least one file to write");
    }
    refuse_inputs(&asked.folder, &files).and_then(|()| Staged::at(&files)).and_then(Staged::commit).map_err(refused(language))?;
    for (path, _) in &files {
        output::note(&Label::FilesWritten { files: 1, folder: path.display().to_string() }.render(language));
    }
    Ok(())
}

/// The files of every format that is asked for, with their paths.
#[cfg_attr(not(any(feature = "html", feature = "xlsx")), allow(unused_variables))] // Those formats need the city and the language.
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
    if let Some(path) = &asked.ecrf
        && let Some(statement) = of_year(asked.year, statements)?
    {
        files.push((path.clone(), report::ecrf(&statement, language)?.write()?));
    }
    if let Some(path) = &asked.primap2 {
        let [table, metadata] = primap2_paths(path);
        let name = table.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let written = primap2(statements, &name)?;
        files.extend([(table, written.table), (metadata, written.metadata)]);
    }
    if let Some(folder) = &asked.datapackage {
        files.extend(report::package_files(statements)?.into_iter().map(|(name, bytes)| (folder.join(name), bytes)));
    }
    Ok(files)
}

/// The statement of the year that is asked for, or the last that has a figure; none where there is no statement. Another year is refused as
/// `inventory` refuses it.
#[cfg(feature = "xlsx")]
fn of_year(asked: Option<Year>, statements: &[Statement]) -> Result<Option<Statement>> {
    let of_year = printed(statements, asked)?;
    Ok(Statement::leading(&of_year).cloned())
}

/// The two files of PRIMAP2: of the name that was asked for, or in the folder.
fn primap2_paths(asked: &Path) -> [PathBuf; 2] {
    let named = asked.extension().is_some_and(|ending| ending == "csv" || ending == "yaml");
    let stem = if named { asked.to_owned() } else { asked.join("primap2.csv") };
    [stem.with_extension("csv"), stem.with_extension("yaml")]
}
