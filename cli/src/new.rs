//! `new`: a city folder ready to fill.

use crate::arguments;
use crate::output::{self, Ended, refused};
use citycarbon::i18n::Language;
use citycarbon::inventory::{Level, Settings};
use citycarbon::report::Label;
use citycarbon::taxonomy::{Region, Regions};
use citycarbon::{GwpSet, Year, folder};
use clap::Args;
use std::path::PathBuf;

/// Write a city folder ready to fill: every reference, the usual activity codes, who holds the figures, and no figure
#[derive(Args)]
#[command(after_help = "\
Examples:
  citycarbon new songkhla --region TH-90 --years 2020-2023
  citycarbon new kawasaki --region JP --years 2022 --name Kawasaki --level BASIC+")]
pub(crate) struct Asked {
    /// The folder; it must be new or empty
    folder: PathBuf,
    /// The region of the emission factors: a country or a part of one, such as TH-90
    #[arg(long, value_name = "CODE")]
    region: Region,
    /// A year, or the first and the last of several: 2020-2023
    #[arg(long, value_name = "YEARS", value_parser = years)]
    years: Years,
    /// The name of the city; without it, that of the region
    #[arg(long)]
    name: Option<String>,
    /// What must be filled in
    #[arg(long, value_parser = arguments::level(), default_value = "BASIC")]
    level: Level,
}

/// Several years.
#[derive(Clone)]
struct Years(Vec<Year>);

/// A year, or the years from one to another.
fn years(text: &str) -> Result<Years, String> {
    let wrong = || format!("\"{text}\": not a year or two of them; write it as 2022 or 2020-2023");
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let ends = [first, last].map(str::parse::<Year>);
    let [Ok(first), Ok(last)] = ends else { return Err(wrong()) };
    if last < first || first.is_fiscal() || last.is_fiscal() {
        return Err(wrong());
    }
    Ok(Years((first.number()..=last.number()).filter_map(|number| Year::new(number).ok()).collect()))
}

pub(crate) fn run(asked: &Asked, language: Language) -> Ended {
    let name = asked.name.as_deref().unwrap_or_else(|| Regions::bundled().label(&asked.region, Language::English));
    let settings = Settings::new(name, asked.region.clone(), asked.years.0.iter().copied(), GwpSet::Ar5).with_level(asked.level);
    let files = folder::new_folder(&asked.folder, &settings).map_err(refused(language))?;
    let shown = asked.folder.display().to_string();
    output::text(&format!("{}\n", files.join("\n")))?;
    output::note(&Label::FolderToFill { folder: shown }.render(language));
    Ok(())
}
