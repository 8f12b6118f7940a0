//! Rooftop solar in a city folder: `cargo run --release -p citycarbon-examples --example rooftop_solar -- [FOLDER]`.
//!
//! The folder is `examples/bangkok` where none is given. Prints what each of its measures of this kind changes, year by year, as the
//! program `citycarbon measure` does.

use citycarbon::City;
use citycarbon::folder::FolderOptions;
use citycarbon::i18n::Language;
use citycarbon::report;
use std::error::Error;
use std::process::ExitCode;

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("{reason}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let bangkok = concat!(env!("CARGO_MANIFEST_DIR"), "/bangkok");
    let folder = std::env::args_os().nth(1).unwrap_or_else(|| bangkok.into());
    let city = City::open(folder, &FolderOptions::default())?;
    for measure in city.measures().iter().filter(|measure| measure.kind == "rooftop-solar") {
        let Some(effects) = city.effects(&measure.name)? else { continue };
        for (year, effect) in &effects.years {
            eprintln!("{}, {year}: reduction, exact: {} kg CO2e", measure.name, effect.reduction()?);
        }
        print!("{}", report::measure_text(&effects, Language::English)?);
    }
    Ok(())
}
