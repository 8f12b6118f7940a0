//! What the programs of measures share.

use crate::arguments::{ended, given, print_error, printed};
use citycarbon::City;
use citycarbon::folder::FolderOptions;
use citycarbon::i18n::Language;
use citycarbon::report;
use std::path::Path;
use std::process::ExitCode;

/// Prints what the measures of a kind do that a city folder states.
pub(crate) fn run(kind: &str, usage: &str) -> ExitCode {
    let here = "examples/bangkok";
    let example = if Path::new(here).is_dir() { here } else { concat!(env!("CARGO_MANIFEST_DIR"), "/examples/bangkok") };
    let asked = given(usage, &["format", "lang"], |given| {
        let json = given.choice("format", &[("text", false), ("json", true)])?;
        Ok((given.word().unwrap_or(example).to_owned(), json, given.parsed("lang")?.unwrap_or(Language::English)))
    });
    match asked {
        Ok((folder, json, language)) => ended(show(kind, &folder, json, language).unwrap_or_else(|refusal| {
            print_error(&refusal.to_string());
            false
        })),
        Err(code) => code,
    }
}

/// Whether the result could be printed.
fn show(kind: &str, folder: &str, json: bool, language: Language) -> Result<bool, Box<dyn std::error::Error>> {
    let city = City::open(folder, &FolderOptions::default())?;
    city.problems().iter().for_each(|problem| print_error(&problem.to_string()));
    let mut all = Vec::new();
    for measure in city.measures().iter().filter(|measure| measure.kind == kind) {
        all.extend(city.effects(&measure.name)?);
    }
    if all.is_empty() {
        let measures = Path::new(folder).join("measures");
        print_error(&format!("{}: no form with measure = \"{kind}\"; examples/README.md describes one", measures.display()));
        return Ok(false);
    }
    let mut bytes = Vec::new();
    for effects in &all {
        bytes.extend(if json { report::measure_json(effects)? } else { report::measure_text(effects, language)?.into_bytes() });
    }
    Ok(printed(&bytes))
}
