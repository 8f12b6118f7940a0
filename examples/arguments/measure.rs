//! What the programs of sector models share.

use crate::arguments::{ended, given, printed, told};
use citycarbon::folder::{Ask, City, Model};
use citycarbon::i18n::Language;
use citycarbon::report;
use std::path::Path;
use std::process::ExitCode;

/// Runs the model of a city folder and prints what its measure does.
pub(crate) fn run(model: Model, usage: &str) -> ExitCode {
    let here = "examples/bangkok";
    let example = if Path::new(here).is_dir() { here } else { concat!(env!("CARGO_MANIFEST_DIR"), "/examples/bangkok") };
    let asked = given(usage, &["format", "lang"], |given| {
        let json = given.choice("format", &[("text", false), ("json", true)])?;
        Ok((given.word().unwrap_or(example).to_owned(), json, given.parsed("lang")?.unwrap_or(Language::English)))
    });
    match asked {
        Ok((folder, json, language)) => ended(show(model, &folder, json, language).unwrap_or_else(|refusal| {
            told(&refusal.to_string());
            false
        })),
        Err(code) => code,
    }
}

/// Whether the result could be printed.
fn show(model: Model, folder: &str, json: bool, language: Language) -> Result<bool, Box<dyn std::error::Error>> {
    let city = City::open(folder, &Ask::default())?;
    city.problems().iter().for_each(|problem| told(&problem.to_string()));
    let Some(effects) = city.effects(model)? else {
        told(&format!("{}: not there; examples/README.md says what it holds", Path::new(folder).join(model.file()).display()));
        return Ok(false);
    };
    let bytes = if json { report::measure_json(&effects)? } else { report::measure_text(&effects, language)?.into_bytes() };
    Ok(printed(&bytes))
}
