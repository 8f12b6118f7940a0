//! Rooftop solar of a city folder: `cargo run --release --example rooftop_solar -- FOLDER`.
//!
//! Reads the forms in `measures/` with `measure = "rooftop-solar"`; exit codes as of `city`.

#[path = "arguments/mod.rs"]
mod arguments;
#[path = "arguments/measure.rs"]
mod measure;

use std::process::ExitCode;

const USAGE: &str = "usage: rooftop_solar [FOLDER] [options]
  FOLDER             a city folder with such a form in measures/ (default: examples/bangkok)
  --format FORMAT    text (default) or json
  --lang LANGUAGE    of the text: en (default) or th";

fn main() -> ExitCode {
    measure::run("rooftop-solar", USAGE)
}
