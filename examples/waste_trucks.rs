//! Electric waste trucks of a city folder: `cargo run --release --example waste_trucks -- FOLDER`.
//!
//! Reads the forms in `measures/` with `measure = "waste-trucks"`; exit codes as of `city`.

#[path = "arguments/mod.rs"]
mod arguments;
#[path = "arguments/measure.rs"]
mod measure;

use std::process::ExitCode;

const USAGE: &str = "usage: waste_trucks [FOLDER] [options]
  FOLDER             a city folder with such a form in measures/ (default: examples/bangkok)
  --format FORMAT    text (default) or json
  --lang LANGUAGE    of the text: en (default) or th";

fn main() -> ExitCode {
    measure::run("waste-trucks", USAGE)
}
