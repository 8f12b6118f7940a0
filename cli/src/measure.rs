//! `measure`: one measure of a city folder, and the kinds of measures.

use crate::arguments::Format;
use crate::output::{self, Ended, all_refused, refused};
use crate::progress::reading;
use citycarbon::City;
use citycarbon::folder::FolderOptions;
use citycarbon::i18n::Language;
use citycarbon::measures::{MeasureRegistry, find_stated};
use citycarbon::report;
use clap::Args;
use std::path::PathBuf;

/// Print what a measure of a city folder changes, year by year
#[derive(Args)]
#[command(after_help = "\
Examples:
  citycarbon measure --list
  citycarbon measure --list brt
  citycarbon measure rooftop_solar examples/bangkok")]
pub(crate) struct Asked {
    /// The measure: the name of a file in measures/, without .toml; with --list, a kind
    #[arg(required_unless_present = "list")]
    name: Option<String>,
    /// The city folder
    #[arg(required_unless_present = "list")]
    folder: Option<PathBuf>,
    /// List the kinds of measures; with the name of one, what it follows, changes and has monitored
    #[arg(long, conflicts_with_all = ["folder", "format"])]
    list: bool,
    /// Print text or JSON
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub(crate) fn run(asked: &Asked, language: Language) -> Ended {
    let (Some(name), Some(folder)) = (&asked.name, &asked.folder) else {
        let kinds = MeasureRegistry::shipped();
        return match &asked.name {
            None => output::text(&report::measure_kinds_text(&kinds, language)),
            Some(name) => {
                let spec = kinds.find(name).map_err(refused(language))?.spec();
                output::text(&report::measure_kind_text(spec, language))
            }
        };
    };
    let read = || {
        let city = City::open(folder, &FolderOptions::default())?;
        let effects = city.effects(&find_stated(city.measures(), name)?.name)?;
        Ok((city, effects))
    };
    let (city, effects) = reading(folder, language, read).map_err(all_refused(language))?;
    output::rows_left_out(city.problems(), city.unlisted(), language);
    if let Some(effects) = &effects {
        match asked.format {
            Format::Json => output::bytes(&report::measure_json(effects).map_err(refused(language))?)?,
            Format::Text => output::text(&report::measure_text(effects, language).map_err(refused(language))?)?,
        }
    }
    Ok(())
}
