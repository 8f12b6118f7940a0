//! Rooftop solar of a city folder: `cargo run --release --example rooftop_solar -- FOLDER`.
//!
//! Reads `rooftop_solar.toml`; exit codes as of `city`.

#[path = "arguments/mod.rs"]
mod arguments;
#[path = "arguments/measure.rs"]
mod measure;

use citycarbon::folder::Model;
use std::process::ExitCode;

const USAGE: &str = "usage: rooftop_solar [FOLDER] [options]
  FOLDER             a city folder with rooftop_solar.toml (default: examples/bangkok)
  --format FORMAT    text (default) or json
  --lang LANGUAGE    of the text: en (default) or th";

fn main() -> ExitCode {
    measure::run(Model::RooftopSolar, USAGE)
}
