//! `compare`: cities side by side.

use crate::arguments::Format;
use crate::output::{self, Ended, Failure, refused};
use crate::progress::reading;
use citycarbon::City;
use citycarbon::error::Errors;
use citycarbon::folder::FolderOptions;
#[cfg(feature = "html")]
use citycarbon::folder::{Staged, refuse_inputs};
use citycarbon::i18n::Language;
#[cfg(feature = "html")]
use citycarbon::report::Label;
use citycarbon::report::{self, ComparisonReport};
use clap::Args;
use std::path::{Path, PathBuf};

/// Print cities side by side: totals, per head, per km2, per GDP, ranks, medians
#[derive(Args)]
#[command(after_help = "\
Of each city the most complete year is taken, of equally complete ones the last. Cities are ranked with those of the same level
(BASIC or BASIC+) and GWP set; drafts are shown and not ranked.

Examples:
  citycarbon compare examples/bangkok examples/yokohama
  citycarbon compare examples/cities/seoul examples/cities/hanoi --format json
  citycarbon compare examples/bangkok examples/yokohama --html cities.html")]
pub(crate) struct Asked {
    /// The city folders
    #[arg(required = true, value_name = "FOLDER")]
    folders: Vec<PathBuf>,
    /// Print text or JSON
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Write the comparison with charts as one page for a browser
    #[cfg(feature = "html")]
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
}

/// The last part of a path; the path as it was given where another ends in the same, or in `..`.
fn name(folder: &Path, all: &[PathBuf]) -> String {
    let same = all.iter().filter(|other| other.file_name() == folder.file_name()).count();
    let last = folder.file_name().filter(|_| same == 1);
    last.map_or_else(|| folder.display().to_string(), |name| name.to_string_lossy().into_owned())
}

/// The errors of one folder among several: each begins with its name.
fn refused_of(folder: &Path, language: Language) -> impl Fn(Errors) -> Failure {
    let folder = folder.display().to_string();
    move |errors| {
        errors.render(language).lines().for_each(|line| output::problem(&format!("{folder}: {line}")));
        Failure
    }
}

pub(crate) fn run(asked: &Asked, language: Language) -> Ended {
    let mut closed = Vec::with_capacity(asked.folders.len());
    for folder in &asked.folders {
        let read = || {
            let city = City::open(folder, &FolderOptions::default())?;
            let statements = city.close()?;
            Ok::<_, Errors>((city, statements))
        };
        let (city, statements) = reading(folder, language, read).map_err(refused_of(folder, language))?;
        output::rows_left_out(city.problems(), city.unlisted(), language);
        closed.push((name(folder, &asked.folders), statements));
    }
    let cities: Vec<_> = closed.iter().map(|(name, statements)| (name.as_str(), statements.as_slice())).collect();
    let compared = ComparisonReport::of(&cities).map_err(refused(language))?;
    #[cfg(feature = "html")]
    let page = asked.html.as_ref().map(|path| staged(path, &compared, asked, language).map_err(refused(language))).transpose()?;
    match asked.format {
        Format::Text => output::text(&report::comparison_text(&compared, language).map_err(refused(language))?),
        Format::Json => output::bytes(&report::comparison_json(&compared).map_err(refused(language))?),
    }?;
    #[cfg(feature = "html")]
    if let (Some(page), Some(path)) = (page, &asked.html) {
        page.commit().map_err(refused(language))?;
        output::note(&Label::FilesWritten { files: 1, folder: path.display().to_string() }.render(language));
    }
    Ok(())
}

/// The page, complete under a temporary name before anything is printed; refused in the place of data of a city.
#[cfg(feature = "html")]
fn staged(path: &Path, compared: &ComparisonReport, asked: &Asked, language: Language) -> citycarbon::Result<Staged> {
    let files = [(path.to_owned(), report::comparison_html(compared, language)?.into_bytes())];
    asked.folders.iter().try_for_each(|folder| refuse_inputs(folder, &files))?;
    Staged::at(&files)
}
