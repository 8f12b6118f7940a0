//! The inventory of a city folder: `cargo run --release -p citycarbon-examples --example city -- [FOLDER]`.
//!
//! The folder is `examples/bangkok` where none is given. Prints the first page that the program `citycarbon inventory` prints.

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
    // One closed statement for each year: its lines, references, totals and what is missing.
    let statements = city.close()?;
    for statement in &statements {
        let basic = statement.totals()?.basic;
        let shown = basic.map_or_else(|| "no data".to_owned(), |kg| format!("{kg} kg CO2e"));
        eprintln!("{}: BASIC, exact: {shown}", statement.year);
    }
    print!("{}", report::page(&statements, Language::English)?);
    Ok(())
}
