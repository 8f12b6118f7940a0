//! Electric waste trucks of a city folder: `cargo run --release --example waste_trucks -- FOLDER`.
//!
//! Reads `waste_trucks.toml`; exit codes as of `city`.

#[path = "arguments/mod.rs"]
mod arguments;
#[path = "arguments/measure.rs"]
mod measure;

use citycarbon::folder::Model;
use std::process::ExitCode;

const USAGE: &str = "usage: waste_trucks [FOLDER] [options]
  FOLDER             a city folder with waste_trucks.toml (default: examples/bangkok)
  --format FORMAT    text (default) or json
  --lang LANGUAGE    of the text: en (default) or th";

fn main() -> ExitCode {
    measure::run(Model::WasteTrucks, USAGE)
}
