//! `report`: files for people and other systems.

use crate::arguments;
use crate::output::{self, Ended, all_refused, refused};
use crate::progress::reading;
use citycarbon::City;
use citycarbon::error::Errors;
use citycarbon::folder::{FolderOptions, Staged};
use citycarbon::i18n::Language;
use citycarbon::report::Label;
use clap::{Args, error::ErrorKind};
use std::path::PathBuf;

/// Write the results of a city folder as files for people and other systems
#[derive(Args)]
#[command(after_help = "\
Every file is completed under a temporary name before any has its own.

Example:
  citycarbon report examples/bangkok --html page.html")]
pub(crate) struct Asked {
    /// The city folder; it contains a city.toml
    folder: PathBuf,
}

pub(crate) fn run(asked: &Asked, language: Language) -> Ended {
    let read = || {
        let city = City::open(&asked.folder, &FolderOptions::default())?;
        let statements = city.close()?;
        Ok::<_, Errors>((city, statements))
    };
    let (city, _statements) = reading(&asked.folder, language, read).map_err(all_refused(language))?;
    output::rows_left_out(city.problems(), city.unlisted(), language);
    // Each format adds its files here, with the paths asked for.
    let files: Vec<(PathBuf, Vec<u8>)> = Vec::new();
    if files.is_empty() {
        arguments::wrong("report", ErrorKind::MissingRequiredArgument, "name at least one file to write");
    }
    Staged::at(&files).and_then(Staged::commit).map_err(refused(language))?;
    for (path, _) in &files {
        output::note(&Label::FilesWritten { files: 1, folder: path.display().to_string() }.render(language));
    }
    Ok(())
}
