//! Electric buses and bus rapid transit of a city folder: `cargo run --release --example brt -- FOLDER`.
//!
//! Reads the forms in `measures/` with `measure = "brt"`; exit codes as of `city`.

#[path = "arguments/mod.rs"]
mod arguments;
#[path = "arguments/measure.rs"]
mod measure;

use std::process::ExitCode;

const USAGE: &str = "usage: brt [FOLDER] [options]
  FOLDER             a city folder with such a form in measures/ (default: examples/bangkok)
  --format FORMAT    text (default) or json
  --lang LANGUAGE    of the text: en (default) or th";

fn main() -> ExitCode {
    measure::run("brt", USAGE)
}
