//! `compare`: cities side by side.

use crate::arguments::Format;
use crate::output::{self, Ended, Failure, refused};
use crate::progress::reading;
use citycarbon::City;
use citycarbon::error::Errors;
use citycarbon::folder::FolderOptions;
use citycarbon::i18n::Language;
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
  citycarbon compare examples/cities/seoul examples/cities/hanoi --format json")]
pub(crate) struct Asked {
    /// The city folders
    #[arg(required = true, value_name = "FOLDER")]
    folders: Vec<PathBuf>,
    /// Print text or JSON
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
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
    match asked.format {
        Format::Text => output::text(&report::comparison_text(&compared, language).map_err(refused(language))?),
        Format::Json => output::bytes(&report::comparison_json(&compared).map_err(refused(language))?),
    }
}
