//! `plan`: the plan of a city folder.

use crate::arguments::Format;
use crate::output::{self, Ended, all_refused, refused};
use crate::progress::reading;
use citycarbon::City;
use citycarbon::error::{Error, Errors, Location, Message};
use citycarbon::folder::{FolderOptions, Staged};
use citycarbon::i18n::Language;
use citycarbon::report::{self, Label};
use clap::Args;
use std::path::PathBuf;

/// Print the plan of a city folder: its measures together, path, targets, costs, yearly check
#[derive(Args)]
#[command(after_help = "\
The plan is plan.toml next to city.toml; every form in measures/ is a measure of it.

Examples:
  citycarbon plan examples/bangkok
  citycarbon plan examples/bangkok --lang th
  citycarbon plan examples/bangkok --format json
  citycarbon plan examples/bangkok --out result")]
pub(crate) struct Asked {
    /// The city folder; it contains a plan.toml
    folder: PathBuf,
    /// Write plan.json into this folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Print text or JSON
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

pub(crate) fn run(asked: &Asked, language: Language) -> Ended {
    let read = || {
        let city = City::open(&asked.folder, &FolderOptions::default())?;
        let missing = || Error::File { at: Location::file("plan.toml"), problem: Message::NoSuchFile.into() };
        let plan = city.plan()?.ok_or_else(missing)?;
        Ok::<_, Errors>((city, plan))
    };
    let (city, plan) = reading(&asked.folder, language, read).map_err(all_refused(language))?;
    output::rows_left_out(city.problems(), city.unlisted(), language);
    let name = &city.input().settings.city;
    let json = || report::plan_json(name, &plan).map_err(refused(language));
    let print = || match asked.format {
        Format::Json => output::bytes(&json()?),
        Format::Text => output::text(&report::plan_text(name, &plan, language).map_err(refused(language))?),
    };
    let Some(out) = &asked.out else { return print() };
    let staged = Staged::new(out, &[("plan.json", json()?)]).map_err(refused(language))?;
    print()?;
    staged.commit().map_err(refused(language))?;
    output::note(&Label::FilesWritten { files: 1, folder: out.display().to_string() }.render(language));
    Ok(())
}
