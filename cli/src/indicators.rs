//! `indicators`: SDG indicators of a city folder, and its monitoring of the air.

use crate::arguments::Format;
use crate::output::{self, Ended, refused};
use crate::progress::closed_city;
use citycarbon::folder::FolderOptions;
use citycarbon::i18n::Language;
use citycarbon::report;
use clap::Args;
use std::path::PathBuf;

/// Print indicators of the Sustainable Development Goals of a city folder
#[derive(Args)]
#[command(after_help = "\
An indicator follows from the inventory or from streams of waste where it can, or is stated in indicators.csv with its source;
otherwise the text says what is missing. Concentrations of monitoring.csv are printed with their completeness.

Examples:
  citycarbon indicators examples/bangkok
  citycarbon indicators examples/yokohama --format json")]
pub(crate) struct Asked {
    /// The city folder
    folder: PathBuf,
    /// Print text or JSON
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub(crate) fn run(asked: &Asked, language: Language) -> Ended {
    let (city, statements) = closed_city(&asked.folder, &FolderOptions::default(), language)?;
    match asked.format {
        Format::Text => {
            let text = report::indicators_text(&city, &statements, language).map_err(refused(language))?;
            output::text(&text)
        }
        Format::Json => output::bytes(&report::indicators_json(&city, &statements).map_err(refused(language))?),
    }
}
