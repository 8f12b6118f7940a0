//! `new`: a city folder ready to fill.

use crate::arguments;
use crate::output::{self, Ended, Failure, refused};
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
  citycarbon new kawasaki --region JP --years 2022 --name Kawasaki --level BASIC+
  citycarbon new chiang_mai --region TH-50 --years 2022 --xlsx to_fill.xlsx --lang th
  citycarbon new chiang_mai --from filled.xlsx")]
pub(crate) struct Asked {
    /// The folder; it must be new or empty
    folder: PathBuf,
    /// The region of the emission factors: a country or a part of one, such as TH-90
    #[arg(long, value_name = "CODE")]
    #[cfg_attr(feature = "xlsx-read", arg(required_unless_present = "from"))]
    #[cfg_attr(not(feature = "xlsx-read"), arg(required = true))]
    region: Option<Region>,
    /// A year, or the first and the last of several: 2020-2023
    #[arg(long, value_name = "YEARS", value_parser = years)]
    #[cfg_attr(feature = "xlsx-read", arg(required_unless_present = "from"))]
    #[cfg_attr(not(feature = "xlsx-read"), arg(required = true))]
    years: Option<Years>,
    /// The name of the city; without it, that of the region
    #[arg(long)]
    name: Option<String>,
    /// What must be filled in
    #[arg(long, value_parser = arguments::level(), default_value = "BASIC")]
    level: Level,
    /// Write a workbook too, to be filled in by departments, with lists, notes and the codes to search
    #[cfg(feature = "xlsx")]
    #[arg(long, value_name = "FILE")]
    xlsx: Option<PathBuf>,
    /// Take what was filled in from this workbook; it states region and years
    #[cfg(feature = "xlsx-read")]
    #[arg(long, value_name = "FILE", conflicts_with_all = ["region", "years", "name", "level"])]
    from: Option<PathBuf>,
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
    let files = match filled_in(asked).map_err(refused(language))? {
        Some(files) => folder::new_folder_of(&asked.folder, files).map_err(refused(language))?,
        None => to_fill(asked, language)?,
    };
    output::text(&format!("{}\n", files.join("\n")))?;
    let shown = asked.folder.display().to_string();
    output::note(&Label::FolderToFill { folder: shown }.render(language));
    Ok(())
}

/// A folder to be filled in, and the workbook if it is asked for.
fn to_fill(asked: &Asked, language: Language) -> Result<Vec<&'static str>, Failure> {
    // Both are required where no workbook is.
    let (Some(region), Some(years)) = (&asked.region, &asked.years) else { return Err(Failure) };
    let name = asked.name.as_deref().unwrap_or_else(|| Regions::bundled().label(region, Language::English));
    let settings = Settings::new(name, region.clone(), years.0.iter().copied(), GwpSet::Ar5).with_level(asked.level);
    #[cfg(feature = "xlsx")]
    let staged = match &asked.xlsx {
        Some(path) => {
            let bytes = folder::input_workbook(&settings, language).map_err(refused(language))?;
            Some(folder::Staged::at(&[(path.clone(), bytes)]).map_err(refused(language))?)
        }
        None => None,
    };
    let files = folder::new_files_in(&settings, language).and_then(|files| folder::new_folder_of(&asked.folder, files));
    let files = files.map_err(refused(language))?;
    #[cfg(feature = "xlsx")]
    staged.map_or(Ok(()), folder::Staged::commit).map_err(refused(language))?;
    Ok(files)
}

/// The files of a workbook that was filled in, if one is named.
#[cfg(feature = "xlsx-read")]
fn filled_in(asked: &Asked) -> citycarbon::Result<Option<Vec<folder::NamedFile>>> {
    asked.from.as_deref().map(folder::read_filled_in).transpose()
}

#[cfg(not(feature = "xlsx-read"))]
fn filled_in(_: &Asked) -> citycarbon::Result<Option<Vec<folder::NamedFile>>> {
    Ok(None)
}
