//! Separation of waste in a city folder: `cargo run --release --example waste_separation -- FOLDER`.
//!
//! Reads `waste_separation.toml` and `waste_separation.csv`; exit codes as of `city`.

#[path = "arguments/mod.rs"]
mod arguments;
#[path = "arguments/measure.rs"]
mod measure;

use citycarbon::folder::Model;
use std::process::ExitCode;

const USAGE: &str = "usage: waste_separation [FOLDER] [options]
  FOLDER             a city folder with waste_separation.toml and waste_separation.csv (default: examples/bangkok)
  --format FORMAT    text (default) or json
  --lang LANGUAGE    of the text: en (default) or th";

fn main() -> ExitCode {
    measure::run(Model::WasteSeparation, USAGE)
}
