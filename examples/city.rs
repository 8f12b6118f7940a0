//! The inventory of a city folder: `cargo run --release --example city -- FOLDER`.
//!
//! Exit code 0 when all is well; 1 when input was refused, with the reasons on stderr; 2 for wrong arguments, with the usage.

#[path = "arguments/mod.rs"]
mod arguments;

use arguments::{Arguments, print_error};
use citycarbon::City;
use citycarbon::Statement;
use citycarbon::folder::{FolderOptions, Staged};
use citycarbon::gas::GwpSet;
use citycarbon::i18n::Language;
use citycarbon::plan::Effects;
use citycarbon::report;
use std::path::Path;
use std::process::ExitCode;

const USAGE: &str = "usage: city [FOLDER] [options]
  FOLDER                   a city folder (default: examples/bangkok)
  --out DIR                writes inventory.json, inventory.csv, factors_used.csv and trace.jsonl there
  --format FORMAT          text (default) or json
  --lang LANGUAGE          of the text: en (default) or th
  --choose SUBJECT=SERIES  another series of factors, such as grid-electricity=th-tgo-cfo
  --gwp SET                SAR, AR4, AR5, AR5F or AR6 instead of the set of city.toml";

/// What was asked for.
struct Asked {
    folder: String,
    out: Option<String>,
    json: bool,
    language: Language,
    gwp: Option<GwpSet>,
    choose: Option<(String, String)>,
}

fn asked(given: &Arguments) -> Result<Asked, String> {
    // The example city, wherever the command is run from.
    let here = "examples/bangkok";
    let example = if Path::new(here).is_dir() { here } else { concat!(env!("CARGO_MANIFEST_DIR"), "/examples/bangkok") };
    Ok(Asked {
        folder: given.word().unwrap_or(example).to_owned(),
        out: given.value("out").map(str::to_owned),
        json: given.choice("format", &[("text", false), ("json", true)])?,
        language: given.parsed("lang")?.unwrap_or(Language::English),
        gwp: given.parsed("gwp")?,
        choose: given.value("choose").map(pair).transpose()?,
    })
}

/// A subject and its series.
fn pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((subject, series)) if !subject.is_empty() && !series.is_empty() => Ok((subject.to_owned(), series.to_owned())),
        _ => Err(format!("--choose: {text:?} is not SUBJECT=SERIES")),
    }
}

/// What the measures of the folder do.
fn measures(city: &City) -> citycarbon::Result<Vec<Effects>> {
    let effects = city.measures().iter().map(|measure| city.effects(&measure.name));
    Ok(effects.collect::<citycarbon::Result<Vec<_>>>()?.into_iter().flatten().collect())
}

/// The inventory of each year, then the measures.
fn text(statements: &[Statement], measures: &[Effects], language: Language) -> citycarbon::Result<String> {
    let inventory = report::text(statements, language)?;
    let measures = report::measures_text(measures, language)?;
    Ok(if measures.is_empty() { inventory } else { format!("{inventory}\n{}\n", measures.trim_end()) })
}

/// Whether the result could be printed.
fn run(asked: &Asked) -> Result<bool, Box<dyn std::error::Error>> {
    // With the ledgers' hashes wherever they are shown.
    let hash = asked.json || asked.out.is_some();
    let mut ask = FolderOptions::default().with_gwp(asked.gwp).with_hash(hash);
    if let Some((subject, series)) = &asked.choose {
        ask = ask.with_series(subject, series);
    }
    let city = City::open(&asked.folder, &ask)?;
    city.problems().iter().for_each(|problem| print_error(&problem.to_string()));
    if city.unlisted() > 0 {
        print_error(&format!("... and {} more bad rows, not listed", city.unlisted()));
    }
    let statements = city.close()?;
    // Measures are worked out whatever is printed, so that a folder is refused in every format or in none.
    let measures = measures(&city)?;
    let result = if asked.json { report::json(&statements)? } else { text(&statements, &measures, asked.language)?.into_bytes() };
    let Some(out) = &asked.out else { return Ok(arguments::printed(&result)) };
    // The index last: where it stands with this run's hash, the set is complete.
    let files = report::files(&statements)?;
    // Every file is complete before the result is printed, and none has its name before it is.
    let staged = Staged::new(out, &files)?;
    let printed = arguments::printed(&result);
    if printed {
        staged.commit()?;
    }
    Ok(printed)
}

fn main() -> ExitCode {
    match arguments::given(USAGE, &["out", "format", "lang", "gwp", "choose"], asked) {
        Ok(asked) => arguments::ended(run(&asked).unwrap_or_else(|refusal| {
            print_error(&refusal.to_string());
            false
        })),
        Err(code) => code,
    }
}
